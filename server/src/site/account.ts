import type { FastifyInstance } from 'fastify';
import { schoolOf, userOf, type SignedInUser } from '#http/context.ts';
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from '#http/sessions.ts';
import { decodeCursor, encodeCursor, listBookings, manageUrl } from '#modules/bookings/index.ts';
import { signIn, signOut } from '#modules/people/index.ts';
import { Secret } from '#platform/secret.ts';
import type { SignInProps } from '#pages/index.ts';
import type { ServerDeps } from '../server.ts';
import { bookingState } from './booking-page.ts';
import { ownPath, schoolView, sendPage } from './page.ts';

const PER_PAGE = 20;

/** Where somebody goes who has just signed in. */
export function pathAfterSignIn(role: SignedInUser['role'], wanted: string): string {
  const home = role === 'student' ? '/me' : '/dashboard';
  const next = ownPath(wanted, home);
  // The form's default is a student's page; staff who asked for nothing else want the dashboard.
  return next === '/me' ? home : next;
}

/** `/sign-in`, `/sign-out` and `/me`, a student's own bookings. */
export function accountRoutes(deps: ServerDeps) {
  const demoAccounts = (subdomain: string): SignInProps['demoAccounts'] => {
    const accounts = deps.demoAccounts.filter((account) => account.subdomain === subdomain);
    return accounts.length === 0
      ? undefined
      : accounts.map(({ role, email, password }) => ({ role, email, password }));
  };

  return async (app: FastifyInstance): Promise<void> => {
    app.get<{ Querystring: { next?: string } }>(
      '/sign-in',
      { config: { policy: 'public', limit: 'pages' }, schema: { hide: true } },
      async (request, reply) => {
        const school = schoolOf(request);
        const { view } = await deps.db.withTenant(school.id, (tx) => schoolView(tx, request));
        const props = {
          next: ownPath(request.query.next, ''),
          email: '',
          demoAccounts: demoAccounts(school.subdomain),
        };
        return await sendPage(deps, request, reply, { name: 'sign-in', props, school: view });
      },
    );

    app.post<{ Body: Record<string, unknown> | undefined }>(
      '/sign-in',
      { config: { policy: 'public', limit: 'sign_in' }, schema: { hide: true } },
      async (request, reply) => {
        const school = schoolOf(request);
        const given = (name: string): string => {
          const value = request.body?.[name];
          return typeof value === 'string' ? value.slice(0, 1000) : '';
        };
        const opened = await signIn(deps, school.id, {
          email: given('email'),
          password: new Secret(given('password')),
        });
        if (opened) {
          setSessionCookie(deps, reply, opened.token, opened.expiresAt);
          return await reply.redirect(pathAfterSignIn(opened.user.role, given('next')), 303);
        }
        const { view } = await deps.db.withTenant(school.id, (tx) => schoolView(tx, request));
        const props: SignInProps = {
          next: ownPath(given('next'), ''),
          email: given('email'),
          error: 'invalid_credentials',
          demoAccounts: demoAccounts(school.subdomain),
        };
        return await sendPage(deps, request, reply, { name: 'sign-in', props, school: view, status: 401 });
      },
    );

    app.post(
      '/sign-out',
      { config: { policy: 'public', limit: 'pages' }, schema: { hide: true } },
      async (request, reply) => {
        const token = sessionTokenOf(deps, request);
        if (token !== undefined) await signOut(deps.db, schoolOf(request).id, token);
        clearSessionCookie(deps, reply);
        return await reply.redirect('/', 303);
      },
    );

    app.get<{ Querystring: { tab?: string; cursor?: string } }>(
      '/me',
      { config: { policy: 'public', limit: 'pages' }, schema: { hide: true } },
      async (request, reply) => {
        if (!request.user) return await reply.redirect(`/sign-in?next=${encodeURIComponent('/me')}`, 303);
        const user = userOf(request);
        const school = schoolOf(request);
        const now = deps.clock();
        const past = request.query.tab === 'past';
        const { cursor } = request.query;
        const page = await deps.db.withTenant(school.id, async (tx) => {
          const { view } = await schoolView(tx, request);
          const list = await listBookings(tx, {
            userId: user.id,
            order: past ? 'latest' : 'soonest',
            limit: PER_PAGE,
            cursor: (cursor === undefined ? null : decodeCursor(cursor)) ?? undefined,
            ...(past ? { to: now } : { from: now }),
          });
          return { list, view };
        });
        const next = page.list.next && `/me?${past ? 'tab=past&' : ''}cursor=${encodeCursor(page.list.next)}`;
        const props = {
          name: user.name,
          tab: past ? ('past' as const) : ('upcoming' as const),
          bookings: page.list.bookings.map((booking) => ({
            url: manageUrl(deps.keyring, { tenantId: school.id, uid: booking.uid, origin: '' }),
            title: booking.title,
            start: booking.start_time.toISOString(),
            end: booking.end_time.toISOString(),
            state: bookingState(booking, now, false),
            seats: booking.seats,
          })),
          ...(past ? { olderUrl: next ?? undefined } : { newerUrl: next ?? undefined }),
        };
        return await sendPage(deps, request, reply, { name: 'my-bookings', props, school: page.view });
      },
    );
  };
}
