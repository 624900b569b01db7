import type { BusyInterval } from '@lessonry/slots';
import { sql } from 'kysely';
import type { Tx } from '#db/database.ts';

/** Whose reservations do not count as busy: those that a booking which is being moved would give up. */
export type OwnTime = { bookingId?: number | undefined; sessionId?: number | undefined };

/** Reserved time (buffers included) of these hosts that touches `[from, to)`, epoch ms, by host. One query, by index. */
export async function busyTimes(
  tx: Tx,
  hostIds: readonly number[],
  from: number,
  to: number,
  ignoring: OwnTime = {},
): Promise<Map<number, BusyInterval[]>> {
  const rows = await tx.db
    .selectFrom('host_reservations')
    .select(['host_id', sql<Date>`lower(during)`.as('start'), sql<Date>`upper(during)`.as('end')])
    .where('host_id', '=', sql<number>`any(${[...hostIds]}::bigint[])`)
    .$if(ignoring.bookingId !== undefined, (own) =>
      own.where('booking_id', 'is distinct from', ignoring.bookingId ?? null),
    )
    .$if(ignoring.sessionId !== undefined, (own) =>
      own.where('session_id', 'is distinct from', ignoring.sessionId ?? null),
    )
    .where(sql<boolean>`during && tstzrange(${new Date(from)}, ${new Date(to)}, '[)')`)
    .execute();
  const busy = new Map<number, BusyInterval[]>(hostIds.map((id) => [id, []]));
  for (const row of rows) busy.get(row.host_id)?.push({ start: row.start.getTime(), end: row.end.getTime() });
  return busy;
}
