import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#db/database.ts';
import { extendSessions } from '#modules/scheduling/index.ts';
import { Secret } from '#platform/secret.ts';
import { breachedInvariants } from '#testing/invariants.ts';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import { addEvent, until } from '#testing/scene.ts';
import { DAY, MINUTE } from '#platform/clock.ts';
import { subscriptions } from '../subscriptions.ts';

/*
 * What the lock on hosts protects: writers that reserve several hosts' time one after the other. Rivals for one slot do not
 * deadlock even without it, because they insert with ON CONFLICT DO NOTHING, for which PostgreSQL prevents circular waits; the
 * extension of workshops reserves two teachers' weeks in one transaction, and two of them in opposite order wait for each other.
 */
let t: TestProduct;
beforeAll(async () => {
  t = await startTestProduct({ work: false });
}, 60_000);
afterAll(() => t.close());

const RIVALS = 50;

/** Workshops of the same two teachers whose hours overlap; every other one begins with the other teacher. */
async function addWorkshops(): Promise<number[]> {
  const { teacherIds } = await addEvent(t, { teachers: 2 });
  const [first = 0, second = 0] = teacherIds;
  const at = (minutes: number) =>
    new Date(Math.ceil(Date.now() / DAY + 9) * DAY + minutes * MINUTE).toISOString().slice(0, 16);
  const ids: number[] = [];
  for (let n = 0; n < RIVALS; n += 1) {
    const event = await addEvent(t, { kind: 'workshop', seatLimit: 8 });
    const order = n % 2 === 0 ? [first, second] : [second, first];
    for (const [index, teacher] of order.entries()) {
      const rule = { timeZone: 'UTC', start: at(index * 30), frequency: 'DAILY', count: 1 };
      await t.sql(
        `insert into teacher_course_assignments (tenant_id, event_type_id, teacher_id, is_published, recurrence_rule)
         values ($1, $2, $3, true, $4)`,
        [t.tenants.lotus, event.id, teacher, JSON.stringify(rule)],
      );
    }
    ids.push(event.id);
  }
  return ids;
}

/** All workshops extended at once, on connections of the application's role; how many failed, and the deadlocks counted. */
async function rush(): Promise<{ failed: number; deadlocks: number }> {
  const workshops = await addWorkshops();
  const deadlocksBefore = await deadlocks();
  const db = openDatabase({ url: new Secret(t.database.appUrl), subscriptions, poolSize: RIVALS });
  const done = await Promise.allSettled(
    workshops.map((id) => db.withTenant(t.tenants.lotus, (tx) => extendSessions(tx, id, Date.now()))),
  );
  await db.end();
  const failed = done.filter((result) => result.status === 'rejected');
  const found = failed.filter((result) => (result.reason as { code?: string }).code === '40P01').length;
  // A backend hands its statistics in when it ends.
  if (found > 0)
    await until(async () => (await deadlocks()) > deadlocksBefore, 'the deadlocks to be counted');
  return { failed: failed.length, deadlocks: (await deadlocks()) - deadlocksBefore };
}

async function deadlocks(): Promise<number> {
  const [row] = await t.sql<{ deadlocks: number }>(
    'select deadlocks from pg_stat_database where datname = $1',
    [t.database.name],
  );
  return row?.deadlocks ?? 0;
}

test(
  'fifty writers of two hosts: with the lock none deadlocks, without it some do',
  { timeout: 90_000 },
  async () => {
    // Each reservation is held for a moment, so that all of them are under way together whatever else the machine does.
    await t.sql(`create function public.dawdle() returns trigger language plpgsql as
    'begin perform pg_catalog.pg_sleep(0.1); return null; end'`);
    await t.sql(
      'create trigger dawdle after insert on host_reservations for each row execute function public.dawdle()',
    );
    await t.sql(`alter database ${t.database.name} set deadlock_timeout = '50ms'`);

    expect(await rush()).toEqual({ failed: 0, deadlocks: 0 });
    expect(await breachedInvariants(t)).toEqual([]);

    // Found before PostgreSQL's own: the product's code runs as it is, and locks nothing.
    await t.sql(
      "create function public.pg_advisory_xact_lock(bigint) returns void language sql as 'select null::void'",
    );
    await t.sql(
      `alter role lessonry_app in database ${t.database.name} set search_path = public, pg_catalog`,
    );
    const without = await rush();
    expect(without.deadlocks).toBeGreaterThan(0);
  },
);
