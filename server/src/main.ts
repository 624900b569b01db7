import { join } from 'node:path';
import { pino } from 'pino';
import { defaultDataDir } from '#db/launcher/data-dir.ts';
import { LaunchError } from '#db/launcher/launch-error.ts';
import { MigrationError } from '#db/migrate.ts';
import { systemClock } from '#platform/clock.ts';
import { ConfigError, readConfig } from '#platform/config.ts';
import { StartError } from './start/settings.ts';
import { start } from './start/start.ts';

const REPOSITORY = join(import.meta.dirname, '../..');

/** Faults that a person can mend are told in one line each; anything else is ours and shows where. */
function isTellable(error: unknown): error is Error {
  return (
    error instanceof ConfigError ||
    error instanceof StartError ||
    error instanceof LaunchError ||
    error instanceof MigrationError
  );
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

try {
  const config = readConfig(process.env);
  // Vite, which builds the pages, sets it where it is missing, to what is not ours.
  process.env['NODE_ENV'] = config.mode;
  const log = pino({ level: config.mode === 'development' ? 'warn' : 'info' }, pino.destination(2));
  await start({
    config,
    dataDir: config.dataDir ?? defaultDataDir(REPOSITORY),
    log,
    clock: systemClock,
    say,
  });
} catch (error) {
  if (!isTellable(error)) throw error;
  for (const line of error.message.split('\n')) process.stderr.write(`lessonry: ${line}\n`);
  process.exit(1);
}
