import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ensureDatabase, ensureRoles, ROLE_NAMES } from '../roles.ts';
import { assertReachable, ensurePrivateFolder, resolveAccount, type Account } from './account.ts';
import { installBinaries } from './binaries.ts';
import { clusterExists, createCluster, loadPasswords, type Passwords } from './cluster.ts';
import { installationRoot } from './data-dir.ts';
import { describeSystemError, LaunchError } from './launch-error.ts';
import { startPostmaster, stopOrphan } from './postmaster.ts';
import { acquireProcessLock } from './process-lock.ts';
import { makeFolder } from './make-folder.ts';

export type DatabaseRole = 'superuser' | 'admin' | 'app' | 'worker';

/** A running PostgreSQL of our own, reachable through a unix socket only. The URLs hold passwords. */
export interface EmbeddedDatabase {
  readonly superuserUrl: string;
  /** The owner: migrations. */
  readonly adminUrl: string;
  readonly appUrl: string;
  readonly workerUrl: string;
  readonly socketDir: string;
  /** Settles when PostgreSQL has ended, be it by `stop` or because somebody killed it. */
  readonly exited: Promise<void>;
  databaseUrl(role: DatabaseRole, database: string): string;
  /** Ends PostgreSQL within 3 s, whatever is connected, and frees the data folder. May be called twice. */
  stop(): Promise<void>;
}

export interface EmbeddedDatabaseOptions {
  /** Made if missing. */
  readonly dataDir: string;
  /** False gives up safety against a crash of the machine for speed; for tests. */
  readonly durable?: boolean;
  readonly log?: (line: string) => void;
}

const DATABASE = 'lessonry';
/** `sun_path` holds 108 bytes on Linux and 104 on macOS, the closing zero included. */
const LONGEST_SOCKET_PATH = 100;

/**
 * Starts PostgreSQL on `dataDir`; makes the cluster, the roles and the database `lessonry` on the first start, and
 * recovers on its own from a kill -9 of an earlier server or of PostgreSQL. Throws a LaunchError of one line.
 */
export async function openEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const { durable = true, log = () => undefined } = options;
  if (process.platform === 'win32')
    throw new LaunchError(
      'the embedded PostgreSQL runs on Linux and macOS; on Windows use WSL, or set DATABASE_URL',
    );
  const base = prepareBase(options.dataDir);
  const lock = await acquireProcessLock(join(base, 'start.lock'), 2000);
  try {
    const clusterDir = join(base, 'pgdata');
    const account = resolveAccount(clusterDir);
    assertReachable(base, account);
    const binaries = installBinaries(installationRoot());
    const isNew = !clusterExists(clusterDir);
    const passwords = loadPasswords(join(base, 'passwords.json'), !isNew);
    if (isNew) {
      log(`creating a database in ${base}`);
      await createCluster({ clusterDir, binaries, account, password: passwords.superuser, durable });
    } else if ((await stopOrphan(clusterDir)) === 'stopped') {
      log('stopped the database that an earlier run had left behind');
    }
    const socketDir = prepareSocketDir(base, account);
    const logFile = join(base, 'postgres.log');
    const postmaster = await startPostmaster({ clusterDir, socketDir, logFile, binaries, account, durable });
    const databaseUrl = urlBuilder(socketDir, passwords);
    try {
      await bootstrap(databaseUrl('superuser', 'postgres'), passwords);
    } catch (error) {
      await postmaster.stop();
      throw error;
    }
    return {
      superuserUrl: databaseUrl('superuser', DATABASE),
      adminUrl: databaseUrl('admin', DATABASE),
      appUrl: databaseUrl('app', DATABASE),
      workerUrl: databaseUrl('worker', DATABASE),
      socketDir,
      exited: postmaster.exited,
      databaseUrl,
      stop: async () => {
        await postmaster.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function prepareBase(dataDir: string): string {
  try {
    makeFolder(dataDir, 0o711);
    const base = realpathSync(dataDir);
    // As root the folder is ours and PostgreSQL's user only passes through it to its own folders.
    if (process.getuid?.() === 0) chmodSync(base, 0o711);
    accessSync(base, constants.R_OK | constants.W_OK | constants.X_OK);
    return base;
  } catch (error) {
    throw new LaunchError(`the data folder ${dataDir} cannot be used: ${describeSystemError(error)}`);
  }
}

function prepareSocketDir(base: string, account: Account): string {
  const inside = join(base, 'run');
  if (Buffer.byteLength(join(inside, '.s.PGSQL.5432.lock')) <= LONGEST_SOCKET_PATH) {
    ensurePrivateFolder(inside, account);
    return inside;
  }
  const key = createHash('sha256').update(base).digest('hex').slice(0, 12);
  const outside = join(tmpdir(), `lessonry-${account.uid}-${key}`);
  ensurePrivateFolder(outside, account);
  return outside;
}

function urlBuilder(socketDir: string, passwords: Passwords): EmbeddedDatabase['databaseUrl'] {
  const users = {
    superuser: 'postgres',
    admin: ROLE_NAMES.owner,
    app: ROLE_NAMES.app,
    worker: ROLE_NAMES.worker,
  };
  const host = encodeURIComponent(socketDir);
  return (role, database) =>
    `postgresql://${users[role]}:${passwords[role]}@${host}/${encodeURIComponent(database)}`;
}

/** The roles come first and the database last, so that a start which finds the database has nothing left to do. */
async function bootstrap(superuserUrl: string, passwords: Passwords): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount !== 0) return;
    const roles = {
      owner: { name: ROLE_NAMES.owner, password: passwords.admin },
      app: { name: ROLE_NAMES.app, password: passwords.app },
      worker: { name: ROLE_NAMES.worker, password: passwords.worker },
    };
    await ensureRoles(client, roles);
    await ensureDatabase(client, DATABASE, roles);
  } finally {
    await client.end();
  }
}
