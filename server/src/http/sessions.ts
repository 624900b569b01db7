import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpDeps } from './context.ts';

/** In production the `__Host-` prefix pins the cookie to this very host and to https. */
export const sessionCookieName = (deps: Pick<HttpDeps, 'config'>): string =>
  deps.config.mode === 'production' ? '__Host-session' : 'session';

/** Carries the proof of an address from one page to the next; pages alone read it. */
const proofCookieName = (deps: Pick<HttpDeps, 'config'>): string =>
  deps.config.mode === 'production' ? '__Host-proof' : 'proof';

export function setProofCookie(
  deps: HttpDeps,
  reply: FastifyReply,
  { proof, expiresAt }: { proof: string; expiresAt: number },
): void {
  reply.setCookie(proofCookieName(deps), proof, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: deps.config.mode === 'production',
    expires: new Date(expiresAt),
  });
}

export const proofOf = (deps: HttpDeps, request: FastifyRequest): string | undefined =>
  request.cookies[proofCookieName(deps)];

export function setSessionCookie(
  deps: HttpDeps,
  reply: FastifyReply,
  token: string,
  expiresAt: number,
): void {
  reply.setCookie(sessionCookieName(deps), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: deps.config.mode === 'production',
    expires: new Date(expiresAt),
  });
}

export function clearSessionCookie(deps: HttpDeps, reply: FastifyReply): void {
  reply.clearCookie(sessionCookieName(deps), { path: '/' });
}

export const sessionTokenOf = (deps: HttpDeps, request: FastifyRequest): string | undefined =>
  request.cookies[sessionCookieName(deps)];

/** Finds out who is signed in at this school, once per request; a cookie of another school opens nothing here. */
export async function authenticate(deps: HttpDeps, request: FastifyRequest): Promise<void> {
  const token = sessionTokenOf(deps, request);
  if (token === undefined || !request.school) return;
  request.user = await deps.resolveSession(request.school.id, token);
}
