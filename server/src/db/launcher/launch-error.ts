/** The embedded database could not be started. `message` is one line meant for the person at the terminal. */
export class LaunchError extends Error {
  override readonly name = 'LaunchError';
}

/** The code of a system error (`EACCES`, …), or undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** A system error as the end of a sentence: `permission denied (EACCES)`. */
export function describeSystemError(error: unknown): string {
  const code = errorCode(error);
  const known: Record<string, string> = {
    EACCES: 'permission denied',
    EPERM: 'operation not permitted',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space left',
    ENOTDIR: 'a part of the path is not a folder',
    EEXIST: 'a file is in the way',
    ENOENT: 'no such file or folder',
  };
  if (code === undefined) return error instanceof Error ? error.message : String(error);
  return known[code] === undefined ? code : `${known[code]} (${code})`;
}
