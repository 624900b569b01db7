import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { cloneDatabase, type TestDatabase } from '#testing/database.ts';
import { announcedTestServer, withDatabase } from '#testing/test-server.ts';
import { listMigrations, migrate, MigrationError } from './migrate.ts';
import { ROLE_NAMES } from './roles.ts';

const roles = { appRole: ROLE_NAMES.app, workerRole: ROLE_NAMES.worker };

describe('migrate', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  it('has nothing to do in a database that is up to date', async () => {
    await expect(migrate({ adminUrl: database.adminUrl, ...roles })).resolves.toEqual({ applied: [] });
  });

  it('is run by several processes at once, and applied once', async () => {
    const fresh = await emptyDatabase();
    try {
      const results = await Promise.all([1, 2, 3].map(() => migrate({ adminUrl: fresh.adminUrl, ...roles })));
      expect(results.flatMap(({ applied }) => applied)).toEqual(await listMigrations());
    } finally {
      await fresh.drop();
    }
  });

  it('refuses a database that a newer version has migrated', async () => {
    const client = new pg.Client({ connectionString: database.adminUrl });
    await client.connect();
    await client.query(`insert into migrations.applied (name, run_on) values ('9999_future', now())`);
    await expect(migrate({ adminUrl: database.adminUrl, ...roles })).rejects.toThrow(
      /does not know: 9999_future/,
    );
    await client.query(`delete from migrations.applied where name = '9999_future'`);
    await client.end();
  });

  it.each([
    ['nonsense', /is not a URL/],
    ['mysql://root@localhost/x', /begins with "mysql:\/\/"/],
    [
      'postgresql://someone:topsecret@127.0.0.1:1/x',
      /"x" at 127\.0\.0\.1:1 as "someone": connect ECONNREFUSED/,
    ],
  ])('says in one line what is wrong with %s', async (adminUrl, message) => {
    const error: unknown = await migrate({ adminUrl, ...roles }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MigrationError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toMatch(/topsecret|\n/);
  });

  it('names a role that is missing', async () => {
    await expect(
      migrate({ adminUrl: database.adminUrl, appRole: 'nobody_knows', workerRole: ROLE_NAMES.worker }),
    ).rejects.toThrow(/role nobody_knows does not exist/);
  });
});

async function emptyDatabase(): Promise<{ adminUrl: string; drop: () => Promise<void> }> {
  const { urls } = announcedTestServer();
  const name = `lessonry_test_empty_${process.pid}`;
  const run = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: withDatabase(urls.superuser, 'postgres') });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name} owner ${ROLE_NAMES.owner} template template0`);
  return {
    adminUrl: withDatabase(urls.admin, name),
    drop: () => run(`drop database ${name} with (force)`),
  };
}
