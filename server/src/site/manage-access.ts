import type { FastifyRequest } from 'fastify';
import type { Tx } from '#db/database.ts';
import { bookingByUid, mayOpen, type BookingView } from '#modules/bookings/index.ts';
import { AppError } from '#platform/errors.ts';
import type { BookingBrief } from '#pages/index.ts';
import { withQuery } from '#pages/links.ts';
import type { ServerDeps } from '../server.ts';
import { priceView } from './event-views.ts';

const tokenOf = (request: FastifyRequest): string | undefined => {
  const { token } = request.query as { token?: unknown };
  return typeof token === 'string' ? token : undefined;
};

const refuse = (): never => {
  throw new AppError('booking_not_found', 'There is no such booking, or it is not yours to see');
};

/** The booking of the address, for those who may see it: by its link, or signed in. To all others there is none. */
export async function openedBooking(deps: ServerDeps, tx: Tx, request: FastifyRequest): Promise<BookingView> {
  const { uid } = request.params as { uid: string };
  const booking = await bookingByUid(tx, uid);
  const visitor = { token: tokenOf(request), user: request.user };
  return booking && mayOpen(deps, tx.tenantId, booking, visitor) ? booking : refuse();
}

/** Whether the visitor acts as the student: holds the link, or is who booked. Staff act in the dashboard. */
export function actsAsStudent(
  deps: ServerDeps,
  tx: Tx,
  request: FastifyRequest,
  booking: BookingView,
): boolean {
  const token = tokenOf(request);
  return request.user?.id === booking.user_id || mayOpen(deps, tx.tenantId, booking, { token, user: null });
}

/** The same, where only the student has business. */
export async function ownBooking(deps: ServerDeps, tx: Tx, request: FastifyRequest): Promise<BookingView> {
  const booking = await openedBooking(deps, tx, request);
  return actsAsStudent(deps, tx, request, booking) ? booking : refuse();
}

/** Address of one of a booking's pages, with the key that the visitor came with. */
export function bookingPath(
  request: FastifyRequest,
  uid: string,
  page: '' | '/cancel' | '/reschedule' | '/calendar.ics' = '',
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  return withQuery(`/b/${uid}${page}`, { token: tokenOf(request), ...query });
}

export function briefOf(
  request: FastifyRequest,
  booking: BookingView,
  kind: BookingBrief['event']['kind'],
): BookingBrief {
  return {
    url: bookingPath(request, booking.uid),
    event: { slug: booking.slug, title: booking.title, kind },
    start: booking.start_time.toISOString(),
    end: booking.end_time.toISOString(),
    sessionNumber: booking.workshop_session_number ?? undefined,
    teacherName: booking.host_name,
    seats: booking.seats,
    total: priceView(booking.amount ?? 0, booking.order_currency ?? booking.event_currency),
    paid: booking.paid,
  };
}

/** The hidden key of a form that was posted; none where somebody made the form up. */
export function formKey(body: unknown): string | undefined {
  const { idempotencyKey } = (body ?? {}) as { idempotencyKey?: unknown };
  return typeof idempotencyKey === 'string' && /^[A-Za-z0-9_-]{16,64}$/.test(idempotencyKey)
    ? idempotencyKey
    : undefined;
}
