import type { Logger } from 'pino';
import { openDatabase } from '#db/database.ts';
import type { Clock } from '#platform/clock.ts';
import type { Config } from '#platform/config.ts';
import { folderMailer, smtpMailer } from '#modules/notifications/index.ts';
import { platformOrigin } from '#modules/tenants/index.ts';
import { loadPages } from '#pages/index.ts';
import { prepareDashboard } from '../dashboard.ts';
import { DEMO_PASSWORD } from '../demo/people.ts';
import { seedDemoSchools, type SeededSchool } from '../demo/seed.ts';
import { assembleProduct, type Product } from '../product.ts';
import { subscriptions } from '../subscriptions.ts';
import { openDatabases, type Databases } from './databases.ts';
import { openKeyring, prepareDataFolder, StartError } from './settings.ts';
import { createShutdown, onSignals } from './shutdown.ts';
import { introduceSchools, startSimulators, type Simulators } from './simulators.ts';
import { startTable } from './table.ts';

export type StartOptions = {
  config: Config;
  dataDir: string;
  log: Logger;
  clock: Clock;
  say: (line: string) => void;
};

const NO_SIMULATORS: Simulators = { stripe: null, immersio: null, close: async () => undefined };

/**
 * Starts everything: the port first (it may be taken), then database, migrations, demo schools and simulators in development, the
 * worker; then it is ready. Stops it all on SIGINT and SIGTERM, or when the database goes away for good.
 */
export async function start({ config, dataDir, log, clock, say }: StartOptions): Promise<void> {
  const shutdown = createShutdown(log);
  const stop = (code: number): void => {
    void shutdown.run().then(() => process.exit(code));
  };
  onSignals(() => stop(0));
  try {
    const development = config.mode !== 'production';
    const dataFolder = prepareDataFolder(dataDir);
    const keyring = openKeyring(config, dataFolder);
    await probePort(config.port);

    // What needs not wait for each other does not: a second start is ready in a second or two.
    const starting = [
      openDatabases(config, dataDir, say).then((opened) => {
        shutdown.add('database', () => opened.embedded?.stop() ?? Promise.resolve());
        return opened;
      }),
      (development ? startSimulators(config, dataFolder) : Promise.resolve(NO_SIMULATORS)).then((started) => {
        shutdown.add('simulators', started.close);
        return started;
      }),
      loadPages({ mode: development ? 'development' : 'production' }),
      prepareDashboard(config.mode),
    ] as const;
    // All are waited for, even where one fails: what was started by then can be stopped.
    await Promise.allSettled(starting);
    const [databases, simulators, pages] = await Promise.all(starting);
    const mailer = config.smtpUrl ? smtpMailer(config.smtpUrl) : folderMailer(dataFolder.mail, clock);

    let ready = false;
    const seeded = development ? await seed(databases, keyring, clock) : [];
    const product = await assembleProduct({
      config,
      urls: databases.urls,
      keyring,
      clock,
      log,
      mailer,
      mailFolder: config.smtpUrl || !development ? null : dataFolder.mail,
      stripeApiBase: simulators.stripe?.url ?? config.stripeApiBase,
      immersioApiBase: simulators.immersio?.url ?? config.immersioApiBase ?? '',
      pages,
      port: config.port,
      isReady: () => ready,
      demoAccounts: seeded.flatMap(demoAccounts),
    });
    shutdown.add('server', product.close);
    await refuseUnsafe(config, product);
    await listen(product.server, config);
    introduceSchools(simulators, seeded, platformOrigin(product.deps.addresses));
    const worker = await product.work();
    shutdown.add('worker', worker.stop);
    worker.failed.catch((error: unknown) => {
      log.error({ err: error }, 'the worker ended');
      stop(1);
    });
    void databases.embedded?.exited.then(() => stop(1));
    ready = true;
    const mail = config.smtpUrl
      ? 'sent through SMTP_URL'
      : `http://${config.baseDomain}:${config.port}/dev/mail`;
    if (development)
      say(
        startTable({
          port: config.port,
          baseDomain: config.baseDomain,
          seeded,
          simulators,
          mail,
          data: databases.where,
        }),
      );
    else say(`ready on port ${config.port}`);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

/** Before anything is started: another server on the port is the commonest reason why a start fails. */
async function probePort(port: number): Promise<void> {
  const { createServer } = await import('node:net');
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(portError(port, error)));
    probe.listen(port, 'localhost', () => probe.close(() => resolve()));
  });
}

const portError = (port: number, error: NodeJS.ErrnoException): Error =>
  error.code === 'EADDRINUSE'
    ? new StartError(`port ${port} is taken: stop what listens there, or set PORT`)
    : error.code === 'EACCES'
      ? new StartError(`port ${port} may not be used by this user: set PORT`)
      : error;

async function listen(
  server: { listen: (options: { port: number; host: string }) => Promise<string> },
  config: Config,
): Promise<void> {
  try {
    // In development for this machine only; in production for the proxy in front, wherever it is.
    await server.listen({ port: config.port, host: config.mode === 'production' ? '0.0.0.0' : 'localhost' });
  } catch (error) {
    throw portError(config.port, error as NodeJS.ErrnoException);
  }
}

async function seed(
  databases: Databases,
  keyring: Parameters<typeof seedDemoSchools>[0]['keyring'],
  clock: Clock,
): Promise<SeededSchool[]> {
  // Only the owner can make a tenant.
  const owner = openDatabase({ url: databases.urls.admin, subscriptions, poolSize: 2 });
  try {
    return await seedDemoSchools({ db: owner, keyring, now: clock() });
  } finally {
    await owner.end();
  }
}

/** In production: roles that row security binds, and no school whose passwords are public. */
async function refuseUnsafe(config: Config, product: Product): Promise<void> {
  if (config.mode !== 'production') return;
  if (!(await product.isBound())) {
    throw new StartError(
      'DATABASE_URL, DATABASE_WORKER_URL: a role is stronger than it may be (superuser, or bypasses row security)',
    );
  }
  if ((await product.db.platform.demoSchools()) > 0) {
    throw new StartError(
      'the database holds the demo schools, whose passwords are public: use another one in production',
    );
  }
}

const demoAccounts = ({ school }: SeededSchool) =>
  [
    { role: 'admin', email: school.admin.email },
    { role: 'teacher', email: school.teachers[0]?.email ?? '' },
    { role: 'student', email: school.students[0]?.email ?? '' },
  ].map((account) => ({ ...account, subdomain: school.subdomain, password: DEMO_PASSWORD }));
