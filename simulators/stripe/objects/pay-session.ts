import type { Stripe } from 'stripe';
import { type CardFailure, findCard } from '../cards.ts';
import { idOf, randomId } from '../ids.ts';
import type { PayOptions, PayOutcome } from '../types.ts';
import { type Account, findSession, ITSELF, type Payer, type World } from '../world.ts';
import { createCharge } from './charge.ts';
import { customerDetails, intentOfSession } from './checkout-session.ts';
import { emit } from './event.ts';
import { expireDueSessions } from './expire-session.ts';

type Attempt = {
  account: Account;
  session: Stripe.Checkout.Session;
  intent: Stripe.PaymentIntent;
  payer: Payer;
};

/** Pays a session once: whoever submits a second time is told that it is paid. */
export function paySession(world: World, sessionId: string, options: PayOptions = {}): PayOutcome {
  const found = openSession(world, sessionId);
  if ('outcome' in found) return found.outcome;
  const { account, session } = found;
  const email = session.customer_email ?? options.email ?? 'student@example.com';
  if (session.amount_total === 0)
    return completeSession(world, account, session, null, email, options.name ?? null);
  const card = findCard(options.card ?? 'success');
  if (!card) {
    return {
      status: 'invalid_card',
      field: 'number',
      code: 'incorrect_number',
      message: 'Your card number is incorrect.',
    };
  }
  const intent = intentOfSession(world, account, ITSELF, session);
  const payer = { card, paymentMethod: randomId('pm_1', 23), email, name: options.name ?? null };
  const attempt: Attempt = { account, session, intent, payer };
  if (!card.asks) return take(world, attempt, card.failure);
  askHolder(world, attempt);
  if (options.authenticate === 'later') return { status: 'requires_action', paymentIntent: intent.id };
  return answerHolder(world, sessionId, options.authenticate ?? true);
}

/** The holder's answer to the 3-D-Secure question. */
export function answerHolder(world: World, sessionId: string, confirmed: boolean): PayOutcome {
  const found = openSession(world, sessionId);
  if ('outcome' in found) return found.outcome;
  const { account, session } = found;
  const payer = account.asked.get(sessionId);
  if (!payer) {
    return {
      status: 'invalid_card',
      field: 'number',
      code: 'incomplete_number',
      message: 'Please enter your card again.',
    };
  }
  account.asked.delete(sessionId);
  const attempt: Attempt = {
    account,
    session,
    intent: intentOfSession(world, account, ITSELF, session),
    payer,
  };
  attempt.intent.next_action = null;
  if (confirmed) return take(world, attempt, payer.card.failure);
  return decline(world, attempt, null, {
    code: 'payment_intent_authentication_failure',
    declineCode: null,
    message:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
  });
}

/** Whether the session waits for its card holder. */
export function waitsForHolder(account: Account, session: Stripe.Checkout.Session): boolean {
  return session.status === 'open' && account.asked.has(session.id);
}

/** Where the browser goes after paying. */
export function successUrlOf(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? '/').replace(
    /\{CHECKOUT_SESSION_ID\}|%7BCHECKOUT_SESSION_ID%7D/gi,
    session.id,
  );
}

function openSession(
  world: World,
  sessionId: string,
): { account: Account; session: Stripe.Checkout.Session } | { outcome: PayOutcome } {
  expireDueSessions(world);
  const found = findSession(world, sessionId);
  if (!found) return { outcome: { status: 'not_found' } };
  const { session } = found;
  if (session.status === 'expired') return { outcome: { status: 'expired' } };
  if (session.status === 'complete') {
    const paymentIntent = idOf(session.payment_intent) ?? '';
    return { outcome: { status: 'already_paid', redirectTo: successUrlOf(session), paymentIntent } };
  }
  return found;
}

function askHolder(world: World, attempt: Attempt): void {
  const { account, intent, session } = attempt;
  intent.status = 'requires_action';
  intent.last_payment_error = null;
  intent.payment_method = attempt.payer.paymentMethod;
  intent.next_action = {
    type: 'redirect_to_url',
    redirect_to_url: {
      return_url: successUrlOf(session),
      url: `${world.settings.baseUrl}/pay/${session.id}/confirm`,
    },
  };
  account.asked.set(session.id, attempt.payer);
  emit(world, account, ITSELF, 'payment_intent.requires_action', intent);
}

function take(world: World, attempt: Attempt, failure: CardFailure | null): PayOutcome {
  const { account, intent, payer, session } = attempt;
  const charge = createCharge(world, account, intent, payer, failure);
  intent.latest_charge = charge.id;
  if (failure) {
    emit(world, account, ITSELF, 'charge.failed', charge);
    return decline(world, attempt, charge, failure);
  }
  intent.status = 'succeeded';
  intent.amount_received = intent.amount;
  intent.payment_method = payer.paymentMethod;
  intent.last_payment_error = null;
  emit(world, account, ITSELF, 'charge.succeeded', charge);
  emit(world, account, ITSELF, 'payment_intent.succeeded', intent);
  return completeSession(world, account, session, intent, payer.email, payer.name);
}

function completeSession(
  world: World,
  account: Account,
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | null,
  email: string | null,
  name: string | null,
): PayOutcome {
  session.status = 'complete';
  session.payment_status = intent ? 'paid' : 'no_payment_required';
  session.customer_details = customerDetails(email, name);
  session.url = null;
  emit(world, account, ITSELF, 'checkout.session.completed', session);
  return { status: 'paid', redirectTo: successUrlOf(session), paymentIntent: intent?.id ?? '' };
}

function decline(
  world: World,
  attempt: Attempt,
  charge: Stripe.Charge | null,
  failure: CardFailure,
): PayOutcome {
  const { account, intent } = attempt;
  intent.status = 'requires_payment_method';
  intent.payment_method = null;
  intent.last_payment_error = {
    type: failure.code === 'payment_intent_authentication_failure' ? 'invalid_request_error' : 'card_error',
    code: failure.code,
    doc_url: `https://stripe.com/docs/error-codes/${failure.code.replaceAll('_', '-')}`,
    message: failure.message,
    ...(charge ? { charge: charge.id } : {}),
    ...(failure.declineCode ? { decline_code: failure.declineCode } : {}),
  };
  emit(world, account, ITSELF, 'payment_intent.payment_failed', intent);
  return {
    status: 'declined',
    code: failure.code,
    declineCode: failure.declineCode,
    message: failure.message,
    paymentIntent: intent.id,
  };
}
