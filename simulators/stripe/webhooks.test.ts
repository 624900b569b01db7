import type Stripe from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startStripeSimulator, type StripeSimulator } from './index.ts';
import { startReceiver } from './test/receiver.ts';
import { KEY, order, sdk } from './test/shop.ts';

let simulator: StripeSimulator;
let stripe: Stripe;

beforeEach(async () => {
  simulator = await startStripeSimulator({ webhookJitter: 0, webhookRetryDelays: [5, 10] });
  stripe = sdk(simulator);
});
afterEach(() => simulator.close());

test('a refused webhook comes again until it is taken, then counts as delivered', async () => {
  const receiver = await startReceiver([500, 302]);
  simulator.control.registerWebhook({
    secretKey: KEY,
    url: receiver.url,
    secret: 'whsec_fixed',
    enabledEvents: ['checkout.session.*'],
  });
  const session = await stripe.checkout.sessions.create(order());
  simulator.control.expire(session.id);
  await simulator.control.webhooksSettled();
  expect(simulator.control.deliveries().map(({ status, attempt }) => [status, attempt])).toEqual([
    [500, 1],
    [302, 2],
    [200, 3],
  ]);
  const last = receiver.received.at(-1);
  const event = stripe.webhooks.constructEvent(
    last?.body ?? '',
    last?.headers['stripe-signature'] ?? '',
    'whsec_fixed',
  );
  expect(event.type).toBe('checkout.session.expired');
  expect((await stripe.events.retrieve(event.id)).pending_webhooks).toBe(0);
  expect(await simulator.control.redeliver(event.id, 3)).toEqual([200, 200, 200]);
  expect(receiver.received).toHaveLength(6);
  await receiver.close();
});

test('nobody there: the retries end, the event stays undelivered', async () => {
  simulator.control.registerWebhook({ secretKey: KEY, url: 'http://127.0.0.1:9/none' });
  const session = await stripe.checkout.sessions.create(order());
  await simulator.control.webhooksSettled();
  expect(simulator.control.deliveries().map(({ status }) => status)).toEqual([null, null, null]);
  expect(simulator.control.events({ secretKey: KEY })).toMatchObject([{ pending_webhooks: 1 }]);
  expect(session.status).toBe('open');
});

test('held webhooks wait, and come shuffled and in copies', async () => {
  const receiver = await startReceiver();
  simulator.control.registerWebhook({ secretKey: KEY, url: receiver.url });
  simulator.control.holdWebhooks();
  const session = await stripe.checkout.sessions.create(order());
  simulator.control.pay(session.id);
  await simulator.control.webhooksSettled();
  expect(receiver.received).toHaveLength(0);
  expect(simulator.control.heldWebhooks()).toHaveLength(4);
  simulator.control.releaseWebhooks({ shuffle: true, copies: 3 });
  await simulator.control.webhooksSettled();
  expect(receiver.received).toHaveLength(12);
  await receiver.close();
});

test("a connected account's events reach the platform's Connect endpoint, with the account's id", async () => {
  const receiver = await startReceiver();
  const own = await startReceiver();
  const platformKey = 'sk_test_platform_1';
  simulator.control.registerWebhook({ secretKey: platformKey, url: receiver.url, connect: true });
  simulator.control.registerWebhook({ secretKey: platformKey, url: own.url });
  const account = simulator.control.connectAccount({ platformKey });
  await sdk(simulator, platformKey).checkout.sessions.create(order(), { stripeAccount: account });
  await simulator.control.webhooksSettled();
  expect(own.received).toHaveLength(0);
  expect(JSON.parse(receiver.received[0]?.body.toString() ?? '')).toMatchObject({
    account,
    type: 'payment_intent.created',
  });
  await Promise.all([receiver.close(), own.close()]);
});

test('a deleted or disabled endpoint gets nothing', async () => {
  const receiver = await startReceiver();
  const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] });
  await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
  await stripe.checkout.sessions.create(order());
  await stripe.webhookEndpoints.update(endpoint.id, { disabled: false });
  await stripe.webhookEndpoints.del(endpoint.id);
  await stripe.checkout.sessions.create(order());
  await simulator.control.webhooksSettled();
  expect(receiver.received).toHaveLength(0);
  expect((await stripe.webhookEndpoints.list()).data).toEqual([]);
  await receiver.close();
});
