import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { schoolOf } from '#http/context.ts';
import { setProofCookie, setSessionCookie } from '#http/sessions.ts';
import {
  confirmProof,
  issueProof,
  openSession,
  peekAtLink,
  requestProof,
  type Proved,
} from '#modules/people/index.ts';
import { parseEmailAddress, type EmailAddress } from '#platform/email-address.ts';
import { newUid } from '#platform/ids.ts';
import type { VerifyProps } from '#pages/index.ts';
import { bookingFormUrl, provingUrl, withQuery } from '#pages/links.ts';
import type { ServerDeps } from '../server.ts';
import { pathAfterSignIn } from './account.ts';
import { book, draftOf, NO_PROBLEM, show, type Draft } from './booking-form.ts';
import { ownPath, schoolView, sendPage } from './page.ts';

type Form = Record<string, unknown> | undefined;

const LONGEST_PATH = 2000;

const given = (form: Form, name: string): string => {
  const value = form?.[name];
  return typeof value === 'string' ? value.slice(0, LONGEST_PATH) : '';
};

async function sendVerify(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  page: { props: VerifyProps; status?: number; url?: string },
): Promise<FastifyReply> {
  const { view } = await deps.db.withTenant(schoolOf(request).id, (tx) => schoolView(tx, request));
  return await sendPage(deps, request, reply, { name: 'verify', school: view, ...page });
}

/** Proving an address and signing in by mail: `/e/<slug>/verify`, `/verify`, `/sign-in/link`, `/sign-in/code`. */
export function provingRoutes(deps: ServerDeps) {
  const config = { policy: 'public', limit: 'sign_in' } as const;
  const schema = { hide: true };

  return async (app: FastifyInstance): Promise<void> => {
    app.post<{ Params: { slug: string }; Body: Form }>(
      '/e/:slug/verify',
      { config, schema },
      async (request, reply) => {
        const draft = draftOf(request, request.body);
        const email = parseEmailAddress(draft.attendees[0]?.email.trim() ?? '');
        const intent = given(request.body, 'intent');
        if (email === null || intent === 'back')
          return await show(deps, request, reply, draft, email === null ? noAddress() : NO_PROBLEM);
        const ask = (failed: boolean) =>
          sendVerify(deps, request, reply, {
            props: {
              step: 'code',
              purpose: 'verification',
              failed,
              mayGoBack: true,
              ...stepOf(draft, email),
            },
            status: failed ? 422 : 200,
            url: bookingFormUrl(draft.slug, draft),
          });
        if (intent === 'code') {
          const code = given(request.body, 'code');
          const proved = await confirmProof(
            deps,
            schoolOf(request).id,
            { email, code, visit: given(request.body, 'visit') },
            ['verification'],
          );
          if (!proved) return await ask(true);
          const proof = issueProof(deps, schoolOf(request).id, email);
          setProofCookie(deps, reply, proof);
          return await book(deps, request, reply, draft, proof.proof);
        }
        await requestProof(deps, schoolOf(request).id, {
          email,
          purpose: 'verification',
          locale: request.locale,
          nextPath: pathBackTo(draft),
        });
        return await ask(false);
      },
    );

    app.get<{ Querystring: { token?: unknown } }>(
      '/verify',
      { config: { policy: 'public', limit: 'pages' }, schema },
      async (request, reply) => {
        const token = given(request.query, 'token');
        const found = await peekAtLink(deps, schoolOf(request).id, token);
        if (!found) return await linkFailed(deps, request, reply);
        const { purpose, email } = found;
        return await sendVerify(deps, request, reply, {
          props: { step: 'link', purpose, email, token, visit: newUid() },
        });
      },
    );

    app.post<{ Body: Form }>('/verify', { config, schema }, async (request, reply) => {
      const { id } = schoolOf(request);
      const shown = { token: given(request.body, 'token'), visit: given(request.body, 'visit') };
      const proved = await confirmProof(deps, id, shown, ['verification', 'sign_in']);
      if (!proved) return await linkFailed(deps, request, reply);
      if (proved.purpose === 'sign_in') {
        const path = await signInProved(deps, request, reply, proved);
        return path === null ? await linkFailed(deps, request, reply) : await reply.redirect(path, 303);
      }
      setProofCookie(deps, reply, issueProof(deps, id, proved.email));
      return await reply.redirect(ownPath(proved.nextPath, '/'), 303);
    });

    const askToSignIn = (
      request: FastifyRequest,
      reply: FastifyReply,
      { email, failed }: { email: string; failed: boolean },
    ) => {
      const next = ownPath(given(request.body as Form, 'next'), '/me');
      return sendVerify(deps, request, reply, {
        props: {
          step: 'code',
          purpose: 'sign_in',
          email,
          action: '/sign-in/code',
          hidden: [
            ['email', email],
            ['next', next],
            ['visit', newUid()],
          ],
          failed,
          mayGoBack: false,
        },
        status: failed ? 422 : 200,
        url: `/sign-in?next=${encodeURIComponent(next)}`,
      });
    };

    const sendLink = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      const form = request.body as Form;
      const email = parseEmailAddress(given(form, 'email').trim());
      const next = ownPath(given(form, 'next'), '/me');
      if (email === null) {
        const { view } = await deps.db.withTenant(schoolOf(request).id, (tx) => schoolView(tx, request));
        const props = { next, email: given(form, 'email'), error: 'email_invalid' } as const;
        return await sendPage(deps, request, reply, {
          name: 'sign-in',
          props,
          school: view,
          status: 422,
          url: `/sign-in?next=${encodeURIComponent(next)}`,
        });
      }
      await requestProof(deps, schoolOf(request).id, {
        email,
        purpose: 'sign_in',
        locale: request.locale,
        nextPath: next,
      });
      return await askToSignIn(request, reply, { email, failed: false });
    };

    app.post('/sign-in/link', { config, schema }, sendLink);

    app.post<{ Body: Form }>('/sign-in/code', { config, schema }, async (request, reply) => {
      if (given(request.body, 'intent') === 'send') return await sendLink(request, reply);
      const typed = given(request.body, 'email');
      const email = parseEmailAddress(typed.trim());
      const code = given(request.body, 'code');
      const visit = given(request.body, 'visit');
      const proved =
        email && (await confirmProof(deps, schoolOf(request).id, { email, code, visit }, ['sign_in']));
      const path = proved && (await signInProved(deps, request, reply, proved));
      return path === null
        ? await askToSignIn(request, reply, { email: typed, failed: true })
        : await reply.redirect(path, 303);
    });
  };
}

/** Opens the session and says where to go; null when nobody of the school signs in with this address (any more). */
async function signInProved(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  proved: Proved,
): Promise<string | null> {
  const opened = await openSession(deps, schoolOf(request).id, proved.email);
  if (!opened) return null;
  setSessionCookie(deps, reply, opened.token, opened.expiresAt);
  return pathAfterSignIn(opened.user.role, proved.nextPath);
}

const linkFailed = (deps: ServerDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
  sendVerify(deps, request, reply, {
    props: { step: 'failed', purpose: 'verification' },
    status: 422,
    url: '/',
  });

const noAddress = () => ({
  errors: { 'attendees.0.email': 'email_invalid' as const },
  refusal: undefined,
  status: 422,
});

/** What the code's page carries along, so that nothing that was typed is lost. */
function stepOf(draft: Draft, email: EmailAddress) {
  const hidden: [string, string][] = [
    ['idempotencyKey', draft.idempotencyKey],
    ['visit', newUid()],
    ['start', draft.start],
    ['seats', String(draft.attendees.length)],
    ...(draft.session === undefined ? [] : [['session', String(draft.session)] as [string, string]]),
    ...(draft.host === undefined ? [] : [['host', draft.host] as [string, string]]),
    ...attendeesOf(draft),
  ];
  return { email, action: provingUrl(draft.slug), hidden };
}

const attendeesOf = (draft: Draft): [string, string][] =>
  draft.attendees.flatMap((attendee, index): [string, string][] => [
    [`attendees.${index}.name`, attendee.name],
    [`attendees.${index}.email`, attendee.email],
  ]);

/** The form as it is now, for the mailed link, which may be opened in another browser; without what was typed when that is long. */
function pathBackTo(draft: Draft): string {
  const form = bookingFormUrl(draft.slug, draft);
  const filled = withQuery(form, {
    ...Object.fromEntries(attendeesOf(draft)),
    seats: String(draft.attendees.length),
    idempotencyKey: draft.idempotencyKey,
  });
  if (filled.length <= LONGEST_PATH) return filled;
  return form.length <= LONGEST_PATH ? form : '/';
}
