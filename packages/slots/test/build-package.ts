/**
 * Makes the folder that is published: JavaScript, types, README, licence and a manifest that points to them. In the workspace the
 * manifest points to the sources, which node runs as they are; it would not do so from another project's node_modules.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

/** Builds into `folder` (made if absent). Throws with the compiler's output if the sources have errors. */
export function buildPackage(folder: string): void {
  const compiler = join(
    dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
    'bin',
    'tsc',
  );
  const { status, stdout } = spawnSync(
    process.execPath,
    [compiler, '-p', join(PACKAGE, 'tsconfig.build.json'), '--outDir', folder],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stdout);
  const { name, version, license, description, keywords, type, sideEffects } = JSON.parse(
    readFileSync(join(PACKAGE, 'package.json'), 'utf8'),
  ) as Record<string, unknown>;
  const manifest = {
    ...{ name, version, license, description, keywords, type, sideEffects },
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    bin: { 'lessonry-slots': './cli.js' },
    engines: { node: '>=18' },
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  copyFileSync(join(PACKAGE, 'README.md'), join(folder, 'README.md'));
  copyFileSync(join(PACKAGE, 'LICENSE'), join(folder, 'LICENSE'));
}

if (import.meta.main) buildPackage(resolve(process.argv[2] ?? 'dist'));
