import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { schoolOf } from '#http/context.ts';
import { once } from '#http/idempotency.ts';
import {
  findAlternatives,
  rescheduleBooking,
  type BookingView,
  type RescheduleRefusal,
} from '#modules/bookings/index.ts';
import { eventTypeById } from '#modules/scheduling/index.ts';
import { sha256 } from '#platform/crypto.ts';
import { AppError } from '#platform/errors.ts';
import type { MoveRefusal, MoveTarget, RescheduleProps } from '#pages/index.ts';
import type { ServerDeps } from '../server.ts';
import { patiently } from './booking-form.ts';
import { bookingPath, briefOf, formKey, ownBooking } from './manage-access.ts';
import { choicesOf, confirmStep, type MoveWish } from './manage-choices.ts';
import { schoolView, sendPage, visitorZone } from './page.ts';

/** `/b/<uid>/reschedule`: other times, the question old → new, and the move. */
export function rescheduleRoutes(deps: ServerDeps) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get(
      '/b/:uid/reschedule',
      { config: { policy: 'public', limit: 'pages' }, schema: { hide: true } },
      (request, reply) => show(deps, request, reply, wishOf(request.query)),
    );

    app.post(
      '/b/:uid/reschedule',
      { config: { policy: 'public', limit: 'bookings' }, schema: { hide: true } },
      async (request, reply) => {
        const school = schoolOf(request);
        const booking = await deps.db.withTenant(school.id, (tx) => ownBooking(deps, tx, request));
        const wish = { ...wishOf(request.body), anyTeacher: !isSameTeacher(request.body, booking) };
        if (wish.start === undefined) throw new AppError('not_found', 'The form names no time');
        const refusal = await move(deps, request, booking, { ...wish, start: wish.start });
        if (refusal !== null) return await show(deps, request, reply, wish, refusal);
        return await reply.redirect(bookingPath(request, booking.uid, '', { done: 'moved' }), 303);
      },
    );
  };
}

/** Moves the booking, once for each form and time; null when it is there now. */
async function move(
  deps: ServerDeps,
  request: FastifyRequest,
  booking: BookingView,
  { start, session, anyTeacher }: MoveWish & { start: number },
): Promise<RescheduleRefusal | null> {
  const school = schoolOf(request);
  const target = { uid: booking.uid, start, session: session ?? null };
  const key = formKey(request.body);
  const refused: RescheduleRefusal[] = [];
  try {
    await patiently(() =>
      once(
        deps,
        {
          tenantId: school.id,
          route: 'POST b/reschedule',
          key: key && `${key}.${sha256(JSON.stringify(target)).slice(0, 16)}`,
          body: target,
        },
        async (attempt) => {
          const outcome = await rescheduleBooking(
            deps,
            school.id,
            {
              bookingId: booking.id,
              start,
              sessionNumber: session,
              hostUid: anyTeacher ? undefined : booking.host_uid,
              timeZone: visitorZone(request, school.timeZone).id,
              by: 'student',
            },
            attempt,
          );
          if (outcome.kind === 'moved') return { status: 200, body: outcome };
          refused.push(outcome.reason);
          // Thrown, so that it is not kept under the key: what is taken now may be free later.
          throw new AppError('not_available', 'The booking cannot be moved there');
        },
      ),
    );
  } catch (error) {
    if (refused.length === 0) throw error;
  }
  return refused.at(-1) ?? null;
}

async function show(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  wish: MoveWish,
  refused?: RescheduleRefusal,
): Promise<FastifyReply> {
  const { id } = schoolOf(request);
  const page = await deps.db.withTenant(id, async (tx) => {
    const { view } = await schoolView(tx, request);
    const booking = await ownBooking(deps, tx, request);
    const eventType = await eventTypeById(tx, booking.event_type_id);
    const zone = visitorZone(request, view.timeZone).id;
    const now = deps.clock();
    const host = wish.anyTeacher ? 'any' : undefined;
    const action = bookingPath(request, booking.uid, '/reschedule', { host });
    const props: RescheduleProps = {
      booking: briefOf(request, booking, eventType.isWorkshop ? 'workshop' : 'lesson'),
      action,
      step: { name: 'closed' },
    };
    const closed = closedBecause(booking, now);
    if (closed !== null)
      return { props: { ...props, refusal: { code: closed, alternatives: [] } }, view, url: action };
    const question = { tx, eventType, booking, zone, now, action };
    const confirm = refused === undefined ? await confirmStep(question, wish) : 'not_asked';
    if (typeof confirm === 'object') {
      const url = bookingPath(request, booking.uid, '/reschedule', {
        host,
        start: confirm.target.start,
        session: confirm.target.sessionNumber?.toString(),
      });
      return { props: { ...props, step: confirm }, view, url };
    }
    const code =
      refused === undefined ? (confirm === 'no_such_time' ? 'not_available' : undefined) : CODES[refused];
    const taken = code === 'taken' || code === 'full';
    const alternatives =
      taken && wish.start !== undefined ? await alternativesTo(question, wish.start, wish.anyTeacher) : [];
    const url = bookingPath(request, booking.uid, '/reschedule', { host, date: wish.date, from: wish.from });
    return {
      props: {
        ...props,
        step: await choicesOf(question, wish),
        ...(code === undefined ? {} : { refusal: { code, alternatives } }),
      },
      view,
      url,
    };
  });
  const status = refused === undefined ? 200 : 409;
  return await sendPage(deps, request, reply, {
    name: 'reschedule',
    props: page.props,
    school: page.view,
    status,
    url: page.url,
  });
}

const CODES: Readonly<Record<RescheduleRefusal, MoveRefusal>> = {
  past: 'past',
  not_active: 'not_active',
  same_time: 'same_time',
  slot_taken: 'taken',
  fully_booked: 'full',
  too_soon: 'too_soon',
  not_available: 'not_available',
  session_ambiguous: 'not_available',
};

function closedBecause(booking: BookingView, now: number): 'past' | 'not_active' | null {
  if (booking.status !== 'CONFIRMED') return 'not_active';
  return booking.start_time.getTime() <= now ? 'past' : null;
}

type Question = Parameters<typeof choicesOf>[0];

async function alternativesTo(
  { tx, booking, zone, now }: Question,
  start: number,
  anyTeacher: boolean,
): Promise<MoveTarget[]> {
  const found = await findAlternatives(tx, {
    eventType: booking.slug,
    start,
    seats: booking.seats,
    timeZone: zone,
    now,
    hostUid: anyTeacher ? undefined : booking.host_uid,
  });
  return found
    .filter((other) => Date.parse(other.start) !== booking.start_time.getTime())
    .map(({ start: at, end, number, seatsLeft }) => ({
      start: at,
      end,
      sessionNumber: number ?? undefined,
      seatsLeft,
    }));
}

const isSameTeacher = (body: unknown, booking: BookingView): boolean =>
  (body as { host?: unknown } | undefined)?.host === booking.host_uid;

/** What the address or the form asks for; anything that makes no sense counts as not asked. */
function wishOf(source: unknown): MoveWish {
  const given = (source ?? {}) as Record<string, unknown>;
  const text = (name: string): string | undefined => {
    const value = given[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const start = Date.parse(text('start') ?? '');
  const session = Number(text('session'));
  return {
    start: Number.isNaN(start) ? undefined : start,
    session: Number.isSafeInteger(session) && session > 0 && session < 2 ** 31 ? session : undefined,
    date: text('date'),
    from: text('from'),
    anyTeacher: text('host') === 'any',
  };
}
