import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { cloneDatabase, type TestDatabase } from '#testing/database.ts';
import { ROLE_NAMES } from './roles.ts';

/** The only tables of schema public that are not a tenant's, each with its reason. */
const NOT_TENANT_TABLES: Readonly<Record<string, string>> = {
  tenants: 'is the tenant itself; its row security goes by id',
};

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await cloneDatabase();
  client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const rows = async <R extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<R[]> =>
  (await client.query<R>(sql, values)).rows;

const tenantTables = async (): Promise<string[]> => {
  const found = await rows<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  return found.map(({ name }) => name).filter((name) => !(name in NOT_TENANT_TABLES));
};

describe('every table of a tenant', () => {
  test('there are some, and no exception is named that does not exist', async () => {
    expect((await tenantTables()).length).toBeGreaterThan(25);
    const all = await rows<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace`,
    );
    const names = new Set(all.map(({ name }) => name));
    expect(Object.keys(NOT_TENANT_TABLES).filter((name) => !names.has(name))).toEqual([]);
  });

  test('has tenant_id bigint not null', async () => {
    const found = await rows<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relnamespace = 'public'::regnamespace and a.atttypid = 'bigint'::regtype and a.attnotnull and c.relkind in ('r', 'p')`,
    );
    expect(found.map(({ name }) => name).sort()).toEqual(await tenantTables());
  });

  test('is led by tenant_id in every primary key, unique constraint, exclusion constraint, and unique index', async () => {
    const wrong = await rows<{ index: string }>(
      `select i.indexrelid::regclass::text as index from pg_index i join pg_class c on c.oid = i.indrelid
       left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where c.relnamespace = 'public'::regnamespace and (i.indisunique or i.indisexclusion)
         and a.attname is distinct from 'tenant_id' and c.relname <> all ($1)`,
      [Object.keys(NOT_TENANT_TABLES)],
    );
    expect(wrong).toEqual([]);
  });

  test('is led by tenant_id in every other index, too', async () => {
    const wrong = await rows<{ index: string }>(
      `select i.indexrelid::regclass::text as index from pg_index i join pg_class c on c.oid = i.indrelid
       join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where c.relnamespace = 'public'::regnamespace and a.attname <> 'tenant_id' and c.relname <> all ($1)`,
      [Object.keys(NOT_TENANT_TABLES)],
    );
    expect(wrong).toEqual([]);
  });

  test('refers to other tables with the tenant, and never clears a reference on its own', async () => {
    const keys = await rows<{ key: string; target: string; columns: string[]; action: string }>(
      `select k.conname || ' on ' || k.conrelid::regclass as key, k.confrelid::regclass::text as target, k.confdeltype as action,
         (select array_agg(a.attname::text order by x.ord) from unnest(k.conkey) with ordinality x(num, ord)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = x.num) as columns
       from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`,
    );
    expect(keys.length).toBeGreaterThan(40);
    expect(keys.filter(({ columns }) => columns[0] !== 'tenant_id')).toEqual([]);
    expect(keys.filter(({ target, columns }) => target !== 'tenants' && columns.length < 2)).toEqual([]);
    expect(keys.filter(({ action }) => action !== 'a')).toEqual([]);
  });

  test('has forced row security and one policy, for all commands and both ways', async () => {
    const found = await rows<{
      name: string;
      forced: boolean;
      policies: { cmd: string; qual: string; check: string }[] | null;
    }>(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
         (select json_agg(json_build_object('cmd', p.cmd, 'qual', p.qual, 'check', p.with_check))
          from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname and p.permissive = 'PERMISSIVE') as policies
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ($1)`,
      [Object.keys(NOT_TENANT_TABLES)],
    );
    expect(found.filter(({ forced }) => !forced)).toEqual([]);
    for (const { name, policies } of found) {
      expect(policies, name).toHaveLength(1);
      expect(policies?.[0]?.cmd, name).toBe('ALL');
      for (const rule of [policies?.[0]?.qual, policies?.[0]?.check]) {
        expect(rule?.replace(/public\./g, ''), name).toBe(
          '(tenant_id = ( SELECT current_tenant() AS current_tenant))',
        );
      }
    }
  });

  test('has no trigger of its own', async () => {
    const found = await rows(
      `select tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and c.relnamespace = 'public'::regnamespace`,
    );
    expect(found).toEqual([]);
  });
});

describe('the roles', () => {
  test('of application and worker own nothing, bypass nothing and may make nothing', async () => {
    const found = await rows<{ name: string; strong: boolean }>(
      `select rolname as name, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as strong
       from pg_roles where rolname = any ($1)`,
      [[ROLE_NAMES.app, ROLE_NAMES.worker]],
    );
    expect(found.map(({ strong }) => strong)).toEqual([false, false]);
    const owned = await rows<{ what: string }>(
      `select c.oid::regclass::text as what from pg_class c where pg_get_userbyid(c.relowner) = any ($1)
       union all select p.oid::regprocedure::text from pg_proc p where pg_get_userbyid(p.proowner) = any ($1)
       union all select n.nspname from pg_namespace n where pg_get_userbyid(n.nspowner) = any ($1)`,
      [[ROLE_NAMES.app, ROLE_NAMES.worker]],
    );
    expect(owned).toEqual([]);
    const may = await rows<{ may: boolean }>(
      `select has_schema_privilege(r, 'public', 'CREATE') or has_database_privilege(r, current_database(), 'CREATE') as may from unnest($1::text[]) r`,
      [[ROLE_NAMES.app, ROLE_NAMES.worker]],
    );
    expect(may.map((row) => row.may)).toEqual([false, false]);
  });

  test('the owner is no superuser and cannot bypass row security', async () => {
    const [owner] = await rows<{ strong: boolean }>(
      `select rolsuper or rolbypassrls as strong from pg_roles where rolname = $1`,
      [ROLE_NAMES.owner],
    );
    expect(owner?.strong).toBe(false);
  });
});

describe('views and functions', () => {
  test('a view shows what its reader may see, not what its owner may', async () => {
    const loose = await rows(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
       and not coalesce(reloptions @> array['security_invoker=true'], false)`,
    );
    expect(loose).toEqual([]);
  });

  test('those that run with the rights of their owner are these, with a fixed search path', async () => {
    const found = await rows<{ name: string; config: string[] | null }>(
      `select p.proname as name, p.proconfig as config from pg_proc p
       where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`,
    );
    expect(found.map(({ name }) => name)).toEqual([
      'demo_schools',
      'enqueue_job',
      'tenant_by_host',
      'tenant_directory',
      'tenant_ids_after',
    ]);
    for (const { name, config } of found) expect(config, name).toEqual(['search_path=pg_catalog, pg_temp']);
  });

  test('none of ours can be called by everybody', async () => {
    const open = await rows<{ name: string }>(
      `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace
       and pg_get_userbyid(p.proowner) = $1 and has_function_privilege('pg_read_all_stats', p.oid, 'EXECUTE')`,
      [ROLE_NAMES.owner],
    );
    expect(open).toEqual([]);
  });
});
