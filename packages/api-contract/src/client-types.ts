import openapiTS, { astToString } from 'openapi-typescript';

/** The TypeScript of the client's types, made from an OpenAPI document. For the generator, not for programs. */
export async function clientTypes(document: object): Promise<string> {
  // It resolves references in place.
  const copy = structuredClone(document) as Parameters<typeof openapiTS>[0];
  return astToString(await openapiTS(copy, { alphabetize: true }));
}
