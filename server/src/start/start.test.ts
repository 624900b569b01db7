import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { request } from '#testing/request.ts';

const MAIN = join(import.meta.dirname, '../main.ts');
const READY_WITHIN = 40_000;

type Run = { child: ChildProcess; output: () => string; exited: Promise<number | null> };

let dataDir: string;
let port: number;
const running = new Set<ChildProcess>();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lessonry-start-'));
  // PostgreSQL's own user has to pass through it.
  await chmod(dataDir, 0o711);
  port = await freePort();
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  return await new Promise((resolve) => {
    const probe = createServer().listen(0, 'localhost', () => {
      const { port: free } = probe.address() as AddressInfo;
      probe.close(() => resolve(free));
    });
  });
}

/** Starts the product as `npm start` does, with nothing of the tests' environment but what is given. */
function run(env: Record<string, string> = {}): Run {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH, HOME, PORT: String(port), DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
  }
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return { child, output: () => text, exited };
}

async function ready({ output, child }: Run): Promise<void> {
  const deadline = Date.now() + READY_WITHIN;
  for (;;) {
    const answer = await request(port, 'GET', '/readyz', { host: 'anything.example' }).catch(() => null);
    if (answer?.status === 200) return;
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`not ready: ${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('npm start', () => {
  test('gets ready, prints where to click, and stops in order on signals that come twice at once', async () => {
    const first = run();
    await ready(first);
    for (const part of [
      'Lotus Language School',
      '/dashboard',
      'admin@lotus.example',
      '/dev/mail',
      'simulated Stripe',
      dataDir,
    ]) {
      expect(first.output()).toContain(part);
    }
    const page = await request(port, 'GET', '/', { host: `lotus.localhost:${port}` });
    expect(page.status).toBe(200);
    // An idle kept-alive connection is open now: it must not hold the stop up.
    const begin = Date.now();
    first.child.kill('SIGTERM');
    first.child.kill('SIGINT');
    expect(await first.exited).toBe(0);
    expect(Date.now() - begin).toBeLessThan(8_000);
  }, 60_000);

  test('recovers by itself from kill -9, and refuses a port that is taken in one line', async () => {
    const killed = run();
    await ready(killed);
    killed.child.kill('SIGKILL');
    await killed.exited;
    const next = run();
    await ready(next);
    const second = run({ DATA_DIR: join(dataDir, 'other') });
    expect(await second.exited).toBe(1);
    expect(second.output().trim()).toBe(
      `lessonry: port ${port} is taken: stop what listens there, or set PORT`,
    );
    next.child.kill('SIGTERM');
    expect(await next.exited).toBe(0);
  }, 90_000);

  test.each([
    [
      'a database that cannot be reached',
      { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c', DATABASE_ADMIN_URL: 'postgres://a:b@127.0.0.1:1/c' },
      /^lessonry: DATABASE_URL: no connection \(ECONNREFUSED.*\)$/,
    ],
    [
      'a data folder that cannot be written',
      { DATA_DIR: '/proc/lessonry' },
      /^lessonry: the data folder \/proc\/lessonry cannot be written .*$/,
    ],
    ['a setting that is wrong', { BASE_DOMAIN: 'a b' }, /^lessonry: BASE_DOMAIN: .*$/],
  ])(
    'says in one line what is wrong with %s',
    async (_what, env, line) => {
      const failed = run({ PORT: String(await freePort()), ...env });
      expect(await failed.exited).toBe(1);
      expect(failed.output().trim()).toMatch(line);
    },
    30_000,
  );

  test('lists every fault of the settings at once', async () => {
    const failed = run({ PORT: 'x', RATE_LIMITS: 'y', NODE_ENV: 'production' });
    expect(await failed.exited).toBe(1);
    const lines = failed.output().trim().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(line).toMatch(/^lessonry: [A-Z_]+: /);
  }, 30_000);
});
