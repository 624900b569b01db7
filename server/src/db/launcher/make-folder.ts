import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from './launch-error.ts';

/**
 * Makes a folder with the folders above it; one that exists will do. Not `mkdirSync(…, { recursive: true })`: that
 * never returns where the system answers ENOENT below a folder which exists (under /proc, say).
 */
export function makeFolder(path: string, mode: number): void {
  try {
    makeOne(path, mode);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    makeFolder(dirname(path), mode);
    try {
      makeOne(path, mode);
    } catch (second) {
      if (errorCode(second) !== 'EEXIST') throw second;
    }
  }
}

function makeOne(path: string, mode: number): void {
  mkdirSync(path);
  // The umask has had its say; under 077 PostgreSQL's user could not pass through.
  chmodSync(path, mode);
}
