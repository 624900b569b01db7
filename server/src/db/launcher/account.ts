import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeSystemError, LaunchError } from './launch-error.ts';
import { makeFolder } from './make-folder.ts';

/** The system user that PostgreSQL runs as. `switching` is true when we are root and have to become it. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly switching: boolean;
}

const SYSTEM_USER = 'lessonry';

/**
 * The account for a data folder: PostgreSQL refuses to run as root, so root uses a system user of its own (made on
 * first use), or `nobody` where none can be made; anyone else uses their own. An existing cluster keeps its owner.
 */
export function resolveAccount(clusterDir: string): Account {
  const uid = process.getuid?.() ?? -1;
  if (uid !== 0) {
    // initdb asks the system for the name of its user and gives up without one.
    const own = findAccount((entry) => entry.uid === uid);
    return { name: own?.name ?? String(uid), uid, gid: process.getgid?.() ?? -1, switching: false };
  }
  const owner = ownerOf(clusterDir);
  const account =
    (owner === undefined || owner === 0 ? undefined : findAccount((entry) => entry.uid === owner)) ??
    findAccount((entry) => entry.name === SYSTEM_USER) ??
    createSystemUser() ??
    findAccount((entry) => entry.name === 'nobody');
  if (!account)
    throw new LaunchError('no system user for PostgreSQL: neither "lessonry" nor "nobody" exists');
  return { ...account, switching: true };
}

/**
 * Makes `folder` (if missing) one that only the account may enter. A link or a folder of anyone else in its place is
 * refused, before anything is done to it: in a shared /tmp it may be a trap.
 */
export function ensurePrivateFolder(folder: string, account: Account): void {
  try {
    makeFolder(folder, 0o700);
    const stat = lstatSync(folder);
    const creator = process.getuid?.();
    if (!stat.isDirectory() || (stat.uid !== account.uid && stat.uid !== creator))
      throw new LaunchError(`the folder ${folder} belongs to somebody else; choose another DATA_DIR`);
    if (account.switching) chownSync(folder, account.uid, account.gid);
    chmodSync(folder, 0o700);
  } catch (error) {
    if (error instanceof LaunchError) throw error;
    throw new LaunchError(`the folder ${folder} cannot be prepared: ${describeSystemError(error)}`);
  }
}

/** Throws when the account cannot reach `folder` because a folder above it is closed to it (root's home, say). */
export function assertReachable(folder: string, account: Account): void {
  if (!account.switching) return;
  for (let parent = folder; parent !== dirname(parent); parent = dirname(parent)) {
    const { mode, uid, gid } = statSync(parent);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0)
      throw new LaunchError(
        `PostgreSQL runs as user "${account.name}", who may not enter ${parent}; choose another DATA_DIR`,
      );
  }
}

function findAccount(
  matches: (entry: Omit<Account, 'switching'>) => boolean,
): Omit<Account, 'switching'> | undefined {
  let passwd: string;
  try {
    passwd = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return undefined;
  }
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === undefined || uid === undefined || gid === undefined) continue;
    const entry = { name, uid: Number(uid), gid: Number(gid) };
    if (matches(entry)) return entry;
  }
  return undefined;
}

function createSystemUser(): Omit<Account, 'switching'> | undefined {
  try {
    execFileSync(
      'useradd',
      [
        '--system',
        '--user-group',
        '--no-create-home',
        '--home-dir',
        '/nonexistent',
        '--shell',
        '/usr/sbin/nologin',
        SYSTEM_USER,
      ],
      { stdio: 'ignore', cwd: '/' },
    );
  } catch {
    // Not there, or not allowed, or another start was quicker: what counts is whether the user exists now.
  }
  return findAccount((entry) => entry.name === SYSTEM_USER);
}

function ownerOf(path: string): number | undefined {
  try {
    return statSync(path).uid;
  } catch {
    return undefined;
  }
}
