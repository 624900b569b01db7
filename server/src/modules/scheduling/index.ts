export { checkLessonStart, chooseHosts, type LessonCheck } from './check-lesson.ts';
export { dayRoutes } from './day-routes.ts';
export {
  eventTypeById,
  eventTypeBySlug,
  listEventTypes,
  teachersOf,
  type EventType,
  type HostView,
  type Place,
} from './event-types.ts';
export { extendAllSessions, extendSessions } from './extend-sessions.ts';
export type { LessonHost } from './hosts.ts';
export {
  freeHosts,
  freeSeats,
  hostsHeldBy,
  lockHosts,
  lockSessions,
  openSharedStart,
  PlaceTaken,
  reserveHosts,
  takeSeats,
} from './reserve.ts';
export type { OwnTime } from './busy.ts';
export { eventTypeRoutes, offeredEventType } from './routes.ts';
export { nextSessions, sessionsAt, sessionsBetween, type Session } from './sessions.ts';
export { lessonRequest } from './slot-request.ts';
export { lessonCalendar, lessonSlots, type LessonDay } from './slots.ts';
export { parseEdge } from './window.ts';
