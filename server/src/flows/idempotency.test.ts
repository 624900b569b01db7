import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { once } from '#http/idempotency.ts';
import { breachedInvariants } from '#testing/invariants.ts';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import {
  addEvent,
  addSession,
  book,
  bookingBody,
  bookingRow,
  checkoutIdOf,
  hostOf,
  iso,
  MINUTE,
  morning,
  person,
  uidOf,
  until,
} from '#testing/scene.ts';
import { stripeDump } from '#testing/stripe-events.ts';

let t: TestProduct;
beforeAll(async () => {
  t = await startTestProduct({ work: false });
}, 60_000);
afterAll(() => t.close());
afterEach(async () => {
  t.stripe.control.clearFaults();
  expect(await breachedInvariants(t)).toEqual([]);
});

const withKey = (key: string) => ({ headers: { 'idempotency-key': key } });
const bookings = async (eventId: number): Promise<number> =>
  (await t.sql("select 1 from bookings where event_type_id = $1 and status <> 'EXPIRED'", [eventId])).length;

async function paidEvent() {
  const event = await addEvent(t, { kind: 'workshop', seatLimit: 8, price: 1500 });
  const { start } = await addSession(t, event, { start: morning(20), seats: 8 });
  return { event, body: (name: string) => bookingBody(event.slug, start, [person(name)]) };
}

/** What is left when a process dies between the hold and its answer: `told`, Stripe had answered already. */
async function forgetAnswer(key: string, uid: string): Promise<void> {
  const left = await t.sql(
    'update idempotency_keys set response_status = null, response_body = null where key = $1 and resource_uid = $2 returning 1',
    [key, uid],
  );
  expect(left).toHaveLength(1);
  await t.sql(
    `update payments set checkout_url = null, stripe_checkout_session_id = null
     where order_id = (select order_id from bookings where uid = $1)`,
    [uid],
  );
}

describe('the same key', () => {
  test('and body, however the fields are ordered, give the same answer and one booking', async () => {
    const event = await addEvent(t);
    const body = bookingBody(event.slug, iso(morning(5)), [person('again')]);
    const first = await book(t, body, withKey('same'));
    expect(first.status).toBe(201);
    const turned = Object.fromEntries(Object.entries(body).reverse());
    for (const again of [body, turned]) {
      const answer = await book(t, again, withKey('same'));
      expect([answer.status, answer.json]).toEqual([201, first.json]);
    }
    expect(await bookings(event.id)).toBe(1);
  });

  test('sent thirty times at once makes one booking', async () => {
    const { event, body } = await paidEvent();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => book(t, body('impatient'), withKey('impatient'))),
    );
    const uids = new Set(answers.filter(({ status }) => status === 201).map(uidOf));
    expect(uids.size).toBe(1);
    for (const { status, json } of answers) {
      if (status !== 201)
        expect([status, (json as { code: string }).code]).toEqual([409, 'request_in_progress']);
    }
    expect(await bookings(event.id)).toBe(1);
  });

  test('with another body is refused', async () => {
    const event = await addEvent(t);
    const body = bookingBody(event.slug, iso(morning(5)), [person('mismatch')]);
    expect((await book(t, body, withKey('mismatch'))).status).toBe(201);
    const other = await book(t, { ...body, locale: 'vi' }, withKey('mismatch'));
    expect([other.status, other.json]).toMatchObject([422, { code: 'idempotency_mismatch' }]);
  });

  test('at another school is another key', async () => {
    const event = await addEvent(t);
    const abroad = await addEvent(t, { school: 'harbour' });
    const [here, there] = [event, abroad].map(({ slug }) =>
      bookingBody(slug, iso(morning(5)), [person('both')]),
    );
    expect((await book(t, here, withKey('both'))).status).toBe(201);
    const second = await book(t, there, { ...withKey('both'), host: hostOf(t, 'harbour') });
    expect(second.status).toBe(201);
  });

  test('while the first is under way is told so, and gets its answer afterwards', async () => {
    const { event, body } = await paidEvent();
    t.stripe.control.fail({ path: '/v1/checkout/sessions', kind: 'slow', delay: 600 });
    const first = book(t, body('slow'), withKey('slow'));
    await until(async () => (await bookings(event.id)) === 1, 'the hold');
    const early = await book(t, body('slow'), withKey('slow'));
    expect([early.status, early.json]).toMatchObject([409, { code: 'request_in_progress' }]);
    expect(Number(early.headers['retry-after'])).toBeGreaterThan(0);
    const { status, json } = await first;
    expect(status).toBe(201);
    expect((await book(t, body('slow'), withKey('slow'))).json).toEqual(json);
    expect(await bookings(event.id)).toBe(1);
  });

  test('must be a key', async () => {
    const event = await addEvent(t);
    const body = bookingBody(event.slug, iso(morning(5)), [person('bad-key')]);
    for (const key of ['x'.repeat(256), 'two words', 'ké']) {
      const answer = await book(t, body, withKey(key));
      expect([answer.status, answer.json]).toMatchObject([422, { errors: [{ field: 'Idempotency-Key' }] }]);
    }
  });
});

describe('what is not stored', () => {
  test('a refusal: the same key may try again when the seat is free', async () => {
    const event = await addEvent(t, { kind: 'workshop', seatLimit: 1, price: 900 });
    const { start } = await addSession(t, event, { start: morning(20), seats: 1 });
    const first = await book(t, bookingBody(event.slug, start, [person('quick')]));
    const body = bookingBody(event.slug, start, [person('patient')]);
    expect((await book(t, body, withKey('patient'))).status).toBe(409);
    await t.sql("update bookings set status = 'EXPIRED' where uid = $1", [uidOf(first)]);
    await t.sql('delete from booking_seats where booking_id = (select id from bookings where uid = $1)', [
      uidOf(first),
    ]);
    await t.sql('update workshop_sessions set seats_taken = 0 where event_type_id = $1', [event.id]);
    expect((await book(t, body, withKey('patient'))).status).toBe(201);
  });

  test('that Stripe was away: the hold is released before the answer, and the same key books', async () => {
    const { event, body } = await paidEvent();
    for (const fault of ['status', 'reset', 'garbage'] as const) {
      t.stripe.control.fail({ path: '/v1/checkout/sessions', kind: fault, times: 'always' });
      const away = await book(t, body('away'), withKey('away'));
      expect([away.status, away.json]).toMatchObject([503, { code: 'payment_unavailable' }]);
      expect(Number(away.headers['retry-after'])).toBeGreaterThan(0);
      expect(
        await t.sql('select seats_taken from workshop_sessions where event_type_id = $1', [event.id]),
      ).toEqual([{ seats_taken: 0 }]);
      t.stripe.control.clearFaults();
    }
    expect((await book(t, body('away'), withKey('away'))).status).toBe(201);
    expect(await bookings(event.id)).toBe(1);
  });
});

describe('a process that died', () => {
  test('after Stripe had answered: the next one takes its booking and its Checkout session over', async () => {
    const { event, body } = await paidEvent();
    const first = await book(t, body('dead'), withKey('dead'));
    await forgetAnswer('dead', uidOf(first));
    expect((await book(t, body('dead'), withKey('dead'))).json).toMatchObject({
      code: 'request_in_progress',
    });
    await t.advance(MINUTE + 1000);
    const second = await book(t, body('dead'), withKey('dead'));
    expect(second.status).toBe(201);
    expect(second.json).toEqual(first.json);
    expect(await bookings(event.id)).toBe(1);
  });

  test('before it asked Stripe, too long ago for the end that it wanted: its booking gets a later session', async () => {
    const { event, body } = await paidEvent();
    const first = await book(t, body('early'), withKey('early'));
    await forgetAnswer('early', uidOf(first));
    // A uid that Stripe has not heard of, and a hold that began three minutes ago.
    await t.sql(
      `update payments set uid = 'never-told' where order_id = (select order_id from bookings where uid = $1)`,
      [uidOf(first)],
    );
    await t.sql(
      `update bookings set created_at = created_at - interval '3 min', expires_at = expires_at - interval '3 min' where uid = $1`,
      [uidOf(first)],
    );
    await t.advance(MINUTE + 1000);
    const second = await book(t, body('early'), withKey('early'));
    expect(second.status).toBe(201);
    expect(uidOf(second)).toBe(uidOf(first));
    expect(checkoutIdOf(second)).not.toBe(checkoutIdOf(first));
    const session = stripeDump(t).sessions.find(({ id }) => id === checkoutIdOf(second));
    expect(session?.client_reference_id).toBe('never-told');
    expect(await bookings(event.id)).toBe(1);
    expect(await bookingRow(t, uidOf(second))).toMatchObject({ status: 'PENDING' });
  });

  test('but only slept: what it does after it was taken over is undone', async () => {
    const request = { tenantId: t.tenants.lotus, route: 'test', key: 'sleeper', body: { a: 1 } };
    let wake = (): void => undefined;
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const sleeper = once(t.product.deps, request, async (attempt) => {
      await asleep;
      await t.product.db.withTenant(request.tenantId, (tx) => attempt.bind(tx, 'of the sleeper'));
      return { status: 201, body: 'sleeper' };
    });
    await until(
      async () => (await t.sql("select 1 from idempotency_keys where key = 'sleeper'")).length === 1,
      'the claim',
    );
    await t.advance(MINUTE + 1000);
    const answer = await once(t.product.deps, request, async (attempt) => {
      await t.product.db.withTenant(request.tenantId, (tx) => attempt.bind(tx, 'of the other'));
      return { status: 201, body: 'other' };
    });
    wake();
    await expect(sleeper).rejects.toMatchObject({ code: 'request_in_progress' });
    expect(answer.body).toBe('other');
    expect((await once(t.product.deps, request, () => Promise.reject(new Error('ran again')))).body).toBe(
      'other',
    );
  });
});
