import type { BookingBody } from '@lessonry/api-contract';
import { localDate } from '../../format/dates.ts';

export type Day = { date: string; bookings: BookingBody[] };

/** Neighbouring bookings of the same day in the zone, in the order in which they come. */
export function groupByDay(bookings: readonly BookingBody[], timeZone: string): Day[] {
  const days: Day[] = [];
  for (const booking of bookings) {
    const date = localDate(booking.start, timeZone);
    const last = days.at(-1);
    if (last?.date === date) last.bookings.push(booking);
    else days.push({ date, bookings: [booking] });
  }
  return days;
}
