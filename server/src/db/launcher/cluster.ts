import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ensurePrivateFolder, type Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { describeSystemError, errorCode, LaunchError } from './launch-error.ts';

const execFileAsync = promisify(execFile);

/** Random passwords, one per role; they exist in this file and in PostgreSQL (hashed) only. */
export interface Passwords {
  readonly superuser: string;
  readonly admin: string;
  readonly app: string;
  readonly worker: string;
}

/** What PostgreSQL and initdb see: nothing of ours, so that no `PG…` variable or secret leaks into them. */
export const POSTGRES_ENVIRONMENT = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

/** Reads the passwords of a data folder, or makes them for one that has no cluster yet. */
export function loadPasswords(path: string, clusterExists: boolean): Passwords {
  try {
    const stored = JSON.parse(readFileSync(path, 'utf8')) as Partial<Passwords>;
    const { superuser, admin, app, worker } = stored;
    if (superuser && admin && app && worker) return { superuser, admin, app, worker };
    throw new LaunchError(
      `${path} is damaged; restore it, or remove the folder ${dirname(path)} to start afresh`,
    );
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new LaunchError(
        `${path} is damaged; restore it, or remove the folder ${dirname(path)} to start afresh`,
      );
    if (errorCode(error) !== 'ENOENT') throw asLaunchError(path, error);
  }
  if (clusterExists)
    throw new LaunchError(
      `${path} is missing; restore it, or remove the folder ${dirname(path)} to start afresh`,
    );
  const [superuser, admin, app, worker] = Array.from({ length: 4 }, () => randomBytes(24).toString('hex'));
  const passwords = { superuser, admin, app, worker } as Passwords;
  try {
    writeFileSync(`${path}.tmp`, `${JSON.stringify(passwords)}\n`, { mode: 0o600 });
    renameSync(`${path}.tmp`, path);
  } catch (error) {
    throw asLaunchError(path, error);
  }
  return passwords;
}

/**
 * Makes the cluster in a folder of another name and renames it when it is complete, so that an interrupted first
 * start leaves nothing that looks like a cluster.
 */
export async function createCluster(options: {
  clusterDir: string;
  binaries: Binaries;
  account: Account;
  password: string;
  durable: boolean;
}): Promise<void> {
  const { clusterDir, binaries, account, durable } = options;
  const base = dirname(clusterDir);
  removeUnfinished(clusterDir);
  const temporary = `${clusterDir}.${process.pid}.tmp`;
  const passwordFile = join(base, 'initdb.password');
  ensurePrivateFolder(temporary, account);
  try {
    writeFileSync(passwordFile, options.password, { mode: 0o600 });
    if (account.switching) chownSync(passwordFile, account.uid, account.gid);
    await execFileAsync(
      binaries.initdb,
      [
        ...['-D', temporary, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
        ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
        ...(durable ? [] : ['--no-sync']),
      ],
      {
        cwd: '/',
        env: POSTGRES_ENVIRONMENT,
        ...(account.switching ? { uid: account.uid, gid: account.gid } : {}),
      },
    );
    renameSync(temporary, clusterDir);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    throw new LaunchError(`the database cannot be created in ${clusterDir}: ${describeInitdbError(error)}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

export function clusterExists(clusterDir: string): boolean {
  return existsSync(join(clusterDir, 'PG_VERSION'));
}

function removeUnfinished(clusterDir: string): void {
  const prefix = `${basename(clusterDir)}.`;
  for (const name of readdirSync(dirname(clusterDir)))
    if (name.startsWith(prefix) && name.endsWith('.tmp'))
      rmSync(join(dirname(clusterDir), name), { recursive: true, force: true });
}

function describeInitdbError(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const line = stderr.split('\n').find((text) => /error|fatal|could not/i.test(text));
  return line?.trim() ?? describeSystemError(error);
}

function asLaunchError(path: string, error: unknown): LaunchError {
  if (error instanceof LaunchError) return error;
  return new LaunchError(`${path} cannot be used: ${describeSystemError(error)}`);
}
