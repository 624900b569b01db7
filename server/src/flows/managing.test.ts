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
  DAY,
  HOUR,
  iso,
  morning,
  person,
  signIn,
  uidOf,
} from '#testing/scene.ts';
import { stripeDump } from '#testing/stripe-events.ts';

let t: TestProduct;
beforeAll(async () => {
  t = await startTestProduct();
}, 60_000);
afterAll(() => t.close());
afterEach(async () => {
  expect(await breachedInvariants(t)).toEqual([]);
});

type Managed = { uid: string; token: string; path: (page?: string) => string };

function managed(booked: Answer): Managed {
  const { manageUrl } = booked.json as { manageUrl: string };
  const token = new URL(manageUrl).searchParams.get('token') ?? '';
  const uid = uidOf(booked);
  return { uid, token, path: (page = '') => `/b/${uid}${page}?token=${token}` };
}

const see = (path: string, headers: Record<string, string> = {}) =>
  t.call('GET', path, { headers: { 'accept-language': 'en', ...headers } });
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  t.call('POST', path, {
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
const keyIn = ({ text }: Answer): string => /name="idempotencyKey" value="([^"]+)"/.exec(text)?.[1] ?? '';
const statusOf = async (uid: string): Promise<string> => (await bookingRow(t, uid)).status;
const startOf = async (uid: string): Promise<string> => {
  const [row] = await t.sql<{ start_time: Date }>('select start_time from bookings where uid = $1', [uid]);
  return row?.start_time.toISOString() ?? '';
};

let people = 0;
async function freeLesson(days: number): Promise<Managed & { slug: string }> {
  const event = await addEvent(t);
  people += 1;
  const made = await book(t, bookingBody(event.slug, iso(morning(days)), [person(`manager-${people}`)]));
  return { ...managed(made), slug: event.slug };
}

/** A paid seat in a workshop with sessions 1 (in `days` days), 2 and 3 (a week and two weeks later). */
async function paidSeat(
  days: number,
  windowHours: number | null,
): Promise<Managed & { slug: string; id: number }> {
  const event = await addEvent(t, { kind: 'workshop', price: 2500, seatLimit: 2 });
  await t.sql('update event_types set refund_window_hours = $1 where id = $2', [windowHours, event.id]);
  for (const number of [1, 2, 3])
    await addSession(t, event, { start: morning(days + 7 * (number - 1)), seats: 2, number });
  people += 1;
  const made = await book(t, bookingBody(event.slug, iso(morning(days)), [person(`payer-${people}`)]));
  expect(t.stripe.control.pay(checkoutIdOf(made)).status).toBe('paid');
  await t.stripe.control.webhooksSettled();
  await t.settled();
  return { ...managed(made), slug: event.slug, id: event.id };
}

const refundsOf = async (uid: string) =>
  await t.sql<{ amount: string | number; status: string }>(
    'select r.amount, r.status from refunds r join bookings b on b.tenant_id = r.tenant_id and b.id = r.booking_id where b.uid = $1',
    [uid],
  );

describe('the manage page', () => {
  test('shows the place, calendars and what can be done, and keeps the key in every address of the booking', async () => {
    const booking = await freeLesson(5);
    const page = await see(booking.path());
    expect(page.status).toBe(200);
    expect(page.text).toContain('https://meet.example.com/scene');
    for (const there of ['/cancel', '/reschedule', '/calendar.ics'])
      expect(page.text).toContain(`href="/b/${booking.uid}${there}?token=${booking.token}"`);
    const outside = [...page.text.matchAll(/href="(https:\/\/[^"]+)"/g)].map(([, link]) => link ?? '');
    expect(outside.map((link) => new URL(link).host)).toEqual(
      expect.arrayContaining(['calendar.google.com', 'outlook.live.com', 'calendar.yahoo.com']),
    );
    // The key is nobody else's business.
    for (const link of outside) expect(link).not.toContain(booking.token);
  });

  test('is no page for others, and neither are its actions', async () => {
    const booking = await freeLesson(5);
    const stranger = await signIn(t, 'minhanh@lotus.example');
    for (const page of ['', '/cancel', '/reschedule']) {
      const bare = `/b/${booking.uid}${page}`;
      for (const path of [bare, `${bare}?token=wrong`, `${bare}?token=a&token=b`]) {
        expect((await see(path)).status, path).toBe(404);
        expect((await see(path, { cookie: stranger })).status, path).toBe(404);
      }
      if (page === '') continue;
      const fields = { start: iso(morning(6)), idempotencyKey: 'a'.repeat(20) };
      expect((await post(bare, fields)).status).toBe(404);
      expect((await post(bare, fields, { cookie: stranger })).status).toBe(404);
      const elsewhere = await post(booking.path(page), fields, { origin: 'https://evil.example' });
      expect(elsewhere.status).toBe(403);
    }
    // Staff look on, and act in the dashboard.
    const admin = await signIn(t, 'admin@lotus.example');
    const looked = await see(`/b/${booking.uid}`, { cookie: admin });
    expect(looked.status).toBe(200);
    expect(looked.text).not.toContain('/cancel');
    expect((await see(`/b/${booking.uid}/cancel`, { cookie: admin })).status).toBe(404);
    expect(await statusOf(booking.uid)).toBe('CONFIRMED');
  });

  test('needs no key of a student who is signed in', async () => {
    const event = await addEvent(t);
    const cookie = await signIn(t, 'minhanh@lotus.example');
    const self = { name: 'Minh Anh', email: 'minhanh@lotus.example' };
    const { uid } = managed(await book(t, bookingBody(event.slug, iso(morning(6)), [self])));
    expect((await see(`/b/${uid}`, { cookie })).text).toContain(`href="/b/${uid}/cancel"`);
    const question = await see(`/b/${uid}/cancel`, { cookie });
    const done = await post(`/b/${uid}/cancel`, { idempotencyKey: keyIn(question) }, { cookie });
    expect([done.status, done.headers.location]).toEqual([303, `/b/${uid}?done=cancelled`]);
    expect(await statusOf(uid)).toBe('CANCELLED');
  });
});

describe('cancelling', () => {
  test('inside the window says what comes back, and gives it back once', async () => {
    const booking = await paidSeat(5, 24);
    const question = await see(booking.path('/cancel'));
    expect(question.text).toContain('$25.00 will be refunded');
    expect(question.text).toContain('Cancel and refund $25.00');
    const fields = { idempotencyKey: keyIn(question), reason: ' Ill,\r\n"sorry" <b>\u0007 ' };
    const [first, second] = await Promise.all([
      post(booking.path('/cancel'), fields),
      post(booking.path('/cancel'), fields),
    ]);
    for (const done of [first, second]) {
      expect(done.status).toBe(303);
      expect(done.headers.location).toBe(`/b/${booking.uid}?token=${booking.token}&done=cancelled`);
    }
    await t.settled();
    await t.stripe.control.webhooksSettled();
    await t.settled();
    expect(await refundsOf(booking.uid)).toMatchObject([{ status: 'SUCCEEDED' }]);
    expect(stripeDump(t).refunds.filter(({ amount }) => amount === 2500)).toHaveLength(1);
    const page = await see(first.headers.location ?? '');
    expect(page.text).toContain('Your booking has been cancelled.');
    expect(page.text).toContain('$25.00 has been refunded');
    expect(page.text).toContain('You cancelled it');
    expect(page.text).toContain('Ill,\n&quot;sorry&quot; &lt;b>');
    expect(page.text).not.toContain('/reschedule');

    // The form again, fresh: there is nothing left to cancel, and it says so.
    const again = await see(booking.path('/cancel'));
    expect(again.text).toContain('There is nothing left to cancel');
    expect(keyIn(again)).toBe('');
    const twice = await post(booking.path('/cancel'), { idempotencyKey: 'b'.repeat(20) });
    expect(twice.status).toBe(409);
    expect(twice.text).toContain('There is nothing left to cancel');
    // The old form sent again is the same deed.
    expect((await post(booking.path('/cancel'), { ...fields, reason: 'other' })).status).toBe(303);
    expect(await refundsOf(booking.uid)).toHaveLength(1);
  });

  test('outside of the window, or where none was agreed, says that nothing comes back', async () => {
    const late = await paidSeat(2, 72);
    const never = await paidSeat(3, null);
    expect((await see(late.path('/cancel'))).text).toMatch(
      /Nothing will be refunded.*A refund was possible until/s,
    );
    expect((await see(never.path('/cancel'))).text).toContain('Payments for this booking are not refunded.');
    for (const { path, uid } of [late, never]) {
      const question = await see(path('/cancel'));
      expect(question.text).toContain('Cancel without a refund');
      const done = await post(path('/cancel'), { idempotencyKey: keyIn(question) });
      await t.settled();
      expect(await refundsOf(uid)).toEqual([]);
      expect((await see(done.headers.location ?? '')).text).toContain('It was cancelled without a refund.');
    }
  });

  test('an unpaid hold is given up without a charge; in Vietnamese too', async () => {
    const event = await addEvent(t, { price: 1500 });
    const booking = managed(await book(t, bookingBody(event.slug, iso(morning(4)), [person('unpaid')])));
    expect((await see(booking.path())).text).not.toContain('/reschedule');
    const question = await see(booking.path('/cancel'), { 'accept-language': 'vi' });
    expect(question.text).toContain('Lịch chưa được thanh toán');
    expect((await post(booking.path('/cancel'), { idempotencyKey: keyIn(question) })).status).toBe(303);
    expect(await statusOf(booking.uid)).toBe('CANCELLED');
  });
});

describe('moving', () => {
  test('a lesson: a week of times, the question, the move, and the old time is free again', async () => {
    const booking = await freeLesson(12);
    const choices = await see(booking.path('/reschedule'));
    const target = iso(morning(13, 15));
    const link = `/b/${booking.uid}/reschedule?token=${booking.token}&amp;start=${encodeURIComponent(target)}`;
    expect(choices.text).toContain(`href="${link}"`);
    const present = encodeURIComponent(iso(morning(12)));
    expect(choices.text).not.toContain(`start=${present}`);
    const next =
      /href="([^"]+)" aria-label="Next week"/.exec(choices.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(next).toContain(`token=${booking.token}`);
    expect((await see(next)).status).toBe(200);

    const question = await see(link.replaceAll('&amp;', '&'));
    expect(question.text).toContain('Move to this time?');
    const fields = { idempotencyKey: keyIn(question), start: target };
    const done = await post(booking.path('/reschedule'), fields);
    expect([done.status, done.headers.location]).toEqual([
      303,
      `/b/${booking.uid}?token=${booking.token}&done=moved`,
    ]);
    expect(await startOf(booking.uid)).toBe(target);
    const page = await see(done.headers.location ?? '');
    expect(page.text).toContain('The time has been changed.');
    expect(page.text).toContain('Moved since it was booked');
    expect((await see(booking.path())).text).not.toContain('The time has been changed.');
    // Sent again: the same move, once.
    expect((await post(booking.path('/reschedule'), fields)).status).toBe(303);
    const other = await book(
      t,
      bookingBody(booking.slug, iso(morning(12)), [person('into the gap')].map(plain)),
    );
    expect(other.status).toBe(201);
    // By half an hour, across its own time.
    const nudge = iso(morning(13, 15) + HOUR / 2);
    await post(booking.path('/reschedule'), { start: nudge });
    expect(await startOf(booking.uid)).toBe(nudge);
  });

  test('to a time that was taken meanwhile: the booking stands, and others are offered', async () => {
    const booking = await freeLesson(14);
    const target = iso(morning(15, 9));
    expect((await book(t, bookingBody(booking.slug, target, [person('quicker')]))).status).toBe(201);
    const refused = await post(booking.path('/reschedule'), {
      start: target,
      idempotencyKey: 'c'.repeat(20),
    });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('This time has just been taken');
    expect(refused.text).toContain('Your booking still stands as it was.');
    const alternatives = [...refused.text.matchAll(/href="([^"]+start=[^"]+)"/g)];
    expect(alternatives.length).toBeGreaterThan(3);
    for (const [, link] of alternatives) expect(link).toContain(`token=${booking.token}`);
    expect(await startOf(booking.uid)).toBe(iso(morning(14)));
    const same = await post(booking.path('/reschedule'), { start: iso(morning(14)) });
    expect([same.status, same.text]).toEqual([409, expect.stringContaining('You have this time already')]);
    const never = await post(booking.path('/reschedule'), { start: iso(morning(15) + 7 * 60_000) });
    expect([never.status, never.text]).toEqual([409, expect.stringContaining('This time cannot be booked')]);
    expect((await post(booking.path('/reschedule'), { start: 'soon' })).status).toBe(404);
  });

  test('a paid workshop seat: full sessions are closed, the money stays, the window is told', async () => {
    const booking = await paidSeat(10, 24);
    const crowd = [person('crowd-1'), person('crowd-2')];
    const full = await book(t, bookingBody(booking.slug, iso(morning(17)), crowd));
    expect(full.status).toBe(201);
    const choices = await see(booking.path('/reschedule'));
    expect(choices.text).toMatch(/Yours/);
    expect(choices.text).not.toContain('session=2');
    expect(choices.text).toContain('session=3');
    const refused = await post(booking.path('/reschedule'), { start: iso(morning(17)), session: '2' });
    expect([refused.status, refused.text]).toEqual([
      409,
      expect.stringContaining('This session has no room left'),
    ]);

    const target = iso(morning(24));
    const question = await see(`${booking.path('/reschedule')}&start=${target}&session=3`);
    expect(question.text).toContain('After the move you can still get your money back until');
    const done = await post(booking.path('/reschedule'), {
      start: target,
      session: '3',
      idempotencyKey: keyIn(question),
    });
    expect(done.status).toBe(303);
    expect(await startOf(booking.uid)).toBe(target);
    expect(await refundsOf(booking.uid)).toEqual([]);
    expect(
      await t.sql(
        'select number, seats_taken from workshop_sessions where event_type_id = $1 order by number',
        [booking.id],
      ),
    ).toEqual([
      { number: 1, seats_taken: 0 },
      { number: 2, seats_taken: 2 },
      { number: 3, seats_taken: 1 },
    ]);
    const nowhere = await see(`${booking.path('/reschedule')}&start=${iso(morning(25))}`);
    expect(nowhere.text).toContain('This time cannot be booked');
  });

  test('is closed to what is cancelled; nonsense in the address is not asked for', async () => {
    const booking = await freeLesson(20);
    for (const query of ['&date=2026-02-31', '&date=1999-01-01', '&start=x', '&from=x&host=any&session=-1'])
      expect((await see(`${booking.path('/reschedule')}${query}`)).status).toBe(200);
    await post(booking.path('/cancel'), {});
    expect((await see(booking.path('/reschedule'))).text).toContain('This booking can no longer be moved');
    const refused = await post(booking.path('/reschedule'), { start: iso(morning(21)) });
    expect([refused.status, await statusOf(booking.uid)]).toEqual([409, 'CANCELLED']);
  });
});

test('what has begun can be neither cancelled nor moved, and the page says so', async () => {
  const booking = await freeLesson(1);
  await t.advance(morning(1) + 1000 - Date.now());
  const page = await see(booking.path());
  expect(page.text).toContain('This has started');
  expect(page.text).not.toContain(`/b/${booking.uid}/cancel`);
  expect((await see(booking.path('/cancel'))).text).toContain('It is too late to cancel');
  expect((await post(booking.path('/cancel'), {})).status).toBe(409);
  expect((await see(booking.path('/reschedule'))).text).toContain('It is too late to change the time');
  expect((await post(booking.path('/reschedule'), { start: iso(morning(3)) })).status).toBe(409);
  await t.advance(DAY);
  expect((await see(booking.path())).text).toContain('This is over');
});

function plain({ name, email }: { name: string; email: string }) {
  return { name, email: email.replaceAll(' ', '-') };
}
