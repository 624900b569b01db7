import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillTables } from '#testing/fill.ts';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import {
  addEvent,
  addSession,
  API,
  book,
  bookingBody,
  checkoutIdOf,
  HOUR,
  iso,
  MINUTE,
  morning,
  person,
  signIn,
  uidOf,
} from '#testing/scene.ts';
import { tablesWithoutTenant } from '#testing/tenant-statements.ts';

/* Every statement that the product runs, over its whole flow: what row security says again, each of them says itself. */

const texts = new Set<string>();
let t: TestProduct;
let tenantTables: Set<string>;
beforeAll(async () => {
  t = await startTestProduct({ rateLimits: '', onStatement: (text) => texts.add(text) });
  const rows = await t.sql<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  );
  tenantTables = new Set([...rows.map(({ name }) => name), 'tenants']);
  await useEverything();
}, 60_000);
afterAll(() => t.close());

async function useEverything(): Promise<void> {
  const admin = await signIn(t, 'admin@lotus.example');
  const teacher = await signIn(t, 'mai@lotus.example');
  const student = await signIn(t, 'oliver@lotus.example');
  const window = `from=${iso(morning(3)).slice(0, 10)}&to=${iso(morning(20)).slice(0, 10)}`;
  const get = (path: string, cookie = '') =>
    t.call('GET', path, { headers: { cookie, accept: path.startsWith('/api') ? '*/*' : 'text/html' } });

  const lesson = await addEvent(t, { teachers: 2, schedulingType: 'ROUND_ROBIN', courseId: 'c_trial' });
  const group = await addEvent(t, { seatLimit: 3 });
  const workshop = await addEvent(t, { kind: 'workshop', seatLimit: 1, price: 900 });
  const { start } = await addSession(t, workshop, { start: morning(20), seats: 1 });
  const free = await book(t, bookingBody(lesson.slug, iso(morning(5)), [person('free')]), {
    headers: { 'idempotency-key': 'statements' },
  });
  await book(t, bookingBody(lesson.slug, iso(morning(5)), [person('free')]), {
    headers: { 'idempotency-key': 'statements' },
  });
  await book(t, bookingBody(group.slug, iso(morning(6)), [person('group')]));
  await book(t, bookingBody(group.slug, iso(morning(6)), [person('group-2')]));
  await book(t, bookingBody(group.slug, iso(morning(6, 10.5)), [person('group-3')]));
  await book(
    t,
    bookingBody('advanced-circle', iso(morning(6)), [{ name: 'O', email: 'oliver@lotus.example' }]),
    { headers: { cookie: student } },
  );
  const { searchParams } = new URL((free.json as { manageUrl: string }).manageUrl);
  const link = `/b/${uidOf(free)}?token=${searchParams.get('token') ?? ''}`;
  for (const path of [
    '',
    `/${lesson.slug}`,
    `/${lesson.slug}/slots?${window}`,
    `/${group.slug}/days?${window}`,
    `/pronunciation-workshop/sessions?${window}`,
  ])
    await get(`${API}/event-types${path}`);
  for (const path of [
    '/',
    '/e/trial-lesson',
    '/e/pronunciation-workshop',
    `/e/${workshop.slug}/book?start=${start}`,
    link,
    link.replace('?', '/calendar.ics?'),
    '/sign-in',
  ])
    await get(path);
  for (const path of ['/me', '/me?tab=past']) await get(path, student);
  await t.call('POST', `/e/${group.slug}/book`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      start: iso(morning(7)),
      seats: '1',
      'attendees.0.name': 'F',
      'attendees.0.email': 'form@students.example',
    }).toString(),
  });
  for (const query of [
    '',
    '?status=PENDING',
    '?q=free',
    '?order=latest',
    `?eventType=${lesson.slug}&${window}`,
  ]) {
    await get(`${API}/bookings${query}`, admin);
    await get(`${API}/bookings${query}`, teacher);
  }
  const page = await get(`${API}/bookings?limit=1`, admin);
  await get(`${API}/bookings?cursor=${(page.json as { nextCursor: string }).nextCursor}`, admin);
  await get(`${API}/bookings/${uidOf(free)}`, admin);

  const post = (uid: string, path: string, body: object) =>
    t.call('POST', `${API}/bookings/${uid}/${path}`, {
      body,
      headers: { cookie: admin, 'idempotency-key': `${uid}-${path}` },
    });
  await post(uidOf(free), 'reschedule', { start: iso(morning(5, 10.5)) });
  await get(`${API}/bookings/${uidOf(free)}/calendar.ics`, admin);
  const grouped = await book(t, bookingBody(group.slug, iso(morning(9)), [person('moves')]));
  await post(uidOf(grouped), 'reschedule', { start: iso(morning(6)) });
  await t.settled();
  await post(uidOf(free), 'cancel', { reason: 'ill' });
  const dropped = await addEvent(t, { price: 900 });
  const unpaid = await book(t, bookingBody(dropped.slug, iso(morning(8)), [person('dropped')]));
  await post(uidOf(unpaid), 'cancel', {});
  const bought = await book(t, bookingBody(dropped.slug, iso(morning(8)), [person('bought')]));
  t.stripe.control.pay(checkoutIdOf(bought));
  await t.stripe.control.webhooksSettled();
  await t.settled();
  await post(uidOf(bought), 'cancel', {});
  await t.settled();

  // Held, expired unasked, paid late: taken again; and once more for one whose place is gone.
  const late = [await book(t, bookingBody(workshop.slug, start, [person('late')]))];
  t.stripe.control.fail({ path: '/v1/checkout', kind: 'status', status: 503, times: 'always' });
  await t.advance(40 * MINUTE);
  await t.settled();
  t.stripe.control.clearFaults();
  late.push(await book(t, bookingBody(workshop.slug, start, [person('later')])));
  for (const made of late) {
    t.stripe.control.pay(checkoutIdOf(made));
    await t.stripe.control.webhooksSettled();
    await t.settled();
  }
  const lone = await addEvent(t, { price: 900 });
  await book(t, bookingBody(lone.slug, iso(morning(8)), [person('lone')]));
  await t.advance(HOUR);
  // One that the daily extension finds missing.
  const missing =
    "(select max(id) from workshop_sessions where event_type_id = (select id from event_types where slug = 'pronunciation-workshop'))";
  await t.sql(`delete from host_reservations where session_id = ${missing}`);
  await t.sql(`delete from workshop_sessions where id = ${missing}`);
  for (const task of ['jobs:sweep_outbox', 'jobs:clean_up', 'scheduling:extend_sessions'])
    await t.sql('select graphile_worker.add_job($1)', [task]);
  await t.call('DELETE', `${API}/session`, { headers: { cookie: student } });
  await t.settled();
  for (
    let left = 200;
    left > 0 && (await t.sql('select 1 from graphile_worker.jobs where run_at <= now()')).length > 0;
    left -= 1
  ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('every statement of the product', () => {
  test('names the tenant of each of its tables', () => {
    const breaches = [...texts].flatMap((text) =>
      tablesWithoutTenant(text, tenantTables).map((table) => `${table}: ${text}`),
    );
    expect(breaches).toEqual([]);
  });

  test('has been seen: the flow touches every table that is in use', () => {
    const all = [...texts].join('\n');
    const untouched = [...tenantTables].filter((table) => !new RegExp(`\\b${table}\\b`).test(all)).sort();
    // What later parts of the product use, and what only Immersio's synchronisation writes.
    expect(untouched).toEqual(['immersio_courses', 'immersio_students', 'tenant_usage']);
    expect(texts.size).toBeGreaterThan(80);
  });

  test('the reading of texts finds what is missing', () => {
    const missing = (text: string) => tablesWithoutTenant(text, tenantTables);
    expect(missing('select * from "bookings" as "b" where "b"."tenant_id" = $1')).toEqual([]);
    expect(missing('select * from "bookings" as "b" where "b"."id" = $1')).toEqual(['bookings']);
    expect(
      missing('select 1 from bookings b join users u on u.id = b.user_id where b.tenant_id = $1'),
    ).toEqual(['users']);
    expect(
      missing(
        'select 1 from users a where a.tenant_id = $1 and exists (select 1 from users a where a.id = $2)',
      ),
    ).toEqual(['users']);
    expect(missing('update "orders" set "status" = $1 where "id" = $2')).toEqual(['orders']);
    expect(missing('delete from "outbox" where "handled_at" < $1')).toEqual(['outbox']);
    expect(missing('insert into "orders" ("uid") values ($1)')).toEqual(['orders']);
    expect(missing('insert into "orders" ("tenant_id", "uid") values ($1, $2)')).toEqual([]);
    expect(missing('select * from "tenants" where "tenants"."id" = $1')).toEqual([]);
    expect(missing('select * from "tenants"')).toEqual(['tenants']);
  });
});

describe('hot queries use their index', () => {
  beforeAll(() => fillTables(t));

  // By a part of the text that only this query has.
  const cases: [name: string, part: RegExp, index: string][] = [
    ['busy times', /lower\(during\)/, 'host_reservations_no_overlap'],
    [
      'is the host taken',
      /from "host_reservations" where .*"host_id" = \$1 and during &&/,
      'host_reservations_no_overlap',
    ],
    [
      'sessions of a window',
      /from "workshop_sessions" as "s".*"s"."starts_at" >= /,
      'idx_workshop_session_event_start',
    ],
    [
      'sessions at a start',
      /from "workshop_sessions" as "s".*"s"."starts_at" = /,
      'idx_workshop_session_event_start',
    ],
    ['the whitelist', /from "whitelist_entries"/, 'idx_whitelist_event_email'],
    ['a received event', /^select .*from "webhook_inbox"/, 'webhook_inbox_pkey'],
    [
      'the list of bookings',
      /where "b"."tenant_id" = \$\d+ order by "b"."start_time" asc/,
      'idx_booking_tenant_',
    ],
    [
      'those of a status',
      /where "b"."status" = \$\d+ and "b"."tenant_id" = \$\d+ order by/,
      'idx_booking_tenant_',
    ],
    [
      'those of a teacher',
      /where "b"."host_id" = \$\d+ and "b"."tenant_id" = \$\d+ order by/,
      'idx_booking_host',
    ],
    ['those of a student', /"b"."user_id" = \$\d+ and "b"."tenant_id" = \$\d+ order by/, 'idx_booking_user'],
    ['one booking', /from "bookings" as "b".*"b"."uid" = \$/, 'bookings_tenant_id_uid_key'],
    [
      'attendees of a booking',
      /from "attendees" .*"position"/,
      'attendees_tenant_id_booking_id_position_key',
    ],
    ['who is signed in', /^select .*from "user_sessions"/, 'user_sessions_'],
    ['an idempotency key', /from "idempotency_keys" .*for update/, 'idempotency_keys_pkey'],
    ['what the sweeper looks for', /from "outbox".*"handled_at" is null.*limit/, 'idx_outbox_unhandled'],
    ['unpaid holds of a student', /sum\("seats"\)/, 'idx_booking_user'],
    ['a student by address', /from "users" where "email" = /, 'users_tenant_id_email_key'],
  ];
  test.each(cases)('%s', async (_name, part, index) => {
    const found = [...texts].filter((text) => part.test(text));
    expect(found.length).toBeGreaterThan(0);
    for (const text of found.slice(0, 2)) {
      const plan = await t.sql<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${text}`);
      const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
      expect(lines, text).toContain(index);
    }
  });
});
