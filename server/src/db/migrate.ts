import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { applyGrants } from './grants.ts';

/** The database could not be brought up to date. `message` is one line without secrets. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

export interface MigrateOptions {
  /** Owner of the database or of its schemas; a direct connection, not one through a pooler. */
  readonly adminUrl: string;
  /** User names of DATABASE_URL and DATABASE_WORKER_URL: who is given the rights. */
  readonly appRole: string;
  readonly workerRole: string;
}

const MIGRATIONS_FOLDER = join(import.meta.dirname, 'migrations');
/** Any constant will do: one process migrates a database, others wait for it here. */
const LOCK_KEY = 4_711_802_611;

/**
 * Brings a database up to date: our migrations, the job queue's own, then rights and policies of the two roles. Safe to
 * run from several processes at once, and quick when there is nothing to do. Throws a MigrationError.
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const client = await connect(options.adminUrl);
  try {
    // Waiting for somebody else's migration is no fault, however long it takes.
    await client.query(
      `set statement_timeout = 0; set lock_timeout = 0; select pg_advisory_lock(${LOCK_KEY})`,
    );
    const applied = await runOurs(client);
    await runQueueMigrations(options.adminUrl);
    await applyGrants(client, options);
    return { applied };
  } catch (error) {
    if (error instanceof MigrationError) throw error;
    throw new MigrationError(`the database cannot be migrated: ${describe(error)}`, { cause: error });
  } finally {
    // The lock belongs to the session and goes with it.
    await client.end().catch(() => undefined);
  }
}

/** The names of all migrations, in the order in which they run. */
export async function listMigrations(): Promise<string[]> {
  const files = await readdir(MIGRATIONS_FOLDER);
  return files
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.slice(0, -'.sql'.length))
    .sort();
}

async function connect(url: string): Promise<pg.Client> {
  const target = describeTarget(url);
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'lessonry-migrate',
  });
  client.on('error', () => undefined); // reported by the statement that meets it
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw new MigrationError(`cannot connect to the database ${target}: ${describe(error)}`, {
      cause: error,
    });
  }
}

/** `database "x" at host:port as user`: everything but the password. */
function describeTarget(url: string): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    throw new MigrationError(
      'the database URL is not a URL (expected postgresql://user:password@host:port/database)',
    );
  }
  if (!/^postgres(ql)?:$/.test(parsed.protocol))
    throw new MigrationError(`the database URL begins with "${parsed.protocol}//" (expected postgresql://…)`);
  const host = decodeURIComponent(parsed.hostname) || parsed.searchParams.get('host') || 'localhost';
  const place = host.startsWith('/') ? host : `${host}:${parsed.port || '5432'}`;
  return `"${decodeURIComponent(parsed.pathname.slice(1))}" at ${place} as "${decodeURIComponent(parsed.username)}"`;
}

async function runOurs(client: pg.Client): Promise<string[]> {
  const known = await listMigrations();
  const done = await appliedMigrations(client);
  const unknown = done.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new MigrationError(
      `the database has migrations that this version does not know: ${unknown.join(', ')}`,
    );
  if (done.length === known.length) return [];
  const { runner } = await import('node-pg-migrate');
  const errors: string[] = [];
  const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };
  try {
    const ran = await runner({
      dbClient: client,
      dir: MIGRATIONS_FOLDER,
      direction: 'up',
      migrationsSchema: 'migrations',
      migrationsTable: 'applied',
      createMigrationsSchema: true,
      noLock: true, // ours is held, and covers the rest too
      logger: { ...silent, error: (text: string) => errors.push(text) },
    });
    return ran.map(({ name }) => name);
  } catch (error) {
    throw new MigrationError(`a migration failed: ${describe(error)}${placeOf(errors)}`, { cause: error });
  }
}

async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ present: boolean }>(
    `select to_regclass('migrations.applied') is not null as present`,
  );
  if (rows[0]?.present !== true) return [];
  const applied = await client.query<{ name: string }>('select name from migrations.applied order by id');
  return applied.rows.map(({ name }) => name);
}

/** graphile-worker keeps its own list; asked each time, because a new version of it brings new entries. */
async function runQueueMigrations(adminUrl: string): Promise<void> {
  const { Logger, runMigrations } = await import('graphile-worker');
  const pool = new pg.Pool({ connectionString: adminUrl, max: 1, application_name: 'lessonry-migrate' });
  // A broken connection fails the statement that meets it; without listeners it would end the process too.
  pool.on('error', () => undefined);
  pool.on('connect', (connection) => connection.on('error', () => undefined));
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}

/** node-pg-migrate marks the line that PostgreSQL complained about with a row of carets below it. */
function placeOf(errors: readonly string[]): string {
  const lines = errors.join('\n').split('\n');
  const line = lines[lines.findIndex((text) => /^\s*\^{4}/.test(text)) - 1];
  return line === undefined ? '' : ` (near: ${line.trim()})`;
}

function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ');
  return error instanceof Error ? error.message.split('\n')[0] || error.name : String(error);
}
