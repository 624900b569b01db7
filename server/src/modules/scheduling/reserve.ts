import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '#db/database.ts';
import { MINUTE } from '#platform/clock.ts';
import type { EventType } from './event-types.ts';

/** The time that an event at `start` (epoch ms) takes of its host, buffers included. */
export function reservedRange(
  eventType: Pick<EventType, 'length' | 'beforeBuffer' | 'afterBuffer'>,
  start: number,
): RawBuilder<string> {
  const from = new Date(start - eventType.beforeBuffer * MINUTE);
  const to = new Date(start + (eventType.length + eventType.afterBuffer) * MINUTE);
  return sql<string>`tstzrange(${from}, ${to}, '[)')`;
}

/** Thrown when the database refused the place: somebody else was quicker. Undoes the transaction. */
export class PlaceTaken extends Error {
  readonly what: 'seats' | 'time';

  constructor(what: 'seats' | 'time') {
    super(`taken: ${what}`);
    this.what = what;
  }
}

/** Exclusion violated; deadlock found (a rival came without the lock). Told by SQLSTATE: constraint names differ on shards. */
const TIME_TAKEN = new Set(['23P01', '40P01']);
const CHECK_VIOLATED = '23514';

const sqlState = (error: unknown): string => (error as { code?: string }).code ?? '';

export type ReservedFor = { bookingId: number } | { sessionId: number };

/**
 * Reserves the hosts' time, all or nothing; false when one of them is taken (then the caller rolls back). The exclusion
 * constraint decides; the lock on each host, taken in ascending order, keeps rivals from deadlocking on it.
 */
export async function reserveHosts(
  tx: Tx,
  eventType: Pick<EventType, 'length' | 'beforeBuffer' | 'afterBuffer'>,
  { hostIds, start, for: owner }: { hostIds: readonly number[]; start: number; for: ReservedFor },
): Promise<boolean> {
  const ascending = [...new Set(hostIds)].sort((a, b) => a - b);
  const during = reservedRange(eventType, start);
  const holder = 'bookingId' in owner ? { booking_id: owner.bookingId } : { session_id: owner.sessionId };
  return await orTimeTaken(async () => {
    await takeHostLocks(tx, ascending);
    const made = await tx.db
      .insertInto('host_reservations')
      .values(ascending.map((host_id) => ({ host_id, during, ...holder })))
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute();
    return made.length === ascending.length;
  });
}

async function orTimeTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (TIME_TAKEN.has(sqlState(error))) throw new PlaceTaken('time');
    throw error;
  }
}

/**
 * Waits, in ascending order, for the transactions that reserve these hosts' time; held until the end of the transaction. Whoever
 * frees time in order to reserve other time takes the locks of both first. May throw `PlaceTaken`.
 */
export const lockHosts = (tx: Tx, hostIds: readonly number[]): Promise<void> =>
  orTimeTaken(() => takeHostLocks(tx, hostIds));

async function takeHostLocks(tx: Tx, hostIds: readonly number[]): Promise<void> {
  for (const hostId of [...new Set(hostIds)].sort((a, b) => a - b)) {
    const key = `host ${tx.tenantId} ${hostId}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx.db);
  }
}

/** Locks sessions' rows in ascending order, so that two who swap places wait for each other. */
export async function lockSessions(tx: Tx, sessionIds: readonly number[]): Promise<void> {
  for (const id of [...new Set(sessionIds)].sort((a, b) => a - b)) {
    await tx.db.selectFrom('workshop_sessions').select('id').where('id', '=', id).forUpdate().execute();
  }
}

/** Whose time a booking or a session holds. */
export async function hostsHeldBy(tx: Tx, owner: ReservedFor): Promise<number[]> {
  const rows = tx.db.selectFrom('host_reservations').select('host_id');
  const held = await (
    'bookingId' in owner
      ? rows.where('booking_id', '=', owner.bookingId)
      : rows.where('session_id', '=', owner.sessionId)
  ).execute();
  return held.map((row) => row.host_id);
}

/** Gives back the time that a booking or a session holds. */
export async function freeHosts(tx: Tx, owner: ReservedFor): Promise<void> {
  const rows = tx.db.deleteFrom('host_reservations');
  await (
    'bookingId' in owner
      ? rows.where('booking_id', '=', owner.bookingId)
      : rows.where('session_id', '=', owner.sessionId)
  ).execute();
}

/**
 * Counts seats as taken. The CHECK of the table decides whether there are as many: where not, `PlaceTaken`
 * undoes the transaction. False where the session is no longer scheduled.
 */
export async function takeSeats(tx: Tx, sessionId: number, seats: number): Promise<boolean> {
  try {
    const { numUpdatedRows } = await tx.db
      .updateTable('workshop_sessions')
      .set((eb) => ({ seats_taken: eb('seats_taken', '+', seats) }))
      .where('id', '=', sessionId)
      .where('status', '=', 'SCHEDULED')
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  } catch (error) {
    if (sqlState(error) === CHECK_VIOLATED) throw new PlaceTaken('seats');
    throw error;
  }
}

/** Gives seats back; a lesson's shared start that nobody is left in frees its host and goes. */
export async function freeSeats(tx: Tx, sessionId: number, seats: number): Promise<void> {
  const row = await tx.db
    .updateTable('workshop_sessions')
    .set((eb) => ({ seats_taken: eb('seats_taken', '-', seats) }))
    .where('id', '=', sessionId)
    .returning(['number', 'seats_taken'])
    .executeTakeFirstOrThrow();
  if (row.number !== null || row.seats_taken > 0) return;
  await freeHosts(tx, { sessionId });
  await tx.db
    .updateTable('workshop_sessions')
    .set({ status: 'CANCELLED' })
    .where('id', '=', sessionId)
    .execute();
}

/** Makes the shared start of a lesson with several seats, with its hosts reserved; null when one of them is taken. */
export async function openSharedStart(
  tx: Tx,
  eventType: EventType,
  { hostIds, teacherId, start }: { hostIds: readonly number[]; teacherId: number; start: number },
): Promise<{ id: number } | null> {
  await lockHosts(tx, hostIds);
  const session = await tx.db
    .insertInto('workshop_sessions')
    .values({
      event_type_id: eventType.id,
      teacher_id: teacherId,
      starts_at: new Date(start),
      ends_at: new Date(start + eventType.length * MINUTE),
      seat_limit: eventType.seatLimit,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!session) return null;
  return (await reserveHosts(tx, eventType, { hostIds, start, for: { sessionId: session.id } }))
    ? session
    : null;
}
