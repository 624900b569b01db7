import { canStartAt, explainDays, findSlots, type DayExplanation } from '@lessonry/slots';
import type { Tx } from '#db/database.ts';
import { DAY, MINUTE } from '#platform/clock.ts';
import { localDate } from '#platform/locale.ts';
import type { OwnTime } from './busy.ts';
import type { EventType } from './event-types.ts';
import { lessonRequest, type LessonQuestion, type LessonRequest } from './slot-request.ts';

/** When can this lesson start? Epoch ms, ascending. */
export async function lessonSlots(tx: Tx, eventType: EventType, question: LessonQuestion): Promise<number[]> {
  return await startsOf(tx, eventType, question, await lessonRequest(tx, eventType, question));
}

/** A local day: its starts as epoch ms, ascending; `reason` says why there are none, and is null where there are. */
export type LessonDay = {
  date: string;
  starts: number[];
  reason: Exclude<DayExplanation['reason'], 'available'> | null;
};

type DaysQuestion = {
  /** Local dates of `timeZone`, both included. */
  first: string;
  last: string;
  now: number;
  timeZone: string;
  /** Only this teacher (and the fixed ones). */
  hostUid?: string | undefined;
  /** For a booking that is being moved. */
  ignoring?: OwnTime | undefined;
};

const LOOK_AHEAD = 62 * DAY;

/**
 * Every day of the window with its starts, and the first day after the window that has one (looked for 62 days ahead; null where
 * there is none). As many queries as `lessonSlots` takes, whatever the number of days.
 */
export async function lessonCalendar(
  tx: Tx,
  eventType: EventType,
  { first, last, ...asked }: DaysQuestion,
): Promise<{ days: LessonDay[]; nextFree: string | null }> {
  const { now, timeZone } = asked;
  const edges = localDays(first, last, timeZone);
  const from = edges[0]?.from ?? 0;
  const end = edges.at(-1)?.to ?? from;
  const question = { ...asked, from, to: end + LOOK_AHEAD };
  const lesson = await lessonRequest(tx, eventType, question);
  const starts = await startsOf(tx, eventType, question, lesson);
  // A lesson that begins before midnight may end after it: the window for reasons is as much longer.
  const explained = { ...lesson.request, endTime: end + eventType.length * MINUTE };
  const reasons = new Map(
    lesson.hosts.length === 0 ? [] : explainDays(explained).map((day) => [day.date, day.reason]),
  );
  const days = edges.map(({ date, from, to }): LessonDay => {
    const own = starts.filter((start) => start >= from && start < to);
    if (own.length > 0) return { date, starts: own, reason: null };
    const reason = to <= now ? 'in_past' : (reasons.get(date) ?? 'closed');
    return { date, starts: own, reason: reason === 'available' ? 'fully_booked' : reason };
  });
  const next = starts.find((start) => start >= end);
  return { days, nextFree: next === undefined ? null : localDate(next, timeZone) };
}

function localDays(
  first: string,
  last: string,
  timeZone: string,
): { date: string; from: number; to: number }[] {
  const begin = Temporal.PlainDate.from(first);
  const count = begin.until(Temporal.PlainDate.from(last)).days + 1;
  const midnight = (days: number) => begin.add({ days }).toZonedDateTime({ timeZone }).epochMilliseconds;
  return Array.from({ length: count }, (_, index) => ({
    date: begin.add({ days: index }).toString(),
    from: midnight(index),
    to: midnight(index + 1),
  }));
}

/** A lesson with several seats is offered also at starts that others have booked already, while seats are left. */
async function startsOf(
  tx: Tx,
  eventType: EventType,
  question: LessonQuestion,
  { request, hosts }: LessonRequest,
): Promise<number[]> {
  if (hosts.length === 0) return [];
  const free = findSlots(request);
  if (eventType.seatLimit === 1) return free;
  const unbusy = { ...request, hosts: request.hosts.map((host) => ({ ...host, busy: [] })) };
  const shared = await sharedStarts(
    tx,
    eventType,
    question,
    hosts.map((host) => host.id),
  );
  return [...new Set([...free, ...shared.filter((start) => canStartAt(unbusy, start).ok)])].sort(
    (a, b) => a - b,
  );
}

async function sharedStarts(
  tx: Tx,
  eventType: EventType,
  { from, to }: LessonQuestion,
  hostIds: readonly number[],
): Promise<number[]> {
  const rows = await tx.db
    .selectFrom('workshop_sessions')
    .select(['starts_at', 'teacher_id'])
    .where('event_type_id', '=', eventType.id)
    .where('status', '=', 'SCHEDULED')
    .where('starts_at', '>=', new Date(from))
    .where('starts_at', '<=', new Date(to - eventType.length * MINUTE))
    .whereRef('seats_taken', '<', 'seat_limit')
    .execute();
  return rows.filter((row) => hostIds.includes(row.teacher_id)).map((row) => row.starts_at.getTime());
}
