import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '#testing/database.ts';
import { dumpSchema } from './dump-schema.ts';
import { generateTypes } from './generate-types.ts';

const HINT = 'the migrations have changed: run "node server/src/db/generate.ts" and commit what it writes';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

function committed(name: string): string {
  return readFileSync(join(import.meta.dirname, name), 'utf8');
}

it('schema.sql is what the migrations make', async () => {
  expect(committed('schema.sql'), HINT).toBe(await dumpSchema(database.adminUrl));
});

it('schema.generated.ts is what the migrations make', async () => {
  expect(committed('schema.generated.ts'), HINT).toBe(await generateTypes(database.adminUrl));
});
