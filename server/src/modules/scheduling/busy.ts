import type { BusyInterval } from '@lessonry/slots';
import { sql } from 'kysely';
import type { Tx } from '#db/database.ts';

/** Reserved time (buffers included) of these hosts that touches `[from, to)`, epoch ms, by host. One query, by index. */
export async function busyTimes(
  tx: Tx,
  hostIds: readonly number[],
  from: number,
  to: number,
): Promise<Map<number, BusyInterval[]>> {
  const rows = await tx.db
    .selectFrom('host_reservations')
    .select(['host_id', sql<Date>`lower(during)`.as('start'), sql<Date>`upper(during)`.as('end')])
    .where('host_id', '=', sql<number>`any(${[...hostIds]}::bigint[])`)
    .where(sql<boolean>`during && tstzrange(${new Date(from)}, ${new Date(to)}, '[)')`)
    .execute();
  const busy = new Map<number, BusyInterval[]>(hostIds.map((id) => [id, []]));
  for (const row of rows) busy.get(row.host_id)?.push({ start: row.start.getTime(), end: row.end.getTime() });
  return busy;
}
