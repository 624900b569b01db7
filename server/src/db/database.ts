import { Kysely } from 'kysely';
import pg from 'pg';
import { AppError } from '#platform/errors.ts';
import type { Secret } from '#platform/secret.ts';
import { dialectFor, type StatementHook } from './connection.ts';
import type { DB } from './schema.generated.ts';
import { tenantPlugin } from './tenant-plugin.ts';

export type { StatementHook };

/** A transaction of one tenant: the only way to its rows. Every statement is bound to the tenant. */
export type Tx = {
  readonly tenantId: number;
  readonly db: Kysely<DB>;
  /** Who is told of which topic: set by the composition root, used by `emit`. */
  readonly subscriptions: Subscriptions;
};

/** A task that is told of a topic; `serial`: those of one name run one at a time for each tenant. */
export type Subscriber = { task: string; serial?: string };

/** Topic → the tasks that are told. */
export type Subscriptions = Readonly<Record<string, readonly Subscriber[]>>;

/** A school as its host name tells it. */
export type TenantIdentity = {
  id: number;
  name: string;
  subdomain: string;
  customDomain: string | null;
  defaultLocale: 'vi' | 'en';
  timeZone: string;
  currency: string;
};

export type DatabaseOptions = {
  url: Secret;
  subscriptions: Subscriptions;
  poolSize?: number;
  /** Off behind a pooler in transaction mode. */
  nameStatements?: boolean;
  onStatement?: StatementHook;
  onError?: (error: Error) => void;
};

export type Database = Awaited<ReturnType<typeof openDatabase>>;

/** Thrown by `rollback`: undoes the transaction and makes the value its result. */
class RolledBack extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super('rolled back');
    this.value = value;
  }
}

/** Ends the transaction without its writes, with this value as the result of `withTenant`: for refusals found late. */
export function rollback(value: unknown): never {
  throw new RolledBack(value);
}

export function openDatabase(options: DatabaseOptions) {
  const pool = new pg.Pool({
    connectionString: options.url.reveal(),
    max: options.poolSize ?? 20,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 10_000,
    application_name: 'lessonry',
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => options.onError?.(error));
  const nameStatements = options.nameStatements ?? true;

  /**
   * Runs `fn` in a transaction of the tenant and commits. Whatever `fn` throws undoes it; after a fault the connection is
   * destroyed, not returned, so that no state of a tenant can outlive its transaction. `rollback(value)` and an `AppError` are
   * the orderly ways out.
   */
  async function withTenant<T>(tenantId: number, fn: (tx: Tx) => Promise<T>): Promise<T> {
    // Written as a literal (begin and tenant travel in one message, which takes no parameters), hence the strict form.
    if (!Number.isSafeInteger(tenantId) || tenantId <= 0)
      throw new Error('a tenant id must be a positive integer');
    const client = await pool.connect();
    let healthy = false;
    const onError = (error: Error): void => options.onError?.(error);
    client.on('error', onError);
    try {
      await client.query(`begin; select set_tenant(${tenantId})`);
      const db = new Kysely<DB>({
        dialect: dialectFor(client, options.onStatement, nameStatements),
        plugins: [tenantPlugin(tenantId)],
      });
      const result = await fn({ tenantId, db, subscriptions: options.subscriptions });
      await client.query('commit');
      healthy = true;
      return result;
    } catch (error) {
      if (error instanceof RolledBack) {
        await client.query('rollback');
        healthy = true;
        return error.value as T;
      }
      // An answer of ours, thrown between two statements: the connection is as good as before.
      if (error instanceof AppError) {
        await client.query('rollback');
        healthy = true;
      }
      throw error;
    } finally {
      client.off('error', onError);
      client.release(!healthy);
    }
  }

  /** What runs for no tenant: these few named functions of the database, and nothing else. */
  const platform = {
    /** The school that answers at a subdomain or at a domain of its own; null where there is none. */
    async tenantByHost(subdomain: string | null, domain: string): Promise<TenantIdentity | null> {
      const result = await pool.query<{
        id: number;
        name: string;
        subdomain: string;
        custom_domain: string | null;
        default_locale: 'vi' | 'en';
        time_zone: string;
        currency: string;
      }>({
        name: 'tenant_by_host',
        text: 'select * from tenant_by_host($1, $2)',
        values: [subdomain, domain],
      });
      const row = result.rows[0];
      if (!row) return null;
      return {
        id: row.id,
        name: row.name,
        subdomain: row.subdomain,
        customDomain: row.custom_domain,
        defaultLocale: row.default_locale,
        timeZone: row.time_zone,
        currency: row.currency,
      };
    },

    /** Up to `limit` tenant ids after `previous`, ascending. */
    async tenantIdsAfter(previous: number, limit: number): Promise<number[]> {
      const result = await pool.query<{ id: number }>({
        text: 'select tenant_ids_after as id from tenant_ids_after($1, $2)',
        values: [previous, limit],
      });
      return result.rows.map((row) => row.id);
    },

    async tenantDirectory(): Promise<{ name: string; subdomain: string }[]> {
      const result = await pool.query<{ name: string; subdomain: string }>(
        'select name, subdomain from tenant_directory()',
      );
      return result.rows;
    },

    async demoSchools(): Promise<number> {
      const result = await pool.query<{ count: number }>('select demo_schools() as count');
      return result.rows[0]?.count ?? 0;
    },

    async ping(): Promise<void> {
      await pool.query('select 1');
    },

    /** Is this role bound by row security? False for superusers and roles that bypass it. */
    async isBoundByRowSecurity(): Promise<boolean> {
      const result = await pool.query<{ free: boolean }>(
        'select rolsuper or rolbypassrls as free from pg_roles where rolname = current_user',
      );
      return result.rows[0]?.free === false;
    },
  };

  return { withTenant, platform, pool, end: () => pool.end() };
}
