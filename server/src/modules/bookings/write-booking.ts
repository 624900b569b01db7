import type { Tx } from '#db/database.ts';
import type { EmailAddress } from '#platform/email-address.ts';
import { newUid } from '#platform/ids.ts';
import { textIn, type Locale } from '#platform/locale.ts';
import type { School } from '#modules/tenants/index.ts';
import type { EventType } from '#modules/scheduling/index.ts';
import { openOrder, openPayment } from '#modules/payments/index.ts';
import type { FoundPlace } from './place.ts';

export type Attendee = { name: string; email: EmailAddress };

export type NewBooking = {
  eventType: string;
  /** Epoch ms. */
  start: number;
  timeZone: string;
  locale: Locale;
  /** The first one books. */
  attendees: readonly Attendee[];
  hostUid?: string | undefined;
  sessionNumber?: number | undefined;
  /** Addresses that the visitor has proved to be theirs. */
  proved: ReadonlySet<string>;
  /** Origin of the school's pages, for the links that Stripe leads back to. */
  origin: string;
};

/** The booking's row and its attendees'; what it takes is taken after, by `takePlace`. */
export async function writeBooking(
  tx: Tx,
  {
    eventType,
    school,
    input,
    place,
    studentId,
    expiresAt,
    now,
  }: {
    eventType: EventType;
    school: School;
    input: NewBooking;
    place: FoundPlace;
    studentId: number;
    expiresAt: number | null;
    now: number;
  },
): Promise<{ id: number; uid: string; title: string }> {
  const title = textIn(eventType.title, input.locale, school.defaultLocale);
  const booking = await tx.db
    .insertInto('bookings')
    .values({
      uid: newUid(),
      user_id: studentId,
      event_type_id: eventType.id,
      host_id: place.hostId,
      session_id: place.kind === 'session' ? place.session.id : null,
      workshop_session_number: place.kind === 'session' ? place.session.number : null,
      title,
      start_time: new Date(input.start),
      end_time: new Date(place.end),
      status: expiresAt === null ? 'CONFIRMED' : 'PENDING',
      confirmed_at: expiresAt === null ? new Date(now) : null,
      expires_at: expiresAt === null ? null : new Date(expiresAt),
      seats: input.attendees.length,
      refund_window_hours: eventType.refundWindowHours,
      locale: input.locale,
      time_zone: input.timeZone,
      created_at: new Date(now),
    })
    .returning(['id', 'uid'])
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('attendees')
    .values(
      input.attendees.map((attendee, position) => ({
        booking_id: booking.id,
        position,
        name: attendee.name,
        email: attendee.email,
        locale: input.locale,
        time_zone: input.timeZone,
      })),
    )
    .execute();
  return { ...booking, title };
}

/** The order of a paid booking and the first attempt to pay it. */
export async function openPaymentFor(
  tx: Tx,
  input: {
    booking: { id: number; title: string };
    eventType: EventType;
    accountId: number;
    seats: number;
    studentId: number;
  },
): Promise<void> {
  const amount = input.eventType.price * input.seats;
  const { currency } = input.eventType;
  const order = await openOrder(tx, {
    userId: input.studentId,
    amount,
    currency,
    description: input.booking.title,
  });
  await tx.db
    .updateTable('bookings')
    .set({ order_id: order.id })
    .where('id', '=', input.booking.id)
    .execute();
  await openPayment(tx, {
    orderId: order.id,
    bookingId: input.booking.id,
    accountId: input.accountId,
    amount,
    currency,
  });
}
