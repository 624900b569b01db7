import type { Stripe } from 'stripe';
import type { KnownCard } from './cards.ts';
import { missing } from './errors.ts';
import { accountIdOf } from './ids.ts';

/** What caused an event: the API request and its idempotency key, both null for what the simulator does by itself. */
export type Cause = { requestId: string | null; idempotencyKey: string | null };
export const ITSELF: Cause = { requestId: null, idempotencyKey: null };

export type RememberedAnswer = {
  fingerprint: string;
  /** null while the first request is under way. */
  answer: { status: number; body: string } | null;
  /** Epoch ms. */
  at: number;
};

export type Endpoint = Stripe.WebhookEndpoint & { secret: string; connect: boolean };

/** Who pays, with what. */
export type Payer = { card: KnownCard; paymentMethod: string; email: string | null; name: string | null };

/** What an intent is made of. */
export type NewPaymentIntent = {
  amount: number;
  currency: string;
  metadata: Record<string, string>;
  description: string | null;
  receiptEmail: string | null;
};

/** One Stripe account and all that it owns. */
export type Account = {
  id: string;
  name: string;
  created: number;
  /** The platforms' accounts that may name this one in `Stripe-Account`. */
  platforms: Set<string>;
  sessions: Map<string, Stripe.Checkout.Session>;
  lineItems: Map<string, Stripe.LineItem[]>;
  /** Session id → the intent to make at its first attempt, where it was not made with the session. */
  plannedIntents: Map<string, NewPaymentIntent>;
  /** Session id → the payer who was asked to confirm and has not answered yet. */
  asked: Map<string, Payer>;
  paymentIntents: Map<string, Stripe.PaymentIntent>;
  charges: Map<string, Stripe.Charge>;
  refunds: Map<string, Stripe.Refund>;
  disputes: Map<string, Stripe.Dispute>;
  events: Map<string, Stripe.Event>;
  endpoints: Map<string, Endpoint>;
  remembered: Map<string, RememberedAnswer>;
};

type Settings = {
  now: () => number;
  paymentIntents: 'with_session' | 'on_confirmation';
  /** The simulator's own address, for the links it hands out. */
  baseUrl: string;
};

/** All accounts, and the clock. */
export type World = {
  settings: Settings;
  accounts: Map<string, Account>;
  /** Session id → account id, for the hosted page, which knows no key. */
  sessionOwners: Map<string, string>;
  /** Epoch seconds at which the next open session may fall due; Infinity when none. */
  nextExpiry: number;
  nextRefundStatus: 'succeeded' | 'pending' | 'failed';
  /** Hands a new event to the webhooks; set by whoever delivers. */
  deliver: (account: Account, event: Stripe.Event) => void;
  /** Says that something changed and may be saved. */
  changed: () => void;
};

export function createWorld(settings: Settings): World {
  return {
    settings,
    accounts: new Map(),
    sessionOwners: new Map(),
    nextExpiry: Infinity,
    nextRefundStatus: 'succeeded',
    deliver: () => undefined,
    changed: () => undefined,
  };
}

/** The clock in epoch seconds, as Stripe's fields have it. */
export function seconds(world: World): number {
  return Math.floor(world.settings.now() / 1000);
}

/** A shop's name out of its key: `sk_test_lotus_demo` is "Lotus". */
function shopName(secretKey: string): string {
  const word = /^[a-z]+_test_([a-z]{3,20})(?:[_\d-]|$)/.exec(secretKey)?.[1] ?? 'test';
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} shop`;
}

/** The account of a secret key, made at first sight. */
export function accountForKey(world: World, secretKey: string): Account {
  return accountWithId(world, accountIdOf(secretKey), shopName(secretKey));
}

export function accountWithId(world: World, id: string, name = 'Connected shop'): Account {
  const existing = world.accounts.get(id);
  if (existing) return existing;
  const account = emptyAccount(id, name, seconds(world));
  world.accounts.set(id, account);
  world.changed();
  return account;
}

export function emptyAccount(id: string, name: string, created: number): Account {
  return {
    id,
    name,
    created,
    platforms: new Set(),
    sessions: new Map(),
    lineItems: new Map(),
    plannedIntents: new Map(),
    asked: new Map(),
    paymentIntents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    events: new Map(),
    endpoints: new Map(),
    remembered: new Map(),
  };
}

/** The session with its account, or null; any account. */
export function findSession(
  world: World,
  sessionId: string,
): { account: Account; session: Stripe.Checkout.Session } | null {
  const account = world.accounts.get(world.sessionOwners.get(sessionId) ?? '');
  const session = account?.sessions.get(sessionId);
  return account && session ? { account, session } : null;
}

/** Throws Stripe's 404 when there is no such object. */
export function need<T>(kind: string, objects: Map<string, T>, id: string, param?: string): T {
  const found = objects.get(id);
  if (!found) throw missing(kind, id, param);
  return found;
}
