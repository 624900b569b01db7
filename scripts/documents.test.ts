import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemOf } from '../server/src/http/problem.ts';
import { AppError, type ErrorCode } from '../server/src/platform/errors.ts';
import { subscriptions } from '../server/src/subscriptions.ts';
import { documentWith, drawGraph } from './architecture-graph.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: root });

/** First groups of all matches, sorted, each once. */
const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].sort();

describe('the documents agree with the code', () => {
  it('on who imports whom', { timeout: 30_000 }, async () => {
    const { found: graph, wanted } = documentWith(await drawGraph());
    expect(graph, 'run "node scripts/architecture-graph.ts"').toBe(wanted);
  });

  it('on the settings', () => {
    const known = found(read('server/src/platform/config.ts'), /\b(?:given|url)\('([A-Z_]+)'/g);
    expect(found(read('README.md'), /^\| `([A-Z_]+)` \|/gm)).toEqual(known);
  });

  it('on the codes of errors and their statuses', () => {
    const rows = [...read('docs/api.md').matchAll(/^\| `(\w+)` \| (\d{3}) \|/gm)];
    for (const [, code = '', status] of rows) {
      const problem = problemOf(new AppError(code as ErrorCode, ''), 'req-1');
      expect(`${code} ${problem.status}`).toBe(`${code} ${status}`);
    }
    const [, union = ''] = /type ErrorCode =([^;]+);/.exec(read('server/src/platform/errors.ts')) ?? [];
    expect(rows.map(([, code]) => code).sort()).toEqual(found(union, /'(\w+)'/g));
  });

  it('on who is told of which event', () => {
    const rows = [...read('docs/architecture.md').matchAll(/^\| `(\w+\.\w+)` \| [^|]+ \| ([^|]+) \|/gm)];
    const told = rows.map(([, topic, subscribers = '']) => [topic, found(subscribers, /`([\w:]+)`/g)]);
    const wired = Object.entries(subscriptions).map(([topic, tasks]) => [
      topic,
      tasks.map(({ task }) => task).sort(),
    ]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(wired));
  });

  it('on the libraries', () => {
    const named = read('docs/decisions/017-libraries.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) => found(line.split('|')[1] ?? '', /`([^`]+)`/g));
    const used = globSync(['package.json', '{packages/*,server,dashboard,simulators}/package.json'], {
      cwd: root,
    })
      .map((file) => JSON.parse(read(file)) as Record<string, Record<string, string> | undefined>)
      .flatMap((manifest) =>
        ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
          Object.keys(manifest[kind] ?? {}),
        ),
      );
    expect(named.sort()).toEqual([...new Set(used)].sort());
  });
});

describe('the documents', () => {
  it('lead to files that are there', () => {
    const broken = documents.flatMap((file) =>
      found(read(file), /\]\(([^)\s#]+)[^)]*\)/g)
        .filter((target) => !/^https?:/.test(target) && !target.includes('/images/'))
        .filter((target) => !existsSync(join(root, dirname(file), target)))
        .map((target) => `${file}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('name files of the code as they are', () => {
    const paths = documents.flatMap((file) =>
      found(read(file), /`((?:server|scripts|packages|dashboard|simulators|docs|e2e)\/[\w./-]+\.\w+)`/g)
        .filter((path) => !existsSync(join(root, path)))
        .map((path) => `${file}: ${path}`),
    );
    expect(paths).toEqual([]);
  });
});
