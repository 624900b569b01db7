import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { breachedInvariants } from '#testing/invariants.ts';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import type { Answer } from '#testing/request.ts';
import {
  addEvent,
  addSession,
  book,
  bookingBody,
  bookingRow,
  checkoutIdOf,
  morning,
  person,
  uidOf,
  type SceneEvent,
} from '#testing/scene.ts';
import { deliver, eventOf, signatureOf, stripeDump, stripeOf, webhookPath } from '#testing/stripe-events.ts';

let t: TestProduct;
let event: SceneEvent;
let start: string;
beforeAll(async () => {
  t = await startTestProduct();
  event = await addEvent(t, { kind: 'workshop', seatLimit: 50, price: 1500 });
  ({ start } = await addSession(t, event, { start: morning(20), seats: 50 }));
}, 60_000);
afterAll(() => t.close());
afterEach(async () => {
  expect(await breachedInvariants(t)).toEqual([]);
});

const hold = async (name: string): Promise<Answer> => {
  const made = await book(t, bookingBody(event.slug, start, [person(name)]));
  expect(made.json).toMatchObject({ status: 'PENDING' });
  return made;
};
const mailsTo = async (name: string): Promise<string[]> =>
  (await t.mails())
    .filter((mail) => mail.to?.[0]?.address === person(name).email)
    .map((mail) => mail.subject ?? '');
const page = (made: Answer): Promise<Answer> => {
  const { pathname, search } = new URL((made.json as { manageUrl: string }).manageUrl);
  return t.call('GET', `${pathname}${search}&paid=1&lang=en`, { headers: { accept: 'text/html' } });
};
const inbox = async (): Promise<number> => (await t.sql('select 1 from webhook_inbox')).length;
/** What webhooks cause has been done, and what that made Stripe tell again. */
const settled = async (): Promise<void> => {
  for (const _round of ['payments', 'refunds']) {
    await t.stripe.control.webhooksSettled();
    await t.settled();
  }
};
const eventsOf = (made: Answer) => {
  const session = stripeDump(t).sessions.find(({ id }) => id === checkoutIdOf(made));
  return t.stripe.control.events().filter(({ data }) => {
    const { id } = data.object as { id: string };
    return id === session?.id || id === session?.payment_intent;
  });
};

describe('a payment', () => {
  test('told three times, shuffled, after the browser came back, has its effect once', async () => {
    t.stripe.control.holdWebhooks();
    const made = await hold('thrice');
    t.stripe.control.pay(checkoutIdOf(made));
    expect((await page(made)).status).toBe(200);
    expect(await bookingRow(t, uidOf(made))).toMatchObject({ status: 'PENDING', paid: false });
    t.stripe.control.releaseWebhooks({ copies: 3, shuffle: true });
    await settled();
    const row = await bookingRow(t, uidOf(made));
    expect(row).toMatchObject({ status: 'CONFIRMED', paid: true, expires_at: null });
    expect(await mailsTo('thrice')).toHaveLength(1);
    expect(await t.sql('select amount from payment_allocations where booking_id = $1', [row.id])).toEqual([
      { amount: 1500 },
    ]);
    const received = await inbox();
    for (const { id } of eventsOf(made)) expect(await t.stripe.control.redeliver(id, 2)).toEqual([200, 200]);
    await settled();
    expect(await inbox()).toBe(received);
    expect(await mailsTo('thrice')).toHaveLength(1);
  });

  test('told before the browser comes back is shown as confirmed', async () => {
    const made = await hold('early');
    t.stripe.control.pay(checkoutIdOf(made));
    await settled();
    const shown = await page(made);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('calendar.ics');
  });

  test('is confirmed by payment_intent.succeeded alone, and the session event behind it changes nothing', async () => {
    t.stripe.control.holdWebhooks();
    const made = await hold('intent-first');
    t.stripe.control.pay(checkoutIdOf(made));
    const events = eventsOf(made);
    const idOf = (type: string) => events.find((candidate) => candidate.type === type)?.id ?? '';
    await t.stripe.control.redeliver(idOf('payment_intent.succeeded'));
    await t.settled();
    expect(await bookingRow(t, uidOf(made))).toMatchObject({ status: 'CONFIRMED', paid: true });
    await t.stripe.control.redeliver(idOf('checkout.session.completed'));
    t.stripe.control.releaseWebhooks();
    await settled();
    expect(await mailsTo('intent-first')).toHaveLength(1);
  });

  test('of another amount confirms nothing', async () => {
    const made = await hold('cheap');
    const [payment] = await t.sql<{ uid: string }>(
      'select p.uid from payments p join bookings b on b.order_id = p.order_id where b.uid = $1',
      [uidOf(made)],
    );
    const object = {
      client_reference_id: payment?.uid,
      payment_status: 'paid',
      payment_intent: 'pi_cheap',
      currency: 'usd',
    };
    for (const wrong of [{ amount_total: 1 }, { amount_total: 1500, currency: 'vnd' }]) {
      const payload = eventOf('checkout.session.completed', { ...object, ...wrong });
      expect((await deliver(t, webhookPath(t), payload, signatureOf(t, payload))).status).toBe(200);
    }
    await t.settled();
    expect(await bookingRow(t, uidOf(made))).toMatchObject({ status: 'PENDING', paid: false });
    expect(await t.sql("select outcome from webhook_inbox where outcome = 'mismatch'")).toHaveLength(2);
  });

  test('made twice for one order: the second goes back', async () => {
    const made = await hold('twice');
    const row = await bookingRow(t, uidOf(made));
    await t.sql(
      `insert into payments (tenant_id, uid, order_id, booking_id, stripe_account_id, amount, currency)
       select tenant_id, 'second-attempt-of-twice', order_id, booking_id, stripe_account_id, amount, currency from payments where order_id = $1`,
      [row.order_id],
    );
    const [first] = await t.sql<{ uid: string }>(
      "select uid from payments where order_id = $1 and uid <> 'second-attempt-of-twice'",
      [row.order_id],
    );
    const before = stripeDump(t).refunds.length;
    t.stripe.control.pay(checkoutIdOf(made));
    await settled();
    // Another attempt of ours, and another session of the first attempt.
    for (const uid of ['second-attempt-of-twice', first?.uid ?? '']) {
      t.stripe.control.pay(await openAnother(uid));
      await settled();
    }
    expect(await bookingRow(t, uidOf(made))).toMatchObject({ status: 'CONFIRMED', paid: true });
    const refunds = stripeDump(t).refunds.slice(before);
    expect(refunds.map(({ amount }) => amount)).toEqual([1500, 1500]);
    expect(new Set(refunds.map((refund) => refund.payment_intent)).size).toBe(2);
    expect((await mailsTo('twice')).map((subject) => subject.split(/[: ]/)[0])).toEqual([
      'Confirmed',
      '$15.00',
      '$15.00',
    ]);
    const payments = await t.sql(
      'select amount_refunded from payments where order_id = $1 and success order by id',
      [row.order_id],
    );
    expect(payments).toEqual([{ amount_refunded: 0 }, { amount_refunded: 1500 }, { amount_refunded: 1500 }]);
  });
});

async function openAnother(paymentUid: string): Promise<string> {
  const session = await stripeOf(t).checkout.sessions.create({
    mode: 'payment',
    client_reference_id: paymentUid,
    success_url: 'https://lotus.example/',
    payment_intent_data: { metadata: { payment: paymentUid } },
    line_items: [
      { quantity: 1, price_data: { currency: 'usd', unit_amount: 1500, product_data: { name: 'Again' } } },
    ],
  });
  return session.id;
}

describe('what Stripe did not say', () => {
  const payload = eventOf('checkout.session.completed', { payment_status: 'paid' });
  const rejected = async (answer: Promise<Answer>, status: number) => {
    const before = await inbox();
    expect((await answer).status).toBe(status);
    expect(await inbox()).toBe(before);
  };

  test('is not taken in: wrong signature, none, of another school, too old, cut short, changed', async () => {
    const path = webhookPath(t);
    await rejected(deliver(t, path, payload, 't=1,v1=00'), 400);
    await rejected(deliver(t, path, payload), 400);
    await rejected(deliver(t, path, payload, signatureOf(t, payload, { school: 'harbour' })), 400);
    const old = Math.floor(Date.now() / 1000) - 600;
    await rejected(deliver(t, path, payload, signatureOf(t, payload, { timestamp: old })), 400);
    await rejected(deliver(t, path, payload.slice(0, -20), signatureOf(t, payload)), 400);
    await rejected(deliver(t, path, payload.replace('paid', 'free'), signatureOf(t, payload)), 400);
    await rejected(deliver(t, path, '', signatureOf(t, '')), 400);
  });

  test('has no address: an unknown uid, an unknown school, the uid of another school, a school’s own host', async () => {
    const signature = signatureOf(t, payload);
    const uid = webhookPath(t).split('/').at(-1) ?? '';
    await rejected(deliver(t, '/webhooks/stripe/lotus/nobody', payload, signature), 404);
    await rejected(deliver(t, `/webhooks/stripe/nobody/${uid}`, payload, signature), 404);
    await rejected(deliver(t, `/webhooks/stripe/harbour/${uid}`, payload, signature), 404);
    const headers = { 'content-type': 'application/json', 'stripe-signature': signature };
    await rejected(t.call('POST', webhookPath(t), { headers, body: payload }), 404);
  });

  test('about a payment of another school moves nothing there', async () => {
    const made = await hold('foreign');
    const [payment] = await t.sql<{ uid: string }>(
      'select p.uid from payments p join bookings b on b.order_id = p.order_id where b.uid = $1',
      [uidOf(made)],
    );
    const forged = eventOf('checkout.session.completed', {
      client_reference_id: payment?.uid,
      payment_status: 'paid',
      payment_intent: 'pi_foreign',
      amount_total: 1500,
      currency: 'usd',
    });
    const answer = await deliver(
      t,
      webhookPath(t, 'harbour'),
      forged,
      signatureOf(t, forged, { school: 'harbour' }),
    );
    expect(answer.status).toBe(200);
    await t.settled();
    expect(await bookingRow(t, uidOf(made))).toMatchObject({ status: 'PENDING', paid: false });
    expect(
      await t.sql('select outcome from webhook_inbox where tenant_id = $1', [t.tenants.harbour]),
    ).toEqual([{ outcome: 'unknown_payment' }]);
  });
});
