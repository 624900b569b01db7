import Stripe from 'stripe';
import { emit } from '#db/outbox.ts';
import { accountById } from './accounts.ts';
import type { PaymentDeps } from './checkout.ts';
import './ledger.ts';
import { stripeClient } from './stripe-client.ts';

/**
 * Calls Stripe for a requested refund, outside of any transaction. The idempotency key is the refund's uid, so a second try
 * after a lost answer gives back nothing twice. Throws while Stripe cannot be reached: the job tries again.
 */
export async function executeRefund(deps: PaymentDeps, tenantId: number, refundId: number): Promise<void> {
  const work = await deps.db.withTenant(tenantId, async (tx) => {
    const refund = await tx.db
      .selectFrom('refunds as r')
      .innerJoin('payments as p', 'p.id', 'r.payment_id')
      .select(['r.uid', 'r.amount', 'r.status', 'p.stripe_account_id', 'p.stripe_payment_intent_id'])
      .where('r.id', '=', refundId)
      .executeTakeFirstOrThrow();
    if (refund.status !== 'REQUESTED' || refund.stripe_payment_intent_id === null) return null;
    return {
      uid: refund.uid,
      amount: refund.amount,
      paymentIntentId: refund.stripe_payment_intent_id,
      account: await accountById(tx, deps.keyring, refund.stripe_account_id),
    };
  });
  if (!work) return;

  let status: 'PENDING' | 'SUCCEEDED' | 'FAILED';
  let stripeRefundId: string | null = null;
  try {
    const refund = await stripeClient(deps.stripe, work.account.secretKey).refunds.create(
      { payment_intent: work.paymentIntentId, amount: work.amount, metadata: { refund: work.uid } },
      { idempotencyKey: `refund-${work.uid}` },
    );
    stripeRefundId = refund.id;
    status = refund.status === 'succeeded' ? 'SUCCEEDED' : refund.status === 'failed' ? 'FAILED' : 'PENDING';
  } catch (error) {
    // Stripe understood and refuses (returned by hand already, for instance): trying again would not help.
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
    status = 'FAILED';
  }
  await deps.db.withTenant(tenantId, async (tx) => {
    const { numUpdatedRows } = await tx.db
      .updateTable('refunds')
      .set({
        status,
        stripe_refund_id: stripeRefundId,
        settled_at: status === 'PENDING' ? null : new Date(deps.clock()),
      })
      .where('id', '=', refundId)
      .where('status', '=', 'REQUESTED')
      .executeTakeFirst();
    if (numUpdatedRows === 1n && status !== 'PENDING') await emit(tx, 'refund.settled', { refundId });
  });
}
