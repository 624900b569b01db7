import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { breachedInvariants } from '#testing/invariants.ts';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import type { Answer } from '#testing/request.ts';
import {
  addEvent,
  addSession,
  API,
  book,
  bookingBody,
  bookingRow,
  checkoutIdOf,
  HOUR,
  iso,
  morning,
  person,
  signIn,
  uidOf,
  type EventScene,
} from '#testing/scene.ts';
import { stripeDump } from '#testing/stripe-events.ts';

/* Cancelling and moving over HTTP, with the clock in our hands: the window's last instant can be hit. */

/** Where the product's clock stands; null: it goes. */
let now: number | null = null;
let t: TestProduct;
beforeAll(async () => {
  t = await startTestProduct({ clock: () => now ?? Date.now() });
}, 60_000);
afterAll(() => t.close());
afterEach(async () => {
  now = null;
  expect(await breachedInvariants(t)).toEqual([]);
});

type Details = {
  status: string;
  start: string;
  sequence: number;
  host: { uid: string };
  cancellation: Record<string, unknown>;
  refunds: { amount: number; status: string }[];
  cancelReason: string | null;
  cancelledBy: string | null;
};

const tokenOf = (made: Answer): string =>
  new URL((made.json as { manageUrl: string }).manageUrl).searchParams.get('token') ?? '';
const authorized = (made: Answer) => ({ authorization: `Bearer ${tokenOf(made)}` });
const details = async (made: Answer): Promise<Details> =>
  (await t.call('GET', `${API}/bookings/${uidOf(made)}`, { headers: authorized(made) })).json as Details;
const cancel = (
  made: Answer,
  body: object = {},
  headers: Record<string, string> = authorized(made),
): Promise<Answer> => t.call('POST', `${API}/bookings/${uidOf(made)}/cancel`, { body, headers });
const move = (made: Answer, start: string, more: object = {}): Promise<Answer> =>
  t.call('POST', `${API}/bookings/${uidOf(made)}/reschedule`, {
    body: { start, ...more },
    headers: authorized(made),
  });
const codeOf = ({ status, json }: Answer): string => `${status} ${(json as { code: string }).code}`;

/** What is due really: the clock goes again. */
const settled = async (): Promise<void> => {
  now = null;
  for (let round = 0; round < 3; round += 1) {
    await t.stripe.control.webhooksSettled();
    await t.settled();
  }
};

async function paidLesson(scene: EventScene, start = morning(9)): Promise<Answer> {
  const event = await addEvent(t, { price: 1500, ...scene });
  const made = await book(t, bookingBody(event.slug, iso(start), [person(event.slug)]));
  t.stripe.control.pay(checkoutIdOf(made));
  await settled();
  expect((await bookingRow(t, uidOf(made))).status).toBe('CONFIRMED');
  return made;
}

describe('cancelling', () => {
  test('up to the window’s last instant gives the money back, a millisecond later does not', async () => {
    const start = morning(9);
    const inside = await paidLesson({ refundWindowHours: 24 }, start);
    const outside = await paidLesson({ refundWindowHours: 24 }, start);
    now = start - 24 * HOUR;
    expect((await details(inside)).cancellation).toEqual({
      mayCancel: true,
      refund: { amount: 1500, currency: 'USD' },
      rule: 'inside_window',
      windowClosesAt: iso(now),
    });
    expect((await cancel(inside, { reason: 'ill' })).json).toMatchObject({
      status: 'CANCELLED',
      cancelReason: 'ill',
      cancelledBy: 'student',
      sequence: 1,
    });
    now += 1;
    expect((await details(outside)).cancellation).toMatchObject({ rule: 'window_closed', refund: null });
    expect((await cancel(outside)).status).toBe(200);
    await settled();
    expect((await details(inside)).refunds).toMatchObject([{ amount: 1500, status: 'SUCCEEDED' }]);
    expect((await details(outside)).refunds).toEqual([]);
  });

  test('never gives money back without a window, until the start with one of 0 hours', async () => {
    const start = morning(9);
    const never = await paidLesson({ refundWindowHours: null }, start);
    const always = await paidLesson({ refundWindowHours: 0 }, start);
    const late = await paidLesson({ refundWindowHours: 0 }, start);
    expect((await details(never)).cancellation).toMatchObject({ rule: 'never', refund: null });
    expect((await cancel(never)).status).toBe(200);
    now = start - 1;
    expect((await cancel(always)).status).toBe(200);
    now = start;
    expect(codeOf(await cancel(late))).toBe('422 booking_past');
    await settled();
    expect((await details(never)).refunds).toEqual([]);
    expect((await details(always)).refunds).toMatchObject([{ amount: 1500, status: 'SUCCEEDED' }]);
  });

  test('by the school gives all back, whatever the window', async () => {
    const made = await paidLesson({ refundWindowHours: null });
    const cookie = await signIn(t, 'admin@lotus.example');
    const answer = await cancel(made, {}, { cookie });
    expect(answer.json).toMatchObject({ cancelledBy: 'school', refunds: [{ amount: 1500 }] });
    await settled();
    expect(
      await t.sql('select status from orders where id = $1', [(await bookingRow(t, uidOf(made))).order_id]),
    ).toEqual([{ status: 'REFUNDED' }]);
  });

  test('a refund that the bank refuses stays visible', async () => {
    const made = await paidLesson({ refundWindowHours: 1 });
    t.stripe.control.refundOutcome('failed');
    await cancel(made);
    await settled();
    t.stripe.control.refundOutcome('succeeded');
    expect((await details(made)).refunds).toMatchObject([{ status: 'FAILED' }]);
  });

  test('twice, and at once ten times, happens once', async () => {
    const made = await paidLesson({ refundWindowHours: 1 });
    const answers = await Promise.all(Array.from({ length: 10 }, () => cancel(made)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(codeOf))).toEqual(
      new Set(['409 booking_not_active']),
    );
    await settled();
    expect((await details(made)).refunds).toHaveLength(1);
  });

  test('with a key is answered again', async () => {
    const event = await addEvent(t);
    const made = await book(t, bookingBody(event.slug, iso(morning(9)), [person('keyed')]));
    const headers = { ...authorized(made), 'idempotency-key': 'cancel-once' };
    const first = await cancel(made, {}, headers);
    expect((await cancel(made, {}, headers)).json).toEqual(first.json);
    expect(codeOf(await cancel(made, { reason: 'other' }, headers))).toBe('422 idempotency_mismatch');
    expect(codeOf(await cancel(made))).toBe('409 booking_not_active');
  });

  test('an unpaid hold ends it and closes its checkout', async () => {
    const event = await addEvent(t, { price: 900 });
    const made = await book(t, bookingBody(event.slug, iso(morning(9)), [person('unpaid')]));
    expect((await details(made)).cancellation).toMatchObject({ rule: 'unpaid', mayCancel: true });
    expect((await cancel(made)).status).toBe(200);
    await settled();
    expect(stripeDump(t).sessions.find(({ id }) => id === checkoutIdOf(made))?.status).toBe('expired');
    // The place is free again.
    expect((await book(t, bookingBody(event.slug, iso(morning(9)), [person('next')]))).status).toBe(201);
  });

  test('against a payment on its way: the money comes back, the place is free', async () => {
    for (const first of ['cancel', 'pay'] as const) {
      const event = await addEvent(t, { price: 900, refundWindowHours: 1 });
      const made = await book(t, bookingBody(event.slug, iso(morning(9)), [person(`race-${first}`)]));
      t.stripe.control.holdWebhooks();
      t.stripe.control.pay(checkoutIdOf(made));
      const cancelled = first === 'cancel' ? await cancel(made) : null;
      t.stripe.control.releaseWebhooks();
      const answer = cancelled ?? (await cancel(made));
      expect(answer.status).toBe(200);
      await settled();
      expect(await bookingRow(t, uidOf(made))).toMatchObject({ status: 'CANCELLED' });
      expect((await details(made)).refunds).toMatchObject([{ amount: 900, status: 'SUCCEEDED' }]);
    }
  });

  test('is for those who may: not with another booking’s token, nor as another student', async () => {
    const event = await addEvent(t, { teachers: 2, schedulingType: 'ROUND_ROBIN' });
    const made = await book(t, bookingBody(event.slug, iso(morning(9)), [person('mine')]));
    const other = await book(t, bookingBody(event.slug, iso(morning(9)), [person('theirs')]));
    expect(codeOf(await cancel(made, {}, authorized(other)))).toBe('404 booking_not_found');
    const cookie = await signIn(t, 'oliver@lotus.example');
    expect(codeOf(await cancel(made, {}, { cookie }))).toBe('404 booking_not_found');
    expect(
      codeOf(await move({ ...made, json: { ...(made.json as object), uid: uidOf(other) } }, iso(morning(8)))),
    ).toBe('404 booking_not_found');
  });

  test('withdraws the enrollments at Immersio, also where the push’s answer was lost', async () => {
    const event = await addEvent(t, { courseId: 'c_trial', seatLimit: 2 });
    const people = [person('enrolled-1'), person('enrolled-2')];
    const made = await book(t, bookingBody(event.slug, iso(morning(9)), people));
    await settled();
    const states = async () =>
      (
        await t.sql<{ status: string }>('select status from immersio_enrollments where booking_id = $1', [
          (await bookingRow(t, uidOf(made))).id,
        ])
      ).map(({ status }) => status);
    expect(await states()).toEqual(['ENROLLED', 'ENROLLED']);
    await t.sql(
      "update immersio_enrollments set external_id = null, status = 'PENDING' where attendee_id = (select max(attendee_id) from immersio_enrollments)",
    );
    await cancel(made);
    await settled();
    expect(await states()).toEqual(['WITHDRAWN', 'WITHDRAWN']);
    const left = t.immersio.control
      .schools()
      .flatMap((school) => school.enrollments)
      .filter((enrollment) => JSON.stringify(enrollment).includes(uidOf(made)));
    expect(left).toEqual([]);
  });
});

describe('moving', () => {
  test('60 bookings to one slot: one gets it, all others keep what they had', async () => {
    const event = await addEvent(t);
    const starts = Array.from({ length: 61 }, (_, n) =>
      iso(morning(9 + Math.floor(n / 20)) - 10 * HOUR + (n % 20) * HOUR),
    );
    const target = iso(morning(20));
    const made = await Promise.all(
      starts
        .slice(0, 60)
        .map((start, n) => book(t, bookingBody(event.slug, start, [person(`mover-${event.slug}-${n}`)]))),
    );
    expect(made.every(({ status }) => status === 201)).toBe(true);
    const answers = await Promise.all(made.map((booking) => move(booking, target)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const lost = answers.filter(({ status }) => status !== 200);
    expect(new Set(lost.map(codeOf))).toEqual(new Set(['409 slot_taken']));
    for (const { json } of lost)
      expect((json as { alternatives: unknown[] }).alternatives.length).toBeGreaterThan(0);
    const rows = await t.sql<{ start_time: Date }>(
      'select start_time from bookings where event_type_id = $1',
      [event.id],
    );
    expect(rows.filter(({ start_time }) => iso(start_time.getTime()) === target)).toHaveLength(1);
  });

  test('sessions back and forth, and swapped at once, keeps the seats right', async () => {
    const event = await addEvent(t, { kind: 'workshop', seatLimit: 3 });
    const a = await addSession(t, event, { start: morning(9), seats: 3, number: 1 });
    const b = await addSession(t, event, { start: morning(10), seats: 3, number: 2 });
    const make = async (start: string, name: string) => {
      const made = await book(t, bookingBody(event.slug, start, [person(`${name}-1`), person(`${name}-2`)]));
      expect(made.status).toBe(201);
      return made;
    };
    const one = await make(a.start, 'swap-a');
    expect((await move(one, b.start)).json).toMatchObject({ sessionNumber: 2, sequence: 1 });
    expect((await move(one, a.start)).json).toMatchObject({ sessionNumber: 1, sequence: 2 });
    expect(codeOf(await move(one, a.start))).toBe('422 validation_failed');
    const two = await make(b.start, 'swap-b');
    expect(codeOf(await move(one, b.start))).toBe('409 fully_booked');
    // Two of two seats each cannot swap into one seat left, whoever comes first; nobody loses anything, nothing deadlocks.
    const singles = [
      await book(t, bookingBody(event.slug, a.start, [person('single-a')])),
      await book(t, bookingBody(event.slug, b.start, [person('single-b')])),
    ];
    await cancel(two);
    const moves = await Promise.all([
      move(singles[0] as Answer, b.start),
      move(singles[1] as Answer, a.start),
    ]);
    expect(moves.some(({ status }) => status === 200)).toBe(true);
    expect(moves.every(({ status }) => status === 200 || status === 409)).toBe(true);
  });

  test('a lesson onto its own time, by half an hour', async () => {
    const event = await addEvent(t);
    const made = await book(t, bookingBody(event.slug, iso(morning(9)), [person('half')]));
    expect((await move(made, iso(morning(9, 10.5)))).json).toMatchObject({ start: iso(morning(9, 10.5)) });
    const group = await addEvent(t, { seatLimit: 3 });
    const alone = await book(t, bookingBody(group.slug, iso(morning(9)), [person('alone')]));
    expect((await move(alone, iso(morning(9, 10.5)))).status).toBe(200);
    const joined = await book(t, bookingBody(group.slug, iso(morning(12)), [person('joins')]));
    expect((await move(joined, iso(morning(9, 10.5)))).status).toBe(200);
    // Not alone in it any more: the hour that the other keeps stands in the way.
    expect(codeOf(await move(joined, iso(morning(9, 10))))).toBe('409 slot_taken');
  });

  test('keeps the teacher of a round robin while that one is free', async () => {
    const event = await addEvent(t, { teachers: 3, schedulingType: 'ROUND_ROBIN' });
    const made = await book(t, bookingBody(event.slug, iso(morning(9)), [person('robin')]));
    const { host } = await details(made);
    expect(((await move(made, iso(morning(11)))).json as Details).host).toEqual(host);
    await book(t, { ...bookingBody(event.slug, iso(morning(12)), [person('rival')]), host: host.uid });
    const moved = await move(made, iso(morning(12)));
    expect(moved.status).toBe(200);
    expect((moved.json as Details).host.uid).not.toBe(host.uid);
  });

  test('is refused in the past, too soon, off the grid, when cancelled', async () => {
    const event = await addEvent(t, { minimumBookingNotice: 120 });
    const made = await book(t, bookingBody(event.slug, iso(morning(9)), [person('refused')]));
    now = morning(8) - HOUR;
    expect(codeOf(await move(made, iso(morning(8))))).toBe('422 too_soon');
    expect(codeOf(await move(made, iso(morning(10) + 7 * 60_000)))).toBe('422 not_available');
    now = morning(9);
    expect(codeOf(await move(made, iso(morning(10))))).toBe('422 booking_past');
    now = morning(8);
    await cancel(made);
    expect(codeOf(await move(made, iso(morning(10))))).toBe('409 booking_not_active');
  });

  test('away from a closed window opens it no more', async () => {
    const made = await paidLesson({ refundWindowHours: 24 });
    now = morning(9) - HOUR;
    expect((await move(made, iso(morning(20)))).status).toBe(200);
    expect((await details(made)).cancellation).toMatchObject({ rule: 'never', refund: null });
  });
});
