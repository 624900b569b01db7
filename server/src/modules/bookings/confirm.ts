import type { Tx } from '#db/database.ts';
import { emit } from '#db/outbox.ts';
import './events.ts';
import { scheduleReminders } from './reminders.ts';

/** PENDING (or taken again after EXPIRED) → CONFIRMED, with everything that follows told in the same transaction. */
export async function confirmBooking(
  tx: Tx,
  bookingId: number,
  { paid, now }: { paid: boolean; now: number },
): Promise<void> {
  const { start_time, sequence } = await tx.db
    .updateTable('bookings')
    .set({ status: 'CONFIRMED', paid, confirmed_at: new Date(now), expires_at: null, cancel_reason: null })
    .where('id', '=', bookingId)
    .returning(['start_time', 'sequence'])
    .executeTakeFirstOrThrow();
  await emit(tx, 'booking.confirmed', { bookingId });
  await scheduleReminders(tx, { id: bookingId, start: start_time.getTime(), sequence }, now);
}
