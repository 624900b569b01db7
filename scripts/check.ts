import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runLanes } from './check/lanes.ts';
import { vitestSummary, type Check } from './check/checks.ts';

// The test command: every check there is, two at a time, and as its last line how much passed and how much failed.
const root = join(import.meta.dirname, '..');
const reports = join(root, '.reports');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const long = process.argv.includes('--long');
const vitestReport = join(reports, 'vitest.json');
const cruised = ['packages', 'server/src', 'simulators', 'dashboard', 'bench', 'e2e', 'scripts'].filter(
  (folder) => existsSync(join(root, folder)),
);
const typeProjects = [
  'tsconfig.json',
  'tsconfig.pages.json',
  'dashboard/tsconfig.json',
  'dashboard/bundling/tsconfig.json',
];

const statics: Check[] = [
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'] },
  ...typeProjects
    .filter((project) => existsSync(join(root, project)))
    .map((project) => ({ name: `types of ${project}`, command: ['tsc', '-p', project, '--noEmit'] })),
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'dependency rules', command: ['depcruise', '--config', '.dependency-cruiser.js', ...cruised] },
  { name: 'unused code', command: ['knip', '--no-progress', '--no-config-hints'] },
];

const suites: Check[] = [
  {
    name: 'tests',
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
    summary: () => vitestSummary(vitestReport),
  },
];

const { passed, failed } = await runLanes([suites, statics], { root, long });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
