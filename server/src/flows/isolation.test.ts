import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import type { Answer } from '#testing/request.ts';
import {
  addEvent,
  API,
  book,
  bookingBody,
  hostOf,
  iso,
  morning,
  person,
  signIn,
  uidOf,
  type SceneEvent,
} from '#testing/scene.ts';

/* Everything that one school gives out, brought to the other one: a session, a link's token, slugs, uids, keys, cursors. */

let t: TestProduct;
let lotus: { event: SceneEvent; uid: string; token: string; admin: string; student: string; start: string };
let harbourEvent: SceneEvent;
let harbourAdmin: string;
beforeAll(async () => {
  t = await startTestProduct({ work: false });
  const event = await addEvent(t);
  const start = iso(morning(5));
  const made = await book(t, bookingBody(event.slug, start, [person('ours')]), {
    headers: { 'idempotency-key': 'ours' },
  });
  const token = new URL((made.json as { manageUrl: string }).manageUrl).searchParams.get('token') ?? '';
  const admin = await signIn(t, 'admin@lotus.example');
  const student = await signIn(t, 'oliver@lotus.example');
  lotus = { event, uid: uidOf(made), token, admin, student, start };
  harbourEvent = await addEvent(t, { school: 'harbour' });
  harbourAdmin = await signIn(t, 'admin@harbour.example', 'harbour');
}, 60_000);
afterAll(() => t.close());

const atHarbour = (
  method: string,
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> =>
  t.call(method, path.startsWith('/') ? path : `${API}/${path}`, { ...options, host: hostOf(t, 'harbour') });
const window = () => `from=${iso(morning(4)).slice(0, 10)}&to=${iso(morning(6)).slice(0, 10)}`;
const codeOf = ({ status, json }: Answer): string => `${status} ${(json as { code: string }).code}`;

/** Everything that is written down, of all schools. */
async function written(): Promise<Record<string, number>> {
  const tables = await t.sql<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) counts[name] = (await t.sql(`select 1 from ${name}`)).length;
  return counts;
}

/** One attempt for each operation of the API; an operation without one fails the test below. */
const attempts: Record<string, () => Promise<void>> = {
  'get /api/v1/event-types': async () => {
    const { json } = await atHarbour('GET', 'event-types', { headers: { cookie: lotus.admin } });
    const slugs = (json as { eventTypes: { slug: string }[] }).eventTypes.map(({ slug }) => slug);
    expect(slugs.sort()).toEqual(['saturday-table', harbourEvent.slug, 'trial-lesson'].sort());
  },
  'get /api/v1/event-types/{slug}': async () => {
    expect(codeOf(await atHarbour('GET', `event-types/${lotus.event.slug}`))).toBe('404 event_not_found');
  },
  'get /api/v1/event-types/{slug}/slots': async () => {
    expect(codeOf(await atHarbour('GET', `event-types/${lotus.event.slug}/slots?${window()}`))).toBe(
      '404 event_not_found',
    );
    const host = lotus.event.teacherUids[0] ?? '';
    const { json } = await atHarbour(
      'GET',
      `event-types/${harbourEvent.slug}/slots?${window()}&host=${host}`,
    );
    expect(json).toEqual({ slots: [] });
  },
  'get /api/v1/event-types/{slug}/days': async () => {
    expect(codeOf(await atHarbour('GET', `event-types/${lotus.event.slug}/days?${window()}`))).toBe(
      '404 event_not_found',
    );
  },
  'get /api/v1/event-types/{slug}/sessions': async () => {
    expect(codeOf(await atHarbour('GET', `event-types/pronunciation-workshop/sessions?${window()}`))).toBe(
      '404 event_not_found',
    );
  },
  'post /api/v1/bookings': async () => {
    const headers = { cookie: lotus.student, 'idempotency-key': 'ours' };
    const body = bookingBody(lotus.event.slug, lotus.start, [person('ours')]);
    expect(codeOf(await atHarbour('POST', 'bookings', { body, headers }))).toBe('404 event_not_found');
    const withHost = { ...body, eventType: harbourEvent.slug, host: lotus.event.teacherUids[0] };
    expect(codeOf(await atHarbour('POST', 'bookings', { body: withHost }))).toBe('422 not_available');
  },
  'get /api/v1/bookings': async () => {
    expect(codeOf(await atHarbour('GET', 'bookings', { headers: { cookie: lotus.admin } }))).toBe(
      '401 not_authenticated',
    );
    const ours = await t.call('GET', `${API}/bookings?limit=1`, { headers: { cookie: lotus.admin } });
    const cursor = (ours.json as { nextCursor: string }).nextCursor;
    for (const query of [
      '',
      `?cursor=${cursor}`,
      `?q=${person('ours').email}`,
      `?eventType=${lotus.event.slug}`,
    ]) {
      const { json } = await atHarbour('GET', `bookings${query}`, { headers: { cookie: harbourAdmin } });
      const people = (json as { bookings: { attendees: { email: string }[] }[] }).bookings.flatMap(
        ({ attendees }) => attendees,
      );
      expect(people.filter(({ email }) => !email.endsWith('@harbour.example'))).toEqual([]);
    }
  },
  'get /api/v1/bookings/{uid}': async () => {
    const path = `bookings/${lotus.uid}`;
    const tries = [
      { cookie: harbourAdmin },
      { cookie: lotus.admin },
      { authorization: `Bearer ${lotus.token}` },
    ];
    for (const headers of tries)
      expect(codeOf(await atHarbour('GET', path, { headers }))).toBe('404 booking_not_found');
    expect(codeOf(await atHarbour('GET', `${path}?token=${lotus.token}`))).toBe('404 booking_not_found');
  },
  'get /api/v1/bookings/{uid}/calendar.ics': async () => {
    const path = `bookings/${lotus.uid}/calendar.ics`;
    for (const headers of [{ cookie: harbourAdmin }, { authorization: `Bearer ${lotus.token}` }])
      expect(codeOf(await atHarbour('GET', path, { headers }))).toBe('404 booking_not_found');
  },
  'post /api/v1/bookings/{uid}/cancel': async () => {
    const path = `bookings/${lotus.uid}/cancel`;
    for (const headers of [{ cookie: harbourAdmin }, { authorization: `Bearer ${lotus.token}` }])
      expect(codeOf(await atHarbour('POST', path, { body: {}, headers }))).toBe('404 booking_not_found');
  },
  'post /api/v1/bookings/{uid}/reschedule': async () => {
    const path = `bookings/${lotus.uid}/reschedule`;
    const body = { start: iso(morning(6)) };
    for (const headers of [{ cookie: harbourAdmin }, { authorization: `Bearer ${lotus.token}` }])
      expect(codeOf(await atHarbour('POST', path, { body, headers }))).toBe('404 booking_not_found');
  },
  'post /api/v1/verifications': async () => {
    const body = { email: 'minhanh@lotus.example', eventType: lotus.event.slug };
    expect((await atHarbour('POST', 'verifications', { body })).status).toBe(202);
    // It is written down where it was asked for, whoever has the address elsewhere; then taken back for the count below.
    const proofs = await t.sql<{ tenant_id: number }>('delete from email_proofs returning tenant_id');
    expect(proofs.map((row) => row.tenant_id)).toEqual([t.tenants.harbour]);
    await t.sql(`delete from outbox where topic = 'verification.requested'`);
  },
  'post /api/v1/verifications/confirm': async () => {
    const body = { email: 'minhanh@lotus.example', code: '12345678' };
    expect(codeOf(await atHarbour('POST', 'verifications/confirm', { body }))).toBe(
      '422 verification_failed',
    );
  },
  'get /api/v1/session': async () => {
    const { json } = await atHarbour('GET', 'session', { headers: { cookie: lotus.admin } });
    expect(json).toMatchObject({ user: null, school: { name: 'Harbour French' } });
  },
  'post /api/v1/session': async () => {
    const body = { email: 'admin@lotus.example', password: 'hoc-vui-2026' };
    expect(codeOf(await atHarbour('POST', 'session', { body }))).toBe('401 invalid_credentials');
  },
  'delete /api/v1/session': async () => {
    expect((await atHarbour('DELETE', 'session', { headers: { cookie: lotus.admin } })).status).toBe(204);
    const { json } = await t.call('GET', `${API}/session`, { headers: { cookie: lotus.admin } });
    expect(json).toMatchObject({ user: { email: 'admin@lotus.example' } });
  },
};

describe('what one school gave out opens nothing at the other', () => {
  test('every operation of the API is tried', () => {
    const { paths = {} } = t.product.server.swagger();
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method} ${path}`),
    );
    expect(Object.keys(attempts).sort()).toEqual(operations.sort());
  });

  test.each(Object.keys(attempts))('%s', async (operation) => {
    const before = await written();
    await attempts[operation]?.();
    expect(await written()).toEqual(before);
  });

  test('nor on the pages', async () => {
    const headers = { accept: 'text/html', cookie: lotus.admin };
    for (const path of [
      `/b/${lotus.uid}?token=${lotus.token}`,
      `/b/${lotus.uid}/calendar.ics?token=${lotus.token}`,
      `/e/${lotus.event.slug}`,
    ]) {
      const answer = await atHarbour('GET', path, { headers });
      expect(answer.status, path).toBe(404);
      expect(answer.text).not.toContain(person('ours').name);
    }
    const mine = await atHarbour('GET', '/me', { headers });
    expect([mine.status, mine.headers.location]).toEqual([303, '/sign-in?next=%2Fme']);
  });
});
