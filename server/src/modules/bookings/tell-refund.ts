import type { Database } from '#db/database.ts';
import { emit } from '#db/outbox.ts';
import './events.ts';

/** A refund has succeeded: its booking's people are to know. One that failed is kept, for staff to see. */
export async function tellRefund(deps: { db: Database }, tenantId: number, refundId: number): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const refund = await tx.db
      .selectFrom('refunds')
      .select(['booking_id', 'status'])
      .where('id', '=', refundId)
      .executeTakeFirstOrThrow();
    if (refund.booking_id === null || refund.status !== 'SUCCEEDED') return;
    await emit(tx, 'booking.refunded', { bookingId: refund.booking_id, refundId });
  });
}
