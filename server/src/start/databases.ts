import pg from 'pg';
import { openEmbeddedDatabase, type EmbeddedDatabase } from '#db/launcher/embedded-database.ts';
import { migrate } from '#db/migrate.ts';
import type { Config, DatabaseUrls } from '#platform/config.ts';
import { Secret } from '#platform/secret.ts';
import { StartError } from './settings.ts';

export type Databases = { urls: DatabaseUrls; embedded: EmbeddedDatabase | null; where: string };

/** The database of the settings, or our own PostgreSQL; migrated. Faults are errors of one line. */
export async function openDatabases(
  config: Config,
  dataDir: string,
  say: (line: string) => void,
): Promise<Databases> {
  if (config.database) {
    const { urls } = { urls: config.database };
    for (const [name, url] of [
      ['DATABASE_URL', urls.app],
      ['DATABASE_ADMIN_URL', urls.admin],
      ['DATABASE_WORKER_URL', urls.worker],
    ] as const) {
      await checkConnection(name, url);
    }
    await migrate({
      adminUrl: urls.admin.reveal(),
      appRole: roleOf(urls.app),
      workerRole: roleOf(urls.worker),
    });
    return { urls, embedded: null, where: 'DATABASE_URL' };
  }
  const embedded = await openEmbeddedDatabase({ dataDir, log: say });
  const urls = {
    app: new Secret(embedded.appUrl),
    admin: new Secret(embedded.adminUrl),
    worker: new Secret(embedded.workerUrl),
  };
  try {
    await migrate({
      adminUrl: embedded.adminUrl,
      appRole: roleOf(urls.app),
      workerRole: roleOf(urls.worker),
    });
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return { urls, embedded, where: dataDir };
}

const roleOf = (url: Secret): string => {
  const config = new pg.Client({ connectionString: url.reveal() });
  return config.user ?? '';
};

async function checkConnection(name: string, url: Secret): Promise<void> {
  const client = new pg.Client({ connectionString: url.reveal(), connectionTimeoutMillis: 8_000 });
  try {
    await client.connect();
  } catch (error) {
    const fault = error as NodeJS.ErrnoException;
    throw new StartError(
      `${name}: no connection (${fault.code ?? 'error'}${fault.message ? `: ${fault.message.split('\n')[0] ?? ''}` : ''})`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
