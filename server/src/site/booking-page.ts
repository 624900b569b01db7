import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Tx } from '#db/database.ts';
import { schoolOf } from '#http/context.ts';
import type { BookingView } from '#modules/bookings/index.ts';
import { bookingCalendar } from '#modules/notifications/index.ts';
import { eventTypeById, teachersOf } from '#modules/scheduling/index.ts';
import { AppError } from '#platform/errors.ts';
import type { BookingPageProps, BookingState } from '#pages/index.ts';
import type { ServerDeps } from '../server.ts';
import { placeView, priceView, type Languages } from './event-views.ts';
import { actsAsStudent, bookingPath, openedBooking } from './manage-access.ts';
import { schoolView, sendPage } from './page.ts';

type Query = { paid?: string; done?: string };

/** What a booking's status means to its student now. */
export function bookingState(view: BookingView, now: number, cameBack: boolean): BookingState {
  switch (view.status) {
    case 'CONFIRMED':
      return 'confirmed';
    case 'CANCELLED':
      return 'cancelled';
    case 'EXPIRED':
      return 'expired';
    default:
      if (cameBack) return 'payment_expected';
      return view.expires_at !== null && view.expires_at.getTime() <= now ? 'expired' : 'awaiting_payment';
  }
}

/** `/b/<uid>`: the booking's page, by its signed link or signed in; and its calendar file. */
export function bookingPageRoutes(deps: ServerDeps) {
  return async (app: FastifyInstance): Promise<void> => {
    const config = { policy: 'public', limit: 'pages' } as const;

    app.get<{ Params: { uid: string }; Querystring: Query }>(
      '/b/:uid',
      { config, schema: { hide: true } },
      async (request, reply) => {
        const { id, defaultLocale } = schoolOf(request);
        const page = await deps.db.withTenant(id, async (tx) => {
          const { view } = await schoolView(tx, request);
          const booking = await openedBooking(deps, tx, request);
          const languages = { locale: request.locale, fallback: defaultLocale };
          const state = bookingState(booking, deps.clock(), request.query.paid === '1');
          return {
            props: {
              ...(await propsOf(tx, booking, { state, languages, request })),
              ...(actsAsStudent(deps, tx, request, booking)
                ? { manage: manageLinks(request, booking, state, deps.clock()) }
                : {}),
            },
            school: view,
          };
        });
        return await sendPage(deps, request, reply, { name: 'booking', ...page });
      },
    );

    app.get<{ Params: { uid: string }; Querystring: Query }>(
      '/b/:uid/calendar.ics',
      { config, schema: { hide: true } },
      async (request, reply) => {
        const { id } = schoolOf(request);
        const bookingId = await deps.db.withTenant(
          id,
          async (tx) => (await openedBooking(deps, tx, request)).id,
        );
        const content = await bookingCalendar(deps, id, bookingId, request.locale);
        if (content === null) throw new AppError('not_found', 'Only a confirmed booking has a calendar file');
        return await reply
          .header('content-disposition', 'attachment; filename="booking.ics"')
          .header('cache-control', 'private, no-store')
          .type('text/calendar; charset=utf-8')
          .send(content);
      },
    );
  };
}

/** What may still be done with it: nothing once it has begun, or while a payment is on its way. */
function manageLinks(
  request: FastifyRequest,
  booking: BookingView,
  state: BookingState,
  now: number,
): BookingPageProps['manage'] {
  const ahead = booking.start_time.getTime() > now;
  const to = (page: '/cancel' | '/reschedule') => bookingPath(request, booking.uid, page);
  return {
    rescheduleUrl: ahead && state === 'confirmed' ? to('/reschedule') : undefined,
    cancelUrl: ahead && (state === 'confirmed' || state === 'awaiting_payment') ? to('/cancel') : undefined,
  };
}

/** What became of it since it was booked; what was just done is said only where it is so. */
function historyOf(
  booking: BookingView,
  done: unknown,
): Pick<BookingPageProps, 'done' | 'moved' | 'cancelled'> {
  // Each move counts one, and so does the cancellation.
  if (booking.status === 'CONFIRMED') {
    const moved = booking.sequence > 0;
    return { moved, done: moved && done === 'moved' ? 'moved' : undefined };
  }
  if (booking.status !== 'CANCELLED') return {};
  return {
    moved: booking.sequence > 1,
    done: done === 'cancelled' ? 'cancelled' : undefined,
    cancelled: {
      by: booking.cancelled_by === 'school' ? 'school' : 'student',
      reason: booking.cancel_reason ?? undefined,
    },
  };
}

async function propsOf(
  tx: Tx,
  booking: BookingView,
  { state, languages, request }: { state: BookingState; languages: Languages; request: FastifyRequest },
): Promise<BookingPageProps> {
  const eventType = await eventTypeById(tx, booking.event_type_id);
  const teachers = await teachersOf(tx, [eventType.id]);
  const refund = await tx.db
    .selectFrom('refunds')
    .select(['amount', 'currency', 'status'])
    .where('booking_id', '=', booking.id)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const currency = booking.order_currency ?? booking.event_currency;
  const together = eventType.schedulingType === 'COLLECTIVE';
  return {
    uid: booking.uid,
    state,
    event: { slug: booking.slug, title: booking.title, kind: eventType.isWorkshop ? 'workshop' : 'lesson' },
    start: booking.start_time.toISOString(),
    end: booking.end_time.toISOString(),
    sessionNumber: booking.workshop_session_number ?? undefined,
    teachers: teachers
      .filter((teacher) => together || teacher.id === booking.host_id)
      .map((teacher) => ({ name: teacher.name, photoUrl: teacher.photoUrl ?? undefined })),
    attendees: booking.attendees ?? [],
    place: state === 'confirmed' ? placeView(eventType.place, languages) : undefined,
    total: priceView(booking.amount ?? 0, currency),
    paid: booking.paid,
    refund: refund && {
      amount: { amount: refund.amount, currency: refund.currency },
      state: refund.status === 'SUCCEEDED' ? 'done' : refund.status === 'FAILED' ? 'failed' : 'pending',
    },
    refundWindowHours: booking.refund_window_hours,
    payUrl: state === 'awaiting_payment' ? (booking.checkout_url ?? undefined) : undefined,
    holdExpiresAt: booking.expires_at?.toISOString(),
    icsUrl: state === 'confirmed' ? bookingPath(request, booking.uid, '/calendar.ics') : undefined,
    ...historyOf(booking, (request.query as Query).done),
    enrolled: eventType.immersioCourseId === null ? undefined : booking.immersio_enrollment_id !== null,
  };
}
