import type { Tx } from '#db/database.ts';
import { emit } from '#db/outbox.ts';
import { newUid } from '#platform/ids.ts';
import { lockOrder } from './orders.ts';

declare module '#db/outbox.ts' {
  interface Events {
    'payment.event_received': { eventId: string };
    'refund.requested': { refundId: number };
    /** Stripe has carried it out, or will not. */
    'refund.settled': { refundId: number };
  }
}

export type Captured = { paymentUid: string; paymentIntentId: string; amount: number; currency: string };

/** What an order's being paid means to the ledger. `paid`: settle the order. */
export type CaptureOutcome =
  | { kind: 'paid'; orderId: number; paymentId: number }
  | { kind: 'known' }
  | { kind: 'unknown_payment' }
  | { kind: 'mismatch'; paymentId: number }
  | { kind: 'paid_twice'; paymentId: number };

/**
 * Writes down that money was captured for a payment, once however often it is told. A second payment of one order is returned
 * at once; an amount or currency other than ours is kept apart for a person to look at.
 */
export async function recordCapture(tx: Tx, captured: Captured, now: number): Promise<CaptureOutcome> {
  const { paymentUid } = captured;
  const known = await tx.db
    .selectFrom('payments')
    .select('order_id')
    .where('uid', '=', paymentUid)
    .executeTakeFirst();
  if (!known) return { kind: 'unknown_payment' };
  const order = await lockOrder(tx, known.order_id);
  const payment = await tx.db
    .selectFrom('payments')
    .select([
      'id',
      'order_id',
      'booking_id',
      'amount',
      'currency',
      'status',
      'stripe_account_id',
      'stripe_payment_intent_id',
    ])
    .where('uid', '=', paymentUid)
    .executeTakeFirstOrThrow();
  if (payment.status === 'SUCCEEDED') {
    if (payment.stripe_payment_intent_id === captured.paymentIntentId) return { kind: 'known' };
    return await returnSecondIntent(tx, payment, captured, now);
  }
  if (payment.amount !== captured.amount || payment.currency !== captured.currency) {
    return { kind: 'mismatch', paymentId: payment.id };
  }
  await tx.db
    .updateTable('payments')
    .set({
      status: 'SUCCEEDED',
      stripe_payment_intent_id: captured.paymentIntentId,
      succeeded_at: new Date(now),
    })
    .where('id', '=', payment.id)
    .execute();
  if (order.status === 'PAID' || order.status === 'REFUNDED') {
    await requestRefund(tx, {
      paymentId: payment.id,
      bookingId: payment.booking_id,
      amount: payment.amount,
      reason: 'paid_twice',
    });
    return { kind: 'paid_twice', paymentId: payment.id };
  }
  await tx.db.updateTable('orders').set({ status: 'PAID' }).where('id', '=', payment.order_id).execute();
  return { kind: 'paid', orderId: payment.order_id, paymentId: payment.id };
}

/**
 * Two Checkout sessions of one attempt were paid (the answer that named the first was lost, and another was opened): the second
 * intent gets a row of its own, and its money goes back.
 */
async function returnSecondIntent(
  tx: Tx,
  first: { order_id: number; booking_id: number | null; stripe_account_id: number },
  captured: Captured,
  now: number,
): Promise<CaptureOutcome> {
  const second = await tx.db
    .insertInto('payments')
    .values({
      uid: newUid(),
      order_id: first.order_id,
      booking_id: first.booking_id,
      stripe_account_id: first.stripe_account_id,
      amount: captured.amount,
      currency: captured.currency,
      status: 'SUCCEEDED',
      stripe_payment_intent_id: captured.paymentIntentId,
      succeeded_at: new Date(now),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'stripe_payment_intent_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!second) return { kind: 'known' };
  const { booking_id: bookingId } = first;
  await requestRefund(tx, { paymentId: second.id, bookingId, amount: captured.amount, reason: 'paid_twice' });
  return { kind: 'paid_twice', paymentId: second.id };
}

/** Says which part of a payment belongs to which booking. */
export async function allocate(
  tx: Tx,
  paymentId: number,
  parts: readonly { bookingId: number; amount: number }[],
): Promise<void> {
  await tx.db
    .insertInto('payment_allocations')
    .values(parts.map((part) => ({ payment_id: paymentId, booking_id: part.bookingId, amount: part.amount })))
    .onConflict((conflict) => conflict.columns(['tenant_id', 'payment_id', 'booking_id']).doNothing())
    .execute();
}

/**
 * Gives money back: the row and its event are written here; a job calls Stripe. The amount counts as refunded from now on, and
 * the table's CHECK lets no payment give back more than it took.
 */
export async function requestRefund(
  tx: Tx,
  input: { paymentId: number; bookingId: number | null; amount: number; reason: string },
): Promise<{ id: number }> {
  const { currency } = await tx.db
    .updateTable('payments')
    .set((eb) => ({ amount_refunded: eb('amount_refunded', '+', input.amount) }))
    .where('id', '=', input.paymentId)
    .returning('currency')
    .executeTakeFirstOrThrow();
  const refund = await tx.db
    .insertInto('refunds')
    .values({
      uid: newUid(),
      payment_id: input.paymentId,
      booking_id: input.bookingId,
      amount: input.amount,
      currency,
      reason: input.reason,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await emit(tx, 'refund.requested', { refundId: refund.id });
  return refund;
}
