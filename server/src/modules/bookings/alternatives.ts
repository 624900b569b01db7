import type { Tx } from '#db/database.ts';
import { DAY, isoInstant, MINUTE } from '#platform/clock.ts';
import { eventTypeBySlug, lessonSlots, sessionsBetween } from '#modules/scheduling/index.ts';

export type Alternative = { start: string; end: string; number?: number | null; seatsLeft?: number };

const AT_MOST = 5;

/** Other times for somebody whose wish was taken: the nearest of a lesson, the next sessions of a workshop with enough seats. */
export async function findAlternatives(
  tx: Tx,
  wish: {
    eventType: string;
    start: number;
    seats: number;
    timeZone: string;
    now: number;
    hostUid?: string | undefined;
  },
): Promise<Alternative[]> {
  const { start, now } = wish;
  const eventType = await eventTypeBySlug(tx, wish.eventType);
  if (!eventType) return [];
  if (eventType.isWorkshop) {
    const earliest = now + eventType.minimumBookingNotice * MINUTE + 1;
    const sessions = await sessionsBetween(tx, eventType.id, {
      from: earliest,
      to: start + 120 * DAY,
      limit: 100,
    });
    return sessions
      .filter((session) => session.seatsLeft >= wish.seats && session.start !== start)
      .sort((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start))
      .slice(0, AT_MOST)
      .sort((a, b) => a.start - b.start)
      .map((session) => ({
        start: isoInstant(session.start),
        end: isoInstant(session.end),
        number: session.number,
        seatsLeft: session.seatsLeft,
      }));
  }
  const question = { now, timeZone: wish.timeZone, hostUid: wish.hostUid };
  const slots = await lessonSlots(tx, eventType, {
    ...question,
    from: Math.max(now, start - DAY),
    to: start + 7 * DAY,
  });
  return slots
    .filter((slot) => slot !== start)
    .sort((a, b) => Math.abs(a - start) - Math.abs(b - start))
    .slice(0, AT_MOST)
    .sort((a, b) => a - b)
    .map((slot) => ({ start: isoInstant(slot), end: isoInstant(slot + eventType.length * MINUTE) }));
}
