import { sql } from 'kysely';
import type { Database, Tx } from '#db/database.ts';
import { DAY, MINUTE } from '#platform/clock.ts';
import { eventTypeById, type EventType } from './event-types.ts';
import { occurrences, recurrenceSchema } from './recurrence.ts';
import { lockHosts, reservedRange } from './reserve.ts';

/** How far ahead sessions are made. */
export const SESSION_HORIZON = 120 * DAY;

type Source = { assignmentId: number | null; teacherId: number; rule: unknown };

/**
 * Makes the numbered sessions of a workshop up to the horizon, from each published assignment's rule (or the event type's where
 * it has none; without assignments the owner teaches), and reserves the teacher's time. Those that exist stay as they are; a
 * start at which the teacher is taken is left out, and made by a later run when the time is free again. Returns how many were made.
 */
export async function extendSessions(tx: Tx, eventTypeId: number, now: number): Promise<number> {
  // Two runs at once would give the same number twice and clash on it: the later one waits here.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sessions ${tx.tenantId} ${eventTypeId}`}, 0))`.execute(
    tx.db,
  );
  const eventType = await eventTypeById(tx, eventTypeId);
  const planned = (await sourcesOf(tx, eventType)).flatMap((source) => {
    const parsed = recurrenceSchema.safeParse(source.rule);
    if (!parsed.success) return [];
    return occurrences(parsed.data, now, now + SESSION_HORIZON).map((start) => ({ ...source, start }));
  });
  planned.sort((a, b) => a.start - b.start || a.teacherId - b.teacherId);
  if (planned.length === 0) return 0;
  await lockHosts(
    tx,
    planned.map((session) => session.teacherId),
  );

  const existing = await tx.db
    .selectFrom('workshop_sessions')
    .select(['starts_at', 'teacher_id'])
    .where('event_type_id', '=', eventType.id)
    .where('starts_at', '>=', new Date(now))
    .execute();
  const known = new Set(existing.map((row) => `${row.teacher_id} ${row.starts_at.getTime()}`));
  const { highest } = await tx.db
    .selectFrom('workshop_sessions')
    .select(sql<number | null>`max(number)`.as('highest'))
    .where('event_type_id', '=', eventType.id)
    .executeTakeFirstOrThrow();

  let number = highest ?? 0;
  let made = 0;
  for (const { assignmentId, teacherId, start } of planned) {
    if (known.has(`${teacherId} ${start}`)) continue;
    const during = reservedRange(eventType, start);
    const taken = await tx.db
      .selectFrom('host_reservations')
      .select('id')
      .where('host_id', '=', teacherId)
      .where(sql<boolean>`during && ${during}`)
      .limit(1)
      .executeTakeFirst();
    if (taken) continue;
    number += 1;
    const { id } = await tx.db
      .insertInto('workshop_sessions')
      .values({
        event_type_id: eventType.id,
        assignment_id: assignmentId,
        teacher_id: teacherId,
        number,
        starts_at: new Date(start),
        ends_at: new Date(start + eventType.length * MINUTE),
        seat_limit: eventType.seatLimit,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.db
      .insertInto('host_reservations')
      .values({ host_id: teacherId, during, session_id: id })
      .execute();
    made += 1;
  }
  return made;
}

async function sourcesOf(tx: Tx, eventType: EventType): Promise<Source[]> {
  const assignments = await tx.db
    .selectFrom('teacher_course_assignments')
    .select(['id', 'teacher_id', 'recurrence_rule'])
    .where('event_type_id', '=', eventType.id)
    .where('is_published', '=', true)
    .execute();
  if (assignments.length === 0) {
    return [{ assignmentId: null, teacherId: eventType.ownerId, rule: eventType.workshopRecurrence }];
  }
  return assignments.map((row) => ({
    assignmentId: row.id,
    teacherId: row.teacher_id,
    rule: row.recurrence_rule ?? eventType.workshopRecurrence,
  }));
}

/** Extends every workshop of a school, each in a transaction of its own: locks of several would not be in order. */
export async function extendAllSessions(db: Database, tenantId: number, now: number): Promise<void> {
  const workshops = await db.withTenant(tenantId, (tx) =>
    tx.db
      .selectFrom('event_types')
      .select('id')
      .where('is_workshop', '=', true)
      .where('archived_at', 'is', null)
      .orderBy('id')
      .execute(),
  );
  for (const { id } of workshops) await db.withTenant(tenantId, (tx) => extendSessions(tx, id, now));
}
