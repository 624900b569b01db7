import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { countsOf, type Check, type Counts } from './checks.ts';

/** Settings of a product that somebody runs from this shell: tests must never touch its database or its mail. */
const PRODUCT_SETTINGS = [
  ...[
    'DATABASE_URL',
    'DATABASE_ADMIN_URL',
    'DATABASE_WORKER_URL',
    'DATA_DIR',
    'PORT',
    'BASE_DOMAIN',
    'NODE_ENV',
  ],
  ...['STRIPE_API_BASE', 'IMMERSIO_API_BASE', 'SMTP_URL', 'ENCRYPTION_KEYS', 'RATE_LIMITS'],
];

const PROGRESS_EVERY_MS = 10_000;

/** Runs the lanes side by side, the checks of a lane one after the other; says what is going on; counts. */
export async function runLanes(
  lanes: readonly (readonly Check[])[],
  { root, long }: { root: string; long: boolean },
): Promise<Counts> {
  const running = new Map<Check, ChildProcess>();
  const began = Date.now();
  const seconds = (since: number): string => `${Math.round((Date.now() - since) / 1000)} s`;
  const progress = setInterval(() => {
    const names = [...running.keys()].map(({ name }) => name).join(', ');
    console.log(`… ${seconds(began)}: running ${names}`);
  }, PROGRESS_EVERY_MS);
  const stopOnSignal = (): void => {
    for (const child of running.values()) child.kill('SIGTERM');
    process.exit(130);
  };
  process.once('SIGINT', stopOnSignal);
  process.once('SIGTERM', stopOnSignal);

  const runCheck = async (check: Check): Promise<Counts> => {
    const checkBegan = Date.now();
    const child = start(check, root, long);
    running.set(check, child);
    const { succeeded, output } = await outcome(child);
    running.delete(check);
    const counts = countsOf(check, succeeded);
    const numbers = check.summary ? ` — ${counts.passed} passed, ${counts.failed} failed` : '';
    console.log(`${counts.failed === 0 ? '✓' : '✗'} ${check.name} (${seconds(checkBegan)})${numbers}`);
    if (counts.failed > 0) console.log(`${output.trimEnd()}\n`);
    return counts;
  };
  const runLane = async (lane: readonly Check[]): Promise<Counts> => {
    let total: Counts = { passed: 0, failed: 0 };
    for (const check of lane) total = add(total, await runCheck(check));
    return total;
  };

  try {
    const totals = await Promise.all(lanes.map(runLane));
    return totals.reduce(add);
  } finally {
    clearInterval(progress);
  }
}

function start(check: Check, root: string, long: boolean): ChildProcess {
  const [program = '', ...args] = check.command;
  const bin = join(root, 'node_modules', '.bin');
  const inherited = Object.entries(process.env).filter(([name]) => !PRODUCT_SETTINGS.includes(name));
  return spawn(process.execPath, [join(bin, program), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...Object.fromEntries(inherited),
      // What the checks start as `node` is to be this one too.
      PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`,
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
      ...(long ? { TEST_LONG: '1' } : {}),
      ...check.env,
    },
  });
}

function outcome(child: ChildProcess): Promise<{ succeeded: boolean; output: string }> {
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    const finish = (succeeded: boolean): void =>
      resolve({ succeeded, output: Buffer.concat(chunks).toString('utf8') });
    child.once('error', (error) => {
      chunks.push(Buffer.from(`${error.message}\n`));
      finish(false);
    });
    child.once('close', (code) => finish(code === 0));
  });
}

function add(one: Counts, other: Counts): Counts {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}
