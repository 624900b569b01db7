import type { Database, TenantIdentity } from '#db/database.ts';
import type { Clock } from '#platform/clock.ts';
import type { Config, RateLimitName } from '#platform/config.ts';
import type { Keyring } from '#platform/crypto.ts';
import { AppError } from '#platform/errors.ts';
import type { Locale } from '#platform/locale.ts';
import type { FastifyRequest } from 'fastify';

/** Who a route is open to. There is no default: a route without a policy does not start. */
export type Policy = 'public' | 'signed_in' | 'staff' | 'admin';

export type SignedInUser = {
  id: number;
  uid: string;
  name: string;
  email: string;
  role: 'admin' | 'teacher' | 'student';
  locale: Locale | null;
  timeZone: string | null;
  emailVerified: boolean;
};

export type HttpDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  config: Config;
  /** Who is behind a session's token at this school; null for nobody (any more). */
  resolveSession: (tenantId: number, token: string) => Promise<SignedInUser | null>;
};

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: Policy;
    limit?: RateLimitName;
    /** Where the route answers: on schools' hosts (the default), on the platform's, on both, or on every host name there is. */
    host?: 'school' | 'platform' | 'both' | 'any';
    /** Signed by its sender instead of coming from a browser of ours. */
    fromElsewhere?: boolean;
  }
  interface FastifyRequest {
    school: TenantIdentity | null;
    user: SignedInUser | null;
    locale: Locale;
  }
}

/** The school of the request; routes that are not for schools never ask. */
export function schoolOf(request: FastifyRequest): TenantIdentity {
  if (!request.school) throw new AppError('wrong_host', 'No school answers at this address');
  return request.school;
}

/** The signed-in user; the route's policy has made sure that there is one. */
export function userOf(request: FastifyRequest): SignedInUser {
  if (!request.user) throw new AppError('not_authenticated', 'Sign in first');
  return request.user;
}

/** The `Idempotency-Key` header, or the hidden field of a page's form. */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key'];
  return Array.isArray(header) ? header[0] : header;
}

/** Origin of the address at which the caller reached us: links in answers lead back to it. */
export const originOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;
