import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import {
  addEvent,
  addSession,
  API,
  book,
  bookingBody,
  hostOf,
  iso,
  morning,
  person,
  type SceneEvent,
} from '#testing/scene.ts';

describe('limits that are set', () => {
  let t: TestProduct;
  beforeAll(async () => {
    t = await startTestProduct({ work: false, rateLimits: 'bookings=3/60,sign_in=2/30' });
  }, 60_000);
  afterAll(() => t.close());

  test('are kept for each school and kind of request, and say when to come back', async () => {
    const body = bookingBody('no-such-event', iso(morning(5)), [person('eager')]);
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await book(t, body)).status);
    expect(statuses).toEqual([404, 404, 404, 429, 429]);
    const refused = await book(t, body);
    expect(refused.json).toMatchObject({ code: 'rate_limited', status: 429 });
    const after = Number(refused.headers['retry-after']);
    expect(after).toBeGreaterThan(0);
    expect(after).toBeLessThanOrEqual(60);
    expect((await book(t, body, { host: hostOf(t, 'harbour') })).status).toBe(404);
    expect((await t.call('GET', `${API}/event-types`)).status).toBe(200);
    const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'start=x' };
    expect((await t.call('POST', '/e/trial-lesson/book', form)).status).toBe(429);
    const signIn = () => t.call('POST', `${API}/session`, { body: { email: 'a@b.example', password: 'x' } });
    expect([await signIn(), await signIn(), await signIn()].map(({ status }) => status)).toEqual([
      401, 401, 429,
    ]);
    // Not by a header that anybody can send.
    expect((await book(t, body, { headers: { 'x-forwarded-for': '192.0.2.1' } })).status).toBe(429);
  });
});

describe('limits by default', () => {
  let t: TestProduct;
  let event: SceneEvent;
  let start: string;
  beforeAll(async () => {
    t = await startTestProduct({ work: false, rateLimits: '' });
    event = await addEvent(t, { kind: 'workshop', seatLimit: 30, price: 1000 });
    ({ start } = await addSession(t, event, { start: morning(12), seats: 30 }));
  }, 60_000);
  afterAll(() => t.close());

  test('let a class of thirty behind one address look, sign in and book at once', async () => {
    const day = iso(morning(12)).slice(0, 10);
    const visits = Array.from({ length: 30 }, async (_, n) => {
      const seen = [];
      for (let look = 0; look < 4; look += 1) {
        seen.push(await t.call('GET', `${API}/event-types/${event.slug}/sessions?from=${day}&to=${day}`));
      }
      seen.push(await t.call('GET', `${API}/session`));
      seen.push(await book(t, bookingBody(event.slug, start, [person(`pupil-${n}`)])));
      return seen.map(({ status }) => status);
    });
    for (const statuses of await Promise.all(visits))
      expect(statuses).toEqual([200, 200, 200, 200, 200, 201]);
  });
});
