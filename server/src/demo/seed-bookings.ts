import type { Tx } from '#db/database.ts';
import { DAY, MINUTE } from '#platform/clock.ts';
import { newUid } from '#platform/ids.ts';
import { checkLessonStart, eventTypeById, lessonSlots, reserveHosts } from '#modules/scheduling/index.ts';
import type { DemoSchool } from './schools.ts';

type Ids = ReadonlyMap<string, number>;

/** Past and coming lessons of the demo students, at times at which the teachers work: what a dashboard is looked at with. */
export async function seedBookings(
  tx: Tx,
  school: DemoSchool,
  context: { teachers: Ids; students: Ids; events: Ids; now: number },
): Promise<void> {
  const eventId = context.events.get('trial-lesson');
  if (eventId === undefined) return;
  const eventType = await eventTypeById(tx, eventId);
  const always = { ...eventType, periodType: 'UNLIMITED' as const, minimumBookingNotice: 0 };
  const { now } = context;
  for (const [index, student] of school.students.entries()) {
    for (const days of [-20 + index, -6 + index, 3 + index]) {
      // Seen from that day's eve, so that past days have slots as well.
      const from = now + days * DAY;
      const question = { from, to: from + 3 * DAY, now: Math.min(now, from), timeZone: school.timeZone };
      const slots = await lessonSlots(tx, always, question);
      const start = slots[(index * 5) % Math.max(1, slots.length)];
      if (start === undefined) continue;
      const check = await checkLessonStart(tx, always, {
        start,
        now: question.now,
        timeZone: school.timeZone,
      });
      const host = check.ok ? check.hosts[index % check.hosts.length] : undefined;
      if (!host) continue;
      const booking = await tx.db
        .insertInto('bookings')
        .values({
          uid: newUid(),
          user_id: context.students.get(student.email) ?? 0,
          event_type_id: eventId,
          host_id: host.id,
          title: eventType.title[student.locale] ?? '',
          start_time: new Date(start),
          end_time: new Date(start + eventType.length * MINUTE),
          status: 'CONFIRMED',
          confirmed_at: new Date(Math.min(now, start - DAY)),
          seats: 1,
          locale: student.locale,
          time_zone: student.timeZone,
          created_at: new Date(Math.min(now, start - DAY)),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx.db
        .insertInto('attendees')
        .values({
          booking_id: booking.id,
          position: 0,
          name: student.name,
          email: student.email,
          locale: student.locale,
          time_zone: student.timeZone,
        })
        .execute();
      await reserveHosts(tx, eventType, { hostIds: [host.id], start, for: { bookingId: booking.id } });
    }
  }
}
