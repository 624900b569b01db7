import type { FastifyRequest } from 'fastify';
import type { Tx } from '#db/database.ts';
import type { SignedInUser } from '#http/context.ts';
import type { Keyring } from '#platform/crypto.ts';
import { AppError } from '#platform/errors.ts';
import type { Side } from './afterwards.ts';
import { isManageToken } from './manage-link.ts';
import { maySeeBooking } from './policy.ts';
import { bookingByUid, type BookingView } from './queries.ts';

const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];

/** By the link's token, or by who is signed in. */
export function mayOpen(
  deps: { keyring: Keyring },
  tenantId: number,
  booking: BookingView,
  visitor: { token: string | undefined; user: SignedInUser | null },
): boolean {
  const byToken =
    visitor.token !== undefined && isManageToken(deps.keyring, { tenantId, uid: booking.uid }, visitor.token);
  return byToken || maySeeBooking(visitor.user, booking);
}

/** The booking of a request's `:uid`, for those who may open it: token in `Authorization` or `?token=`, or signed in. */
export async function openBooking(
  deps: { keyring: Keyring },
  tx: Tx,
  request: FastifyRequest<{ Params: { uid: string }; Querystring: { token?: string | undefined } }>,
): Promise<BookingView> {
  const booking = await bookingByUid(tx, request.params.uid);
  const token = bearerOf(request) ?? request.query.token;
  if (!booking || !mayOpen(deps, tx.tenantId, booking, { token, user: request.user })) {
    throw new AppError('booking_not_found', 'There is no such booking, or it is not yours to see');
  }
  return booking;
}

/** For whom somebody acts who may open the booking: the school's people for it, unless it is their own; all others as students. */
export const sideOf = (user: SignedInUser | null, booking: BookingView): Side =>
  user !== null &&
  user.role !== 'student' &&
  maySeeBooking(user, booking) &&
  (booking.user_id !== user.id || booking.host_id === user.id)
    ? 'school'
    : 'student';
