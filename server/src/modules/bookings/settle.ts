import type { Database, Tx } from '#db/database.ts';
import { emit } from '#db/outbox.ts';
import type { Clock } from '#platform/clock.ts';
import { allocate, applyStripeEvent, recordCapture, requestRefund } from '#modules/payments/index.ts';
import { eventTypeById, reserveHosts, freeHosts, takeSeats } from '#modules/scheduling/index.ts';
import { confirmBooking } from './confirm.ts';
import { endHold } from './release.ts';

/** Applies a received event of Stripe: payment, booking and what follows from them in one transaction, once. */
export async function settlePaymentEvent(
  deps: { db: Database; clock: Clock },
  tenantId: number,
  eventId: string,
): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const outcome = await applyStripeEvent(tx, eventId, deps.clock);
    if (outcome?.kind === 'paid') await settleOrder(tx, outcome, deps.clock());
    if (outcome?.kind === 'checkout_expired') await endHoldOfPayment(tx, outcome.paymentUid);
    if (outcome?.kind === 'payment_failed') {
      const { attempt } = outcome;
      for (const { id: bookingId } of await heldByPayment(tx, outcome.paymentUid))
        await emit(tx, 'booking.payment_failed', { bookingId, attempt });
    }
  });
}

/** The same for a payment that we found out about by asking Stripe. */
export async function settleCapture(
  tx: Tx,
  captured: Parameters<typeof recordCapture>[1],
  now: number,
): Promise<void> {
  const outcome = await recordCapture(tx, captured, now);
  if (outcome.kind === 'paid') await settleOrder(tx, outcome, now);
}

/** Every booking of a paid order is confirmed; one whose place was lost meanwhile takes it again, or its money goes back. */
async function settleOrder(tx: Tx, paid: { orderId: number; paymentId: number }, now: number): Promise<void> {
  const bookings = await tx.db
    .selectFrom('bookings')
    .innerJoin('orders', 'orders.id', 'bookings.order_id')
    .select([
      'bookings.id',
      'bookings.status',
      'bookings.seats',
      'bookings.session_id',
      'bookings.event_type_id',
    ])
    .select(['bookings.start_time', 'bookings.host_id', 'orders.amount'])
    .where('bookings.order_id', '=', paid.orderId)
    .orderBy('bookings.id')
    .forUpdate('bookings')
    .execute();
  const seats = bookings.reduce((sum, booking) => sum + booking.seats, 0);
  // Each seat its share in whole minor units; what does not divide stays with the first booking.
  const parts = bookings.map((booking) => ({
    bookingId: booking.id,
    amount: Math.floor(booking.amount / seats) * booking.seats,
  }));
  const [first] = parts;
  if (first) first.amount += (bookings[0]?.amount ?? 0) - parts.reduce((sum, part) => sum + part.amount, 0);
  await allocate(tx, paid.paymentId, parts);
  for (const booking of bookings) {
    const amount = parts.find((part) => part.bookingId === booking.id)?.amount ?? 0;
    if (
      booking.status === 'PENDING' ||
      (booking.status === 'EXPIRED' && (await takeAgain(tx, booking, now)))
    ) {
      await confirmBooking(tx, booking.id, { paid: true, now });
      continue;
    }
    await requestRefund(tx, {
      paymentId: paid.paymentId,
      bookingId: booking.id,
      amount,
      reason: booking.status === 'CANCELLED' ? 'cancelled' : 'place_lost',
    });
    await tx.db.updateTable('orders').set({ status: 'REFUNDED' }).where('id', '=', paid.orderId).execute();
    // Who cancelled while the money was on its way knows why it comes back.
    if (booking.status !== 'CANCELLED') await emit(tx, 'booking.payment_returned', { bookingId: booking.id });
  }
}

type LostBooking = {
  id: number;
  seats: number;
  session_id: number | null;
  event_type_id: number;
  start_time: Date;
  host_id: number;
};

/** The place of an expired booking, if it is free still (or again) and has not begun. Locks first, so nothing fails half-way. */
async function takeAgain(tx: Tx, booking: LostBooking, now: number): Promise<boolean> {
  if (booking.start_time.getTime() <= now) return false;
  if (booking.session_id !== null) {
    const session = await tx.db
      .selectFrom('workshop_sessions')
      .select(['number', 'seat_limit', 'seats_taken', 'status'])
      .where('id', '=', booking.session_id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (session.status !== 'SCHEDULED' || session.seats_taken + booking.seats > session.seat_limit)
      return false;
    if (!(await takeSeats(tx, booking.session_id, booking.seats))) return false;
    await insertSeats(tx, booking.id, booking.session_id);
    return true;
  }
  const eventType = await eventTypeById(tx, booking.event_type_id);
  const start = booking.start_time.getTime();
  const hostIds = await hostsOfBooking(tx, booking, eventType.schedulingType);
  if (await reserveHosts(tx, eventType, { hostIds, start, for: { bookingId: booking.id } })) return true;
  // Some of several hosts may have been reserved before one was found taken.
  await freeHosts(tx, { bookingId: booking.id });
  return false;
}

/** Whose time the booking had: everybody's in a collective, the fixed hosts' and its own host's in a round robin. */
export async function hostsOfBooking(
  tx: Tx,
  booking: { event_type_id: number; host_id: number },
  schedulingType: string | null,
): Promise<number[]> {
  const hosts = await tx.db
    .selectFrom('hosts')
    .select(['user_id', 'is_fixed'])
    .where('event_type_id', '=', booking.event_type_id)
    .execute();
  const others = hosts.filter((host) => schedulingType !== 'ROUND_ROBIN' || host.is_fixed);
  return [booking.host_id, ...others.map((host) => host.user_id)];
}

/** One row per seat, each with its attendee. */
export async function insertSeats(tx: Tx, bookingId: number, sessionId: number): Promise<void> {
  const attendees = await tx.db
    .selectFrom('attendees')
    .select('id')
    .where('booking_id', '=', bookingId)
    .orderBy('position')
    .execute();
  await tx.db
    .insertInto('booking_seats')
    .values(attendees.map(({ id }) => ({ booking_id: bookingId, session_id: sessionId, attendee_id: id })))
    .execute();
}

/** Stripe says that its session is over, which may be before our own timer: the hold ends with it. */
async function endHoldOfPayment(tx: Tx, paymentUid: string): Promise<void> {
  for (const { id } of await heldByPayment(tx, paymentUid)) {
    if (await endHold(tx, id, 'unpaid')) await emit(tx, 'booking.expired', { bookingId: id });
  }
}

/** The bookings that wait for this payment. */
const heldByPayment = (tx: Tx, paymentUid: string): Promise<{ id: number }[]> =>
  tx.db
    .selectFrom('payments')
    .innerJoin('bookings', 'bookings.order_id', 'payments.order_id')
    .select('bookings.id')
    .where('payments.uid', '=', paymentUid)
    .where('payments.status', '=', 'CREATED')
    .where('bookings.status', '=', 'PENDING')
    .execute();
