import type { RescheduleBookingBody } from '@lessonry/api-contract';
import { NO_KEY, type Attempt } from '#http/idempotency.ts';
import { AppError } from '#platform/errors.ts';
import type { AfterwardsDeps, CancelInput, Refund, Side } from './afterwards.ts';
import { findAlternatives } from './alternatives.ts';
import { cancelBooking } from './cancel-booking.ts';
import type { BookingView } from './queries.ts';
import { refusalError } from './refusals.ts';
import { rescheduleBooking } from './reschedule-booking.ts';

const gone = (reason: 'past' | 'not_active'): AppError =>
  reason === 'past'
    ? new AppError('booking_past', 'This booking has begun already')
    : new AppError('booking_not_active', 'This booking is not confirmed (any more)');

/** `cancelBooking`, its refusals thrown as an `AppError`: for the API and for pages. */
export async function submitCancel(
  deps: AfterwardsDeps,
  tenantId: number,
  input: CancelInput,
  attempt: Attempt = NO_KEY,
): Promise<Refund | null> {
  const outcome = await cancelBooking(deps, tenantId, input, attempt);
  if (outcome.kind === 'refused') throw gone(outcome.reason);
  return outcome.refund;
}

/** `rescheduleBooking`, its refusals thrown as an `AppError`, with alternatives where the new place was taken. */
export async function submitReschedule(
  deps: AfterwardsDeps,
  tenantId: number,
  input: { booking: BookingView; body: RescheduleBookingBody; by: Side },
  attempt: Attempt = NO_KEY,
): Promise<void> {
  const { booking, body, by } = input;
  const start = Date.parse(body.start);
  const timeZone = body.timeZone ?? booking.time_zone;
  const outcome = await rescheduleBooking(
    deps,
    tenantId,
    {
      bookingId: booking.id,
      start,
      sessionNumber: body.sessionNumber,
      hostUid: body.host,
      timeZone,
      by,
    },
    attempt,
  );
  if (outcome.kind === 'moved') return;
  const { reason } = outcome;
  if (reason === 'past' || reason === 'not_active') throw gone(reason);
  if (reason === 'same_time') {
    throw new AppError('validation_failed', 'The booking is at this time already', {
      fields: [{ field: 'start', code: 'same_time', message: 'is when the booking is already' }],
    });
  }
  const taken = reason === 'slot_taken' || reason === 'fully_booked';
  const wish = { eventType: booking.slug, start, seats: booking.seats, timeZone, hostUid: body.host };
  const alternatives = taken
    ? await deps.gate(tenantId, () =>
        deps.db.withTenant(tenantId, (tx) => findAlternatives(tx, { ...wish, now: deps.clock() })),
      )
    : [];
  throw refusalError(reason, alternatives);
}
