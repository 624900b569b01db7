/**
 * Builds the public pages with Vite, in process: the browser's islands and styles, and the server's renderer.
 * The output's folder is named by a hash of everything that goes into it, so that what is found is never stale.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { DocumentAssets } from './document-assets.ts';

export type BuildMode = 'development' | 'production';

export interface BuiltPages {
  /** Hash of sources, lock file and mode. */
  key: string;
  directory: string;
  /** Files to serve under `/assets/pages/`; their names carry their content's hash. */
  assetsDirectory: string;
  serverEntry: string;
  assets: DocumentAssets;
  /** False where an earlier build was found. */
  fresh: boolean;
}

/** Where `assetsDirectory` has to be served. */
export const ASSETS_PREFIX = '/assets/pages/';

const PAGES = 'server/src/pages';
/** What pages import from outside of their folder, and what fixes the versions of packages. */
const OTHER_INPUTS = ['server/src/platform/locale.ts', 'server/package.json', 'package-lock.json'];
const BUILDS_KEPT = 4;

interface BuildOptions {
  /** The repository's folder; output goes to `.build/pages/` in it. */
  root: string;
  mode: BuildMode;
}

/** Builds, or finds the build of exactly these sources. Throws what Vite throws when the sources are broken. */
export async function buildPages({ root, mode }: BuildOptions): Promise<BuiltPages> {
  const key = await sourcesKey(root, mode);
  const builds = path.join(root, '.build/pages');
  const directory = path.join(builds, key);
  const fresh = !existsSync(path.join(directory, 'built.json'));
  if (fresh) await build(root, mode, builds, directory);
  // The time of last use decides what pruning keeps.
  const now = new Date();
  await utimes(directory, now, now);
  const assets = JSON.parse(await readFile(path.join(directory, 'built.json'), 'utf8')) as DocumentAssets;
  return {
    key,
    directory,
    assetsDirectory: path.join(directory, 'client', ASSETS_PREFIX),
    serverEntry: path.join(directory, 'server/entry-server.mjs'),
    assets,
    fresh,
  };
}

/** Hash of all inputs of the build: about 70 small files, read in a few milliseconds. */
export async function sourcesKey(root: string, mode: BuildMode): Promise<string> {
  const entries = await readdir(path.join(root, PAGES), { recursive: true, withFileTypes: true });
  const sources = entries
    .filter(
      (entry) => entry.isFile() && /\.(tsx?|css)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name),
    )
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(path.join(PAGES, 'samples')));
  const files = [...sources, ...OTHER_INPUTS].sort();
  const contents = await Promise.all(files.map((file) => readFile(path.join(root, file)).catch(() => '')));
  const hash = createHash('sha256').update(`${mode}\0${process.version}`);
  files.forEach((file, index) => {
    hash.update(`\0${file}\0`).update(contents[index] ?? '');
  });
  return hash.digest('hex').slice(0, 20);
}

async function build(root: string, mode: BuildMode, builds: string, directory: string): Promise<void> {
  const { createBuilder } = await import('vite');
  const pages = path.join(root, PAGES);
  const unfinished = `${directory}.${process.pid}-${Date.now()}`;
  const builder = await createBuilder({
    root: pages,
    configFile: false,
    envFile: false,
    publicDir: false,
    logLevel: 'error',
    mode,
    cacheDir: path.join(root, '.build/vite'),
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: { assetsInlineLimit: 0, emptyOutDir: true, reportCompressedSize: false },
    environments: {
      client: {
        build: {
          outDir: path.join(unfinished, 'client'),
          assetsDir: ASSETS_PREFIX.slice(1, -1),
          manifest: 'manifest.json',
          modulePreload: { polyfill: false },
          target: ['es2022', 'chrome111', 'firefox114', 'safari16.4'],
          rolldownOptions: {
            input: {
              client: path.join(pages, 'entry-client.ts'),
              styles: path.join(pages, 'styles/main.css'),
            },
          },
        },
      },
      ssr: {
        resolve: { noExternal: ['preact', 'preact-render-to-string', 'lucide'] },
        build: {
          ssr: true,
          outDir: path.join(unfinished, 'server'),
          minify: false,
          target: 'node26',
          rolldownOptions: {
            input: { 'entry-server': path.join(pages, 'entry-server.tsx') },
            output: { entryFileNames: '[name].mjs' },
          },
        },
      },
    },
    builder: {},
  });
  await builder.buildApp();
  const manifestFile = path.join(unfinished, 'client/manifest.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest;
  await rm(manifestFile);
  await compress(path.join(unfinished, 'client', ASSETS_PREFIX));
  await writeFile(path.join(unfinished, 'built.json'), JSON.stringify(readManifest(manifest), undefined, 1));
  await mkdir(builds, { recursive: true });
  try {
    await rename(unfinished, directory);
  } catch (error) {
    // Another process has built the same meanwhile: its output is as good.
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(path.join(directory, 'built.json'))) throw error;
  }
  await prune(builds);
}

/** A compressed copy beside each script and style sheet, to be sent instead. Typefaces are compressed already. */
async function compress(directory: string): Promise<void> {
  const files = (await readdir(directory)).filter((name) => /\.(js|css)$/.test(name));
  for (const file of files.map((name) => path.join(directory, name))) {
    const content = await readFile(file);
    await writeFile(`${file}.br`, brotliCompressSync(content));
    await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}

type Manifest = Record<
  string,
  { file: string; name?: string; imports?: string[]; css?: string[]; assets?: string[] }
>;

/** What documents need of Vite's manifest. */
function readManifest(manifest: Manifest): DocumentAssets {
  const find = (source: string) => {
    const entry = manifest[source];
    if (entry === undefined) throw new Error(`Vite's manifest lacks ${source}.`);
    return entry;
  };
  const withImports = (source: string): string[] => {
    const { file, imports = [] } = find(source);
    return [`/${file}`, ...imports.flatMap(withImports)];
  };
  const styles = find('styles/main.css');
  const fonts = (subset: string) =>
    (styles.assets ?? []).filter((file) => file.includes(`pro-${subset}-`)).map((file) => `/${file}`);
  const [clientEntry = '', ...clientImports] = withImports('entry-client.ts');
  const islands = Object.keys(manifest)
    .filter((source) => source.startsWith('islands/'))
    .map((source) => [path.basename(source, '.tsx'), [...new Set(withImports(source))]] as const);
  return {
    stylesheet: `/${styles.file}`,
    clientEntry,
    clientImports: clientImports.filter((file) => file !== clientEntry),
    islands: Object.fromEntries(
      islands.map(([name, files]) => [name, files.filter((file) => file !== clientEntry)]),
    ),
    fonts: { latin: fonts('latin'), vietnamese: fonts('vietnamese') },
  };
}

/** Old builds go, but those in use lately stay: another server of this checkout may still serve them. */
async function prune(builds: string): Promise<void> {
  const names = await readdir(builds);
  const dated = await Promise.all(
    names.map(async (name) => ({ name, used: (await stat(path.join(builds, name))).mtimeMs })),
  );
  const old = dated.sort((a, b) => b.used - a.used).slice(BUILDS_KEPT);
  await Promise.all(old.map(({ name }) => rm(path.join(builds, name), { recursive: true, force: true })));
}

/** For import(): the key in the path makes every build a module of its own. */
export function serverEntryUrl(built: BuiltPages): string {
  return pathToFileURL(built.serverEntry).href;
}
