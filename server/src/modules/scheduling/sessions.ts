import type { Tx } from '#db/database.ts';

/** A session as the flow needs it. Instants in epoch ms; `number` is null for the shared start of a lesson with several seats. */
export type Session = {
  id: number;
  number: number | null;
  eventTypeId: number;
  teacherId: number;
  teacherName: string;
  start: number;
  end: number;
  seatLimit: number;
  seatsLeft: number;
};

const scheduled = (tx: Tx, eventTypeId: number) =>
  tx.db
    .selectFrom('workshop_sessions as s')
    .innerJoin('users as t', 't.id', 's.teacher_id')
    .select([
      's.id',
      's.number',
      's.event_type_id',
      's.teacher_id',
      't.name as teacher_name',
      's.starts_at',
      's.ends_at',
    ])
    .select(['s.seat_limit', 's.seats_taken'])
    .where('s.event_type_id', '=', eventTypeId)
    .where('s.status', '=', 'SCHEDULED');

type Row = Awaited<ReturnType<ReturnType<typeof scheduled>['execute']>>[number];

const present = (row: Row): Session => ({
  id: row.id,
  number: row.number,
  eventTypeId: row.event_type_id,
  teacherId: row.teacher_id,
  teacherName: row.teacher_name,
  start: row.starts_at.getTime(),
  end: row.ends_at.getTime(),
  seatLimit: row.seat_limit,
  seatsLeft: row.seat_limit - row.seats_taken,
});

const LIST_LIMIT = 500;

/** Sessions that start in `[from, to)`, soonest first, full ones included; at most `limit` (500). */
export async function sessionsBetween(
  tx: Tx,
  eventTypeId: number,
  { from, to, limit = LIST_LIMIT }: { from: number; to: number; limit?: number },
): Promise<Session[]> {
  const rows = await scheduled(tx, eventTypeId)
    .where('s.starts_at', '>=', new Date(from))
    .where('s.starts_at', '<', new Date(to))
    .orderBy('s.starts_at')
    .orderBy('s.number')
    .limit(limit)
    .execute();
  return rows.map(present);
}

/** The sessions of an event type that start at this instant, by number. */
export async function sessionsAt(tx: Tx, eventTypeId: number, start: number): Promise<Session[]> {
  const rows = await scheduled(tx, eventTypeId)
    .where('s.starts_at', '=', new Date(start))
    .orderBy('s.number')
    .execute();
  return rows.map(present);
}

/** The next session of each workshop from `now` on: for cards on a page. One query. */
export async function nextSessions(
  tx: Tx,
  now: number,
): Promise<Map<number, { start: number; seatsLeft: number }>> {
  const rows = await tx.db
    .selectFrom('workshop_sessions as s')
    .distinctOn('s.event_type_id')
    .select(['s.event_type_id', 's.starts_at', 's.seat_limit', 's.seats_taken'])
    .where('s.status', '=', 'SCHEDULED')
    .where('s.number', 'is not', null)
    .where('s.starts_at', '>', new Date(now))
    .orderBy('s.event_type_id')
    .orderBy('s.starts_at')
    .execute();
  return new Map(
    rows.map((row) => [
      row.event_type_id,
      { start: row.starts_at.getTime(), seatsLeft: row.seat_limit - row.seats_taken },
    ]),
  );
}
