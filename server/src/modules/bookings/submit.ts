import type { CreateBookingBody } from '@lessonry/api-contract';
import type { TenantIdentity } from '#db/database.ts';
import type { SignedInUser } from '#http/context.ts';
import type { Attempt } from '#http/idempotency.ts';
import { AppError, type FieldError } from '#platform/errors.ts';
import { parseEmailAddress } from '#platform/email-address.ts';
import { provedAddresses } from '#modules/people/index.ts';
import { findAlternatives } from './alternatives.ts';
import { createBooking, type BookingDeps, type BookingOutcome } from './create-booking.ts';
import type { Attendee } from './write-booking.ts';
import { refusalError } from './refusals.ts';

export type Booked = Extract<BookingOutcome, { kind: 'booked' }>;

/**
 * A validated request to book, from the API or a page's form, carried out. Throws the refusal as an `AppError`, with
 * alternatives where the place was taken.
 */
export async function submitBooking(
  deps: BookingDeps,
  school: TenantIdentity,
  input: {
    body: CreateBookingBody;
    user: SignedInUser | null;
    origin: string;
    /** Proofs of addresses that the visitor carries, valid or not. */
    proofs: readonly (string | undefined)[];
  },
  attempt: Attempt,
): Promise<Booked> {
  const { body, user } = input;
  const start = Date.parse(body.start);
  const outcome = await createBooking(
    deps,
    school.id,
    {
      eventType: body.eventType,
      start,
      timeZone: body.timeZone,
      locale: body.locale,
      attendees: readAttendees(body.attendees),
      hostUid: body.host,
      sessionNumber: body.sessionNumber,
      proved: provedAddresses(deps, school.id, { user, proofs: input.proofs }),
      origin: input.origin,
    },
    attempt,
  );
  if (outcome.kind === 'booked') return outcome;
  const taken = outcome.reason === 'slot_taken' || outcome.reason === 'fully_booked';
  const wish = {
    eventType: body.eventType,
    start,
    seats: body.attendees.length,
    timeZone: body.timeZone,
    hostUid: body.host,
  };
  const alternatives = taken
    ? await deps.gate(school.id, () =>
        // Through the gate as well: a race's losers all ask this at once.
        deps.db.withTenant(school.id, (tx) => findAlternatives(tx, { ...wish, now: deps.clock() })),
      )
    : [];
  throw refusalError(outcome.reason, alternatives);
}

/** Addresses in their normal form; all that are none are named at once. */
function readAttendees(attendees: CreateBookingBody['attendees']): Attendee[] {
  const faults: FieldError[] = [];
  const read = attendees.flatMap(({ name, email }, index) => {
    const address = parseEmailAddress(email.trim());
    if (address) return [{ name: name.trim(), email: address }];
    faults.push({
      field: `attendees.${index}.email`,
      code: 'email_invalid',
      message: 'must be an e-mail address',
    });
    return [];
  });
  if (faults.length > 0)
    throw new AppError('validation_failed', 'Some fields are not right', { fields: faults });
  return read;
}
