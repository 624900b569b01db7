import { AppError, unreachable } from '#platform/errors.ts';
import type { Alternative } from './alternatives.ts';
import type { BookingRefusal } from './create-booking.ts';

const field = (name: string, code: string, message: string): AppError =>
  new AppError('validation_failed', `${name} ${message}`, { fields: [{ field: name, code, message }] });

/** Each refusal as the answer that a caller gets. */
export function refusalError(reason: BookingRefusal, alternatives: readonly Alternative[]): AppError {
  switch (reason) {
    case 'event_not_found':
      return new AppError('event_not_found', 'There is no such event');
    case 'verification_required':
      return new AppError(
        'verification_required',
        'This event is for listed people: prove your address first',
      );
    case 'not_whitelisted':
      return new AppError('not_whitelisted', 'Not every attendee is on the list of this event');
    case 'too_many_seats':
      return field('attendees', 'too_many', 'are more than one booking can have seats');
    case 'session_ambiguous':
      return field('sessionNumber', 'required', 'is needed: several sessions start at this time');
    case 'too_many_holds':
      return new AppError(
        'too_many_holds',
        'This address holds several unpaid places already: pay them first, or wait until they expire',
        {
          retryAfterSeconds: 300,
        },
      );
    case 'payment_unavailable':
      return new AppError('payment_unavailable', 'Payment is not possible right now; nothing was booked', {
        retryAfterSeconds: 10,
      });
    case 'not_available':
      return new AppError('not_available', 'This time is not offered');
    case 'too_soon':
      return new AppError('too_soon', 'This time is too soon to be booked');
    case 'slot_taken':
      return new AppError('slot_taken', 'This time has just been taken', { extra: { alternatives } });
    case 'fully_booked':
      return new AppError('fully_booked', 'There are not enough seats left', { extra: { alternatives } });
    default:
      return unreachable(reason);
  }
}
