import Stripe from 'stripe';
import type { Database, Tx } from '#db/database.ts';
import { emit } from '#db/outbox.ts';
import type { Clock } from '#platform/clock.ts';
import type { Keyring } from '#platform/crypto.ts';
import { AppError } from '#platform/errors.ts';
import { accountByWebhookUid } from './accounts.ts';
import { recordCapture, type CaptureOutcome } from './ledger.ts';

/**
 * Takes an event of Stripe in: checks the signature over the raw body with that school's secret and writes it into the inbox
 * beside the event that has it applied. Delivered again, it changes nothing. Throws `webhook_rejected`.
 */
export async function receiveStripeEvent(
  deps: { db: Database; keyring: Keyring },
  tenantId: number,
  input: { webhookUid: string; body: Buffer; signature: string },
): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const account = await accountByWebhookUid(tx, deps.keyring, input.webhookUid);
    if (!account) throw new AppError('not_found', 'There is nothing here');
    const event = verified(input.body, input.signature, account.webhookSecret.reveal());
    const taken = await tx.db
      .insertInto('webhook_inbox')
      .values({ provider: 'stripe', event_id: event.id, type: event.type, payload: JSON.stringify(event) })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'provider', 'event_id']).doNothing())
      .executeTakeFirst();
    if (taken.numInsertedOrUpdatedRows === 1n)
      await emit(tx, 'payment.event_received', { eventId: event.id });
  });
}

function verified(body: Buffer, signature: string, secret: string): Stripe.Event {
  try {
    return Stripe.webhooks.constructEvent(body, signature, secret);
  } catch {
    throw new AppError('webhook_rejected', 'The signature does not fit the body');
  }
}

/** What an event means for an order. Everything else that Stripe tells is recorded and left. */
export type EventOutcome =
  | CaptureOutcome
  | { kind: 'checkout_expired'; paymentUid: string }
  | { kind: 'payment_failed'; paymentUid: string; attempt: string }
  | { kind: 'recorded' };

/** Applies a received event, once: the inbox row is locked, and its outcome kept. Null where it was applied before. */
export async function applyStripeEvent(tx: Tx, eventId: string, clock: Clock): Promise<EventOutcome | null> {
  const row = await tx.db
    .selectFrom('webhook_inbox')
    .select(['payload', 'processed_at'])
    .where('provider', '=', 'stripe')
    .where('event_id', '=', eventId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.processed_at !== null) return null;
  const outcome = await interpret(tx, row.payload as unknown as Stripe.Event, clock);
  await tx.db
    .updateTable('webhook_inbox')
    .set({ processed_at: new Date(clock()), outcome: outcome.kind })
    .where('provider', '=', 'stripe')
    .where('event_id', '=', eventId)
    .execute();
  return outcome;
}

async function interpret(tx: Tx, event: Stripe.Event, clock: Clock): Promise<EventOutcome> {
  switch (event.type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded': {
      const session = event.data.object;
      const paymentUid = session.client_reference_id ?? session.metadata?.['payment'];
      // Completed with a payment that settles later: another event follows.
      if (
        session.payment_status !== 'paid' ||
        paymentUid === undefined ||
        typeof session.payment_intent !== 'string'
      ) {
        return { kind: 'recorded' };
      }
      return await recordCapture(
        tx,
        {
          paymentUid,
          paymentIntentId: session.payment_intent,
          amount: session.amount_total ?? 0,
          currency: (session.currency ?? '').toUpperCase(),
        },
        clock(),
      );
    }
    case 'payment_intent.succeeded': {
      const intent = event.data.object;
      const paymentUid = intent.metadata['payment'];
      if (paymentUid === undefined) return { kind: 'recorded' };
      return await recordCapture(
        tx,
        {
          paymentUid,
          paymentIntentId: intent.id,
          amount: intent.amount_received,
          currency: intent.currency.toUpperCase(),
        },
        clock(),
      );
    }
    case 'checkout.session.expired': {
      const paymentUid = event.data.object.client_reference_id;
      return paymentUid === null ? { kind: 'recorded' } : { kind: 'checkout_expired', paymentUid };
    }
    case 'refund.updated':
    case 'refund.failed': {
      const refund = event.data.object;
      const status = REFUND_STATUS[refund.status ?? ''];
      const uid = refund.metadata?.['refund'];
      if (status && uid !== undefined) {
        const settled = await tx.db
          .updateTable('refunds')
          .set({ status, stripe_refund_id: refund.id, settled_at: new Date(clock()) })
          // By our own uid: the event may be quicker than the answer that tells us Stripe's id.
          .where('uid', '=', uid)
          // A bank may send back what had succeeded; what has failed stays so, whatever is told late.
          .where(
            'status',
            'in',
            status === 'FAILED' ? ['REQUESTED', 'PENDING', 'SUCCEEDED'] : ['REQUESTED', 'PENDING'],
          )
          .returning('id')
          .executeTakeFirst();
        if (settled) await emit(tx, 'refund.settled', { refundId: settled.id });
      }
      return { kind: 'recorded' };
    }
    case 'payment_intent.payment_failed': {
      const intent = event.data.object;
      const paymentUid = intent.metadata['payment'];
      if (paymentUid === undefined) return { kind: 'recorded' };
      // Each try with a card is a charge of its own; what fails before one is told by its event.
      const attempt = intent.last_payment_error?.charge ?? event.id;
      return { kind: 'payment_failed', paymentUid, attempt };
    }
    default:
      return { kind: 'recorded' };
  }
}

const REFUND_STATUS: Readonly<Record<string, 'SUCCEEDED' | 'FAILED'>> = {
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  canceled: 'FAILED',
};
