import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { QueryResultRow } from 'pg';
import PostalMime, { type Email } from 'postal-mime';
import { pino } from 'pino';
import { startImmersioSimulator, type ImmersioSimulator } from '@lessonry/simulators/immersio';
import { startStripeSimulator, type StripeSimulator } from '@lessonry/simulators/stripe';
import { openDatabase, type Database, type StatementHook } from '#db/database.ts';
import { systemClock, type Clock } from '#platform/clock.ts';
import { newDevelopmentKey, parseKeys, readConfig } from '#platform/config.ts';
import { createKeyring, type Keyring } from '#platform/crypto.ts';
import { Secret } from '#platform/secret.ts';
import { folderMailer, type Mailer } from '#modules/notifications/index.ts';
import { platformOrigin } from '#modules/tenants/index.ts';
import { loadPages } from '#pages/index.ts';
import { prepareDashboard } from '../dashboard.ts';
import { seedDemoSchools, type SeededSchool } from '../demo/seed.ts';
import { assembleProduct, type Product } from '../product.ts';
import { introduceSchools } from '../start/simulators.ts';
import { subscriptions } from '../subscriptions.ts';
import { asSuperuserOf, cloneDatabase, type TestDatabase } from './database.ts';
import { request, type Answer, type RequestOptions } from './request.ts';

export type TestProduct = {
  product: Product;
  database: TestDatabase;
  /** The owner's connection: for setting the scene and for looking behind the API. */
  owner: Database;
  keyring: Keyring;
  port: number;
  stripe: StripeSimulator;
  immersio: ImmersioSimulator;
  seeded: SeededSchool[];
  /** Ids of the demo schools. */
  tenants: { lotus: number; harbour: number };
  /** One request to the server; `lotus`' host unless another is named. */
  call: (method: string, path: string, options?: RequestOptions) => Promise<Answer>;
  /** Mails sent so far, oldest first. */
  mails: () => Promise<Email[]>;
  /** Waits until no outbox row that is due is unhandled. */
  settled: () => Promise<void>;
  /** Moves the product's clock forward, and with it what is due in the queue; Stripe's and the database's clocks stay. */
  advance: (ms: number) => Promise<void>;
  /** One statement behind everybody's back: sees and may do everything. */
  sql: <R extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<R[]>;
  close: () => Promise<void>;
};

export type TestProductOptions = {
  clock?: Clock;
  /** Default `off`. */
  rateLimits?: string;
  /** False: no worker; jobs stay in the queue. */
  work?: boolean;
  /** Level of the server's log; silent unless asked for. */
  logLevel?: string;
  onStatement?: StatementHook;
  /** Instead of the folder that `mails` reads. */
  mailer?: Mailer;
  /** Adds to the server before it listens: a benchmark's own routes. */
  extend?: (product: Product) => Promise<void>;
};

/** The whole product on a database of its own, with the demo schools and both simulators, over real HTTP. */
export async function startTestProduct(options: TestProductOptions = {}): Promise<TestProduct> {
  const base = options.clock ?? systemClock;
  let ahead = 0;
  const clock: Clock = () => base() + ahead;
  const database = await cloneDatabase();
  const mailFolder = await mkdtemp(join(tmpdir(), 'lessonry-mail-'));
  const keyring = createKeyring(parseKeys(newDevelopmentKey()));
  const stripe = await startStripeSimulator({
    paymentIntents: 'on_confirmation',
    webhookRetryDelays: [100, 300, 1000],
  });
  const immersio = await startImmersioSimulator();
  const owner = openDatabase({ url: new Secret(database.adminUrl), subscriptions, poolSize: 4 });
  const seeded = await seedDemoSchools({ db: owner, keyring, now: clock() });
  const config = readConfig({ NODE_ENV: 'test', RATE_LIMITS: options.rateLimits ?? 'off' });
  const port = await freePort();
  await prepareDashboard('test');
  const product = await assembleProduct({
    config,
    urls: {
      app: new Secret(database.appUrl),
      admin: new Secret(database.adminUrl),
      worker: new Secret(database.workerUrl),
    },
    keyring,
    clock,
    log: pino({ level: options.logLevel ?? 'silent' }, pino.destination(2)),
    mailer: options.mailer ?? folderMailer(mailFolder, systemClock),
    mailFolder,
    stripeApiBase: stripe.url,
    immersioApiBase: immersio.url,
    pages: await loadPages(),
    port,
    isReady: () => true,
    demoAccounts: [],
    ...(options.onStatement ? { onStatement: options.onStatement } : {}),
  });
  await options.extend?.(product);
  await product.server.listen({ port, host: '127.0.0.1' });
  introduceSchools(
    { stripe, immersio, close: async () => undefined },
    seeded,
    platformOrigin(product.deps.addresses),
  );
  const worker = options.work === false ? null : await product.work();
  const idOf = async (subdomain: string): Promise<number> => {
    const tenant = await owner.platform.tenantByHost(subdomain, '');
    if (!tenant) throw new Error(`no school ${subdomain}`);
    return tenant.id;
  };
  const tenants = { lotus: await idOf('lotus'), harbour: await idOf('harbour') };
  const superuser = await asSuperuserOf(database);

  return {
    product,
    database,
    owner,
    keyring,
    port,
    stripe,
    immersio,
    seeded,
    tenants,
    call: (method, path, given = {}) =>
      request(port, method, path, { ...given, host: given.host ?? `lotus.localhost:${port}` }),
    mails: async () => {
      const files = (await readdir(mailFolder)).filter((file) => file.endsWith('.eml')).sort();
      return await Promise.all(
        files.map(async (file) => PostalMime.parse(await readFile(join(mailFolder, file)))),
      );
    },
    settled: () => untilSettled(owner, Object.values(tenants), clock),
    advance: async (ms) => {
      ahead += ms;
      const due = "run_at > now() and run_at <= now() + $1 * interval '1 ms'";
      await superuser.query(`update graphile_worker._private_jobs set run_at = now() where ${due}`, [ahead]);
      await superuser.query(`select pg_notify('jobs:insert', '{"count":6}')`);
    },
    sql: async <R extends object>(text: string, values: readonly unknown[] = []) =>
      (await superuser.query<R & QueryResultRow>(text, [...values])).rows,
    close: async () => {
      await superuser.end();
      await stripe.close();
      await worker?.stop();
      await product.close();
      await immersio.close();
      await owner.end();
      await database.drop();
      await rm(mailFolder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

const PATIENCE = 10_000;

async function untilSettled(owner: Database, tenantIds: readonly number[], clock: Clock): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    let open = 0;
    for (const id of tenantIds) {
      open += await owner.withTenant(id, async (tx) => {
        const rows = await tx.db
          .selectFrom('outbox')
          .select('id')
          .where('handled_at', 'is', null)
          .where('dead_at', 'is', null)
          .where('run_at', '<=', new Date(clock()))
          .execute();
        return rows.length;
      });
    }
    if (open === 0) return;
    if (Date.now() > deadline) throw new Error(`${open} outbox rows are still unhandled`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
