import type { Logger } from 'pino';

/** Undoes what was started, last first, each step with a limit, all of it within `TOTAL` ms. */
export function createShutdown(log: Pick<Logger, 'error'>) {
  const steps: { name: string; stop: () => Promise<unknown> }[] = [];
  let running: Promise<void> | undefined;

  const run = async (): Promise<void> => {
    const deadline = Date.now() + TOTAL;
    for (const { name, stop } of steps.reverse()) {
      const left = Math.max(200, deadline - Date.now());
      try {
        await Promise.race([stop(), fail(Math.min(left, STEP))]);
      } catch (error) {
        log.error({ err: error, step: name }, 'could not be stopped in order');
      }
    }
  };

  return {
    /** Registers what has to be undone; what was started last goes first. */
    add(name: string, stop: () => Promise<unknown>): void {
      steps.push({ name, stop });
    },
    /** Runs once, however often it is asked for. */
    run: (): Promise<void> => (running ??= run()),
  };
}

const TOTAL = 7_000;
const STEP = 5_000;

const fail = (ms: number): Promise<never> =>
  new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error('took too long')), ms).unref();
  });

/** Ctrl-C reaches us and the shell's other children at once, and npm passes it on: only a later one means "force". */
const FORCE_AFTER = 1_000;

/** Calls `stop` on the first SIGINT or SIGTERM; a second one, a second later or more, ends the process at once. */
export function onSignals(stop: () => void): void {
  let first: number | undefined;
  const handle = (): void => {
    if (first === undefined) {
      first = Date.now();
      stop();
    } else if (Date.now() - first >= FORCE_AFTER) {
      process.exit(1);
    }
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
}
