import { Logger as WorkerLogger, parseCronItems, run, type CronItem, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import type { Secret } from '#platform/secret.ts';

export type Worker = { stop: () => Promise<void>; failed: Promise<void> };

const APPLICATION = 'lessonry-worker';

// No job of ours takes as long; the queue's own limit is four hours.
const SURELY_DEAD = '15 minutes';

/**
 * Gives back the jobs that a killed process had begun: all that are locked when no other worker is connected, else those locked
 * for longer than a job can take. Otherwise they, and their whole serial queue, would wait for four hours.
 */
async function releaseJobsOfDeadWorkers(pool: pg.Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.force_unlock_workers(array(
       select distinct locked_by from (
         select locked_by, locked_at from graphile_worker._private_jobs
         union all select locked_by, locked_at from graphile_worker._private_job_queues
       ) locks
       where locked_by is not null and (locked_at < now() - $2::interval or not exists (
         select 1 from pg_stat_activity
         where application_name = $1 and datname = current_database() and pid <> pg_backend_pid()))))`,
    [APPLICATION, SURELY_DEAD],
  );
}

/**
 * Runs the queue's jobs. `url`: a direct connection (LISTEN). `stop` waits a moment for running jobs; what is not done by then
 * goes back to the queue for the next process.
 */
export async function startWorker(options: {
  url: Secret;
  taskList: TaskList;
  cronItems: CronItem[];
  concurrency: number;
  log: Logger;
}): Promise<Worker> {
  const { log } = options;
  const pool = new pg.Pool({
    connectionString: options.url.reveal(),
    max: options.concurrency + 3,
    application_name: APPLICATION,
  });
  const onBroken = (error: Error) => log.warn({ err: error }, 'a connection of the queue broke');
  pool.on('error', onBroken);
  pool.on('connect', (client) => client.on('error', onBroken));
  await releaseJobsOfDeadWorkers(pool);
  const runner = await run({
    pgPool: pool,
    taskList: options.taskList,
    parsedCronItems: parseCronItems(options.cronItems),
    concurrency: options.concurrency,
    pollInterval: 2_000,
    noHandleSignals: true,
    preset: { worker: { gracefulShutdownAbortTimeout: 3_000 } },
    logger: new WorkerLogger(() => (level, message) => {
      if (level === 'error') log.error(message);
      else if (level === 'warning') log.warn(message);
      else log.debug(message);
    }),
  });
  return {
    failed: runner.promise,
    stop: async () => {
      await runner.stop();
      await pool.end();
    },
  };
}
