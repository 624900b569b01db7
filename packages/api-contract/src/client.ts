import createClient from 'openapi-fetch';
import type { paths } from './schema.generated.ts';

/** The typed client of the HTTP API, made from its OpenAPI document. `baseUrl`: the school's origin. */
export const createApiClient = (baseUrl: string) =>
  createClient<paths>({ baseUrl, credentials: 'same-origin', headers: { accept: 'application/json' } });

export type { paths, components } from './schema.generated.ts';
