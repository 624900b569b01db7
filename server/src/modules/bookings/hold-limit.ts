import { sql } from 'kysely';
import type { Tx } from '#db/database.ts';

/**
 * Unpaid seats that one address may hold at once: or one visitor keeps a workshop sold out for nothing. The lock makes two
 * requests of one address wait for each other, so that the count is right; nobody else takes it.
 */
export async function exceedsHoldLimit(
  tx: Tx,
  input: { userId: number; seats: number; limit: number; now: number },
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`holds ${tx.tenantId} ${input.userId}`}, 0))`.execute(
    tx.db,
  );
  const { held } = await tx.db
    .selectFrom('bookings')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number | string>('seats'), eb.lit(0)).as('held'))
    .where('user_id', '=', input.userId)
    .where('status', '=', 'PENDING')
    .where('expires_at', '>', new Date(input.now))
    .executeTakeFirstOrThrow();
  // The booking's own seats may exceed the limit when nothing else is held: a family books at once.
  return Number(held) > 0 && Number(held) + input.seats > input.limit;
}
