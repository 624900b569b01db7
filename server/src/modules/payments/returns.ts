import type { Tx } from '#db/database.ts';
import { requestRefund } from './ledger.ts';

/** What is left of the money that was paid for one part of an order, by payment; amounts in minor units, above zero. */
export async function refundableOf(
  tx: Tx,
  bookingId: number,
): Promise<{ paymentId: number; amount: number; currency: string }[]> {
  const parts = await tx.db
    .selectFrom('payment_allocations as a')
    .innerJoin('payments as p', 'p.id', 'a.payment_id')
    .select(['a.payment_id', 'a.amount', 'p.currency'])
    .where('a.booking_id', '=', bookingId)
    .where('p.status', '=', 'SUCCEEDED')
    .orderBy('a.payment_id')
    .execute();
  if (parts.length === 0) return [];
  const refunds = await tx.db
    .selectFrom('refunds')
    .select(['payment_id', 'amount'])
    .where('booking_id', '=', bookingId)
    .execute();
  return parts
    .map((part) => {
      const given = refunds.filter((refund) => refund.payment_id === part.payment_id);
      const amount = given.reduce((left, refund) => left - refund.amount, part.amount);
      return { paymentId: part.payment_id, amount, currency: part.currency };
    })
    .filter(({ amount }) => amount > 0);
}

/**
 * Gives back all that is left of one part of an order, whose lock the caller holds; the order counts as refunded once nothing
 * of it is left. Null where there was nothing to give back.
 */
export async function returnAll(
  tx: Tx,
  input: { orderId: number; bookingId: number; reason: string },
): Promise<{ amount: number; currency: string } | null> {
  const { orderId, bookingId, reason } = input;
  const parts = await refundableOf(tx, bookingId);
  const [first] = parts;
  if (!first) return null;
  for (const { paymentId, amount } of parts)
    await requestRefund(tx, { paymentId, bookingId, amount, reason });
  const kept = await tx.db
    .selectFrom('payments')
    .select('id')
    .where('order_id', '=', orderId)
    .where('status', '=', 'SUCCEEDED')
    .whereRef('amount_refunded', '<', 'amount')
    .execute();
  if (kept.length === 0) {
    await tx.db.updateTable('orders').set({ status: 'REFUNDED' }).where('id', '=', orderId).execute();
  }
  return { amount: parts.reduce((sum, { amount }) => sum + amount, 0), currency: first.currency };
}
