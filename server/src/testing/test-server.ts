import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import pg, { escapeIdentifier } from 'pg';
import { installationRoot } from '#db/launcher/data-dir.ts';
import { openEmbeddedDatabase } from '#db/launcher/embedded-database.ts';
import { migrate } from '#db/migrate.ts';
import { ensureRoles, ROLE_NAMES, type ProductRoles } from '#db/roles.ts';

/** A PostgreSQL server for one run of tests, as its processes hand it on to each other. */
export interface TestServer {
  /** Connection URLs by role, without a meaningful database in them. */
  readonly urls: Readonly<Record<'superuser' | 'admin' | 'app' | 'worker', string>>;
  /** Name of the migrated database that tests clone. */
  readonly template: string;
}

/** The environment variable by which the processes of one run learn of the server. */
export const TEST_SERVER_VARIABLE = 'LESSONRY_TEST_SERVER';

/**
 * Starts an embedded PostgreSQL in a temporary folder (or uses the server whose superuser's URL is TEST_DATABASE_URL),
 * makes the migrated template and announces both to child processes. `stop` leaves nothing behind.
 */
export async function startTestServer(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const external = process.env['TEST_DATABASE_URL'];
  const started = external ? await useExternal(external) : await startEmbedded();
  try {
    const template = await ensureTemplate(started.urls);
    const server: TestServer = { urls: started.urls, template };
    process.env[TEST_SERVER_VARIABLE] = JSON.stringify(server);
    return { server, stop: started.stop };
  } catch (error) {
    await started.stop();
    throw error;
  }
}

/** The server that the run has started. Throws where none was. */
export function announcedTestServer(): TestServer {
  const announced = process.env[TEST_SERVER_VARIABLE];
  if (!announced) throw new Error('no test database: run vitest from the root of the repository');
  return JSON.parse(announced) as TestServer;
}

/** The same server and role, another database. */
export function withDatabase(url: string, database: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${encodeURIComponent(database)}`;
  return parsed.href;
}

interface Started {
  readonly urls: TestServer['urls'];
  readonly stop: () => Promise<void>;
}

async function startEmbedded(): Promise<Started> {
  const dataDir = mkdtempSync(join(installationRoot(), 'test-'));
  const dismiss = removeWhenWeDie(dataDir);
  try {
    const database = await openEmbeddedDatabase({ dataDir, durable: false });
    const { superuserUrl: superuser, adminUrl: admin, appUrl: app, workerUrl: worker } = database;
    const stop = async (): Promise<void> => {
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
      dismiss();
    };
    return { urls: { superuser, admin, app, worker }, stop };
  } catch (error) {
    rmSync(dataDir, { recursive: true, force: true });
    dismiss();
    throw error;
  }
}

/**
 * A shell that waits for the end of our process, which closes the pipe however it comes (kill -9 too), and then stops
 * PostgreSQL and removes the folder (again and again: initdb may be at work in it).
 */
function removeWhenWeDie(dataDir: string): () => void {
  const script = `read -r _; [ -e "$1" ] || exit 0
    kill -QUIT "$(head -n 1 "$1/pgdata/postmaster.pid")" 2>/dev/null
    for _ in 1 2 3 4 5; do sleep 0.5; rm -rf "$1"; done`;
  const guard = spawn('/bin/sh', ['-c', script, 'sh', dataDir], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined); // without a shell an interrupted run leaves its folder behind
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return () => guard.stdin.end();
}

async function useExternal(superuser: string): Promise<Started> {
  const password = (role: string): string =>
    createHash('sha256').update(`${role} ${superuser}`).digest('hex');
  const credentials = (name: string): { name: string; password: string } => ({
    name,
    password: password(name),
  });
  const roles: ProductRoles = {
    owner: credentials(ROLE_NAMES.owner),
    app: credentials(ROLE_NAMES.app),
    worker: credentials(ROLE_NAMES.worker),
  };
  await asSuperuser(superuser, (client) => underLock(client, () => ensureRoles(client, roles)));
  const as = ({ name, password: secret }: { name: string; password: string }): string => {
    const url = new URL(superuser);
    url.username = name;
    url.password = secret;
    return url.href;
  };
  return {
    urls: { superuser, admin: as(roles.owner), app: as(roles.app), worker: as(roles.worker) },
    stop: () => Promise.resolve(),
  };
}

/** Named by what it is made of: a server that outlives the run keeps it for the next one. */
async function ensureTemplate(urls: TestServer['urls']): Promise<string> {
  const template = `lessonry_template_${fingerprint()}`;
  await asSuperuser(urls.superuser, (client) =>
    underLock(client, async () => {
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template]);
      if (rowCount !== 0) return;
      const unfinished = `${template}_unfinished`;
      await client.query(`drop database if exists ${unfinished} with (force)`);
      await client.query(
        `create database ${unfinished} owner ${escapeIdentifier(ROLE_NAMES.owner)} template template0`,
      );
      await migrate({
        adminUrl: withDatabase(urls.admin, unfinished),
        appRole: ROLE_NAMES.app,
        workerRole: ROLE_NAMES.worker,
      });
      await client.query(`alter database ${unfinished} rename to ${template}`);
      await client.query(`alter database ${template} with allow_connections false`);
    }),
  );
  return template;
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const folder = join(import.meta.dirname, '../db');
  const migrations = readdirSync(join(folder, 'migrations')).sort();
  for (const file of [...migrations.map((name) => join('migrations', name)), 'grants.ts', 'migrate.ts'])
    hash.update(file).update(readFileSync(join(folder, file)));
  // The pinned version of graphile-worker, whose own migrations are part of the template.
  return hash
    .update(readFileSync(join(folder, '../../package.json')))
    .digest('hex')
    .slice(0, 12);
}

async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function underLock(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('select pg_advisory_lock(20260701)');
  try {
    await work();
  } finally {
    await client.query('select pg_advisory_unlock(20260701)');
  }
}
