import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { POSTGRES_ENVIRONMENT } from './cluster.ts';
import { describeSystemError, errorCode, LaunchError } from './launch-error.ts';

/** A running postgres that is our child. */
export interface Postmaster {
  readonly pid: number;
  /** Settles when the process has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Rolls back open transactions, disconnects everyone and ends the process. Done within 3 s. */
  stop(): Promise<void>;
}

export interface PostmasterOptions {
  readonly clusterDir: string;
  readonly socketDir: string;
  readonly logFile: string;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly durable: boolean;
}

/** A kill -9 of postgres leaves its children for a moment; until they are gone no new one may start. */
const START_ATTEMPTS = 20;

/** Starts postgres and waits until it accepts connections (a long recovery after a crash included). */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  removeSockets(options.socketDir);
  for (let attempt = 1; ; attempt += 1) {
    const child = spawnPostgres(options);
    const postmaster = supervise(child);
    if (await becomesReady(options.clusterDir, child)) return postmaster;
    const lines = lastLines(options.logFile);
    if (attempt >= START_ATTEMPTS || !/shared memory block .* is still in use/.test(lines))
      throw new LaunchError(`PostgreSQL did not start: ${firstFatal(lines)} (see ${options.logFile})`);
    await sleep(100);
  }
}

/**
 * Ends a postgres that a killed server left behind in this data folder, together with stray children of a killed
 * postgres; removes a pid file that names some other process, which postgres would take for a living rival.
 */
export async function stopOrphan(clusterDir: string): Promise<'none' | 'stopped'> {
  const pidFile = join(clusterDir, 'postmaster.pid');
  const pid = Number(readPidFile(pidFile)?.[0]);
  if (!Number.isInteger(pid) || pid <= 0) return 'none';
  const isOurs = runsIn(pid, clusterDir);
  let remaining = isOurs ? [pid] : processesIn(clusterDir);
  if (!isOurs && remaining.length === 0) {
    if (isAlive(pid)) rmSync(pidFile, { force: true });
    return 'none';
  }
  // Fast shutdown first; stray children end by themselves as soon as they notice. Then ever harder.
  for (const [signal, patience] of [
    ['SIGINT', 3000],
    ['SIGQUIT', 2000],
    ['SIGKILL', 1000],
  ] as const) {
    if (isOurs || signal !== 'SIGINT') for (const target of remaining) kill(target, signal);
    const deadline = Date.now() + patience;
    while (Date.now() < deadline) {
      await sleep(10);
      remaining = remaining.filter((target) => runsIn(target, clusterDir));
      if (remaining.length === 0) return 'stopped';
    }
  }
  throw new LaunchError(
    `an earlier PostgreSQL (process ${pid}) still runs in ${clusterDir} and does not end`,
  );
}

function spawnPostgres({
  clusterDir,
  socketDir,
  logFile,
  binaries,
  account,
  durable,
}: PostmasterOptions): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '200',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...(durable
      ? {}
      : {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          wal_level: 'minimal',
          max_wal_senders: '0',
        }),
  };
  const log = openLog(logFile);
  try {
    const child = spawn(
      binaries.postgres,
      ['-D', clusterDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        cwd: '/',
        // A session of its own: Ctrl-C at the terminal reaches us, and we stop the database last.
        detached: true,
        env: POSTGRES_ENVIRONMENT,
        // A file, not a pipe: postgres must be able to finish its shutdown after a kill -9 of ours.
        stdio: ['ignore', log, log],
        ...(account.switching ? { uid: account.uid, gid: account.gid } : {}),
      },
    );
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** What a killed postgres left; its socket's lock file may name a process that is alive by now, and not postgres. */
function removeSockets(socketDir: string): void {
  for (const name of readdirSync(socketDir))
    if (name.startsWith('.s.PGSQL.')) rmSync(join(socketDir, name), { force: true });
}

function supervise(child: ChildProcess): Postmaster {
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    child.ref();
    for (const [signal, patience] of [
      ['SIGINT', 2000],
      ['SIGQUIT', 700],
      ['SIGKILL', 300],
    ] as const) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await Promise.race([exited, sleep(patience, undefined, { ref: false })]);
    }
  };
  return { pid: child.pid ?? -1, exited, stop: () => (stopping ??= stop()) };
}

async function becomesReady(clusterDir: string, child: ChildProcess): Promise<boolean> {
  let spawnError: Error | undefined;
  child.once('error', (error) => (spawnError = error));
  for (;;) {
    await sleep(4);
    if (spawnError) throw new LaunchError(`PostgreSQL cannot be run: ${describeSystemError(spawnError)}`);
    if (child.exitCode !== null || child.signalCode !== null) return false;
    const lines = readPidFile(join(clusterDir, 'postmaster.pid'));
    if (Number(lines?.[0]) === child.pid && lines?.[7]?.trim() === 'ready') return true;
  }
}

function readPidFile(path: string): string[] | undefined {
  try {
    return readFileSync(path, 'utf8').split('\n');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new LaunchError(`${path} cannot be read: ${describeSystemError(error)}`);
  }
}

/** Postgres and its children have the cluster's folder as their working directory. */
function runsIn(pid: number, clusterDir: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === clusterDir;
  } catch {
    // Where there is no /proc (macOS) a living process of that number is taken for ours.
    return process.platform !== 'linux' && isAlive(pid);
  }
}

function processesIn(clusterDir: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && runsIn(pid, clusterDir));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has just ended.
  }
}

function openLog(path: string): number {
  try {
    return openSync(path, 'w', 0o600);
  } catch (error) {
    throw new LaunchError(`the log ${path} cannot be written: ${describeSystemError(error)}`);
  }
}

function lastLines(path: string): string {
  return readFileSync(path, 'utf8').split('\n').slice(-20).join('\n');
}

function firstFatal(lines: string): string {
  const line = lines.split('\n').find((text) => /FATAL|PANIC|error|cannot/.test(text));
  return line?.replace(/^.*?(FATAL|PANIC):\s*/, '').trim() ?? 'it ended without a word';
}
