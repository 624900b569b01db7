import { createBookingSchema, type CreateBookingBody } from '@lessonry/api-contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { originOf, schoolOf } from '#http/context.ts';
import { proofOf } from '#http/sessions.ts';
import { once, type StoredAnswer } from '#http/idempotency.ts';
import { BOOKING_ROUTE, presentBooked, submitBooking, type Alternative } from '#modules/bookings/index.ts';
import { provedAddresses } from '#modules/people/index.ts';
import { offeredEventType, sessionsAt, teachersOf } from '#modules/scheduling/index.ts';
import { MINUTE } from '#platform/clock.ts';
import { sha256 } from '#platform/crypto.ts';
import { parseEmailAddress } from '#platform/email-address.ts';
import { AppError } from '#platform/errors.ts';
import { newUid } from '#platform/ids.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AttendeeValues,
  BookingFormProps,
  FieldErrorCode,
  RefusalView,
  SessionView,
} from '#pages/index.ts';
import { bookingFormUrl } from '#pages/links.ts';
import type { ServerDeps } from '../server.ts';
import { eventView, priceView } from './event-views.ts';
import { schoolView, sendPage, visitorZone } from './page.ts';

/** What a visitor has chosen and typed so far, from the address or the posted form. */
export type Draft = {
  slug: string;
  start: string;
  session: number | undefined;
  host: string | undefined;
  attendees: AttendeeValues[];
  idempotencyKey: string;
};

export type Problem = {
  errors: Record<string, FieldErrorCode>;
  refusal: RefusalView | undefined;
  status: number;
};

export const NO_PROBLEM: Problem = { errors: {}, refusal: undefined, status: 200 };
const MOST_SEATS = 10;

/** `/e/<slug>/book`: the details form, and what it posts. */
export function bookingFormRoutes(deps: ServerDeps) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get<{ Params: { slug: string } }>(
      '/e/:slug/book',
      { config: { policy: 'public', limit: 'pages' }, schema: { hide: true } },
      (request, reply) => show(deps, request, reply, draftOf(request, request.query), NO_PROBLEM),
    );

    app.post<{ Params: { slug: string } }>(
      '/e/:slug/book',
      { config: { policy: 'public', limit: 'bookings' }, schema: { hide: true } },
      async (request, reply) => {
        const draft = draftOf(request, request.body);
        const intent = text((request.body as Record<string, unknown> | undefined)?.['intent']);
        if (intent === 'seats') return await show(deps, request, reply, draft, NO_PROBLEM);
        if (intent.startsWith('choose:')) {
          const [start = '', session = ''] = intent.slice('choose:'.length).split('|');
          return await show(
            deps,
            request,
            reply,
            { ...draft, start, session: positive(session) },
            NO_PROBLEM,
          );
        }
        return await book(deps, request, reply, draft, proofOf(deps, request));
      },
    );
  };
}

/** Books what the draft says; a refusal shows the form again. `proof`: of the booker's address, where the visitor has one. */
export async function book(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  draft: Draft,
  proof: string | undefined,
): Promise<FastifyReply> {
  const school = schoolOf(request);
  const origin = originOf(request);
  const parsed = createBookingSchema.safeParse(
    bodyOf(draft, request, visitorZone(request, school.timeZone).id),
  );
  if (!parsed.success)
    return await show(deps, request, reply, draft, fieldProblems(parsed.error.issues, draft.attendees));
  const body = parsed.data;
  try {
    const answer = await patiently(() =>
      once(
        deps,
        // The same form sent twice is one booking; the same form with other words is another one.
        {
          tenantId: school.id,
          route: BOOKING_ROUTE,
          key: `${draft.idempotencyKey}.${sha256(JSON.stringify(body)).slice(0, 16)}`,
          body,
        },
        async (attempt) => {
          const booked = await submitBooking(
            deps,
            school,
            { body, user: request.user, origin, proofs: [proof] },
            attempt,
          );
          return { status: 201, body: presentBooked(deps, school, booked, origin) };
        },
      ),
    );
    const booked = answer.body as ReturnType<typeof presentBooked>;
    return await reply.redirect(booked.checkoutUrl ?? booked.manageUrl, 303);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problem = refusalOf(error, draft);
    if (!problem) throw error;
    return await show(deps, request, reply, draft, problem);
  }
}

const TRIES = 20;

/** A double click's second request waits for the first one's answer, instead of telling the visitor about requests. */
export async function patiently(work: () => Promise<StoredAnswer>): Promise<StoredAnswer> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !(error instanceof AppError) || error.code !== 'request_in_progress') throw error;
      await sleep(500);
    }
  }
}

/** The details form with what was typed. */
export async function show(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  draft: Draft,
  problem: Problem,
): Promise<FastifyReply> {
  const { id, defaultLocale } = schoolOf(request);
  const page = await deps.db.withTenant(id, async (tx) => {
    const { view } = await schoolView(tx, request);
    const eventType = await offeredEventType(tx, draft.slug);
    const teachers = await teachersOf(tx, [eventType.id]);
    const start = Date.parse(draft.start);
    if (Number.isNaN(start)) throw new AppError('not_found', 'The address names no time');
    const sessions = eventType.isWorkshop ? await sessionsAt(tx, eventType.id, start) : [];
    const session = sessions.find(
      (candidate) => draft.session === undefined || candidate.number === draft.session,
    );
    const teacher = teachers.find((candidate) => candidate.uid === draft.host);
    const seats = draft.attendees.length;
    const props: BookingFormProps = {
      event: eventView(eventType, teachers, { locale: request.locale, fallback: defaultLocale }),
      choice: {
        start: new Date(start).toISOString(),
        end: new Date(start + eventType.length * MINUTE).toISOString(),
        sessionNumber: session?.number ?? undefined,
        teacher: teacher && { id: teacher.uid, name: teacher.name },
      },
      attendees: draft.attendees,
      maxSeats: Math.min(
        MOST_SEATS,
        Math.max(1, eventType.isWorkshop ? (session?.seatsLeft ?? 1) : eventType.seatLimit),
      ),
      errors: problem.errors,
      idempotencyKey: draft.idempotencyKey,
      total: priceView(eventType.price * seats, eventType.currency),
      refusal: problem.refusal,
      addressProved: request.method === 'GET' && eventType.whitelistEnabled && isProved(deps, request, draft),
    };
    return { props, school: view };
  });
  const url = bookingFormUrl(draft.slug, draft);
  // Going back to the form finds it as it was left, with its key: submitting it again is the same booking.
  const cacheControl = request.method === 'GET' ? 'private, no-cache' : undefined;
  const { status } = problem;
  return await sendPage(deps, request, reply, { name: 'booking-form', ...page, status, url, cacheControl });
}

function isProved(deps: ServerDeps, request: FastifyRequest, draft: Draft): boolean {
  const proved = provedAddresses(deps, schoolOf(request).id, {
    user: null,
    proofs: [proofOf(deps, request)],
  });
  const booker = parseEmailAddress(draft.attendees[0]?.email.trim() ?? '');
  return booker !== null && proved.has(booker);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function positive(value: unknown): number | undefined {
  const number = Number(text(value));
  return Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** Reads what a form or an address says; anything that is missing is empty, so that nothing typed is ever lost. */
export function draftOf(request: FastifyRequest, source: unknown): Draft {
  const given = (source ?? {}) as Record<string, unknown>;
  const address = request.query as Record<string, unknown>;
  const seats = Math.min(MOST_SEATS, positive(given['seats']) ?? 1);
  const attendees = Array.from({ length: seats }, (_, index): AttendeeValues => ({
    name: text(given[`attendees.${index}.name`]),
    email: text(given[`attendees.${index}.email`]),
  }));
  const [booker] = attendees;
  if (booker && source === request.query && request.user) {
    booker.name ||= request.user.name;
    booker.email ||= request.user.email;
  }
  return {
    slug: (request.params as { slug: string }).slug,
    start: text(given['start']) || text(address['start']),
    session: positive(given['session'] ?? address['session']),
    host: text(given['host'] ?? address['host']) || undefined,
    attendees,
    idempotencyKey: /^[A-Za-z0-9_-]{16,64}$/.exec(text(given['idempotencyKey']))?.[0] ?? newUid(),
  };
}

function bodyOf(draft: Draft, request: FastifyRequest, timeZone: string): CreateBookingBody {
  return {
    eventType: draft.slug,
    start: draft.start,
    timeZone,
    locale: request.locale,
    attendees: draft.attendees,
    ...(draft.host === undefined ? {} : { host: draft.host }),
    ...(draft.session === undefined ? {} : { sessionNumber: draft.session }),
  };
}

type Issue = { path: PropertyKey[]; code: string; params?: { code?: string } | undefined };

function fieldProblems(issues: readonly unknown[], attendees: readonly AttendeeValues[]): Problem {
  const errors: Record<string, FieldErrorCode> = {};
  for (const issue of issues as readonly Issue[]) {
    const code = issue.params?.code;
    const reason =
      issue.code === 'too_big'
        ? 'too_long'
        : code === 'control_characters'
          ? 'control_characters'
          : 'required';
    errors[issue.path.map(String).join('.')] ??= reason;
  }
  // The booking itself would look at addresses only once all else is right; here everything is named at once.
  for (const [index, { email }] of attendees.entries())
    if (parseEmailAddress(email.trim()) === null) errors[`attendees.${index}.email`] ??= 'email_invalid';
  const known = Object.keys(errors).every((name) => name.startsWith('attendees.'));
  // Anything but a name or an address was not typed by a person: the time in the address is none.
  return { errors, refusal: known ? undefined : { code: 'not_available' }, status: 422 };
}

/** An expected refusal as the form shows it; null for faults, which get a page of their own. */
function refusalOf(error: AppError, draft: Draft): Problem | null {
  const alternatives = (error.extra['alternatives'] ?? []) as Alternative[];
  const refused = (refusal: RefusalView, status: number): Problem => ({ errors: {}, refusal, status });
  switch (error.code) {
    case 'validation_failed':
      return {
        errors: Object.fromEntries(
          error.fields.map(({ field, code }) => [field, code === 'email_invalid' ? code : 'required']),
        ),
        refusal: error.fields.every(({ field }) => field.startsWith('attendees.'))
          ? undefined
          : { code: 'not_available' },
        status: 422,
      };
    case 'slot_taken':
      return refused({ code: 'slot_taken', alternatives: alternatives.map(({ start }) => start) }, 409);
    case 'fully_booked':
      return refused(
        { code: 'fully_booked', seatsLeft: 0, sessions: alternatives.map(alternativeSession) },
        409,
      );
    case 'not_whitelisted':
      return refused({ code: 'not_whitelisted', email: draft.attendees[0]?.email }, 403);
    case 'verification_required':
      return refused(
        {
          code: 'verification_required',
          email: draft.attendees[0]?.email ?? '',
          signInUrl: `/sign-in?next=${encodeURIComponent(bookingFormUrl(draft.slug, draft))}`,
        },
        403,
      );
    case 'too_soon':
    case 'not_available':
      return refused({ code: error.code }, 422);
    case 'payment_unavailable':
      return refused({ code: error.code }, 503);
    case 'too_many_holds':
      return refused({ code: error.code }, 429);
    default:
      return null;
  }
}

const alternativeSession = ({ start, end, number, seatsLeft = 0 }: Alternative): SessionView => ({
  number: number ?? 0,
  start,
  end,
  seatsLeft,
  seatLimit: seatsLeft,
  state: 'open',
});
