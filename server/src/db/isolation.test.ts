import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { createKeyring } from '#platform/crypto.ts';
import { newDevelopmentKey, parseKeys } from '#platform/config.ts';
import { Secret } from '#platform/secret.ts';
import { cloneDatabase, type TestDatabase } from '#testing/database.ts';
import { seedDemoSchools } from '../demo/seed.ts';
import { subscriptions } from '../subscriptions.ts';
import { openDatabase, type Database } from './database.ts';

let database: TestDatabase;
let app: pg.Client;
let db: Database;
const ids = { lotus: 0, harbour: 0 };

beforeAll(async () => {
  database = await cloneDatabase();
  const owner = openDatabase({ url: new Secret(database.adminUrl), subscriptions, poolSize: 2 });
  const keyring = createKeyring(parseKeys(newDevelopmentKey()));
  await seedDemoSchools({ db: owner, keyring, now: Date.now() });
  for (const name of ['lotus', 'harbour'] as const)
    ids[name] = (await owner.platform.tenantByHost(name, ''))?.id ?? 0;
  await owner.end();
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
  db = openDatabase({ url: new Secret(database.appUrl), subscriptions, poolSize: 3 });
}, 60_000);
afterAll(async () => {
  await db.end();
  await app.end();
  await database.drop();
});

async function tables(): Promise<string[]> {
  const { rows } = await app.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  );
  return rows.map(({ name }) => name);
}

const count = async (sql: string): Promise<number> => (await app.query<{ n: number }>(sql)).rows[0]?.n ?? -1;

describe('the application role', () => {
  test('sees no row of any table without a tenant', async () => {
    for (const table of [...(await tables()), 'tenants'])
      expect(await count(`select count(*) as n from ${table}`), table).toBe(0);
  });

  test('sees one school at a time, and nothing of the other', async () => {
    for (const [mine, other] of [
      [ids.lotus, ids.harbour],
      [ids.harbour, ids.lotus],
    ]) {
      await app.query(`begin; select set_tenant(${mine})`);
      for (const table of await tables()) {
        expect(await count(`select count(*) as n from ${table} where tenant_id = ${other}`), table).toBe(0);
      }
      expect(await count('select count(*) as n from tenants')).toBe(1);
      expect(await count('select count(*) as n from users')).toBeGreaterThan(2);
      await app.query('commit');
    }
  });

  test('cannot write a row of another school, nor move one there', async () => {
    const statements = [
      `insert into schedules (tenant_id, user_id, name, time_zone) select ${ids.harbour}, id, 'x', 'UTC' from users limit 1`,
      `update users set tenant_id = ${ids.harbour} where role = 'student'`,
    ];
    for (const statement of statements) {
      await app.query(`begin; select set_tenant(${ids.lotus})`);
      await expect(app.query(statement)).rejects.toThrow(/row-level security/);
      await app.query('rollback');
    }
    await app.query(`begin; select set_tenant(${ids.lotus})`);
    expect((await app.query(`update users set name = 'x' where tenant_id = ${ids.harbour}`)).rowCount).toBe(
      0,
    );
    expect((await app.query(`delete from whitelist_entries where tenant_id = ${ids.harbour}`)).rowCount).toBe(
      0,
    );
    await app.query('rollback');
  });

  test('keeps no tenant behind the end of a transaction', async () => {
    await db.withTenant(ids.lotus, async () => undefined);
    const { rows } = await db.pool.query<{ tenant: number | null }>('select current_tenant() as tenant');
    expect(rows[0]?.tenant).toBeNull();
  });

  test('cannot reach the queue’s tables, or make a school', async () => {
    await expect(app.query('select * from graphile_worker._private_jobs')).rejects.toThrow(
      /permission denied/,
    );
    await expect(app.query(`insert into tenants (name, subdomain) values ('x', 'x')`)).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('withTenant', () => {
  test('adds the tenant to selects, joins, updates, deletes and inserts by itself', async () => {
    const seen: string[] = [];
    const watched = openDatabase({
      url: new Secret(database.appUrl),
      subscriptions,
      poolSize: 1,
      onStatement: (text) => seen.push(text),
    });
    await watched.withTenant(ids.lotus, async (tx) => {
      await tx.db
        .selectFrom('users as u')
        .leftJoin('schedules as s', 's.user_id', 'u.id')
        .select('u.id')
        .where('u.role', '=', 'x')
        .execute();
      await tx.db.updateTable('users').set({ name: 'x' }).where('id', '=', -1).execute();
      await tx.db.deleteFrom('schedules').where('id', '=', -1).execute();
      await tx.db
        .selectFrom('users')
        .select((eb) => [
          'id',
          eb
            .selectFrom('bookings as b')
            .select('b.id')
            .whereRef('b.user_id', '=', 'users.id')
            .limit(1)
            .as('b'),
        ])
        .where('id', '=', -1)
        .execute();
    });
    await watched.end();
    expect(seen).toEqual([
      'select "u"."id" from "users" as "u" left join "schedules" as "s" on "s"."user_id" = "u"."id" and "s"."tenant_id" = $1 where "u"."role" = $2 and "u"."tenant_id" = $3',
      'update "users" set "name" = $1 where "id" = $2 and "users"."tenant_id" = $3',
      'delete from "schedules" where "id" = $1 and "schedules"."tenant_id" = $2',
      'select "id", (select "b"."id" from "bookings" as "b" where "b"."user_id" = "users"."id" and "b"."tenant_id" = $1 limit $2) as "b" from "users" where "id" = $3 and "users"."tenant_id" = $4',
    ]);
  });

  test('refuses a tenant id that is none', async () => {
    for (const id of [0, -1, 1.5, Number.NaN, '1; drop table users' as unknown as number]) {
      await expect(db.withTenant(id, async () => undefined)).rejects.toThrow(/tenant id/);
    }
  });
});
