import { randomBytes } from 'node:crypto';
import Stripe from 'stripe';
import type { TestProduct } from './product.ts';
import type { Answer } from './request.ts';

type School = 'lotus' | 'harbour';

const seededOf = (t: TestProduct, school: School) => {
  const seeded = t.seeded.find((candidate) => candidate.school.subdomain === school);
  if (!seeded) throw new Error(`no school ${school}`);
  return seeded;
};

export const webhookPath = (t: TestProduct, school: School = 'lotus'): string =>
  `/webhooks/stripe/${school}/${seededOf(t, school).webhookUid}`;

/** A signature as Stripe makes it, with this school's secret. */
export const signatureOf = (
  t: TestProduct,
  payload: string,
  options: { school?: School; timestamp?: number } = {},
): string =>
  Stripe.webhooks.generateTestHeaderString({
    payload,
    secret: seededOf(t, options.school ?? 'lotus').webhookSecret.reveal(),
    ...(options.timestamp === undefined ? {} : { timestamp: options.timestamp }),
  });

export const deliver = (t: TestProduct, path: string, payload: string, signature?: string): Promise<Answer> =>
  t.call('POST', path, {
    host: `localhost:${t.port}`,
    headers: {
      'content-type': 'application/json',
      ...(signature === undefined ? {} : { 'stripe-signature': signature }),
    },
    body: payload,
  });

/** An event of our own making, as Stripe writes them. */
export const eventOf = (type: string, object: Record<string, unknown>): string =>
  JSON.stringify({
    id: `evt_${randomBytes(8).toString('hex')}`,
    object: 'event',
    api_version: '2025-01-01',
    created: Math.floor(Date.now() / 1000),
    type,
    data: { object },
  });

/** The official client at the school's account in the simulator. */
export function stripeOf(t: TestProduct, school: School = 'lotus'): Stripe {
  const { hostname, port } = new URL(t.stripe.url);
  return new Stripe(seededOf(t, school).school.stripeKey, {
    host: hostname,
    port,
    protocol: 'http',
    telemetry: false,
  });
}

export const stripeDump = (t: TestProduct, school: School = 'lotus') =>
  t.stripe.control.dump(seededOf(t, school).school.stripeKey);
