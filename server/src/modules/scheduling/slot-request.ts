import type { BusyInterval, SlotRequest } from '@lessonry/slots';
import type { Tx } from '#db/database.ts';
import { DAY, MINUTE } from '#platform/clock.ts';
import { busyTimes, type OwnTime } from './busy.ts';
import type { EventType } from './event-types.ts';
import { lessonHosts, type LessonHost } from './hosts.ts';

export type LessonQuestion = {
  /** Epoch ms: the window asked for. */
  from: number;
  to: number;
  now: number;
  timeZone: string;
  /** Only this teacher (and the fixed ones). */
  hostUid?: string | undefined;
  /** For a booking that is being moved. */
  ignoring?: OwnTime | undefined;
};

export type LessonRequest = { request: SlotRequest; hosts: LessonHost[] };

/** All that the engine needs to know of a lesson: its rules, its hosts' hours, and their reserved time around the window. */
export async function lessonRequest(
  tx: Tx,
  eventType: EventType,
  question: LessonQuestion,
): Promise<LessonRequest> {
  const all = await lessonHosts(tx, eventType);
  const { hostUid } = question;
  const hosts = hostUid === undefined ? all : all.filter((host) => host.uid === hostUid || host.isFixed);
  const reach = (eventType.length + eventType.beforeBuffer + eventType.afterBuffer) * MINUTE + DAY;
  // A rolling window counts the days that have a slot from now on, so it needs the busy times from now on.
  const since =
    eventType.periodType === 'ROLLING_WINDOW' ? Math.min(question.now, question.from) : question.from;
  const busy = await busyTimes(
    tx,
    hosts.map((host) => host.id),
    since - reach,
    question.to + reach,
    question.ignoring,
  );
  return { hosts, request: toSlotRequest(eventType, hosts, busy, question) };
}

function toSlotRequest(
  eventType: EventType,
  hosts: readonly LessonHost[],
  busy: ReadonlyMap<number, BusyInterval[]>,
  { from, to, now, timeZone }: LessonQuestion,
): SlotRequest {
  return {
    now,
    startTime: from,
    endTime: to,
    inviteeTz: timeZone,
    schedulingType: eventType.schedulingType,
    length: eventType.length,
    interval: eventType.slotInterval,
    offsetStart: eventType.offsetStart,
    optimized: eventType.optimized,
    minimumBookingNotice: eventType.minimumBookingNotice,
    beforeBuffer: eventType.beforeBuffer,
    afterBuffer: eventType.afterBuffer,
    periodType: eventType.periodType,
    periodDays: eventType.periodDays,
    periodStartDate: eventType.periodStartDate,
    periodEndDate: eventType.periodEndDate,
    hosts: hosts.map((host) => ({
      timeZone: host.timeZone,
      availability: host.availability,
      busy: busy.get(host.id) ?? [],
      isFixed: host.isFixed,
      travelSchedules: host.travelSchedules,
    })),
  };
}
