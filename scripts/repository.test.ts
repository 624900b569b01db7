import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What is committed or about to be. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(root, file)));

const GENERATED = /(^|\/)(package-lock\.json|openapi\.json|schema\.sql)$|\.generated\./;
const CODE = /\.(ts|tsx|js|mjs|cjs|sql|css|html|sh)$/;
const sources = files.filter((file) => CODE.test(file) && !GENERATED.test(file));

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('the repository', () => {
  it('has no file of more than 500 lines', () => {
    const tooLong = sources.filter((file) => read(file).split('\n').length > 501);
    expect(tooLong).toEqual([]);
  });

  it('leaves nothing for later', () => {
    // In two parts, so that this file does not find itself.
    const forbidden = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`);
    const found = sources.flatMap((file) =>
      read(file)
        .split('\n')
        .flatMap((line, index) => (forbidden.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('pins every dependency to one version', () => {
    const loose = files
      .filter((file) => /(^|\/)package\.json$/.test(file))
      .flatMap((file) => {
        const manifest = JSON.parse(read(file)) as Record<string, Record<string, string> | undefined>;
        const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];
        return kinds.flatMap((kind) =>
          Object.entries(manifest[kind] ?? {})
            .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
            .map(([name, version]) => `${file}: ${name}@${version}`),
        );
      });
    expect(loose).toEqual([]);
  });

  it('names code files in kebab-case, components aside', () => {
    const odd = sources.filter((file) => {
      const name = file.slice(file.lastIndexOf('/') + 1);
      return !/^\.?[a-z0-9]+([-._][a-z0-9]+)*$/.test(name);
    });
    expect(odd).toEqual([]);
  });
});
