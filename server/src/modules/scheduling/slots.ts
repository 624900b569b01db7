import { canStartAt, explainDays, findSlots, type DayExplanation } from '@lessonry/slots';
import type { Tx } from '#db/database.ts';
import { MINUTE } from '#platform/clock.ts';
import type { EventType } from './event-types.ts';
import { lessonRequest, type LessonQuestion, type LessonRequest } from './slot-request.ts';

/** When can this lesson start? Epoch ms, ascending. */
export async function lessonSlots(tx: Tx, eventType: EventType, question: LessonQuestion): Promise<number[]> {
  return await startsOf(tx, eventType, question, await lessonRequest(tx, eventType, question));
}

/** The same, and for each day of the window, in the visitor's zone, why it has no time, if it has none. */
export async function lessonDays(
  tx: Tx,
  eventType: EventType,
  question: LessonQuestion,
): Promise<{ slots: number[]; days: DayExplanation[] }> {
  const lesson = await lessonRequest(tx, eventType, question);
  const slots = await startsOf(tx, eventType, question, lesson);
  return { slots, days: lesson.hosts.length === 0 ? [] : explainDays(lesson.request) };
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
