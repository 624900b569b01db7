import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { breachedInvariants } from '#testing/invariants.ts';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import {
  addEvent,
  addSession,
  API,
  book,
  bookingBody,
  bookingRow,
  checkoutIdOf,
  iso,
  MINUTE,
  morning,
  person,
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

const day = (days: number): string => iso(morning(days)).slice(0, 10);
async function slots(slug: string, days: number): Promise<string[]> {
  const { json } = await t.call(
    'GET',
    `${API}/event-types/${slug}/slots?from=${day(days)}&to=${day(days + 1)}&timeZone=UTC`,
  );
  return (json as { slots: { start: string }[] }).slots.map(({ start }) => start);
}
const paid = async (id: string): Promise<void> => {
  expect(t.stripe.control.pay(id).status).toBe('paid');
  await t.stripe.control.webhooksSettled();
  await t.settled();
};
const enrollmentsOf = (courseId: string) =>
  t.immersio.control
    .school('imm_demo_lotus')
    .enrollments.filter((enrollment) => enrollment.courseId === courseId);

describe('a free lesson', () => {
  test('is confirmed at once, mailed, enrolled, seen by its link, and no longer offered', async () => {
    t.immersio.control.putCourse('imm_demo_lotus', { id: 'c_free', title: 'Free' });
    const event = await addEvent(t, { courseId: 'c_free' });
    const start = iso(morning(5));
    expect(await slots(event.slug, 5)).toContain(start);
    const made = await book(t, bookingBody(event.slug, start, [person('free')]));
    expect([made.status, made.json]).toMatchObject([201, { status: 'CONFIRMED' }]);
    expect(made.json).not.toHaveProperty('checkoutUrl');
    await t.settled();
    const mail = (await t.mails()).find((message) => message.to?.[0]?.address === person('free').email);
    expect(mail?.subject).toMatch(/^Confirmed: Event/);
    expect(enrollmentsOf('c_free')).toMatchObject([{ email: person('free').email }]);
    expect((await bookingRow(t, uidOf(made))).immersio_enrollment_id).toBe(enrollmentsOf('c_free')[0]?.id);
    expect(await slots(event.slug, 5)).not.toContain(start);
    const token = new URL((made.json as { manageUrl: string }).manageUrl).searchParams.get('token') ?? '';
    const path = `${API}/bookings/${uidOf(made)}`;
    const byHeader = await t.call('GET', path, { headers: { authorization: `Bearer ${token}` } });
    expect(byHeader.json).toMatchObject({
      status: 'CONFIRMED',
      start,
      attendees: [person('free')],
      seats: 1,
    });
    expect(byHeader.json).not.toHaveProperty('trail');
    expect((await t.call('GET', `${path}?token=${token}`)).json).toEqual(byHeader.json);
    expect((await t.call('GET', path)).status).toBe(404);
    expect((await t.call('GET', `${path}?token=${token.slice(0, -2)}AA`)).status).toBe(404);
  });

  test('in a round robin spreads over the hosts, and is refused when all are taken', async () => {
    const event = await addEvent(t, { teachers: 3, schedulingType: 'ROUND_ROBIN' });
    const taught: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      // Three at one time, then three at another: the fewest lessons decide, and who is free.
      const made = await book(
        t,
        bookingBody(event.slug, iso(morning(6, 9 + Math.floor(n / 3) * 2)), [person(`robin-${n}`)]),
      );
      expect(made.status).toBe(201);
      taught.push((await bookingRow(t, uidOf(made))).host_id);
    }
    for (const teacher of event.teacherIds) expect(taught.filter((id) => id === teacher)).toHaveLength(2);
    const late = await book(t, bookingBody(event.slug, iso(morning(6, 9)), [person('robin-late')]));
    expect([late.status, late.json]).toMatchObject([409, { code: 'slot_taken' }]);
    expect((late.json as { alternatives: unknown[] }).alternatives.length).toBeGreaterThan(0);
  });

  test('with a chosen host is with that host, or not at all', async () => {
    const event = await addEvent(t, { teachers: 2, schedulingType: 'ROUND_ROBIN' });
    const body = {
      ...bookingBody(event.slug, iso(morning(6)), [person('choosy')]),
      host: event.teacherUids[1],
    };
    expect((await bookingRow(t, uidOf(await book(t, body)))).host_id).toBe(event.teacherIds[1]);
    expect((await book(t, body)).json).toMatchObject({ code: 'slot_taken' });
    const other = await addEvent(t);
    const foreign = await book(t, { ...body, host: other.teacherUids[0] });
    expect([foreign.status, foreign.json]).toMatchObject([422, { code: 'not_available' }]);
  });

  test('of several teachers together takes the time of each', async () => {
    const event = await addEvent(t, { teachers: 2, schedulingType: 'COLLECTIVE' });
    const made = await book(t, bookingBody(event.slug, iso(morning(7)), [person('together')]));
    const { id } = await bookingRow(t, uidOf(made));
    const hosts = await t.sql<{ host_id: number }>(
      'select host_id from host_reservations where booking_id = $1 order by 1',
      [id],
    );
    expect(hosts.map((row) => row.host_id)).toEqual(event.teacherIds);
    const clash = await book(t, bookingBody(event.slug, iso(morning(7) + 30 * MINUTE), [person('clash')]));
    expect(clash.json).toMatchObject({ code: 'slot_taken' });
  });

  test('for a group shares one reservation of the host, until its seats are gone', async () => {
    const event = await addEvent(t, { seatLimit: 3 });
    const start = iso(morning(8));
    const first = await book(t, bookingBody(event.slug, start, [person('group-1')]));
    expect(await slots(event.slug, 8)).toContain(start);
    const second = await book(t, bookingBody(event.slug, start, [person('group-2'), person('group-3')]));
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await slots(event.slug, 8)).not.toContain(start);
    const rows = await Promise.all([first, second].map((made) => bookingRow(t, uidOf(made))));
    expect(rows[0]?.session_id).toBe(rows[1]?.session_id);
    expect(
      await t.sql('select 1 from host_reservations where host_id = $1', [event.teacherIds[0]]),
    ).toHaveLength(1);
    const full = await book(t, bookingBody(event.slug, start, [person('group-4')]));
    expect([full.status, full.json]).toMatchObject([409, { code: 'fully_booked' }]);
    const overlapping = await book(
      t,
      bookingBody(event.slug, iso(morning(8) + 30 * MINUTE), [person('group-5')]),
    );
    expect(overlapping.json).toMatchObject({ code: 'slot_taken' });
  });
});

describe('a paid booking', () => {
  test('of several seats: each attendee is mailed and enrolled, the enrollment of the booking is the booker’s', async () => {
    t.immersio.control.putCourse('imm_demo_lotus', { id: 'c_family', title: 'Family' });
    const event = await addEvent(t, { kind: 'workshop', seatLimit: 8, price: 1500, courseId: 'c_family' });
    const { start } = await addSession(t, event, { start: morning(20), seats: 8, number: 4 });
    const family = [person('mother'), person('child-1'), person('child-2')];
    const made = await book(t, bookingBody(event.slug, start, family));
    expect(made.json).toMatchObject({ status: 'PENDING' });
    expect(Date.parse((made.json as { expiresAt: string }).expiresAt)).toBeGreaterThan(
      Date.now() + 30 * MINUTE,
    );
    const session = stripeDump(t).sessions.find(({ id }) => id === checkoutIdOf(made));
    expect(session).toMatchObject({ amount_total: 4500, currency: 'usd', customer_email: family[0]?.email });
    await paid(checkoutIdOf(made));
    const row = await bookingRow(t, uidOf(made));
    expect(row).toMatchObject({ status: 'CONFIRMED', paid: true, seats: 3, workshop_session_number: 4 });
    const enrolled = enrollmentsOf('c_family');
    expect(enrolled.map(({ email }) => email)).toEqual(family.map(({ email }) => email));
    expect(row.immersio_enrollment_id).toBe(enrolled[0]?.id);
    const logged = await t.sql("select status from immersio_sync_logs where resource_id like $1 || '/%'", [
      uidOf(made),
    ]);
    expect(logged).toEqual(Array.from({ length: 3 }, () => ({ status: 'SUCCESS' })));
    const mails = (await t.mails()).filter((mail) =>
      family.some(({ email }) => mail.to?.[0]?.address === email),
    );
    expect(mails).toHaveLength(3);
    // The link is a key to the booking: the booker's alone.
    expect(mails.filter((mail) => mail.text?.includes('token='))).toHaveLength(1);
    expect(
      await t.sql('select seats_taken from workshop_sessions where event_type_id = $1', [event.id]),
    ).toEqual([{ seats_taken: 3 }]);
  });

  test('in VND asks Stripe for the very number', async () => {
    const event = await addEvent(t, { price: 350_000, currency: 'VND' });
    const made = await book(t, bookingBody(event.slug, iso(morning(9)), [person('dong')]));
    const session = stripeDump(t).sessions.find(({ id }) => id === checkoutIdOf(made));
    expect(session).toMatchObject({ amount_total: 350_000, currency: 'vnd' });
    await paid(checkoutIdOf(made));
    expect(await bookingRow(t, uidOf(made))).toMatchObject({ status: 'CONFIRMED', paid: true });
  });

  test('without an account to take the money holds nothing', async () => {
    const event = await addEvent(t, { price: 900, school: 'harbour' });
    const host = `harbour.localhost:${t.port}`;
    await t.sql('update stripe_accounts set is_active = false where tenant_id = $1', [t.tenants.harbour]);
    const made = await book(t, bookingBody(event.slug, iso(morning(9)), [person('no-account')]), { host });
    await t.sql('update stripe_accounts set is_active = true where tenant_id = $1', [t.tenants.harbour]);
    expect([made.status, made.json]).toMatchObject([503, { code: 'payment_unavailable' }]);
    expect(await t.sql('select 1 from bookings where event_type_id = $1', [event.id])).toEqual([]);
  });
});

test('two sessions at one time: the number says which', async () => {
  const event = await addEvent(t, { kind: 'workshop', seatLimit: 4, teachers: 2 });
  const twin = { ...event, teacherIds: event.teacherIds.slice(1) };
  const { start } = await addSession(t, event, { start: morning(15), seats: 4, number: 1 });
  await addSession(t, twin, { start: morning(15), seats: 4, number: 2 });
  const body = bookingBody(event.slug, start, [person('twin')]);
  const unclear = await book(t, body);
  expect([unclear.status, unclear.json]).toMatchObject([422, { errors: [{ field: 'sessionNumber' }] }]);
  const made = await book(t, { ...body, sessionNumber: 2 });
  expect((await bookingRow(t, uidOf(made))).host_id).toBe(event.teacherIds[1]);
  expect((await book(t, { ...body, sessionNumber: 3 })).json).toMatchObject({ code: 'not_available' });
});
