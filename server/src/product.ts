import type { Logger } from 'pino';
import { openDatabase, type Database, type StatementHook } from '#db/database.ts';
import type { HttpDeps } from '#http/context.ts';
import { startWorker, type Worker } from '#jobs/worker.ts';
import type { Clock } from '#platform/clock.ts';
import type { Config, DatabaseUrls } from '#platform/config.ts';
import type { Keyring } from '#platform/crypto.ts';
import { createGate } from '#platform/gate.ts';
import type { BookingDeps } from '#modules/bookings/index.ts';
import type { Mailer } from '#modules/notifications/index.ts';
import { resolveSession } from '#modules/people/index.ts';
import type { Pages } from '#pages/index.ts';
import { createServer, type ServerDeps } from './server.ts';
import { subscriptions } from './subscriptions.ts';
import { cronItems, taskList } from './tasks.ts';

export type ProductOptions = {
  config: Config;
  urls: DatabaseUrls;
  keyring: Keyring;
  clock: Clock;
  log: Logger;
  mailer: Mailer;
  /** Where mails lie that a folder's mailer wrote: shown in development. */
  mailFolder: string | null;
  stripeApiBase: string | null;
  immersioApiBase: string;
  pages: Pages;
  /** The port that addresses in mails and pages name; the one that is listened on. */
  port: number;
  isReady: () => boolean;
  demoAccounts: ServerDeps['demoAccounts'];
  onStatement?: StatementHook;
};

export type Product = {
  db: Database;
  deps: ServerDeps;
  server: Awaited<ReturnType<typeof createServer>>;
  /** Does row security bind both roles, the application's and the worker's? */
  isBound: () => Promise<boolean>;
  /** Starts the queue's worker in this process. */
  work: () => Promise<Worker>;
  close: () => Promise<void>;
};

const POOL_SIZE = 20;
const WORKER_POOL_SIZE = 8;
const CONCURRENT_JOBS = 6;

/** Puts the parts together: databases, modules, server and worker, for `main.ts` and for tests. */
export async function assembleProduct(options: ProductOptions): Promise<Product> {
  const { config, clock, keyring, log, port } = options;
  const onError = (error: Error) => log.warn({ err: error }, 'a database connection broke');
  const common = {
    subscriptions,
    onError,
    ...(options.onStatement ? { onStatement: options.onStatement } : {}),
  };
  const db = openDatabase({ ...common, url: options.urls.app, poolSize: POOL_SIZE });
  const workerDb = openDatabase({ ...common, url: options.urls.worker, poolSize: WORKER_POOL_SIZE });
  const stripe = { apiBase: options.stripeApiBase };
  const addresses = { baseDomain: config.baseDomain, port, secure: config.mode === 'production' };

  const http: HttpDeps = {
    db,
    clock,
    keyring,
    config,
    resolveSession: (tenantId, token) => db.withTenant(tenantId, (tx) => resolveSession(tx, token, clock())),
  };
  const booking: BookingDeps = {
    db,
    clock,
    keyring,
    stripe,
    gate: createGate<number>(POOL_SIZE / 4),
    holdsPerAddress: config.rateLimits === 'off' ? null : config.rateLimits.holdsPerAddress,
  };
  const deps: ServerDeps = {
    ...http,
    ...booking,
    addresses,
    mailDomain: config.baseDomain,
    pages: options.pages,
    mailFolder: options.mailFolder,
    demoAccounts: options.demoAccounts,
    isReady: options.isReady,
  };
  const server = await createServer(deps, log);
  const tasks = taskList({
    db: workerDb,
    clock,
    keyring,
    stripe,
    log,
    mailer: options.mailer,
    mailDomain: config.baseDomain,
    addresses,
    apiBase: options.immersioApiBase,
  });
  return {
    db,
    deps,
    server,
    isBound: async () =>
      (await db.platform.isBoundByRowSecurity()) && (await workerDb.platform.isBoundByRowSecurity()),
    work: () =>
      startWorker({
        url: options.urls.worker,
        taskList: tasks,
        cronItems,
        concurrency: CONCURRENT_JOBS,
        log,
      }),
    close: async () => {
      await server.close();
      await Promise.all([db.end(), workerDb.end()]);
      options.mailer.close();
    },
  };
}
