import type { Stripe } from 'stripe';
import { idOf } from '../ids.ts';
import { type Account, type Cause, ITSELF, seconds, type World } from '../world.ts';
import { emit } from './event.ts';
import { cancelPaymentIntent } from './payment-intent.ts';

/** Ends an open session, and its intent with it; false where it was not open. */
export function expireSession(
  world: World,
  account: Account,
  cause: Cause,
  session: Stripe.Checkout.Session,
): boolean {
  if (session.status !== 'open') return false;
  session.status = 'expired';
  session.url = null;
  const intent = account.paymentIntents.get(idOf(session.payment_intent) ?? '');
  if (intent && intent.status !== 'succeeded' && intent.status !== 'canceled') {
    cancelPaymentIntent(world, account, cause, intent, 'automatic');
  }
  emit(world, account, cause, 'checkout.session.expired', session);
  return true;
}

/** Ends every open session whose time has come. Looks through them only when one may be due. */
export function expireDueSessions(world: World): void {
  const now = seconds(world);
  if (now < world.nextExpiry) return;
  let next = Infinity;
  for (const account of world.accounts.values()) {
    for (const session of account.sessions.values()) {
      if (session.status !== 'open') continue;
      if (session.expires_at <= now) expireSession(world, account, ITSELF, session);
      else next = Math.min(next, session.expires_at);
    }
  }
  world.nextExpiry = next;
}
