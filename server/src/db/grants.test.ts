import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Logger, runOnce } from 'graphile-worker';
import pg from 'pg';
import { cloneDatabase, type TestDatabase } from '#testing/database.ts';
import { applyGrants } from './grants.ts';
import { ROLE_NAMES } from './roles.ts';

const roles = { appRole: ROLE_NAMES.app, workerRole: ROLE_NAMES.worker };

describe('grants', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let app: pg.Client;
  const connect = async (connectionString: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    return client;
  };
  beforeAll(async () => {
    database = await cloneDatabase();
    admin = await connect(database.adminUrl);
    app = await connect(database.appUrl);
  });
  afterAll(async () => {
    await Promise.all([admin.end(), app.end()]);
    await database.drop();
  });

  it('let the worker run a job that the application enqueued', async () => {
    await app.query(
      `select enqueue_job(task => 'greet', payload => '{"tenantId": 7}', run_at => now(), job_key => null,
                          max_attempts => 3, queue => null)`,
    );
    const seen: unknown[] = [];
    const pool = new pg.Pool({ connectionString: database.workerUrl, max: 2 });
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    try {
      await runOnce({
        pgPool: pool,
        logger: new Logger(() => () => undefined),
        noHandleSignals: true,
        taskList: { greet: (payload) => void seen.push(payload) },
      });
    } finally {
      await pool.end();
    }
    expect(seen).toEqual([{ tenantId: 7 }]);
    const { rows } = await admin.query('select count(*)::int as jobs from graphile_worker._private_jobs');
    expect(rows).toEqual([{ jobs: 0 }]);
  });

  it.each([
    ['the queue', 'select * from graphile_worker._private_jobs'],
    ['the list of migrations', 'select * from migrations.applied'],
    ['a new school', `insert into tenants (name, subdomain) values ('x', 'x')`],
    ['what migrations use', `select protect_tenant_table('tenants')`],
    ['the structure', 'create table public.mine (id int)'],
  ])('keep the application away from %s', async (_what, statement) => {
    await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('take back what was granted by hand and grant what is missing', async () => {
    await admin.query(`grant select on migrations.applied to ${ROLE_NAMES.app}`);
    await admin.query(`grant truncate on bookings to ${ROLE_NAMES.app}`);
    await admin.query(`revoke insert on bookings from ${ROLE_NAMES.app}`);
    await admin.query('drop policy worker_access on graphile_worker._private_jobs');
    await applyGrants(admin, roles);
    const { rows } = await admin.query<Record<string, boolean>>(
      `select has_table_privilege($1, 'bookings', 'INSERT') as insert, has_table_privilege($1, 'bookings', 'TRUNCATE') as truncate,
              exists (select from pg_policies where tablename = '_private_jobs' and policyname = 'worker_access') as policy`,
      [ROLE_NAMES.app],
    );
    expect(rows).toEqual([{ insert: true, truncate: false, policy: true }]);
  });
});
