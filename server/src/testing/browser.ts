import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installationRoot } from '#db/launcher/data-dir.ts';

export interface BrowserLaunchOptions {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string | undefined>;
}

const SYSTEM_BROWSER = '/usr/bin/chromium';
const ROOT = join(import.meta.dirname, '../../..');

/**
 * Our own list: the package's defaults switch the browser's web security off, which our tests are to see. Its `--no-zygote` is
 * left out, too: every new process would start from scratch, which makes journeys a third slower.
 */
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/** How to launch a Chromium: the machine's own or, where there is none, the one inside @sparticuz/chromium. */
export async function browserLaunchOptions(): Promise<BrowserLaunchOptions> {
  if (existsSync(SYSTEM_BROWSER))
    return { executablePath: SYSTEM_BROWSER, args: [...ARGS], env: process.env };
  const folder = await unpackedBrowser();
  return { executablePath: join(folder, 'chromium'), args: [...ARGS], env: environmentOf(folder) };
}

/** The folder of the package's browser, of its libraries and fonts: a machine without Chromium may lack these, too. */
async function unpackedBrowser(): Promise<string> {
  const manifest = readFileSync(join(ROOT, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = join(installationRoot(), `browser-${version}`);
  if (existsSync(folder)) return folder;
  // The package takes whatever lies in its folder, half a browser as well: so it gets a new one, which is renamed at the end.
  const unpacking = mkdtempSync(`${folder}-`);
  try {
    await unpackInto(unpacking);
    renameSync(unpacking, folder);
  } catch (error) {
    rmSync(unpacking, { recursive: true, force: true });
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

async function unpackInto(folder: string): Promise<void> {
  const script =
    "const { default: browser } = await import('@sparticuz/chromium'); await browser.executablePath();";
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: ROOT,
    // Only where it believes to be on Lambda do its libraries come along.
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
  });
  const fonts =
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' +
    '<dir prefix="relative">.</dir><dir>/usr/share/fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>';
  writeFileSync(join(folder, 'fonts/fonts.conf'), fonts);
}

function environmentOf(folder: string): BrowserLaunchOptions['env'] {
  const libraries = [join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH']];
  return {
    ...process.env,
    LD_LIBRARY_PATH: libraries.filter((path) => path !== undefined).join(':'),
    FONTCONFIG_PATH: join(folder, 'fonts'),
  };
}
