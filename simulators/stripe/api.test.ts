import type Stripe from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startStripeSimulator, type StripeSimulator } from './index.ts';
import { KEY, order, sdk } from './test/shop.ts';

let simulator: StripeSimulator;
let stripe: Stripe;

beforeEach(async () => {
  simulator = await startStripeSimulator();
  stripe = sdk(simulator);
});
afterEach(() => simulator.close());

test('keys: each is an account of its own, wrong ones are refused', async () => {
  const mine = await stripe.accounts.retrieveCurrent();
  const other = sdk(simulator, 'sk_test_maple_1');
  expect(mine.id).toBe(simulator.control.accountOf(KEY));
  expect(mine.settings?.dashboard.display_name).toBe('Lotus shop');
  expect((await other.accounts.retrieveCurrent()).id).not.toBe(mine.id);
  const session = await stripe.checkout.sessions.create(order());
  await expect(other.checkout.sessions.retrieve(session.id)).rejects.toMatchObject({
    code: 'resource_missing',
    statusCode: 404,
  });
  for (const key of ['sk_test_invalid_1', 'sk_live_lotus', 'pk_test_lotus']) {
    await expect(sdk(simulator, key).balance.retrieve()).rejects.toMatchObject({
      type: 'StripeAuthenticationError',
      statusCode: 401,
    });
  }
});

test('idempotency: same body replays, another is refused, one under way conflicts', async () => {
  const first = await stripe.checkout.sessions.create(order(), { idempotencyKey: 'a' });
  const second = await stripe.checkout.sessions.create(order(), { idempotencyKey: 'a' });
  expect(second.id).toBe(first.id);
  expect(second.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
  expect(first.lastResponse.requestId).toMatch(/^req_/);
  await expect(
    stripe.checkout.sessions.create(order({ client_reference_id: 'other' }), { idempotencyKey: 'a' }),
  ).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });

  simulator.control.fail({ kind: 'slow', delay: 400 });
  const slow = stripe.checkout.sessions.create(order(), { idempotencyKey: 'b' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect(stripe.checkout.sessions.create(order(), { idempotencyKey: 'b' })).rejects.toMatchObject({
    statusCode: 409,
  });
  expect((await slow).status).toBe('open');

  const wrong = { idempotencyKey: 'c' };
  await expect(stripe.checkout.sessions.create(order({ customer_email: 'x' }), wrong)).rejects.toThrow();
  expect((await stripe.checkout.sessions.create(order(), wrong)).status).toBe('open');
});

test('a request that times out after success is answered by its repetition', async () => {
  simulator.control.fail({ path: '/v1/checkout/sessions', kind: 'hang', done: true });
  const patient = sdk(simulator, KEY, 1, 300);
  const session = await patient.checkout.sessions.create(order());
  expect(session.lastResponse.headers['idempotent-replayed']).toBe('true');
  expect(simulator.control.dump(KEY).sessions).toHaveLength(1);
});

test('faults: status, reset, garbage, and none after their number', async () => {
  simulator.control.fail({ path: '/v1/checkout', kind: 'status', status: 503, times: 2 });
  await expect(stripe.checkout.sessions.create(order())).rejects.toMatchObject({ statusCode: 503 });
  await stripe.balance.retrieve();
  await expect(stripe.checkout.sessions.create(order())).rejects.toMatchObject({ statusCode: 503 });
  simulator.control.fail({ kind: 'status', status: 429, retryAfter: 1 });
  await expect(stripe.balance.retrieve()).rejects.toMatchObject({ type: 'StripeRateLimitError' });
  // The SDK repeats a cut connection once by itself.
  simulator.control.fail({ kind: 'reset', times: 2 });
  await expect(stripe.balance.retrieve()).rejects.toMatchObject({ type: 'StripeConnectionError' });
  simulator.control.fail({ kind: 'garbage' });
  await expect(stripe.balance.retrieve()).rejects.toThrow();
  simulator.control.fail({ kind: 'status', times: 'always' });
  simulator.control.clearFaults();
  await stripe.checkout.sessions.create(order());
  expect(simulator.control.dump(KEY).sessions).toHaveLength(1);
});

test('lists page through, newest first', async () => {
  const made: string[] = [];
  for (let index = 0; index < 5; index += 1) made.push((await stripe.checkout.sessions.create(order())).id);
  const listed: string[] = [];
  for await (const session of stripe.checkout.sessions.list({ limit: 2 })) listed.push(session.id);
  expect(listed).toEqual(made.toReversed());
  const page = await stripe.checkout.sessions.list({ limit: 2, ending_before: made[0] ?? '' });
  expect(page.data.map((session) => session.id)).toEqual([made[2], made[1]]);
  const events = await stripe.events.list({ type: 'payment_intent.created', limit: 3 });
  expect(events).toMatchObject({ has_more: true, url: '/v1/events' });
  expect(await stripe.events.retrieve(events.data[0]?.id ?? '')).toMatchObject({
    type: 'payment_intent.created',
  });
  expect((await stripe.events.list({ created: { gt: Math.floor(Date.now() / 1000) + 5 } })).data).toEqual([]);
});

test('Connect: the platform acts for an account that is connected, and for no other', async () => {
  const platform = sdk(simulator, 'sk_test_platform_1');
  const account = simulator.control.connectAccount({ platformKey: 'sk_test_platform_1' });
  const session = await platform.checkout.sessions.create(order(), { stripeAccount: account });
  expect(simulator.control.dump(account).sessions).toMatchObject([{ id: session.id }]);
  await expect(platform.checkout.sessions.retrieve(session.id)).rejects.toMatchObject({ statusCode: 404 });
  await expect(
    platform.balance.retrieve({}, { stripeAccount: simulator.control.accountOf(KEY) }),
  ).rejects.toMatchObject({ code: 'account_invalid', statusCode: 403 });
});

test('unknown addresses say so', async () => {
  await expect(stripe.customers.list()).rejects.toMatchObject({ statusCode: 404 });
  expect((await fetch(`${simulator.url}/nowhere`)).status).toBe(404);
});
