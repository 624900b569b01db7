import type { Database, Tx } from '#db/database.ts';
import { emit } from '#db/outbox.ts';
import type { Attempt } from '#http/idempotency.ts';
import { MINUTE } from '#platform/clock.ts';
import type { Gate } from '#platform/gate.ts';
import { ownSchool, type School } from '#modules/tenants/index.ts';
import { studentByAddress } from '#modules/people/index.ts';
import { eventTypeBySlug, PlaceTaken } from '#modules/scheduling/index.ts';
import {
  activeAccount,
  CHECKOUT_GRACE,
  SHORTEST_CHECKOUT,
  type PaymentDeps,
} from '#modules/payments/index.ts';
import { startCheckout } from './checkout.ts';
import { confirmBooking } from './confirm.ts';
import './events.ts';
import { exceedsHoldLimit } from './hold-limit.ts';
import { findPlace, takePlace, type PlaceRefusal } from './place.ts';
import { insertSeats } from './settle.ts';
import { checkWhitelist } from './whitelist.ts';
import { openPaymentFor, writeBooking, type NewBooking } from './write-booking.ts';

export type BookingDeps = PaymentDeps & {
  db: Database;
  /** At most a quarter of the pool for one school's bookings: its rush keeps no other school waiting. */
  gate: Gate<number>;
  /** Unpaid seats per address; null: no limit. */
  holdsPerAddress: number | null;
};

export type BookingRefusal =
  | PlaceRefusal
  | 'event_not_found'
  | 'verification_required'
  | 'not_whitelisted'
  | 'too_many_seats'
  | 'too_many_holds'
  | 'payment_unavailable';

export type BookingOutcome =
  | {
      kind: 'booked';
      uid: string;
      status: 'PENDING' | 'CONFIRMED';
      checkoutUrl: string | null;
      expiresAt: number | null;
    }
  | { kind: 'refused'; reason: BookingRefusal };

type Held = {
  kind: 'held';
  bookingId: number;
  uid: string;
  status: 'PENDING' | 'CONFIRMED';
  expiresAt: number | null;
};
type Refused = { kind: 'refused'; reason: BookingRefusal };

const refused = (reason: BookingRefusal): Refused => ({ kind: 'refused', reason });

// Free hosts of a round robin that a rival may take from under us, one after the other.
const TRIES = 5;

/**
 * The booking flow: event type → whitelist → seats or hosts → hold (PENDING) → free: confirmed at once; paid: a Checkout
 * session at the school's Stripe account, after the transaction. Confirmation, mail and enrollment follow by events.
 */
export async function createBooking(
  deps: BookingDeps,
  tenantId: number,
  input: NewBooking,
  attempt: Attempt,
): Promise<BookingOutcome> {
  const resumed = attempt.resumed === null ? null : await findHeld(deps.db, tenantId, attempt.resumed);
  const held = resumed ?? (await deps.gate(tenantId, () => holdWithRetries(deps, tenantId, input, attempt)));
  if (held.kind === 'refused') return held;
  const booked = { kind: 'booked', uid: held.uid, status: held.status, expiresAt: held.expiresAt } as const;
  if (held.status === 'CONFIRMED') return { ...booked, checkoutUrl: null };
  const checkout = await startCheckout(deps, tenantId, { bookingId: held.bookingId, origin: input.origin });
  return checkout.kind === 'unavailable'
    ? refused('payment_unavailable')
    : { ...booked, checkoutUrl: checkout.url };
}

async function holdWithRetries(
  deps: BookingDeps,
  tenantId: number,
  input: NewBooking,
  attempt: Attempt,
): Promise<Held | Refused> {
  for (let left = TRIES; ; left -= 1) {
    let result: Held | Refused;
    try {
      result = await deps.db.withTenant(
        tenantId,
        async (tx): Promise<Held | Refused> => await hold(deps, tx, input, attempt),
      );
    } catch (error) {
      if (!(error instanceof PlaceTaken)) throw error;
      result = refused(error.what === 'seats' ? 'fully_booked' : 'slot_taken');
    }
    if (result.kind === 'refused' && result.reason === 'slot_taken' && left > 1) {
      // Taken while we looked: another host may be free. A plain read decides, and ends it here for most.
      const again = await deps.db.withTenant(tenantId, async (tx) => {
        const eventType = await eventTypeBySlug(tx, input.eventType);
        return eventType ? (await findPlace(tx, eventType, questionOf(input, deps.clock()))).ok : false;
      });
      if (again) continue;
    }
    return result;
  }
}

const questionOf = (input: NewBooking, now: number) => ({
  start: input.start,
  seats: input.attendees.length,
  now,
  timeZone: input.timeZone,
  hostUid: input.hostUid,
  sessionNumber: input.sessionNumber,
});

/** One transaction: everything is decided and written, or nothing is. */
async function hold(deps: BookingDeps, tx: Tx, input: NewBooking, attempt: Attempt): Promise<Held | Refused> {
  const now = deps.clock();
  const eventType = await eventTypeBySlug(tx, input.eventType);
  if (!eventType) return refused('event_not_found');

  const addresses = input.attendees.map((attendee) => attendee.email);
  const listed = await checkWhitelist(tx, eventType, addresses, input.proved);
  if (listed !== 'allowed') return refused(listed);

  if (addresses.length > eventType.seatLimit) return refused('too_many_seats');
  const found = await findPlace(tx, eventType, questionOf(input, now));
  if (!found.ok) return refused(found.reason);

  const school = await ownSchool(tx);
  const account = eventType.price > 0 ? await activeAccount(tx, deps.keyring) : null;
  if (eventType.price > 0 && !account) return refused('payment_unavailable');

  const [booker] = input.attendees;
  if (!booker) return refused('not_available');
  const student = await studentByAddress(tx, {
    ...booker,
    locale: input.locale,
    timeZone: input.timeZone,
    verifiedAt: input.proved.has(booker.email) ? now : null,
  });
  if (account && deps.holdsPerAddress !== null) {
    const limit = { userId: student.id, seats: addresses.length, limit: deps.holdsPerAddress, now };
    if (await exceedsHoldLimit(tx, limit)) return refused('too_many_holds');
  }

  const expiresAt = account ? now + holdTime(school) : null;
  const booking = await writeBooking(tx, {
    eventType,
    school,
    input,
    place: found.place,
    studentId: student.id,
    expiresAt,
    now,
  });
  const sessionId = await takePlace(tx, eventType, found.place, {
    id: booking.id,
    start: input.start,
    seats: addresses.length,
  });
  if (sessionId !== null) await insertSeats(tx, booking.id, sessionId);
  if (sessionId !== null && found.place.kind === 'new_shared_start') {
    await tx.db.updateTable('bookings').set({ session_id: sessionId }).where('id', '=', booking.id).execute();
  }

  if (account) {
    await openPaymentFor(tx, {
      booking,
      eventType,
      accountId: account.id,
      seats: addresses.length,
      studentId: student.id,
    });
    await emit(tx, 'booking.held', { bookingId: booking.id }, { runAt: now + holdTime(school) });
  } else {
    await confirmBooking(tx, booking.id, { paid: false, now });
  }
  await attempt.bind(tx, booking.uid);
  return {
    kind: 'held',
    bookingId: booking.id,
    uid: booking.uid,
    status: account ? 'PENDING' : 'CONFIRMED',
    expiresAt,
  };
}

/** Usually the shortest Checkout session that Stripe allows and a little more; or what the school has set. */
function holdTime(school: School): number {
  const { holdMinutes } = school.settings;
  return holdMinutes === undefined ? SHORTEST_CHECKOUT + CHECKOUT_GRACE : holdMinutes * MINUTE;
}

/** What an earlier try under the same key left: a live booking to go on with, or null to begin afresh. */
async function findHeld(db: Database, tenantId: number, uid: string): Promise<Held | null> {
  return await db.withTenant(tenantId, async (tx) => {
    const row = await tx.db
      .selectFrom('bookings')
      .select(['id', 'uid', 'status', 'expires_at'])
      .where('uid', '=', uid)
      .where('status', 'in', ['PENDING', 'CONFIRMED'])
      .executeTakeFirst();
    if (!row) return null;
    return {
      kind: 'held',
      bookingId: row.id,
      uid: row.uid,
      status: row.status as 'PENDING' | 'CONFIRMED',
      expiresAt: row.expires_at?.getTime() ?? null,
    };
  });
}
