import { formatDateTime, formatZone, type Locale } from '#platform/locale.ts';
import {
  bookAgainFor,
  calendarOf,
  calendarPart,
  factsFor,
  linkFor,
  loadSource,
  paidFact,
  sendToEach,
  titleFor,
  type Draft,
  type MailDeps,
  type Reader,
  type Source,
} from './booking-source.ts';
import { mailMessages } from './messages.ts';

const startFor = ({ booking }: Source, reader: Reader): string =>
  formatDateTime(booking.start_time.getTime(), reader.timeZone, reader.locale);

const zoneNote = ({ booking }: Source, reader: Reader): string =>
  mailMessages(reader.locale).yourTime(
    formatZone(reader.timeZone, reader.locale, booking.start_time.getTime()),
  );

/** Tells every attendee and the teachers, each in their language and zone, with a calendar file. */
export async function sendConfirmation(deps: MailDeps, tenantId: number, bookingId: number): Promise<void> {
  const source = await loadSource(deps, tenantId, bookingId);
  if (source.booking.status !== 'CONFIRMED') return;
  await sendToEach(deps, source, [...source.attendees, ...source.teachers], (reader) =>
    confirmationDraft(deps, source, reader),
  );
}

/** What a new reader of a booking is told: its student that the place is theirs, its teacher that somebody comes. */
export function confirmationDraft(deps: MailDeps, source: Source, reader: Reader): Draft {
  const m = mailMessages(reader.locale);
  const texts = reader.role === 'teacher' ? m.taught : m.confirmed;
  const title = titleFor(source, reader);
  const part = calendarPart(deps, source, reader);
  return {
    kind: 'confirmation',
    subject: texts.subject(title, startFor(source, reader)),
    lead: texts.lead(title),
    facts: [...factsFor(source, reader), ...paidFact(source, reader)],
    notes: [zoneNote(source, reader), ...(part.calendar ? [m.calendarNote] : [])],
    button: linkFor(deps, source, reader),
    ...part,
  };
}

/**
 * Reminds everybody of what is about to begin. Looks again: not of what was cancelled or moved meanwhile (a move has written
 * down reminders of its own), nor of what has begun.
 */
export async function sendReminder(
  deps: MailDeps,
  tenantId: number,
  due: { bookingId: number; sequence: number; start: number; hours: number },
): Promise<void> {
  const source = await loadSource(deps, tenantId, due.bookingId);
  const { booking } = source;
  const start = booking.start_time.getTime();
  const asItWas = booking.status === 'CONFIRMED' && booking.sequence === due.sequence && start === due.start;
  if (!asItWas || start <= deps.clock()) return;
  await sendToEach(deps, source, [...source.attendees, ...source.teachers], (reader) => {
    const m = mailMessages(reader.locale);
    const title = titleFor(source, reader);
    return {
      kind: 'reminder',
      about: `${due.sequence} ${due.hours}`,
      // A session is one to its teacher, however many have booked it.
      ...(reader.role === 'teacher' && booking.session_id !== null
        ? { dedupeKey: `reminder session ${booking.session_id} ${start} ${due.hours} ${reader.key}` }
        : {}),
      subject: m.reminder.subject(title, startFor(source, reader)),
      lead: m.reminder.lead(title),
      facts: factsFor(source, reader),
      notes: [zoneNote(source, reader)],
      button: linkFor(deps, source, reader),
    };
  });
}

/** Tells the booker that the hold is over. */
export async function sendExpired(deps: MailDeps, tenantId: number, bookingId: number): Promise<void> {
  const source = await loadSource(deps, tenantId, bookingId);
  const { booking, booker } = source;
  // Paid in the last moment and confirmed after all: nothing to tell.
  if (!booker || booking.status !== 'EXPIRED') return;
  await sendToEach(deps, source, [booker], (reader) => {
    const m = mailMessages(reader.locale);
    return {
      kind: 'expired',
      subject: m.expired.subject(booking.title),
      lead: m.expired.lead(booking.title),
      facts: [],
      notes: [],
      button: bookAgainFor(deps, source, reader),
    };
  });
}

/** The booking as a calendar file to download; null unless it is confirmed. */
export async function bookingCalendar(
  deps: Omit<MailDeps, 'mailer'>,
  tenantId: number,
  bookingId: number,
  locale: Locale,
): Promise<string | null> {
  const source = await loadSource(deps, tenantId, bookingId);
  return source.booking.status === 'CONFIRMED' ? calendarOf(deps, source, locale) : null;
}
