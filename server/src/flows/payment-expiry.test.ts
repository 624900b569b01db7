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
  iso,
  MINUTE,
  morning,
  person,
  uidOf,
  until,
} from '#testing/scene.ts';
import { deliver, eventOf, signatureOf, stripeDump, webhookPath } from '#testing/stripe-events.ts';

let t: TestProduct;
beforeAll(async () => {
  t = await startTestProduct();
}, 60_000);
afterAll(() => t.close());
afterEach(async () => {
  t.stripe.control.clearFaults();
  t.stripe.control.refundOutcome('succeeded');
  expect(await breachedInvariants(t)).toEqual([]);
});

/** Longer than the place is held (33 minutes), and longer than a Checkout session can live without being asked about. */
const HOLD = 34 * MINUTE;
const STRIPE_GIVEN_UP = 37 * MINUTE;

const statusOf = async (made: Answer): Promise<string> => (await bookingRow(t, uidOf(made))).status;
const becomes = (made: Answer, status: string) =>
  until(async () => (await statusOf(made)) === status, status);
const sessionOf = (made: Answer) => stripeDump(t).sessions.find(({ id }) => id === checkoutIdOf(made));
const subjectsTo = async (name: string): Promise<string[]> =>
  (await t.mails())
    .filter((mail) => mail.to?.[0]?.address === person(name).email)
    .map((mail) => mail.subject ?? '');
const stripeIsDown = (): void =>
  t.stripe.control.fail({ path: '/v1/checkout', kind: 'status', status: 503, times: 'always' });

/** A workshop session with one seat, which `name` holds unpaid. */
async function holdLastSeat(name: string) {
  const event = await addEvent(t, { kind: 'workshop', seatLimit: 1, price: 1500 });
  const session = await addSession(t, event, { start: morning(20), seats: 1 });
  const made = await book(t, bookingBody(event.slug, session.start, [person(name)]));
  expect(made.json).toMatchObject({ status: 'PENDING' });
  return { made, event, start: session.start };
}

/** The hold's time runs out while Stripe cannot be asked: the place is given up, and the session there can still be paid. */
async function giveUpUnasked(made: Answer): Promise<void> {
  stripeIsDown();
  await t.advance(STRIPE_GIVEN_UP);
  await becomes(made, 'EXPIRED');
  t.stripe.control.clearFaults();
  await t.settled();
}

async function payLate(made: Answer): Promise<void> {
  expect(t.stripe.control.pay(checkoutIdOf(made)).status).toBe('paid');
  await t.stripe.control.webhooksSettled();
  await t.settled();
}

describe('a hold that nobody pays', () => {
  test('is closed at Stripe and gives its seat back, and the student is told', async () => {
    const { made, event, start } = await holdLastSeat('unpaid');
    await t.advance(HOLD);
    await becomes(made, 'EXPIRED');
    expect(sessionOf(made)?.status).toBe('expired');
    await t.settled();
    expect(await subjectsTo('unpaid')).toEqual([expect.stringContaining('not paid in time')]);
    expect((await book(t, bookingBody(event.slug, start, [person('next')]))).status).toBe(201);
  });

  test('ends with its session when Stripe says first that it is over', async () => {
    const { made } = await holdLastSeat('over-there');
    t.stripe.control.expire(checkoutIdOf(made));
    await t.stripe.control.webhooksSettled();
    await becomes(made, 'EXPIRED');
  });

  test('is kept while Stripe cannot be asked whether it was paid, and ends when it can', async () => {
    const { made, event, start } = await holdLastSeat('down');
    stripeIsDown();
    await t.advance(HOLD);
    const [row] = await until(async () => {
      const rows = await t.sql<{ last_error: string }>(
        "select last_error from outbox where last_error like 'Stripe cannot%'",
      );
      return rows.length > 0 ? rows : null;
    }, 'the failed try');
    expect(row?.last_error).toContain('Stripe cannot be asked');
    expect(await statusOf(made)).toBe('PENDING');
    expect((await book(t, bookingBody(event.slug, start, [person('rival')]))).status).toBe(409);
    t.stripe.control.clearFaults();
    await t.advance(MINUTE);
    await becomes(made, 'EXPIRED');
    expect(sessionOf(made)?.status).toBe('expired');
  });

  test('that was paid in the last moment is confirmed, once', async () => {
    const { made } = await holdLastSeat('last-moment');
    t.stripe.control.holdWebhooks();
    t.stripe.control.pay(checkoutIdOf(made));
    await t.advance(HOLD);
    await becomes(made, 'CONFIRMED');
    t.stripe.control.releaseWebhooks({ copies: 2, shuffle: true });
    await t.stripe.control.webhooksSettled();
    await t.settled();
    expect(await subjectsTo('last-moment')).toEqual([expect.stringContaining('Confirmed')]);
    expect(await bookingRow(t, uidOf(made))).toMatchObject({ status: 'CONFIRMED', paid: true });
  });
});

describe('a payment after the hold is over', () => {
  test('takes the seat again where it is free', async () => {
    const { made } = await holdLastSeat('late-free');
    await giveUpUnasked(made);
    await payLate(made);
    expect(await bookingRow(t, uidOf(made))).toMatchObject({ status: 'CONFIRMED', paid: true });
    expect((await subjectsTo('late-free')).at(-1)).toContain('Confirmed');
  });

  test('goes back once where the seat is gone, and the student is told', async () => {
    const { made, event, start } = await holdLastSeat('late-gone');
    await giveUpUnasked(made);
    expect((await book(t, bookingBody(event.slug, start, [person('quicker')]))).status).toBe(201);
    await payLate(made);
    await t.stripe.control.webhooksSettled();
    const intent = sessionOf(made)?.payment_intent;
    expect(stripeDump(t).refunds.filter((refund) => refund.payment_intent === intent)).toMatchObject([
      { amount: 1500 },
    ]);
    expect(await statusOf(made)).toBe('EXPIRED');
    const row = await bookingRow(t, uidOf(made));
    expect(await t.sql('select status from orders where id = $1', [row.order_id])).toEqual([
      { status: 'REFUNDED' },
    ]);
    expect(
      (await subjectsTo('late-gone')).filter((subject) => subject.includes('on its way back')),
    ).toHaveLength(1);
  });

  test("takes a host's time again where it is free, and goes back where it is not", async () => {
    const event = await addEvent(t, { price: 350_000, currency: 'VND' });
    const at = (hour: number) => iso(morning(20, hour));
    const free = await book(t, bookingBody(event.slug, at(8), [person('late-lesson')]));
    const gone = await book(t, bookingBody(event.slug, at(14), [person('lost-lesson')]));
    await giveUpUnasked(free);
    await becomes(gone, 'EXPIRED');
    // Half an hour into it.
    expect(
      (await book(t, bookingBody(event.slug, iso(morning(20, 14.5)), [person('overlapping')]))).status,
    ).toBe(201);
    await payLate(free);
    await payLate(gone);
    expect(await statusOf(free)).toBe('CONFIRMED');
    expect(await statusOf(gone)).toBe('EXPIRED');
    await t.stripe.control.webhooksSettled();
    const intent = sessionOf(gone)?.payment_intent;
    expect(stripeDump(t).refunds.filter((refund) => refund.payment_intent === intent)).toMatchObject([
      { amount: 350_000 },
    ]);
  });

  test('of another amount than ours keeps no place', async () => {
    const { made } = await holdLastSeat('odd-amount');
    const { order_id: orderId } = await bookingRow(t, uidOf(made));
    await t.sql('update payments set amount = 1499 where order_id = $1', [orderId]);
    await payLate(made);
    expect(await statusOf(made)).toBe('PENDING');
    await t.advance(HOLD);
    await becomes(made, 'EXPIRED');
    expect(await t.sql('select status from payments where order_id = $1', [orderId])).toEqual([
      { status: 'EXPIRED' },
    ]);
  });
});

describe('a refund', () => {
  async function owed(name: string) {
    const { made, event, start } = await holdLastSeat(name);
    await giveUpUnasked(made);
    await book(t, bookingBody(event.slug, start, [person(`${name}-rival`)]));
    return made;
  }
  const refundsOf = (made: Answer) => {
    const intent = sessionOf(made)?.payment_intent;
    return stripeDump(t).refunds.filter((refund) => refund.payment_intent === intent);
  };
  const ours = async (made: Answer) => {
    const { id } = await bookingRow(t, uidOf(made));
    return await t.sql<{ status: string; stripe_refund_id: string | null; uid: string }>(
      'select * from refunds where booking_id = $1',
      [id],
    );
  };

  const triedInVain = () => {
    const tried = "topic = 'refund.requested' and attempts > 0 and handled_at is null";
    return until(
      async () => (await t.sql(`select 1 from outbox where ${tried}`)).length > 0,
      'a try in vain',
    );
  };

  test('whose answer was lost is asked for again, and happens once', async () => {
    const made = await owed('lost-answer');
    t.stripe.control.fail({ path: '/v1/refunds', kind: 'reset', done: true, times: 2 });
    // Only the payment is told: the refund's own events would settle it before it is asked for again.
    t.stripe.control.holdWebhooks();
    t.stripe.control.pay(checkoutIdOf(made));
    const completed = t.stripe.control.events({ type: 'checkout.session.completed' }).at(-1);
    expect(completed?.data.object).toMatchObject({ id: checkoutIdOf(made) });
    await t.stripe.control.redeliver(completed?.id ?? '');
    await triedInVain();
    expect(await ours(made)).toMatchObject([{ status: 'REQUESTED' }]);
    await t.advance(MINUTE);
    await until(async () => (await ours(made))[0]?.status === 'SUCCEEDED', 'the refund');
    t.stripe.control.releaseWebhooks();
    await t.stripe.control.webhooksSettled();
    await t.settled();
    expect(refundsOf(made)).toHaveLength(1);
  });

  test('that is told by the webhook before Stripe has answered is settled, and asked for no more', async () => {
    const made = await owed('told-first');
    t.stripe.control.fail({ path: '/v1/refunds', kind: 'status', status: 500, times: 'always' });
    t.stripe.control.pay(checkoutIdOf(made));
    await triedInVain();
    const [requested] = await ours(made);
    const told = (status: string) => {
      const payload = eventOf('refund.updated', {
        id: 're_told',
        status,
        metadata: { refund: requested?.uid },
      });
      return deliver(t, webhookPath(t), payload, signatureOf(t, payload));
    };
    expect((await told('succeeded')).status).toBe(200);
    await until(async () => (await ours(made))[0]?.status === 'SUCCEEDED', 'the settled refund');
    t.stripe.control.clearFaults();
    await t.advance(MINUTE);
    await t.settled();
    expect(refundsOf(made)).toEqual([]);
    // The bank sends it back, and what is told late of its success does not hide that.
    await told('failed');
    await until(async () => (await ours(made))[0]?.status === 'FAILED', 'the failed refund');
    await told('succeeded');
    await t.settled();
    expect(await ours(made)).toMatchObject([{ status: 'FAILED', stripe_refund_id: 're_told' }]);
  });

  test('that takes its time is settled by the webhook', async () => {
    const made = await owed('slow-bank');
    t.stripe.control.refundOutcome('pending');
    await payLate(made);
    const [refund] = await until(async () => {
      const rows = await ours(made);
      return rows[0]?.status === 'PENDING' ? rows : null;
    }, 'the pending refund');
    t.stripe.control.settleRefund(refund?.stripe_refund_id ?? '', 'succeeded');
    await t.stripe.control.webhooksSettled();
    await until(async () => (await ours(made))[0]?.status === 'SUCCEEDED', 'the settled refund');
  });
});
