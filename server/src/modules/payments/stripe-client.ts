import Stripe from 'stripe';
import type { Secret } from '#platform/secret.ts';

export type StripeSettings = { apiBase: string | null };

/** The official client for one school's key. A call takes at most about 20 s: 9 s and one more try. */
export function stripeClient({ apiBase }: StripeSettings, secretKey: Secret): Stripe {
  const base = apiBase === null ? null : new URL(apiBase);
  const protocol = base?.protocol === 'http:' ? 'http' : 'https';
  return new Stripe(secretKey.reveal(), {
    ...(base ? { host: base.hostname, port: base.port || (protocol === 'http' ? 80 : 443), protocol } : {}),
    telemetry: false,
    timeout: 9_000,
    maxNetworkRetries: 1,
    // Twice as fast as fetch here.
    httpClient: Stripe.createNodeHttpClient(),
  });
}
