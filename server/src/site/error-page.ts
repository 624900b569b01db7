import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { isoInstant } from '#platform/clock.ts';
import type { ErrorPageProps } from '#pages/index.ts';
import type { ServerDeps } from '../server.ts';

const KINDS: Readonly<Record<number, ErrorPageProps['kind']>> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'not_found',
  421: 'no_school',
  429: 'too_many_requests',
  503: 'unavailable',
};

/** The page for an error, in the reader's language; asks no database, which may be what is away. */
export function renderErrorPage(
  deps: ServerDeps,
  request: FastifyRequest,
  status: number,
  retryAfterSeconds: number | undefined,
): { html: string; nonce: string } {
  const nonce = randomBytes(16).toString('base64');
  const { school } = request;
  const html = deps.pages.render(
    'error',
    {
      kind: KINDS[status] ?? (status >= 500 ? 'server_error' : 'not_found'),
      requestId: request.id,
      retryAfterSeconds,
    },
    {
      locale: request.locale,
      school: school ? { name: school.name, primaryColor: '#2f5d50', timeZone: school.timeZone } : undefined,
      zone: { id: school?.timeZone ?? 'UTC', source: 'school' },
      url: request.url,
      nonce,
      now: isoInstant(deps.clock()),
    },
  );
  return { html, nonce };
}
