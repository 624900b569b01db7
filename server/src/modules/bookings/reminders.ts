import type { Tx } from '#db/database.ts';
import { emit } from '#db/outbox.ts';
import { HOUR } from '#platform/clock.ts';
import { ownSchool } from '#modules/tenants/index.ts';
import './events.ts';

/**
 * Writes down when to remind of a confirmed booking, by the school's setting. A moment that is over already is left out. What
 * is due looks again whether the booking still stands as it did, so nothing has to be taken back later.
 */
export async function scheduleReminders(
  tx: Tx,
  booking: { id: number; start: number; sequence: number },
  now: number,
): Promise<void> {
  const { reminderHours } = (await ownSchool(tx)).settings;
  for (const hours of new Set(reminderHours)) {
    const runAt = booking.start - hours * HOUR;
    if (runAt <= now) continue;
    const { id: bookingId, start, sequence } = booking;
    await emit(tx, 'booking.reminder_due', { bookingId, sequence, start, hours }, { runAt });
  }
}
