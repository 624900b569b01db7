import type { Tx } from '#db/database.ts';
import { newUid } from '#platform/ids.ts';

export type NewOrder = { userId: number; amount: number; currency: string; description: string };

/** What is paid: an amount in minor units that a person owes. What it is for is known above. */
export async function openOrder(tx: Tx, order: NewOrder): Promise<{ id: number; uid: string }> {
  return await tx.db
    .insertInto('orders')
    .values({
      uid: newUid(),
      user_id: order.userId,
      amount: order.amount,
      currency: order.currency,
      description: order.description,
    })
    .returning(['id', 'uid'])
    .executeTakeFirstOrThrow();
}

/** One attempt to pay an order; `bookingId` where the order has exactly one booking. */
export async function openPayment(
  tx: Tx,
  input: { orderId: number; bookingId: number | null; accountId: number; amount: number; currency: string },
): Promise<{ id: number; uid: string }> {
  return await tx.db
    .insertInto('payments')
    .values({
      uid: newUid(),
      order_id: input.orderId,
      booking_id: input.bookingId,
      stripe_account_id: input.accountId,
      amount: input.amount,
      currency: input.currency,
    })
    .returning(['id', 'uid'])
    .executeTakeFirstOrThrow();
}

/**
 * The order's row, locked until the end of the transaction. Whatever moves a payment or a booking of the order takes this lock
 * first, so that a payment and the end of its hold wait for each other instead of deadlocking.
 */
export async function lockOrder(tx: Tx, orderId: number): Promise<{ status: string }> {
  return await tx.db
    .selectFrom('orders')
    .select('status')
    .where('id', '=', orderId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Closes an order that nobody pays any more; its open attempts with it. Paid ones stay. */
export async function closeOrder(tx: Tx, orderId: number, status: 'EXPIRED' | 'CANCELLED'): Promise<void> {
  await tx.db
    .updateTable('orders')
    .set({ status })
    .where('id', '=', orderId)
    .where('status', '=', 'OPEN')
    .execute();
  await tx.db
    .updateTable('payments')
    .set({ status: 'EXPIRED' })
    .where('order_id', '=', orderId)
    .where('status', '=', 'CREATED')
    .execute();
}
