import type { FastifyReply } from 'fastify';
import type { Config } from '#platform/config.ts';

/**
 * What a page may load: our own files, and scripts that carry the answer's nonce. `formTargets`: origins to which a form may
 * lead, since browsers hold a form's redirect to the policy of its page.
 */
export function contentSecurityPolicy({
  nonce,
  formTargets = [],
}: {
  nonce: string;
  formTargets?: readonly string[];
}): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "frame-src 'self'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The API's readable page brings scripts and styles of its own, all from this server; answers of the API load nothing. */
const DOCUMENTS =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/** The policy of answers that are no pages of ours; undefined where each answer sets its own. */
const policyOf = (path: string): string | undefined =>
  path.startsWith('/docs') ? DOCUMENTS : path.startsWith('/api/') ? NOTHING : undefined;

/** On every answer. A booking's address holds its key, so no other site is ever told where a visitor came from. */
export function addSecurityHeaders(reply: FastifyReply, config: Config): void {
  const policy = policyOf(reply.request.url);
  if (policy !== undefined) reply.header('content-security-policy', policy);
  reply.headers({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(config.mode === 'production'
      ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }
      : {}),
  });
}
