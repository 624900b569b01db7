import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { apiDocumentFiles, staleApiFiles } from './api-document.ts';

test('the committed document and client types are those of the routes', async () => {
  expect(await staleApiFiles(), 'run "node server/src/api-document.ts" and commit what it writes').toEqual(
    [],
  );
}, 30_000);

test('the document is valid OpenAPI 3.1', async () => {
  const [path] = [...(await apiDocumentFiles()).keys()];
  const document = JSON.parse(await readFile(path ?? '', 'utf8')) as Record<string, unknown>;
  const validator = new Validator();
  const result = await validator.validate(document);
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
  expect(validator.version).toBe('3.1');
}, 30_000);
