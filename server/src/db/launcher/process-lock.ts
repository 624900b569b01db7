import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { describeSystemError, LaunchError } from './launch-error.ts';

/** Held until released (which may happen twice) or until the process ends, however it ends. */
export interface ProcessLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Takes the lock of a data folder, so that a second start neither stops nor shares the first one's database. The
 * kernel gives up a lock on a file when its holder dies, so that there is never a stale one to judge; node offers
 * such locks only through SQLite. Waits `patience` ms for a holder that is just ending, then throws a LaunchError.
 */
export async function acquireProcessLock(path: string, patience: number): Promise<ProcessLock> {
  const pidFile = `${path}.pid`;
  const deadline = Date.now() + patience;
  for (;;) {
    const database = tryLock(path);
    if (database) {
      writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
      return {
        release: () => {
          if (database.isOpen) database.close();
        },
      };
    }
    if (Date.now() >= deadline)
      throw new LaunchError(`process ${holderOf(pidFile)} is already using this data folder (${path})`);
    await sleep(50);
  }
}

function tryLock(path: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined;
  try {
    // Anyone who could read the file could hold a lock on it.
    if (!existsSync(path)) writeFileSync(path, '', { mode: 0o600 });
    database = new DatabaseSync(path);
    // No journal file: nothing is ever written, the transaction is only there to hold the lock.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
    throw new LaunchError(`the lock ${path} cannot be taken: ${describeLockError(error)}`);
  }
}

function describeLockError(error: unknown): string {
  // SQLite's own code says nothing that its message does not.
  return error instanceof Error && 'errcode' in error ? error.message : describeSystemError(error);
}

function holderOf(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim();
  } catch {
    return '(unknown)';
  }
}
