import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloneDatabase } from '#testing/database.ts';
import { startTestServer } from '#testing/test-server.ts';
import { dumpSchema } from './dump-schema.ts';
import { generateTypes } from './generate-types.ts';

// `node server/src/db/generate.ts`: writes schema.sql and schema.generated.ts anew from the migrations.
const { stop } = await startTestServer();
try {
  const database = await cloneDatabase();
  writeFileSync(join(import.meta.dirname, 'schema.sql'), await dumpSchema(database.adminUrl));
  writeFileSync(join(import.meta.dirname, 'schema.generated.ts'), await generateTypes(database.adminUrl));
} finally {
  await stop();
}
