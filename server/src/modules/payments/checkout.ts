import Stripe from 'stripe';
import type { Database } from '#db/database.ts';
import { MINUTE, type Clock } from '#platform/clock.ts';
import type { Keyring } from '#platform/crypto.ts';
import type { Locale } from '#platform/locale.ts';
import { accountById } from './accounts.ts';
import { stripeClient, type StripeSettings } from './stripe-client.ts';

type AllowedMethod = Stripe.Checkout.SessionCreateParams.AllowedPaymentMethodType;

export type PaymentDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  stripe: StripeSettings;
};

/** Stripe wants at least 30 minutes from the session's creation to its end. */
export const SHORTEST_CHECKOUT = 31 * MINUTE;
/** The place is held a little longer than the session is open: a payment in its last second still finds it. */
export const CHECKOUT_GRACE = 2 * MINUTE;

export type CheckoutInput = {
  paymentId: number;
  productName: string;
  quantity: number;
  unitAmount: number;
  currency: string;
  email: string;
  locale: Locale;
  /** Epoch ms; the same at each try, or Stripe takes it for another request under the same key. */
  expiresAt: number;
  paymentMethods: readonly string[];
  successUrl: string;
  cancelUrl: string;
};

export type CheckoutOutcome = { kind: 'open'; url: string } | { kind: 'unavailable'; why: string };

/**
 * Opens a Checkout session at the school's Stripe account, outside of any transaction, and keeps its address. Trying again
 * with the same payment gives the same session (idempotency key: the payment's uid).
 */
export async function openCheckout(
  deps: PaymentDeps,
  tenantId: number,
  input: CheckoutInput,
): Promise<CheckoutOutcome> {
  const { payment, account } = await deps.db.withTenant(tenantId, async (tx) => {
    const payment = await tx.db
      .selectFrom('payments')
      .select(['uid', 'stripe_account_id', 'checkout_url'])
      .where('id', '=', input.paymentId)
      .executeTakeFirstOrThrow();
    return { payment, account: await accountById(tx, deps.keyring, payment.stripe_account_id) };
  });
  if (payment.checkout_url !== null) return { kind: 'open', url: payment.checkout_url };

  const { sessions } = stripeClient(deps.stripe, account.secretKey).checkout;
  const create = (expiresAt: number, idempotencyKey: string) =>
    sessions.create(
      {
        mode: 'payment',
        client_reference_id: payment.uid,
        customer_email: input.email,
        locale: input.locale,
        // Ways that settle later are off unless the school turns them on: they would outlive the hold.
        allowed_payment_method_types: ['card', ...input.paymentMethods] as AllowedMethod[],
        expires_at: Math.ceil(expiresAt / 1000),
        success_url: input.successUrl,
        cancel_url: input.cancelUrl,
        metadata: { payment: payment.uid },
        payment_intent_data: { metadata: { payment: payment.uid } },
        line_items: [
          {
            quantity: input.quantity,
            price_data: {
              currency: input.currency.toLowerCase(),
              unit_amount: input.unitAmount,
              product_data: { name: input.productName },
            },
          },
        ],
      },
      { idempotencyKey },
    );
  let session: Stripe.Checkout.Session;
  try {
    session = await create(input.expiresAt, `checkout-${payment.uid}`).catch((error: unknown) => {
      if (!isTooNear(error)) throw error;
      // Taken up again after a crash, and Stripe never heard of the first try: its end is less than 30 minutes away by now.
      const later = deps.clock() + SHORTEST_CHECKOUT;
      return create(later, `checkout-${payment.uid}-${later}`);
    });
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError)
      return { kind: 'unavailable', why: `${error.type}: ${error.code ?? ''}` };
    throw error;
  }
  if (session.url === null) return { kind: 'unavailable', why: 'Stripe gave no address to pay at' };
  const { url } = session;
  await deps.db.withTenant(tenantId, (tx) =>
    tx.db
      .updateTable('payments')
      .set({ stripe_checkout_session_id: session.id, checkout_url: url })
      .where('id', '=', input.paymentId)
      .execute(),
  );
  return { kind: 'open', url };
}

const isTooNear = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.param === 'expires_at';

export type ClosedCheckout =
  | { kind: 'closed' }
  | { kind: 'paid'; paymentIntentId: string; amount: number; currency: string }
  | { kind: 'unreachable' };

/** Makes sure that nobody can pay this attempt any more, or tells that somebody has. */
export async function closeCheckout(
  deps: PaymentDeps,
  tenantId: number,
  paymentId: number,
): Promise<ClosedCheckout> {
  const { payment, account } = await deps.db.withTenant(tenantId, async (tx) => {
    const payment = await tx.db
      .selectFrom('payments')
      .select(['stripe_account_id', 'stripe_checkout_session_id'])
      .where('id', '=', paymentId)
      .executeTakeFirstOrThrow();
    return { payment, account: await accountById(tx, deps.keyring, payment.stripe_account_id) };
  });
  const sessionId = payment.stripe_checkout_session_id;
  // No address was ever given out, so nobody can pay there.
  if (sessionId === null) return { kind: 'closed' };
  const { sessions } = stripeClient(deps.stripe, account.secretKey).checkout;
  try {
    let session: Stripe.Checkout.Session = await sessions.retrieve(sessionId);
    if (session.status === 'open') session = await expireUnlessPaid(sessions, sessionId);
    if (session.payment_status === 'paid' && typeof session.payment_intent === 'string') {
      return {
        kind: 'paid',
        paymentIntentId: session.payment_intent,
        amount: session.amount_total ?? 0,
        currency: (session.currency ?? '').toUpperCase(),
      };
    }
    return { kind: 'closed' };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return { kind: 'unreachable' };
    throw error;
  }
}

async function expireUnlessPaid(
  sessions: Stripe['checkout']['sessions'],
  id: string,
): Promise<Stripe.Checkout.Session> {
  try {
    return await sessions.expire(id);
  } catch (error) {
    // Paid or expired between the two calls: the session says which.
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return await sessions.retrieve(id);
    throw error;
  }
}
