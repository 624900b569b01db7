import type { Stripe } from 'stripe';
import {
  type Account,
  emptyAccount,
  type Endpoint,
  type NewPaymentIntent,
  type Payer,
  type RememberedAnswer,
  type World,
} from './world.ts';

/** The state as it lies in the file. */
type SavedAccount = {
  id: string;
  name: string;
  created: number;
  platforms: string[];
  sessions: Stripe.Checkout.Session[];
  lineItems: [string, Stripe.LineItem[]][];
  plannedIntents: [string, NewPaymentIntent][];
  asked: [string, Payer][];
  paymentIntents: Stripe.PaymentIntent[];
  charges: Stripe.Charge[];
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
  events: Stripe.Event[];
  endpoints: Endpoint[];
  remembered: [string, RememberedAnswer][];
};
type SavedWorld = { version: 1; accounts: SavedAccount[] };

const DAY_MS = 86_400_000;

/** All that is worth keeping: idempotency keys for a day and events for thirty, as at Stripe. */
export function saveWorld(world: World): SavedWorld {
  const now = world.settings.now();
  const accounts = [...world.accounts.values()].map((account): SavedAccount => ({
    id: account.id,
    name: account.name,
    created: account.created,
    platforms: [...account.platforms],
    sessions: [...account.sessions.values()],
    lineItems: [...account.lineItems],
    plannedIntents: [...account.plannedIntents],
    asked: [...account.asked],
    paymentIntents: [...account.paymentIntents.values()],
    charges: [...account.charges.values()],
    refunds: [...account.refunds.values()],
    disputes: [...account.disputes.values()],
    events: [...account.events.values()].filter((event) => now - event.created * 1000 < 30 * DAY_MS),
    endpoints: [...account.endpoints.values()],
    // What was under way when the process ended never got an answer: its key is free again.
    remembered: [...account.remembered].filter(
      ([, entry]) => entry.answer !== null && now - entry.at < DAY_MS,
    ),
  }));
  return { version: 1, accounts };
}

/** Fills an empty world; links to the hosted page get the address of now. Anything but version 1 is left out. */
export function restoreWorld(world: World, saved: unknown): void {
  if (!isSavedWorld(saved)) return;
  for (const one of saved.accounts) {
    const account: Account = {
      ...emptyAccount(one.id, one.name, one.created),
      platforms: new Set(one.platforms),
      sessions: byId(one.sessions),
      lineItems: new Map(one.lineItems),
      plannedIntents: new Map(one.plannedIntents),
      asked: new Map(one.asked),
      paymentIntents: byId(one.paymentIntents),
      charges: byId(one.charges),
      refunds: byId(one.refunds),
      disputes: byId(one.disputes),
      events: byId(one.events),
      endpoints: byId(one.endpoints),
      remembered: new Map(one.remembered),
    };
    for (const session of account.sessions.values()) {
      if (session.url !== null) session.url = `${world.settings.baseUrl}/pay/${session.id}`;
      if (session.status === 'open') world.nextExpiry = Math.min(world.nextExpiry, session.expires_at);
      world.sessionOwners.set(session.id, account.id);
    }
    world.accounts.set(account.id, account);
  }
}

function byId<T extends { id: string }>(objects: T[]): Map<string, T> {
  return new Map(objects.map((object) => [object.id, object]));
}

function isSavedWorld(saved: unknown): saved is SavedWorld {
  return typeof saved === 'object' && saved !== null && 'version' in saved && saved.version === 1;
}
