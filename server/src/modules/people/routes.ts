import { problemSchema, sessionSchema, signInSchema, type SessionBody } from '@lessonry/api-contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { TenantIdentity } from '#db/database.ts';
import { schoolOf, type HttpDeps, type SignedInUser } from '#http/context.ts';
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from '#http/sessions.ts';
import { AppError } from '#platform/errors.ts';
import { Secret } from '#platform/secret.ts';
import { signIn, signOut } from './sign-in.ts';

/** `/api/v1/session`: who am I here, sign in, sign out. `look` tells the school's colours to whoever draws a page. */
export function sessionRoutes(
  deps: HttpDeps & { look: (tenantId: number) => Promise<{ primaryColor: string; logoUrl: string | null }> },
) {
  const present = async (school: TenantIdentity, user: SignedInUser | null): Promise<SessionBody> => ({
    user: user && { uid: user.uid, name: user.name, email: user.email, role: user.role, locale: user.locale },
    school: {
      name: school.name,
      timeZone: school.timeZone,
      defaultLocale: school.defaultLocale,
      ...(await deps.look(school.id)),
    },
  });

  return async (instance: FastifyInstance): Promise<void> => {
    const app = instance.withTypeProvider<ZodTypeProvider>();

    app.get(
      '/session',
      {
        config: { policy: 'public' },
        schema: { tags: ['session'], summary: 'Who is signed in', response: { 200: sessionSchema } },
      },
      (request) => present(schoolOf(request), request.user),
    );

    app.post(
      '/session',
      {
        config: { policy: 'public', limit: 'sign_in' },
        schema: {
          tags: ['session'],
          summary: 'Sign in with address and password',
          body: signInSchema,
          response: { 200: sessionSchema, 401: problemSchema, 422: problemSchema, 429: problemSchema },
        },
      },
      async (request, reply) => {
        const school = schoolOf(request);
        const { email, password } = request.body;
        const opened = await signIn(deps, school.id, { email, password: new Secret(password) });
        if (!opened) throw new AppError('invalid_credentials', 'Address or password is wrong');
        setSessionCookie(deps, reply, opened.token, opened.expiresAt);
        return present(school, opened.user);
      },
    );

    app.delete(
      '/session',
      {
        config: { policy: 'public' },
        schema: { tags: ['session'], summary: 'Sign out', response: { 204: z.null() } },
      },
      async (request, reply) => {
        const token = sessionTokenOf(deps, request);
        if (token !== undefined) await signOut(deps.db, schoolOf(request).id, token);
        clearSessionCookie(deps, reply);
        return reply.code(204).send(null);
      },
    );
  };
}
