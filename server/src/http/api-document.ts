import swagger from '@fastify/swagger';
import reference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

/** `/api/v1/openapi.json` (OpenAPI 3.1, made from the routes' schemas) and a readable page at `/docs`. */
export async function registerApiDocument(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Lessonry',
        version: '1',
        description:
          "A school's booking service. Every host name answers for its own school. Errors are problem details (RFC 9457) with a stable `code`. POSTs take an `Idempotency-Key`.",
      },
      servers: [{ url: '/' }],
      tags: [
        { name: 'event types', description: 'What is offered, and when' },
        { name: 'bookings', description: 'Book, look, list' },
        { name: 'session', description: 'Sign in and out' },
        { name: 'verifications', description: 'Prove that an address is yours' },
      ],
    },
    hideUntagged: true,
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.get(
    '/api/v1/openapi.json',
    { config: { policy: 'public', host: 'both' }, schema: { hide: true } },
    async () => app.swagger(),
  );
  await app.register(reference, {
    routePrefix: '/docs',
    configuration: {
      url: '/api/v1/openapi.json',
      theme: 'default',
      withDefaultFonts: false,
      // Nothing of the maker's: no reports to it, no assistant, no buttons that lead to its services.
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
    },
  });
}
