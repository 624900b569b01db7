export { canStartAt } from './can-start-at.ts';
export { explainDays } from './explain-days.ts';
export { findSlots, findSlotsWithHosts } from './find-slots.ts';
export { parseRequest } from './parse-request.ts';
export { SlotRequestError } from './request-error.ts';
export type {
  AvailabilityRow,
  BusyInterval,
  DateOverride,
  DayExplanation,
  DayReason,
  Host,
  PeriodType,
  SchedulingType,
  SlotRequest,
  SlotWithHosts,
  StartCheck,
  StartRefusal,
  StartRequest,
  TravelSchedule,
  WeeklyHours,
} from './types.ts';
