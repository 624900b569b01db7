import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '#platform/errors.ts';
import { RATE_LIMIT_NAMES, type RateLimitName } from '#platform/config.ts';
import type { HttpDeps, Policy, SignedInUser } from './context.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** May this user pass? Deny is the default of every branch. */
export function permits(policy: Policy, user: SignedInUser | null): boolean {
  switch (policy) {
    case 'public':
      return true;
    case 'signed_in':
      return user !== null;
    case 'staff':
      return user?.role === 'admin' || user?.role === 'teacher';
    case 'admin':
      return user?.role === 'admin';
  }
}

export function authorize(policy: Policy, user: SignedInUser | null): void {
  if (permits(policy, user)) return;
  if (!user) throw new AppError('not_authenticated', 'Sign in first');
  throw new AppError('forbidden', 'This is not open to your role');
}

/** Refuses what another site makes a visitor's browser send. Other schools are other sites, although they share a domain. */
export function refuseCrossSite(request: FastifyRequest): void {
  if (SAFE.has(request.method) || request.routeOptions.config.fromElsewhere) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw new AppError('cross_site_request', 'The request came from another site');
  }
  const origin = request.headers.origin;
  if (origin === undefined) return;
  if (URL.parse(origin)?.host !== request.host)
    throw new AppError('cross_site_request', 'The request came from another site');
}

/** One limiter for each named limit, counted per school and network address. */
export function createLimiter(app: FastifyInstance, deps: HttpDeps) {
  const { rateLimits } = deps.config;
  if (rateLimits === 'off') return async () => undefined;
  const limiters = new Map(
    RATE_LIMIT_NAMES.map((name) => {
      const { max, windowSeconds } = rateLimits.limits[name];
      const keyGenerator = (request: FastifyRequest) => `${name} ${request.school?.id ?? 0} ${request.ip}`;
      return [name, app.createRateLimit({ max, timeWindow: windowSeconds * 1000, keyGenerator })] as const;
    }),
  );
  return async (request: FastifyRequest, name: RateLimitName): Promise<void> => {
    const result = await limiters.get(name)?.(request);
    if (result && !result.isAllowed && result.isExceeded) {
      throw new AppError('rate_limited', 'Too many requests from this address', {
        retryAfterSeconds: Math.max(1, result.ttlInSeconds),
      });
    }
  };
}
