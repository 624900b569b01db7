import { createHash } from 'node:crypto';
import { accessSync, constants, lstatSync, realpathSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { LaunchError } from './launch-error.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Where the data of one checkout lies unless the person says otherwise: outside of the checkout, because its folder
 * may be one that PostgreSQL's user cannot enter, and keyed by its real path, so that two checkouts never share data.
 */
export function defaultDataDir(checkoutRoot: string): string {
  const key = createHash('sha256').update(realPath(checkoutRoot)).digest('hex').slice(0, 12);
  return join(installationRoot(), key);
}

/**
 * The folder that all checkouts of this user share (data folders and PostgreSQL's programs lie in it); it is made if
 * missing. Throws a LaunchError when not even the folder for temporary files will do.
 */
export function installationRoot(): string {
  const uid = process.getuid?.();
  const preferred = uid === 0 ? '/var/lib/lessonry' : join(userDataHome(), 'lessonry');
  if (canUse(preferred)) return preferred;
  const fallback = join(tmpdir(), `lessonry-${uid ?? 'data'}`);
  // Anyone may have made a folder of that name in a shared /tmp before us.
  if (canUse(fallback) && belongsTo(fallback, uid)) return fallback;
  throw new LaunchError(
    `neither ${preferred} nor ${fallback} can be written; set DATA_DIR to a folder that can`,
  );
}

function userDataHome(): string {
  const configured = process.env['XDG_DATA_HOME'];
  return configured?.startsWith('/') ? configured : join(homedir(), '.local', 'share');
}

function canUse(folder: string): boolean {
  try {
    makeFolder(folder, 0o711);
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function belongsTo(folder: string, uid: number | undefined): boolean {
  const stat = lstatSync(folder);
  return stat.isDirectory() && (uid === undefined || stat.uid === uid) && (stat.mode & 0o022) === 0;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
