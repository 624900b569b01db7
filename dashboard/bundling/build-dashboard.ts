/**
 * Builds the dashboard with Vite. The output's folder is named by a hash of everything that goes into it,
 * so that what is found is never stale.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ENTRY, ASSETS_PREFIX } from './addresses.ts';

/** Addresses, below the server's root, of what the document loads. */
export type DashboardFiles = { script: string; imports: string[]; styles: string[]; fonts: string[] };

type BuiltDashboard = {
  /** Hash of the sources, the shared ones and the lock file. */
  key: string;
  /** The files to serve under `ASSETS_PREFIX`; their names carry their content's hash. */
  assetsDirectory: string;
  files: DashboardFiles;
};

const ROOT = path.resolve(import.meta.dirname, '../..');
const BUILDS = path.join(ROOT, '.build/dashboard');
const FOLDERS = ['dashboard/src', 'dashboard/bundling', 'packages/api-contract/src'];
const FILES = [
  'dashboard/package.json',
  'package-lock.json',
  'server/src/pages/styles/tokens.css',
  'server/src/pages/styles/fonts.css',
];
const BUILDS_KEPT = 4;

/** Builds, or finds the build of exactly these sources. Throws with Vite's complaints when the sources are broken. */
export async function buildDashboard(): Promise<BuiltDashboard> {
  const key = await sourcesKey();
  const directory = path.join(BUILDS, key);
  const record = path.join(directory, 'built.json');
  if (!existsSync(record)) await build(directory);
  // The time of last use decides what pruning keeps.
  const now = new Date();
  await utimes(directory, now, now);
  const files = JSON.parse(await readFile(record, 'utf8')) as DashboardFiles;
  return { key, assetsDirectory: path.join(directory, ASSETS_PREFIX), files };
}

async function sourcesKey(): Promise<string> {
  const listed = await Promise.all(
    FOLDERS.map((folder) => readdir(path.join(ROOT, folder), { recursive: true, withFileTypes: true })),
  );
  const sources = listed
    .flat()
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
  const hash = createHash('sha256').update(process.version);
  for (const file of [...sources, ...FILES].sort()) {
    hash.update(`\0${file}\0`).update(await readFile(path.join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 20);
}

async function build(directory: string): Promise<void> {
  const unfinished = `${directory}.${process.pid}-${Date.now()}`;
  await bundleApart(unfinished);
  const manifest = JSON.parse(await readFile(path.join(unfinished, 'manifest.json'), 'utf8')) as Manifest;
  await writeFile(path.join(unfinished, 'built.json'), JSON.stringify(readManifest(manifest), undefined, 1));
  await mkdir(BUILDS, { recursive: true });
  try {
    await rename(unfinished, directory);
  } catch (error) {
    // Another process has built the same meanwhile: its output is as good.
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(path.join(directory, 'built.json'))) throw error;
  }
  await prune();
}

/**
 * Vite takes its mode from the process's NODE_ENV, packages' development or production builds with it, and sets it where it
 * is missing. The server's is another matter (tests have their own), hence a process for the bundle alone.
 */
async function bundleApart(directory: string): Promise<void> {
  const script = path.join(import.meta.dirname, 'bundle.ts');
  const child = spawn(process.execPath, [script, directory], {
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The dashboard could not be built.\n${complaints}`);
}

type Manifest = Record<string, { file: string; imports?: string[]; css?: string[]; assets?: string[] }>;

/** What the document needs of Vite's manifest. */
function readManifest(manifest: Manifest): DashboardFiles {
  const entry = manifest[ENTRY];
  if (entry === undefined) throw new Error(`Vite's manifest lacks ${ENTRY}.`);
  const importsOf = (names: readonly string[] = []): string[] =>
    names.flatMap((name) => {
      const chunk = manifest[name];
      return chunk ? [`/${chunk.file}`, ...importsOf(chunk.imports)] : [];
    });
  return {
    script: `/${entry.file}`,
    imports: [...new Set(importsOf(entry.imports))],
    styles: (entry.css ?? []).map((file) => `/${file}`),
    fonts: (entry.assets ?? []).filter((file) => file.endsWith('.woff2')).map((file) => `/${file}`),
  };
}

/** Old builds go, but those in use lately stay: another server of this checkout may still serve them. */
async function prune(): Promise<void> {
  const dated = await Promise.all(
    (await readdir(BUILDS)).map(async (name) => {
      const directory = path.join(BUILDS, name);
      return { directory, used: (await stat(directory)).mtimeMs };
    }),
  );
  const old = dated.sort((a, b) => b.used - a.used).slice(BUILDS_KEPT);
  await Promise.all(old.map(({ directory }) => rm(directory, { recursive: true, force: true })));
}
