import type { Tx } from '#db/database.ts';
import { freeHosts, freeSeats } from '#modules/scheduling/index.ts';
import { closeOrder, lockOrder } from '#modules/payments/index.ts';

export type LockedBooking = {
  id: number;
  status: string;
  uid: string;
  event_type_id: number;
  host_id: number;
  session_id: number | null;
  workshop_session_number: number | null;
  order_id: number | null;
  seats: number;
  paid: boolean;
  start_time: Date;
  refund_window_hours: number | null;
  sequence: number;
};

const COLUMNS = [
  'id',
  'uid',
  'status',
  'event_type_id',
  'host_id',
  'session_id',
  'workshop_session_number',
  'order_id',
  'seats',
  'paid',
  'start_time',
  'refund_window_hours',
  'sequence',
] as const;

/** The booking's row, locked until the end of the transaction (its order's first): its state moves for one at a time. */
export async function lockBooking(tx: Tx, bookingId: number): Promise<LockedBooking> {
  const { order_id } = await tx.db
    .selectFrom('bookings')
    .select('order_id')
    .where('id', '=', bookingId)
    .executeTakeFirstOrThrow();
  if (order_id !== null) await lockOrder(tx, order_id);
  return await tx.db
    .selectFrom('bookings')
    .select(COLUMNS)
    .where('id', '=', bookingId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Gives back what a booking holds: its seats' rows and count, or its hosts' time. */
export async function releasePlace(tx: Tx, booking: LockedBooking): Promise<void> {
  if (booking.session_id !== null) {
    await tx.db.deleteFrom('booking_seats').where('booking_id', '=', booking.id).execute();
    await freeSeats(tx, booking.session_id, booking.seats);
  }
  await freeHosts(tx, { bookingId: booking.id });
}

/** An unpaid hold ends: PENDING → EXPIRED, place and order given up. False when the booking was not PENDING any more. */
export async function endHold(
  tx: Tx,
  bookingId: number,
  reason: 'unpaid' | 'payment_unavailable',
): Promise<boolean> {
  const booking = await lockBooking(tx, bookingId);
  if (booking.status !== 'PENDING') return false;
  await releasePlace(tx, booking);
  await tx.db
    .updateTable('bookings')
    .set({ status: 'EXPIRED', cancel_reason: reason })
    .where('id', '=', bookingId)
    .execute();
  if (booking.order_id !== null) await closeOrder(tx, booking.order_id, 'EXPIRED');
  return true;
}
