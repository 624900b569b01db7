import type { Stripe } from 'stripe';

/** What `startStripeSimulator` takes. Every field is optional. */
export type StripeSimulatorOptions = {
  /** 0 or absent: a free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  /** The simulator's clock, epoch milliseconds. Default `Date.now`. */
  now?: () => number;
  /** Waits in milliseconds before the 2nd, 3rd, … attempt of a webhook; its length is the number of retries. */
  webhookRetryDelays?: number[];
  /** Upper bound in milliseconds of the random wait before a webhook's first attempt. Default 25. */
  webhookJitter?: number;
  /**
   * `with_session` (default): a session has its payment intent from the start. `on_confirmation`: it is null until the
   * customer first submits a card, as at Stripe since API version 2022-08-01.
   */
  paymentIntents?: 'with_session' | 'on_confirmation';
  /** Where the state is kept across restarts; absent: in memory only. */
  stateFile?: string;
};

export type StripeSimulator = {
  /** Base address without a trailing slash, e.g. `http://127.0.0.1:43211`. */
  url: string;
  port: number;
  control: StripeControl;
  /** Ends timers and connections at once, writes the state file if there is one. */
  close(): Promise<void>;
};

/** A test card, by nickname or by its number. */
export type TestCard =
  | 'success'
  | 'declined'
  | 'insufficient_funds'
  | 'expired_card'
  | 'incorrect_cvc'
  | 'processing_error'
  | 'three_d_secure'
  | (string & {});

export type PayOptions = {
  card?: TestCard;
  email?: string;
  name?: string;
  /** Answer to the 3-D-Secure question where the card asks it. Default `true`; `'later'` leaves it unanswered. */
  authenticate?: boolean | 'later';
};

export type PayOutcome =
  | { status: 'paid'; redirectTo: string; paymentIntent: string }
  | { status: 'already_paid'; redirectTo: string; paymentIntent: string }
  | { status: 'requires_action'; paymentIntent: string }
  | { status: 'declined'; code: string; declineCode: string | null; message: string; paymentIntent: string }
  | { status: 'invalid_card'; field: 'number' | 'expiry' | 'cvc' | 'email'; code: string; message: string }
  | { status: 'expired' }
  | { status: 'not_found' };

/** A fault for the next matching API requests; the first fault that matches is used. */
export type StripeFault = {
  /** Path prefix, e.g. `/v1/refunds`; absent: every path under `/v1`. */
  path?: string;
  /** HTTP method; absent: any. */
  method?: string;
  /**
   * `status`: answer with `status` (default 500). `hang`: never answer. `reset`: cut the connection. `slow`: answer
   * properly after `delay` milliseconds. `garbage`: answer 200 with a body that is no JSON.
   */
  kind: 'status' | 'hang' | 'reset' | 'slow' | 'garbage';
  status?: number;
  /** Milliseconds, for `slow`. Default 1000. */
  delay?: number;
  /** Value of a `Retry-After` header beside `status`. */
  retryAfter?: string | number;
  /** Whether the request takes effect before the fault ("timed out after success"). Default false; `slow` always does. */
  done?: boolean;
  /** How many requests; `'always'` until `clearFaults`. Default 1. */
  times?: number | 'always';
};

export type WebhookDelivery = {
  id: string;
  account: string;
  eventId: string;
  eventType: string;
  endpointId: string;
  url: string;
  /** 1 for the first attempt. */
  attempt: number;
  /** Epoch ms at which the attempt ended. */
  at: number;
  /** HTTP status, or null where no answer came. */
  status: number | null;
  /** Why no answer came. */
  error: string | null;
};

export type RegisterWebhook = {
  secretKey: string;
  url: string;
  /** The signing secret (`whsec_…`); absent: one is made. */
  secret?: string;
  /** Default `['*']`. */
  enabledEvents?: string[];
  /** Receives the events of connected accounts instead of the account's own. Default false. */
  connect?: boolean;
};

export type RegisteredWebhook = { id: string; secret: string };

/** Everything one account owns, oldest first. */
export type AccountDump = {
  account: string;
  sessions: Stripe.Checkout.Session[];
  paymentIntents: Stripe.PaymentIntent[];
  charges: Stripe.Charge[];
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
  events: Stripe.Event[];
  /** Per currency, minor units: captured, refunded (failed refunds do not count), and their difference. */
  totals: Record<string, { captured: number; refunded: number; net: number }>;
};

/** Steers the simulator in process; the same is offered as JSON under `/_control/<name in kebab-case>`. */
export type StripeControl = {
  /** Pays as the hosted page does. */
  pay(sessionId: string, options?: PayOptions): PayOutcome;
  /** Expires an open session now; false where it was not open. */
  expire(sessionId: string): boolean;
  /** Events of all accounts, or of one key's account, oldest first. */
  events(filter?: { secretKey?: string; account?: string; type?: string }): Stripe.Event[];
  /** Attempts made so far, oldest first. */
  deliveries(filter?: { eventId?: string; account?: string }): WebhookDelivery[];
  /** Delivers an event `times` more times at once to every endpoint that wants it; the statuses received. */
  redeliver(eventId: string, times?: number): Promise<(number | null)[]>;
  /** From now on webhooks queue up. */
  holdWebhooks(): void;
  /** Delivers what queued up: each event `copies` times (default 1), shuffled if asked, and all later ones directly. */
  releaseWebhooks(options?: { shuffle?: boolean; copies?: number }): void;
  /** Event ids that are queued. */
  heldWebhooks(): string[];
  /** Resolves when no delivery is under way or planned, retries included; held ones do not count. */
  webhooksSettled(): Promise<void>;
  fail(fault: StripeFault): void;
  clearFaults(): void;
  /** Status that the next refunds get. Default `succeeded`. */
  refundOutcome(status: 'succeeded' | 'pending' | 'failed'): void;
  /** Settles a refund afterwards (a pending one, or a succeeded one that the bank sends back). */
  settleRefund(refundId: string, status: 'succeeded' | 'failed'): boolean;
  /** A customer disputes a paid intent; the dispute's id. */
  openDispute(paymentIntentId: string, options?: { amount?: number; reason?: string }): string;
  closeDispute(disputeId: string, status: 'won' | 'lost'): boolean;
  dump(secretKeyOrAccount: string): AccountDump;
  /** The account id that a key stands for. */
  accountOf(secretKey: string): string;
  /** The shop's name on the hosted page and in `GET /v1/account`; made from the key until then. */
  nameAccount(secretKeyOrAccount: string, name: string): void;
  registerWebhook(options: RegisterWebhook): RegisteredWebhook;
  /** Connects an account to a platform's key, so that `Stripe-Account` may name it; its id. */
  connectAccount(options: { platformKey: string; account?: string }): string;
  /** API requests received since the start or the last reset, oldest first (the newest 5,000). */
  requests(): {
    method: string;
    path: string;
    status: number | null;
    idempotencyKey: string | null;
    account: string | null;
  }[];
  /** Expires what is due by the clock now, without waiting for the next look. */
  tick(): void;
  /** Forgets everything: objects, endpoints, faults, queued webhooks. */
  reset(): void;
};
