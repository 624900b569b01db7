import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPackage } from './build-package.ts';
import { example } from './example.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slots-package-'));
  buildPackage(folder);
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

it('has types, documentation and no dependencies', () => {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  expect(manifest).toMatchObject({
    name: '@lessonry/slots',
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
  });
  expect(Object.keys(manifest).filter((key) => /dependencies/i.test(key))).toEqual([]);
  expect(readFileSync(join(folder, 'index.d.ts'), 'utf8')).toContain('findSlots');
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('findSlots');
});

it('needs nothing that a browser does not have, but for the command', () => {
  const modules = readdirSync(folder).filter((name) => name.endsWith('.js') && name !== 'cli.js');
  expect(modules.length).toBeGreaterThan(8);
  for (const name of modules) {
    const source = readFileSync(join(folder, name), 'utf8');
    expect(
      [...source.matchAll(/(?:from|import) '([^']+)'/g)]
        .map((match) => match[1])
        .filter((path) => !path?.startsWith('./')),
    ).toEqual([]);
    expect(source).not.toMatch(/\b(?:process|Buffer|require|Temporal|__dirname)\b[.(]/);
  }
});

it('runs as JavaScript, without Temporal', () => {
  const script = `delete globalThis.Temporal;
    const { findSlots } = await import(${JSON.stringify(join(folder, 'index.js'))});
    console.log(JSON.stringify(findSlots(${JSON.stringify(example())})));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toHaveLength(3);
});
