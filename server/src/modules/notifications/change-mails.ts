import { formatDateTime, formatRange, formatZone } from '#platform/locale.ts';
import { confirmationDraft } from './booking-mails.ts';
import {
  bookAgainFor,
  calendarPart,
  factsFor,
  linkFor,
  loadSource,
  sendToEach,
  teachersById,
  titleFor,
  type Draft,
  type MailDeps,
  type Reader,
  type Source,
} from './booking-source.ts';
import { mailMessages } from './messages.ts';

/**
 * Tells everybody that a booking was moved. A teacher who takes over is told of a new booking, one who is out of it that it was
 * cancelled for them.
 */
export async function sendChanged(
  deps: MailDeps,
  tenantId: number,
  move: { bookingId: number; sequence: number; previousStart: number; previousHostId: number },
): Promise<void> {
  const source = await loadSource(deps, tenantId, move.bookingId);
  const { booking, school } = source;
  const before = await deps.db.withTenant(tenantId, (tx) => teachersById(tx, [move.previousHostId], school));
  const out = before.filter(({ key }) => source.teachers.every((teacher) => teacher.key !== key));
  // Moved again or cancelled meanwhile: that is told by a message of its own, and overtakes this one.
  const current = booking.status === 'CONFIRMED' && booking.sequence === move.sequence;
  const readers = current ? [...source.attendees, ...source.teachers] : [];
  const about = String(move.sequence);
  await sendToEach(deps, source, [...readers, ...out], (reader) => {
    if (out.includes(reader)) return { ...takenOverDraft(deps, source, reader, move.previousStart), about };
    const isNew = reader.key === `t${booking.host_id}` && out.length > 0;
    if (isNew) return { ...confirmationDraft(deps, source, reader), about };
    return { ...changedDraft(deps, source, reader, move.previousStart), about };
  });
}

/** The old time of a booking, which lasts as long as the new one. */
function rangeBefore({ booking }: Source, reader: Reader, start: number): string {
  const end = start + booking.end_time.getTime() - booking.start_time.getTime();
  return formatRange(start, end, reader.timeZone, reader.locale);
}

function changedDraft(deps: MailDeps, source: Source, reader: Reader, previousStart: number): Draft {
  const m = mailMessages(reader.locale);
  const title = titleFor(source, reader);
  const start = source.booking.start_time.getTime();
  const part = calendarPart(deps, source, reader);
  return {
    kind: 'changed',
    subject: m.changed.subject(title, formatDateTime(start, reader.timeZone, reader.locale)),
    lead: m.changed.lead(title),
    facts: [...factsFor(source, reader), [m.before, rangeBefore(source, reader, previousStart)]],
    notes: [
      m.yourTime(formatZone(reader.timeZone, reader.locale, start)),
      ...(part.calendar ? [m.calendarUpdates] : []),
    ],
    button: linkFor(deps, source, reader),
    ...part,
  };
}

function takenOverDraft(deps: MailDeps, source: Source, reader: Reader, previousStart: number): Draft {
  const m = mailMessages(reader.locale);
  const title = titleFor(source, reader);
  return {
    kind: 'cancelled',
    subject: m.cancelled.subject(title, formatDateTime(previousStart, reader.timeZone, reader.locale)),
    lead: m.takenOver(title),
    facts: [[m.when, rangeBefore(source, reader, previousStart)]],
    notes: [m.yourTime(formatZone(reader.timeZone, reader.locale, previousStart))],
    button: null,
    ...calendarPart(deps, source, reader, true),
  };
}

/** Tells everybody that a booking was cancelled, by whom and why, and the booker what becomes of the money. */
export async function sendCancelled(deps: MailDeps, tenantId: number, bookingId: number): Promise<void> {
  const source = await loadSource(deps, tenantId, bookingId);
  const { booking, booker } = source;
  if (booking.status !== 'CANCELLED' || !booker) return;
  const refunded = await deps.db.withTenant(tenantId, (tx) =>
    tx.db
      .selectFrom('refunds')
      .select('id')
      .where('booking_id', '=', bookingId)
      .where('reason', '=', 'cancelled')
      .executeTakeFirst(),
  );
  // Of a place that was only held nobody else has heard, and no calendar has it.
  const held = booking.confirmed_at === null;
  const readers = held ? [booker] : [...source.attendees, ...source.teachers];
  await sendToEach(deps, source, readers, (reader) => {
    const m = mailMessages(reader.locale);
    const title = titleFor(source, reader);
    const start = formatDateTime(booking.start_time.getTime(), reader.timeZone, reader.locale);
    const bySchool = booking.cancelled_by === 'school';
    const money = !booking.paid ? m.nothingCharged : refunded ? m.moneyComesBack : m.noMoneyBack;
    return {
      kind: 'cancelled',
      subject: m.cancelled.subject(title, start),
      lead: bySchool ? m.cancelled.bySchool(title) : m.cancelled.byStudent(title),
      facts: [
        ...factsFor(source, reader).filter(([label]) => label !== m.place),
        ...(booking.cancel_reason === null ? [] : [[m.reason, booking.cancel_reason] as const]),
      ],
      notes: [
        ...(reader.role === 'booker' && booking.order_id !== null ? [money] : []),
        m.yourTime(formatZone(reader.timeZone, reader.locale, booking.start_time.getTime())),
      ],
      button: reader.role === 'booker' ? bookAgainFor(deps, source, reader) : null,
      ...(held ? {} : calendarPart(deps, source, reader, true)),
    };
  });
}
