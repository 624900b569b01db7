import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { breachedInvariants } from '#testing/invariants.ts';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import type { Answer, RequestOptions } from '#testing/request.ts';
import {
  addEvent,
  addSession,
  API,
  book,
  bookingBody,
  DAY,
  HOUR,
  hostOf,
  iso,
  MINUTE,
  morning,
  person,
  type SceneEvent,
} from '#testing/scene.ts';

let t: TestProduct;
let lesson: SceneEvent;
beforeAll(async () => {
  // Limits so wide that only the one on unpaid holds is met.
  t = await startTestProduct({ work: false, rateLimits: 'api=100000/60,bookings=100000/60,holds=3' });
  lesson = await addEvent(t, { minimumBookingNotice: 120 });
}, 60_000);
afterAll(() => t.close());
afterEach(async () => {
  expect(await breachedInvariants(t)).toEqual([]);
});

type Problem = {
  status: number;
  code: string;
  type: string;
  title: string;
  errors?: { field: string; code: string }[];
};

/** A refusal in the form that all of them have. */
function problemOf(answer: Answer): Problem {
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  const problem = answer.json as Problem;
  expect(problem.status).toBe(answer.status);
  expect(problem.type).toContain(problem.code);
  return problem;
}
const codeOf = (answer: Answer): [number, string] => [answer.status, problemOf(answer).code];
const valid = () => bookingBody(lesson.slug, iso(morning(5)), [person('valid')]);

describe('a time that cannot be booked', () => {
  const at = (start: number) => book(t, bookingBody(lesson.slug, iso(start), [person('when')]));

  test('is too soon within the notice, and not available off the grid, outside of the hours, or in the past', async () => {
    const halfHour = 30 * MINUTE;
    const soon = Math.ceil((Date.now() + HOUR / 2) / halfHour) * halfHour;
    // Teachers of a scene rest from 23:30 to midnight; then the soonest start is later than the notice.
    if (soon % DAY < 22 * HOUR) expect(codeOf(await at(soon))).toEqual([422, 'too_soon']);
    expect(codeOf(await at(morning(5) + 7 * MINUTE))).toEqual([422, 'not_available']);
    expect(codeOf(await at(morning(5, 23)))).toEqual([422, 'not_available']);
    expect(codeOf(await at(morning(-1)))).toEqual([422, 'not_available']);
    expect(codeOf(await at(morning(5) + 1))).toEqual([422, 'not_available']);
  });

  test('is not available where no session begins then, or it has begun', async () => {
    const workshop = await addEvent(t, { kind: 'workshop', seatLimit: 4 });
    const past = await addSession(t, workshop, { start: morning(-2), seats: 4 });
    for (const start of [iso(morning(5)), past.start]) {
      expect(codeOf(await book(t, bookingBody(workshop.slug, start, [person('none')])))).toEqual([
        422,
        'not_available',
      ]);
    }
  });

  test('of an event that is not there or no longer offered', async () => {
    const gone = await addEvent(t);
    await t.sql('update event_types set archived_at = now() where id = $1', [gone.id]);
    for (const slug of ['no-such-event', gone.slug, 'saturday-table']) {
      expect(codeOf(await book(t, bookingBody(slug, iso(morning(5)), [person('lost')])))).toEqual([
        404,
        'event_not_found',
      ]);
      expect(codeOf(await t.call('GET', `${API}/event-types/${slug}`))).toEqual([404, 'event_not_found']);
    }
  });
});

describe('too much at once', () => {
  test('more attendees than the event has seats', async () => {
    const answer = await book(t, { ...valid(), attendees: [person('one'), person('two')] });
    expect(problemOf(answer)).toMatchObject({
      code: 'validation_failed',
      errors: [{ field: 'attendees', code: 'too_many' }],
    });
  });

  test('more unpaid places than one address may hold; a family books at once, and another address is free to', async () => {
    const event = await addEvent(t, { kind: 'workshop', seatLimit: 8, price: 1000 });
    const { start } = await addSession(t, event, { start: morning(20), seats: 8 });
    const [next] = [await addSession(t, event, { start: morning(27), seats: 8, number: 2 })];
    const family = Array.from({ length: 5 }, (_, n) => person(`family-${n}`));
    expect((await book(t, bookingBody(event.slug, start, family))).status).toBe(201);
    const more = await book(t, bookingBody(event.slug, next.start, [person('family-0')]));
    expect(codeOf(more)).toEqual([429, 'too_many_holds']);
    expect(Number(more.headers['retry-after'])).toBeGreaterThan(0);
    const shouted = { ...person('family-0'), email: person('family-0').email.toUpperCase() };
    expect(codeOf(await book(t, bookingBody(event.slug, next.start, [shouted])))).toEqual([
      429,
      'too_many_holds',
    ]);
    expect((await book(t, bookingBody(event.slug, next.start, [person('somebody-else')]))).status).toBe(201);
  });

  test('asked by one address on twenty connections holds no more than is allowed', async () => {
    const event = await addEvent(t, { kind: 'workshop', seatLimit: 50, price: 1000 });
    const { start } = await addSession(t, event, { start: morning(20), seats: 50 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => book(t, bookingBody(event.slug, start, [person('greedy')]))),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ status }) => status))).toEqual(
      new Set([429]),
    );
  });
});

describe('a body that is not right', () => {
  const right = bookingBody('trial-lesson', iso(morning(5)), [person('valid')]);
  const withAttendee = (change: object) => ({ ...right, attendees: [{ ...person('valid'), ...change }] });
  const cases: [string, object, { field: string; code?: string }][] = [
    [
      'a line break in a name',
      withAttendee({ name: 'Anna\nBcc: x@y.example' }),
      { field: 'attendees.0.name', code: 'control_characters' },
    ],
    [
      'NUL in a name',
      withAttendee({ name: 'Anna\u0000' }),
      { field: 'attendees.0.name', code: 'control_characters' },
    ],
    [
      'a line separator in a name',
      withAttendee({ name: 'A\u2028B' }),
      { field: 'attendees.0.name', code: 'control_characters' },
    ],
    [
      'C1 control in a name',
      withAttendee({ name: 'A\u0085B' }),
      { field: 'attendees.0.name', code: 'control_characters' },
    ],
    ['a name of spaces', withAttendee({ name: '   ' }), { field: 'attendees.0.name', code: 'empty' }],
    ['a name too long', withAttendee({ name: 'x'.repeat(201) }), { field: 'attendees.0.name' }],
    [
      'a line break in an address',
      withAttendee({ email: 'a@b.example\r\nBcc: x@y.example' }),
      { field: 'attendees.0.email', code: 'control_characters' },
    ],
    ['no address', withAttendee({ email: 'anna' }), { field: 'attendees.0.email', code: 'email_invalid' }],
    [
      'two addresses',
      withAttendee({ email: 'a@b.example,c@d.example' }),
      { field: 'attendees.0.email', code: 'email_invalid' },
    ],
    [
      'a lone surrogate in an address',
      withAttendee({ email: 'a\ud800@b.example' }),
      { field: 'attendees.0.email', code: 'control_characters' },
    ],
    ['an unknown field', { ...right, price: 0 }, { field: 'price', code: 'unknown_field' }],
    [
      'an unknown field of an attendee',
      withAttendee({ role: 'admin' }),
      { field: 'attendees.0.role', code: 'unknown_field' },
    ],
    ['a zone that is none', { ...right, timeZone: 'Mars/Olympus' }, { field: 'timeZone', code: 'time_zone' }],
    ['an offset for a zone', { ...right, timeZone: '+07:00' }, { field: 'timeZone', code: 'time_zone' }],
    ['another language', { ...right, locale: 'fr' }, { field: 'locale' }],
    ['a local time', { ...right, start: '2027-01-11T14:00' }, { field: 'start' }],
    ['a day that is none', { ...right, start: '2027-02-30T14:00:00Z' }, { field: 'start' }],
    ['nobody', { ...right, attendees: [] }, { field: 'attendees' }],
    [
      '51 attendees',
      { ...right, attendees: Array.from({ length: 51 }, (_, n) => person(`many-${n}`)) },
      { field: 'attendees' },
    ],
    ['a session that is no number', { ...right, sessionNumber: 0 }, { field: 'sessionNumber' }],
    ['a host that is no uid', { ...right, host: '1' }, { field: 'host' }],
    ['an array', [right], { field: 'body' }],
  ];
  test.each(cases)('%s', async (_name, body, error) => {
    const answer = await book(t, body);
    expect(answer.status).toBe(422);
    const problem = problemOf(answer);
    expect(problem.code).toBe('validation_failed');
    expect(problem.errors).toContainEqual(expect.objectContaining(error));
  });

  test('names every field that is wrong at once', async () => {
    const answer = await book(t, {
      ...right,
      timeZone: 'x',
      locale: 'x',
      attendees: [{ name: '', email: '' }],
    });
    const fields = problemOf(answer).errors?.map(({ field }) => field);
    expect(fields).toEqual(
      expect.arrayContaining(['timeZone', 'locale', 'attendees.0.name', 'attendees.0.email']),
    );
  });

  test('is not JSON, has no body, is of another type, or too large', async () => {
    const send = (options: RequestOptions) => t.call('POST', `${API}/bookings`, options);
    const json = { 'content-type': 'application/json' };
    expect(codeOf(await send({ headers: json, body: '{"eventType":' }))).toEqual([400, 'malformed_json']);
    expect(codeOf(await send({ headers: json, body: '' }))).toEqual([400, 'malformed_json']);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      expect(codeOf(await send({ headers: { 'content-type': type }, body: 'a=1' }))).toEqual([
        415,
        'unsupported_media_type',
      ]);
    }
    expect(codeOf(await send({ body: { ...right, x: 'x'.repeat(300_000) } }))).toEqual([
      413,
      'payload_too_large',
    ]);
    expect(codeOf(await send({ headers: json, body: '{"__proto__":{"a":1}}' }))[0]).toBeLessThan(500);
  });
});

test('an address that nobody has', async () => {
  for (const host of ['nobody.localhost', 'lotus.localhost.evil.example', 'x.lotus.localhost', '127.0.0.1']) {
    expect(codeOf(await t.call('GET', `${API}/event-types`, { host })), host).toEqual([421, 'wrong_host']);
  }
  expect(codeOf(await t.call('GET', `${API}/nothing`))).toEqual([404, 'not_found']);
  expect(codeOf(await t.call('GET', `${API}/event-types`, { host: `localhost:${t.port}` }))).toEqual([
    404,
    'not_found',
  ]);
  for (const [method, path] of [
    ['PUT', 'bookings'],
    ['DELETE', 'bookings'],
    ['POST', 'event-types'],
    ['PATCH', 'session'],
  ]) {
    expect([404, 405], `${method} ${path}`).toContain(
      codeOf(await t.call(method ?? '', `${API}/${path}`))[0],
    );
  }
  expect(
    (await t.call('GET', `${API}/event-types/`, { host: hostOf(t, 'lotus').toUpperCase() })).status,
  ).toBe(200);
  const windows = [
    '',
    'from=2027-01-01',
    'from=2027-01-02&to=2027-01-01',
    'from=2027-01-01&to=2027-03-05',
    'from=x&to=y',
    'from=2027-01-01&to=2027-01-02&timeZone=x',
  ];
  for (const window of windows) {
    for (const list of ['slots', 'sessions']) {
      const answer = await t.call('GET', `${API}/event-types/${lesson.slug}/${list}?${window}`);
      expect(codeOf(answer), window).toEqual([422, 'validation_failed']);
    }
  }
});
