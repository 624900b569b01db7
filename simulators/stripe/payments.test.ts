import Stripe from 'stripe';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startStripeSimulator, type StripeSimulator } from './index.ts';
import { startReceiver } from './test/receiver.ts';
import { inDong, item, KEY, order, sdk } from './test/shop.ts';

let simulator: StripeSimulator;
let stripe: Stripe;
let now = Date.now();

beforeEach(async () => {
  now = Date.now();
  simulator = await startStripeSimulator({ now: () => now, webhookJitter: 0, webhookRetryDelays: [10, 20] });
  stripe = sdk(simulator);
});
afterEach(() => simulator.close());

test('a payment from session to refund, with every webhook signed', async () => {
  const receiver = await startReceiver();
  const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] });
  expect((await stripe.webhookEndpoints.retrieve(endpoint.id)).secret).toBeUndefined();

  const session = await stripe.checkout.sessions.create(order());
  expect(session).toMatchObject({
    status: 'open',
    payment_status: 'unpaid',
    amount_total: 1200,
    currency: 'usd',
  });
  expect(session.id).toMatch(/^cs_test_/);
  expect(simulator.control.pay(session.id)).toMatchObject({
    status: 'paid',
    redirectTo: `http://lotus.localhost:3000/done?session=${session.id}`,
  });
  expect(simulator.control.pay(session.id)).toMatchObject({ status: 'already_paid' });

  const paid = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent.latest_charge', 'line_items'],
  });
  expect(paid).toMatchObject({ status: 'complete', payment_status: 'paid', url: null });
  const intent = paid.payment_intent as Stripe.PaymentIntent;
  expect(intent).toMatchObject({
    status: 'succeeded',
    amount_received: 1200,
    metadata: { order: 'order-1' },
  });
  expect((intent.latest_charge as Stripe.Charge).paid).toBe(true);
  expect(paid.line_items?.data[0]?.description).toBe('Luyện phát âm');

  const refund = await stripe.refunds.create({
    payment_intent: intent.id,
    amount: 500,
    reason: 'requested_by_customer',
  });
  expect(refund).toMatchObject({ amount: 500, status: 'succeeded', payment_intent: intent.id });
  await expect(stripe.refunds.create({ payment_intent: intent.id, amount: 800 })).rejects.toMatchObject({
    param: 'amount',
    statusCode: 400,
  });
  await stripe.refunds.create({ payment_intent: intent.id });
  await expect(stripe.refunds.create({ payment_intent: intent.id })).rejects.toMatchObject({
    code: 'charge_already_refunded',
  });
  expect((await stripe.refunds.list({ payment_intent: intent.id })).data.map((one) => one.amount)).toEqual([
    700, 500,
  ]);

  await simulator.control.webhooksSettled();
  const events = receiver.received.map(({ body, headers }) =>
    stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', endpoint.secret ?? ''),
  );
  expect(new Set(events.map((event) => event.type))).toEqual(
    new Set([
      ...[
        'payment_intent.created',
        'charge.succeeded',
        'payment_intent.succeeded',
        'checkout.session.completed',
      ],
      ...['refund.created', 'charge.refunded', 'refund.updated', 'charge.refund.updated'],
    ]),
  );
  expect(events[0]).toMatchObject({ object: 'event', api_version: '2026-10-28.endive', livemode: false });
  expect(events[0]).not.toHaveProperty('account');
  expect(() =>
    stripe.webhooks.constructEvent(receiver.received[0]?.body ?? '', 't=1,v1=00', endpoint.secret ?? ''),
  ).toThrow(Stripe.errors.StripeSignatureVerificationError);
  expect(simulator.control.dump(KEY).totals).toEqual({ usd: { captured: 1200, refunded: 1200, net: 0 } });
  await receiver.close();
});

test('a declined card leaves the session open for another', async () => {
  const session = await stripe.checkout.sessions.create(order());
  expect(simulator.control.pay(session.id, { card: 'declined' })).toMatchObject({
    status: 'declined',
    code: 'card_declined',
  });
  const open = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
  expect(open.status).toBe('open');
  expect(open.payment_intent).toMatchObject({
    status: 'requires_payment_method',
    last_payment_error: { code: 'card_declined', decline_code: 'generic_decline' },
  });
  expect(simulator.control.events({ type: 'payment_intent.payment_failed' })).toHaveLength(1);
  expect(simulator.control.pay(session.id, { card: 'three_d_secure', authenticate: false }).status).toBe(
    'declined',
  );
  expect(simulator.control.pay(session.id, { card: 'three_d_secure' }).status).toBe('paid');
});

test('a session expires at its time, by the clock, and by request', async () => {
  const soon = Math.floor(now / 1000) + 31 * 60;
  const timed = await stripe.checkout.sessions.create(order({ expires_at: soon }));
  const asked = await stripe.checkout.sessions.create(order());
  expect((await stripe.checkout.sessions.expire(asked.id)).status).toBe('expired');
  await expect(stripe.checkout.sessions.expire(asked.id)).rejects.toMatchObject({ statusCode: 400 });
  now += 31 * 60_000 + 1000;
  expect((await stripe.checkout.sessions.retrieve(timed.id)).status).toBe('expired');
  expect(simulator.control.events({ type: 'checkout.session.expired' })).toHaveLength(2);
  expect(simulator.control.pay(timed.id)).toEqual({ status: 'expired' });
  expect((await stripe.checkout.sessions.list({ status: 'expired' })).data).toHaveLength(2);
});

test('times, amounts and addresses that Stripe would refuse', async () => {
  const refused = async (more: Partial<Stripe.Checkout.SessionCreateParams>): Promise<unknown> =>
    stripe.checkout.sessions.create(order(more)).catch((error: unknown) => error);
  const at = Math.floor(now / 1000);
  expect(await refused({ expires_at: at + 29 * 60 })).toMatchObject({ param: 'expires_at' });
  expect(await refused({ expires_at: at + 25 * 3600 })).toMatchObject({ param: 'expires_at' });
  expect(await refused({ customer_email: 'nobody' })).toMatchObject({ code: 'email_invalid' });
  expect(await refused({ success_url: 'here' })).toMatchObject({ code: 'url_invalid' });
  expect(await refused({ line_items: item('usd', 10) })).toMatchObject({ code: 'amount_too_small' });
  expect(await refused({ line_items: item('kwd', 5_001) })).toMatchObject({
    param: 'line_items[0][price_data][unit_amount]',
  });
  expect(await refused({ nonsense: 1 } as object)).toMatchObject({
    code: 'parameter_unknown',
    param: 'nonsense',
  });
  expect(await refused({ line_items: inDong })).toMatchObject({ amount_total: 500_000, currency: 'vnd' });
});

test('intents appear at the first attempt only, when asked to behave so', async () => {
  const later = await startStripeSimulator({ paymentIntents: 'on_confirmation' });
  const session = await sdk(later).checkout.sessions.create(order());
  expect(session.payment_intent).toBeNull();
  later.control.pay(session.id, { card: 'declined' });
  later.control.pay(session.id);
  const { paymentIntents } = later.control.dump(KEY);
  expect(paymentIntents).toMatchObject([{ status: 'succeeded', metadata: { order: 'order-1' } }]);
  await later.close();
});

test('a free order completes without a payment', async () => {
  const session = await stripe.checkout.sessions.create(order({ line_items: item('usd', 0) }));
  expect(simulator.control.pay(session.id).status).toBe('paid');
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    payment_status: 'no_payment_required',
    payment_intent: null,
  });
});

test('refunds that wait, fail later, and disputes', async () => {
  const session = await stripe.checkout.sessions.create(order());
  const outcome = simulator.control.pay(session.id);
  const intent = 'paymentIntent' in outcome ? outcome.paymentIntent : '';
  simulator.control.refundOutcome('pending');
  const refund = await stripe.refunds.create({ payment_intent: intent, amount: 200 });
  expect(refund.status).toBe('pending');
  expect(simulator.control.settleRefund(refund.id, 'failed')).toBe(true);
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'failed' });
  expect(simulator.control.dump(KEY).totals['usd']).toEqual({ captured: 1200, refunded: 0, net: 1200 });
  const dispute = simulator.control.openDispute(intent);
  await expect(stripe.refunds.create({ payment_intent: intent })).rejects.toMatchObject({
    code: 'charge_disputed',
  });
  expect(simulator.control.closeDispute(dispute, 'won')).toBe(true);
  expect((await stripe.disputes.retrieve(dispute)).status).toBe('won');
});

test('intents of an open session are cancelled by expiring it, others directly', async () => {
  const session = await stripe.checkout.sessions.create(order());
  await expect(stripe.paymentIntents.cancel(session.payment_intent as string)).rejects.toMatchObject({
    code: 'payment_intent_unexpected_state',
  });
  await expect(
    stripe.refunds.create({ payment_intent: session.payment_intent as string }),
  ).rejects.toMatchObject({
    statusCode: 400,
  });
  const own = await stripe.paymentIntents.create({ amount: 900, currency: 'usd' });
  expect((await stripe.paymentIntents.cancel(own.id)).status).toBe('canceled');
});
