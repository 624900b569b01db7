import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientTypes } from '@lessonry/api-contract/client-types';
import { pino } from 'pino';
import { systemClock } from '#platform/clock.ts';
import { newDevelopmentKey, parseKeys, readConfig } from '#platform/config.ts';
import { createKeyring } from '#platform/crypto.ts';
import { Secret } from '#platform/secret.ts';
import { folderMailer } from '#modules/notifications/index.ts';
import { loadPages } from '#pages/index.ts';
import { assembleProduct } from './product.ts';

const CONTRACT = join(import.meta.dirname, '../../packages/api-contract');

/** The files that are made from the routes' schemas, by path: the API's document and the client's types. */
export async function apiDocumentFiles(): Promise<Map<string, string>> {
  // Nothing is asked of this database: a pool connects at the first query.
  const nowhere = new Secret('postgresql://nobody@127.0.0.1:1/none');
  const product = await assembleProduct({
    config: readConfig({ NODE_ENV: 'test' }),
    urls: { app: nowhere, admin: nowhere, worker: nowhere },
    keyring: createKeyring(parseKeys(newDevelopmentKey())),
    clock: systemClock,
    log: pino({ level: 'silent' }),
    mailer: folderMailer('', systemClock),
    mailFolder: null,
    stripeApiBase: null,
    immersioApiBase: '',
    pages: await loadPages(),
    port: 3000,
    isReady: () => false,
    demoAccounts: [],
  });
  try {
    await product.server.ready();
    const document = product.server.swagger();
    const types = await clientTypes(document);
    return new Map([
      [join(CONTRACT, 'openapi.json'), `${JSON.stringify(document, null, 2)}\n`],
      [
        join(CONTRACT, 'src/schema.generated.ts'),
        `// Made from openapi.json: node server/src/api-document.ts\n${types}`,
      ],
    ]);
  } finally {
    await product.close();
  }
}

/** The paths of the files that are not as they should be. */
export async function staleApiFiles(): Promise<string[]> {
  const stale: string[] = [];
  for (const [path, content] of await apiDocumentFiles()) {
    if ((await readFile(path, 'utf8').catch(() => '')) !== content) stale.push(path);
  }
  return stale;
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, content] of await apiDocumentFiles()) await writeFile(path, content);
}
