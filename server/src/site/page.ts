import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentSecurityPolicy } from '#http/security-headers.ts';
import type { LandingSettings } from '#modules/landing/index.ts';
import { landingSettings } from '#modules/landing/index.ts';
import { ownSchool, type School } from '#modules/tenants/index.ts';
import { isoInstant } from '#platform/clock.ts';
import { isLocale, resolveTimeZone, textIn } from '#platform/locale.ts';
import type { PageContext, PageName, PageProps, SchoolView } from '#pages/index.ts';
import type { Tx } from '#db/database.ts';
import type { ServerDeps } from '../server.ts';

const YEAR_SECONDS = 31_536_000;

/** The school of the transaction as every page shows it. */
export async function schoolView(
  tx: Tx,
  request: FastifyRequest,
): Promise<{ view: SchoolView; school: School; landing: LandingSettings }> {
  const school = await ownSchool(tx);
  const landing = await landingSettings(tx);
  const { address, contactEmail } = school.settings;
  return {
    school,
    landing,
    view: {
      name: school.name,
      primaryColor: landing.primaryColor,
      logoUrl: landing.logoUrl ?? undefined,
      timeZone: school.timeZone,
      address: address === undefined ? undefined : textIn(address, request.locale, school.defaultLocale),
      email: contactEmail,
    },
  };
}

/** The zone in which a visitor sees times: asked for in the address, remembered, or the school's. */
export function visitorZone(request: FastifyRequest, schoolZone: string): PageContext['zone'] {
  const { tz } = request.query as { tz?: unknown };
  const asked = typeof tz === 'string' ? resolveTimeZone(tz) : undefined;
  if (asked !== undefined) return { id: asked, source: 'query' };
  const remembered = resolveTimeZone(request.cookies['tz']);
  return remembered === undefined
    ? { id: schoolZone, source: 'school' }
    : { id: remembered, source: 'cookie' };
}

/** Language and zone that were chosen in the address stay chosen. */
function rememberChoices(deps: ServerDeps, request: FastifyRequest, reply: FastifyReply): void {
  const { lang, tz } = request.query as { lang?: unknown; tz?: unknown };
  const secure = deps.config.mode === 'production';
  const lasting = { path: '/', maxAge: YEAR_SECONDS, sameSite: 'lax', secure } as const;
  if (isLocale(lang)) reply.setCookie('lang', lang, lasting);
  const zone = typeof tz === 'string' ? resolveTimeZone(tz) : undefined;
  if (zone !== undefined) reply.setCookie('tz', zone, lasting);
}

function newNonce(deps: ServerDeps, reply: FastifyReply): string {
  const nonce = randomBytes(16).toString('base64');
  const { apiBase } = deps.stripe;
  const checkout = apiBase === null ? 'https://checkout.stripe.com' : new URL(apiBase).origin;
  reply.header('content-security-policy', contentSecurityPolicy({ nonce, formTargets: [checkout] }));
  return nonce;
}

/** Renders a page and answers with it. `school` is null on the platform's own pages. */
export async function sendPage<Name extends PageName>(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  page: {
    name: Name;
    props: PageProps[Name];
    school: SchoolView | null;
    status?: number;
    /** Where this page is found by a GET, when this is the answer to a POST. */
    url?: string;
    /** Pages are not kept unless this says so. */
    cacheControl?: string | undefined;
  },
): Promise<FastifyReply> {
  if (deps.config.mode === 'development') {
    // Broken sources keep the last page that worked; the terminal says what is wrong with them.
    await deps.pages
      .refresh()
      .catch((error: unknown) => request.log.error({ err: error }, 'the pages cannot be built'));
  }
  rememberChoices(deps, request, reply);
  const html = deps.pages.render(page.name, page.props, {
    locale: request.locale,
    school: page.school ?? undefined,
    zone: visitorZone(request, page.school?.timeZone ?? 'UTC'),
    url: page.url ?? request.url,
    nonce: newNonce(deps, reply),
    now: isoInstant(deps.clock()),
    signedInAs: request.user ? { name: request.user.name } : undefined,
  });
  return reply
    .code(page.status ?? 200)
    .header('cache-control', page.cacheControl ?? 'private, no-store')
    .header('vary', 'accept-language, cookie')
    .type('text/html; charset=utf-8')
    .send(html);
}

/** A relative address that stays on this host, or the fallback. */
export function ownPath(text: unknown, fallback: string): string {
  if (typeof text !== 'string' || !text.startsWith('/')) return fallback;
  const url = URL.parse(text, 'http://host.invalid');
  return url?.host === 'host.invalid' ? `${url.pathname}${url.search}` : fallback;
}
