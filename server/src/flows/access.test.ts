import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import type { Answer } from '#testing/request.ts';
import { addEvent, API, book, bookingBody, hostOf, iso, morning, signIn, uidOf } from '#testing/scene.ts';

let t: TestProduct;
const cookies: Record<'admin' | 'mai' | 'emma' | 'oliver' | 'linh', string> = {
  admin: '',
  mai: '',
  emma: '',
  oliver: '',
  linh: '',
};
beforeAll(async () => {
  t = await startTestProduct({ work: false });
  for (const [who, email] of [
    ['admin', 'admin'],
    ['mai', 'mai'],
    ['emma', 'emma'],
    ['oliver', 'oliver'],
    ['linh', 'thuylinh'],
  ] as const) {
    cookies[who] = await signIn(t, `${email}@lotus.example`);
  }
}, 60_000);
afterAll(() => t.close());

type Listed = {
  bookings: { uid: string; start: string; status: string; host: { name: string } }[];
  nextCursor: string | null;
};
const get = (path: string, cookie?: string): Promise<Answer> =>
  t.call('GET', `${API}/${path}`, { headers: cookie === undefined ? {} : { cookie } });
const list = async (query: string, cookie: string): Promise<Listed> => {
  const answer = await get(`bookings?${query}`, cookie);
  expect(answer.status).toBe(200);
  return answer.json as Listed;
};
const everyPage = async (query: string, cookie: string): Promise<Listed['bookings']> => {
  const all: Listed['bookings'] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Listed = await list(`${query}${cursor === '' ? '' : `&cursor=${cursor}`}`, cookie);
    all.push(...page.bookings);
    cursor = page.nextCursor;
  }
  return all;
};

describe('the list of bookings', () => {
  test('is for staff: visitors and students are refused', async () => {
    expect((await get('bookings')).status).toBe(401);
    expect((await get('bookings', cookies.oliver)).status).toBe(403);
    expect((await get('bookings', 'session=nonsense')).status).toBe(401);
  });

  test('shows an admin all, a teacher those they teach', async () => {
    const all = await everyPage('limit=100', cookies.admin);
    expect(all.length).toBeGreaterThan(10);
    for (const [who, name] of [
      ['mai', 'Nguyễn Thị Mai'],
      ['emma', 'Emma Clarke'],
    ] as const) {
      const own = await everyPage('limit=100', cookies[who]);
      expect(own.map(({ uid }) => uid)).toEqual(
        all.filter(({ host }) => host.name === name).map(({ uid }) => uid),
      );
    }
  });

  test('goes page by page in both directions, each booking once', async () => {
    const all = await everyPage('limit=100', cookies.admin);
    const byPages = await everyPage('limit=4', cookies.admin);
    expect(byPages.map(({ uid }) => uid)).toEqual(all.map(({ uid }) => uid));
    expect(all.map(({ start }) => start)).toEqual(all.map(({ start }) => start).sort());
    const backwards = await everyPage('limit=4&order=latest', cookies.admin);
    expect(backwards.map(({ uid }) => uid)).toEqual(all.map(({ uid }) => uid).reverse());
  });

  test('is filtered by status, event, days and people', async () => {
    const event = await addEvent(t, { price: 900 });
    const start = iso(morning(11));
    const made = await book(
      t,
      bookingBody(event.slug, start, [{ name: 'Zoë 100%_Sure', email: 'zoe@students.example' }]),
    );
    const uid = uidOf(made);
    const day = start.slice(0, 10);
    const found = [
      'status=PENDING',
      `eventType=${event.slug}`,
      'q=ZOE@',
      'q=100%25_',
      `from=${day}&to=${day}&timeZone=UTC&q=zoe`,
    ];
    for (const query of found) {
      expect(
        (await list(query, cookies.admin)).bookings.map((booking) => booking.uid),
        query,
      ).toEqual([uid]);
    }
    for (const query of ['q=1000_', 'q=zoe&status=CONFIRMED', `q=zoe&to=${iso(morning(10)).slice(0, 10)}`]) {
      expect((await list(query, cookies.admin)).bookings, query).toEqual([]);
    }
    for (const query of [
      'cursor=nonsense',
      'limit=0',
      'limit=101',
      'status=LOST',
      'order=random',
      'from=yesterday',
    ]) {
      expect((await get(`bookings?${query}`, cookies.admin)).status, query).toBe(422);
    }
  });
});

test('one booking: its student, its teacher and admins; the trail is for staff', async () => {
  const answer = await t.call('POST', `${API}/bookings`, {
    headers: { cookie: cookies.oliver },
    body: bookingBody('private-lesson', await firstSlot(), [
      { name: 'Oliver', email: 'oliver@lotus.example' },
    ]),
  });
  expect(answer.status).toBe(201);
  const path = `bookings/${uidOf(answer)}`;
  const statuses = await Promise.all(
    [undefined, cookies.linh, cookies.emma, cookies.oliver, cookies.mai, cookies.admin].map(
      async (cookie) => (await get(path, cookie)).status,
    ),
  );
  expect(statuses).toEqual([404, 404, 404, 200, 200, 200]);
  expect((await get(path, cookies.oliver)).json).not.toHaveProperty('trail');
  expect((await get(path, cookies.mai)).json).toMatchObject({
    trail: { payments: [{ status: 'CREATED', amount: 350_000 }] },
  });
});

async function firstSlot(): Promise<string> {
  const { json } = await get(
    `event-types/private-lesson/slots?from=${iso(morning(3)).slice(0, 10)}&to=${iso(morning(12)).slice(0, 10)}`,
  );
  return (json as { slots: { start: string }[] }).slots[0]?.start ?? '';
}

test('a session ends when it is signed out, is over, or its user deactivated', async () => {
  const who = async (cookie: string) =>
    ((await get('session', cookie)).json as { user: { email: string } | null }).user?.email;
  const [first, second] = [
    await signIn(t, 'giabao@lotus.example'),
    await signIn(t, 'hoangnam@lotus.example'),
  ];
  expect(await who(first)).toBe('giabao@lotus.example');
  expect((await t.call('DELETE', `${API}/session`, { headers: { cookie: first } })).status).toBe(204);
  expect(await who(first)).toBeUndefined();
  await t.sql("update users set deactivated_at = now() where email = 'hoangnam@lotus.example'");
  expect(await who(second)).toBeUndefined();
  await expect(signIn(t, 'hoangnam@lotus.example')).rejects.toThrow(/no sign-in/);
  const wrong = await t.call('POST', `${API}/session`, {
    body: { email: 'oliver@lotus.example', password: 'wrong' },
  });
  const unknown = await t.call('POST', `${API}/session`, {
    body: { email: 'nobody@lotus.example', password: 'wrong' },
  });
  for (const refusal of [wrong, unknown])
    expect([refusal.status, refusal.json]).toMatchObject([401, { code: 'invalid_credentials' }]);
  // What lies in the database opens nothing.
  const [row] = await t.sql<{ token_hash: string }>('select token_hash from user_sessions limit 1');
  expect(await who(`session=${row?.token_hash ?? ''}`)).toBeUndefined();
  await t.sql("update user_sessions set expires_at = now() - interval '1 s'");
  expect(await who(cookies.linh)).toBeUndefined();
});

describe('what another site makes a browser send', () => {
  const send = (headers: Record<string, string>, path = `${API}/session`) =>
    t.call('DELETE', path, { headers });
  const own = () => `http://${hostOf(t, 'lotus')}`;

  test('is refused: by Sec-Fetch-Site, and by Origin', async () => {
    const foreign = [
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'cross-site', origin: own() },
      { origin: `http://${hostOf(t, 'harbour')}` },
      { origin: 'http://lotus.localhost' },
      { origin: 'null' },
    ];
    for (const headers of foreign) {
      const answer = await send(headers);
      expect([answer.status, answer.json], JSON.stringify(headers)).toMatchObject([
        403,
        { code: 'cross_site_request' },
      ]);
      expect((await t.call('POST', '/sign-out', { headers })).status).toBe(403);
      const booking = await t.call('POST', '/e/trial-lesson/book', {
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'start=x',
      });
      expect(booking.status).toBe(403);
    }
    expect(
      (await t.call('GET', `${API}/session`, { headers: { origin: `http://${hostOf(t, 'harbour')}` } }))
        .status,
    ).toBe(200);
  });

  test('is let through when it is our own page, or no browser', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
      { origin: own() },
      {},
    ]) {
      expect((await send(headers as Record<string, string>)).status, JSON.stringify(headers)).toBe(204);
    }
  });

  test('reads nothing: no answer is shared with other origins', async () => {
    const answer = await t.call('GET', `${API}/event-types`, {
      headers: { origin: `http://${hostOf(t, 'harbour')}` },
    });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });
});
