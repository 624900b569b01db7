import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import { addEvent, API, book, bookingBody, iso, morning, person } from '#testing/scene.ts';

/* The calendar's answer over HTTP: days with what they have free, why they have nothing, and where to look next. */

type Days = { days: { date: string; free: number; reason: string | null }[]; nextFree: string | null };

let statements = 0;
let t: TestProduct;
beforeAll(async () => {
  t = await startTestProduct({ rateLimits: '', work: false, onStatement: () => (statements += 1) });
}, 60_000);
beforeEach(() => {
  statements = 0;
});
afterAll(() => t.close());

const dateOf = (days: number) => iso(morning(days)).slice(0, 10);

async function days(slug: string, query: Record<string, string>): Promise<Days> {
  const answer = await t.call(
    'GET',
    `${API}/event-types/${slug}/days?${new URLSearchParams(query).toString()}`,
  );
  expect(answer.status, answer.text).toBe(200);
  return answer.json as Days;
}

async function starts(slug: string, date: string, timeZone: string): Promise<string[]> {
  const query = new URLSearchParams({ from: date, to: date, timeZone });
  const answer = await t.call('GET', `${API}/event-types/${slug}/slots?${query.toString()}`);
  return (answer.json as { slots: { start: string }[] }).slots.map(({ start }) => start);
}

test('each day says how many times are free, as many as the list of times has', async () => {
  const { slug } = await addEvent(t);
  const found = await days(slug, { from: dateOf(3), to: dateOf(9), timeZone: 'UTC' });
  expect(found.days.map(({ date }) => date)).toEqual([3, 4, 5, 6, 7, 8, 9].map(dateOf));
  for (const { date, free, reason } of found.days) {
    expect(free).toBe((await starts(slug, date, 'UTC')).length);
    expect(reason).toBeNull();
  }
  expect(found.nextFree).toBe(dateOf(10));
});

test('days without a time say why, and where the next one is', async () => {
  const { slug, id } = await addEvent(t, { length: 23 * 60 });
  await t.sql(
    `update event_types set minimum_booking_notice = 4320, period_type = 'ROLLING', period_days = 12 where id = $1`,
    [id],
  );
  const made = await book(t, bookingBody(slug, iso(morning(6, 0)), [person('whole-day')]));
  expect(made.status, made.text).toBe(201);
  const found = await days(slug, { from: dateOf(-1), to: dateOf(6), timeZone: 'UTC' });
  const [yesterday, , ...coming] = found.days.map(({ reason }) => reason);
  expect(yesterday).toBe('in_past');
  expect(coming).toEqual(['too_soon', 'too_soon', 'too_soon', null, null, 'fully_booked']);
  expect(found.nextFree).toBe(dateOf(7));
  const beyond = await days(slug, { from: dateOf(13), to: dateOf(20), timeZone: 'UTC' });
  expect(new Set(beyond.days.map(({ reason }) => reason))).toEqual(new Set(['outside_period']));
  expect(beyond.nextFree).toBeNull();
});

test('a lesson across midnight counts for the day on which it begins, the last one too', async () => {
  const { slug } = await addEvent(t);
  // 00:00 to 23:30 UTC: in Auckland, half a day ahead, hours run across local midnight.
  const [last] = (await days(slug, { from: dateOf(5), to: dateOf(5), timeZone: 'Pacific/Auckland' })).days;
  const [same] = (await days(slug, { from: dateOf(5), to: dateOf(6), timeZone: 'Pacific/Auckland' })).days;
  expect(last).toEqual(same);
});

test('a group lesson is free while seats are left', async () => {
  const { slug } = await addEvent(t, { seatLimit: 2, length: 23 * 60 });
  const window = { from: dateOf(4), to: dateOf(4), timeZone: 'UTC' };
  const [before] = (await days(slug, window)).days;
  await book(t, bookingBody(slug, iso(morning(4, 0)), [person('seat-1')]));
  expect((await days(slug, window)).days).toEqual([{ date: dateOf(4), free: 1, reason: null }]);
  await book(t, bookingBody(slug, iso(morning(4, 0)), [person('seat-2')]));
  expect((await days(slug, window)).days).toEqual([{ date: dateOf(4), free: 0, reason: 'fully_booked' }]);
  expect(before?.free).toBeGreaterThan(0);
});

test('one teacher’s days are theirs alone', async () => {
  const { slug, teacherUids } = await addEvent(t, {
    teachers: 2,
    schedulingType: 'ROUND_ROBIN',
    length: 23 * 60,
  });
  const [host = '', other = ''] = teacherUids;
  await book(t, { ...bookingBody(slug, iso(morning(5, 0)), [person('theirs')]), host });
  const window = { from: dateOf(5), to: dateOf(5), timeZone: 'UTC' };
  expect((await days(slug, { ...window, host })).days[0]).toMatchObject({ free: 0, reason: 'fully_booked' });
  expect((await days(slug, { ...window, host: other })).days[0]?.free).toBeGreaterThan(0);
});

test('two months take as many statements as one day', async () => {
  const { slug } = await addEvent(t, { teachers: 3, schedulingType: 'ROUND_ROBIN', seatLimit: 2 });
  await days(slug, { from: dateOf(1), to: dateOf(1) });
  statements = 0;
  await days(slug, { from: dateOf(1), to: dateOf(1) });
  const forOne = statements;
  statements = 0;
  await days(slug, { from: dateOf(1), to: dateOf(62) });
  expect(statements).toBe(forOne);
  expect(forOne).toBeLessThan(14);
});

test('a workshop has no days, and a wrong window is refused by name', async () => {
  const { slug } = await addEvent(t, { kind: 'workshop' });
  expect(await days(slug, { from: dateOf(1), to: dateOf(3) })).toEqual({ days: [], nextFree: null });
  for (const query of [
    'from=2027-01-01',
    'from=x&to=2027-01-01',
    'from=2027-01-02&to=2027-01-01',
    'from=2027-01-01&to=2027-06-01',
    'from=0001-01-01&to=0001-01-02',
    'from=9999-12-30&to=9999-12-31',
    'from=2027-01-01&to=2027-01-02&timeZone=Mars',
  ]) {
    const answer = await t.call('GET', `${API}/event-types/${slug}/days?${query}`);
    expect(answer.status, query).toBe(422);
  }
});
