import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

// `node scripts/architecture-graph.ts`: draws who imports whom into docs/architecture.md, between the two markers.
const root = join(import.meta.dirname, '..');
const DOCUMENT = join(root, 'docs/architecture.md');
const BLOCK = /(<!-- graph:begin[^\n]*-->\n)[\s\S]*?(<!-- graph:end -->)/;

/** Folders that are drawn as one box each. */
const BOXES =
  '^server/src/(db|http|jobs|pages|site|start|demo|modules/[^/]+)|^packages/[^/]+|^simulators/[^/]+';
/** Everything may use the platform; tests and tools are no part of the running product. */
const LEFT_OUT = '^server/src/(platform/|testing/|api-document)|^server/src/db/generate|\\.test\\.tsx?$';

/** The dependency graph of the server as the code has it: a fenced mermaid block. About 2 s. */
export async function drawGraph(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/.bin/depcruise'),
      ...['--config', '.dependency-cruiser.js', '--collapse', BOXES, '--exclude', LEFT_OUT],
      ...['--include-only', '^(server/src|packages|simulators)/', '-T', 'mermaid', 'server/src'],
    ],
    { cwd: root, maxBuffer: 16 * 1024 * 1024 },
  );
  return `\`\`\`mermaid\n${stdout.trim()}\n\`\`\`\n`;
}

/** docs/architecture.md as it is, and as it would be with this graph. Throws where the markers are missing. */
export function documentWith(graph: string): { found: string; wanted: string } {
  const found = readFileSync(DOCUMENT, 'utf8');
  if (!BLOCK.test(found)) throw new Error(`${DOCUMENT} has no graph:begin and graph:end markers`);
  return {
    found,
    wanted: found.replace(BLOCK, (_all, begin: string, end: string) => `${begin}${graph}${end}`),
  };
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(DOCUMENT, documentWith(await drawGraph()).wanted);
}
