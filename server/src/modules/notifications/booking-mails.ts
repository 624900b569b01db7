import type { Database, Tx } from '#db/database.ts';
import type { Clock } from '#platform/clock.ts';
import type { Keyring } from '#platform/crypto.ts';
import {
  formatDateTime,
  formatMoney,
  formatRange,
  formatZone,
  textIn,
  type Locale,
} from '#platform/locale.ts';
import { bookingById, manageUrl, type BookingView } from '#modules/bookings/index.ts';
import { landingSettings } from '#modules/landing/index.ts';
import { eventTypeById, type Place } from '#modules/scheduling/index.ts';
import { ownSchool, schoolOrigin, type Addresses, type School } from '#modules/tenants/index.ts';
import { calendarFile } from './calendar-file.ts';
import { mailHtml, mailText, type MailContent } from './layout.ts';
import type { Mailer } from './mailer.ts';
import { mailMessages } from './messages.ts';
import { sendOnce, type Outgoing } from './send-once.ts';

export type MailDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  mailer: Mailer;
  mailDomain: string;
  addresses: Addresses;
};

type Reader = { position: number; name: string; email: string; locale: Locale; timeZone: string };

type Source = {
  booking: BookingView;
  school: School;
  readers: Reader[];
  accent: string;
  place: Place | null;
};

async function load(tx: Tx, bookingId: number): Promise<Source> {
  const booking = await bookingById(tx, bookingId);
  const readers = await tx.db
    .selectFrom('attendees')
    .select(['position', 'name', 'email', 'locale', 'time_zone as timeZone'])
    .where('booking_id', '=', bookingId)
    .orderBy('position')
    .execute();
  return {
    booking,
    school: await ownSchool(tx),
    readers: readers as Reader[],
    accent: (await landingSettings(tx)).primaryColor,
    place: (await eventTypeById(tx, booking.event_type_id)).place,
  };
}

/** Tells every attendee, in their language and zone, with a calendar file. Those who book for others get the link to manage. */
export async function sendConfirmation(deps: MailDeps, tenantId: number, bookingId: number): Promise<void> {
  const source = await deps.db.withTenant(tenantId, (tx) => load(tx, bookingId));
  if (source.booking.status !== 'CONFIRMED') return;
  const { booking, school } = source;
  const url = manageUrl(deps.keyring, {
    tenantId,
    uid: booking.uid,
    origin: schoolOrigin(school, deps.addresses),
  });
  const faults: unknown[] = [];
  for (const reader of source.readers) {
    const m = mailMessages(reader.locale);
    const start = booking.start_time.getTime();
    const end = booking.end_time.getTime();
    const place = placeText(source.place, reader.locale, school.defaultLocale);
    const facts: [string, string][] = [
      [m.when, formatRange(start, end, reader.timeZone, reader.locale)],
      [m.teacher, booking.host_name],
      ...(place === null ? [] : [[m.place, place] as [string, string]]),
      ...(booking.workshop_session_number === null
        ? []
        : [[m.session, String(booking.workshop_session_number)] as [string, string]]),
      ...(booking.seats > 1 ? [[m.seats, String(booking.seats)] as [string, string]] : []),
      ...(booking.paid && booking.amount !== null && booking.order_currency !== null && reader.position === 0
        ? [[m.total, formatMoney(booking.amount, booking.order_currency, reader.locale)] as [string, string]]
        : []),
    ];
    const subject = m.confirmed.subject(booking.title, formatDateTime(start, reader.timeZone, reader.locale));
    const mail = compose(deps, source, reader, 'confirmation', subject, {
      lead: m.confirmed.lead(booking.title),
      facts,
      notes: [m.yourTime(formatZone(reader.timeZone, reader.locale, start)), m.calendarNote],
      // Only the booker may change the booking: the link is a key.
      button: reader.position === 0 ? { label: m.openBooking, url } : null,
    });
    const content = calendarOf(deps, source, reader.locale);
    const calendar = { fileName: 'booking.ics', content, method: 'PUBLISH' } as const;
    try {
      await sendOnce(deps, tenantId, { ...mail, calendar });
    } catch (error) {
      // One address that bounces keeps no other attendee waiting; the job tries again for those that failed.
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
}

/** The booking as a calendar file; null unless it is confirmed. */
export async function bookingCalendar(
  deps: Omit<MailDeps, 'mailer'>,
  tenantId: number,
  bookingId: number,
  locale: Locale,
): Promise<string | null> {
  const source = await deps.db.withTenant(tenantId, (tx) => load(tx, bookingId));
  return source.booking.status === 'CONFIRMED' ? calendarOf(deps, source, locale) : null;
}

function calendarOf(
  deps: Omit<MailDeps, 'mailer'>,
  { booking, school, place }: Source,
  locale: Locale,
): string {
  const origin = schoolOrigin(school, deps.addresses);
  return calendarFile({
    uid: `${booking.uid}@${deps.mailDomain}`,
    sequence: 0,
    start: booking.start_time.getTime(),
    end: booking.end_time.getTime(),
    stamp: deps.clock(),
    title: `${booking.title} – ${school.name}`,
    description: `${mailMessages(locale).teacher}: ${booking.host_name}`,
    location: placeText(place, locale, school.defaultLocale),
    url: origin,
    organizer: { name: school.name, email: senderOf(deps, school) },
  });
}

/** Tells the booker that the hold is over. */
export async function sendExpired(deps: MailDeps, tenantId: number, bookingId: number): Promise<void> {
  const source = await deps.db.withTenant(tenantId, (tx) => load(tx, bookingId));
  const [reader] = source.readers;
  // Paid in the last moment and confirmed after all: nothing to tell.
  if (!reader || source.booking.status !== 'EXPIRED') return;
  const m = mailMessages(reader.locale);
  const mail = compose(deps, source, reader, 'expired', m.expired.subject(source.booking.title), {
    lead: m.expired.lead(source.booking.title),
    facts: [],
    notes: [],
    button: bookAgain(deps, source, m.chooseAnother),
  });
  await sendOnce(deps, tenantId, mail);
}

/** Tells the booker that money came too late and goes back. */
export async function sendPaymentReturned(
  deps: MailDeps,
  tenantId: number,
  bookingId: number,
): Promise<void> {
  const source = await deps.db.withTenant(tenantId, (tx) => load(tx, bookingId));
  const { booking } = source;
  const [reader] = source.readers;
  if (!reader) return;
  const m = mailMessages(reader.locale);
  const amount = formatMoney(
    booking.amount ?? 0,
    booking.order_currency ?? booking.event_currency,
    reader.locale,
  );
  const mail = compose(deps, source, reader, 'payment_returned', m.paymentReturned.subject(booking.title), {
    lead: m.paymentReturned.lead(booking.title, amount),
    facts: [],
    notes: [],
    button: bookAgain(deps, source, m.chooseAnother),
  });
  await sendOnce(deps, tenantId, mail);
}

const bookAgain = (deps: MailDeps, { booking, school }: Source, label: string) => ({
  label,
  url: `${schoolOrigin(school, deps.addresses)}/e/${booking.slug}`,
});

const senderOf = (deps: Pick<MailDeps, 'mailDomain'>, school: School): string =>
  `${school.subdomain}@${deps.mailDomain}`;

function compose(
  deps: MailDeps,
  { booking, school, accent }: Source,
  reader: Reader,
  kind: string,
  subject: string,
  body: Pick<MailContent, 'lead' | 'facts' | 'notes' | 'button'>,
): Outgoing {
  const m = mailMessages(reader.locale);
  const content: MailContent = {
    ...body,
    school: school.name,
    accent,
    greeting: m.greeting(reader.name),
    footer: m.footer(school.name),
    lang: reader.locale,
  };
  return {
    dedupeKey: `${kind} ${booking.id} ${reader.position}`,
    bookingId: booking.id,
    kind,
    locale: reader.locale,
    from: { name: school.name, address: senderOf(deps, school) },
    to: { name: reader.name, address: reader.email },
    replyTo: school.settings.contactEmail,
    subject,
    text: mailText(content),
    html: mailHtml(content),
  };
}

function placeText(place: Place | null, locale: Locale, fallback: Locale): string | null {
  if (!place) return null;
  if (place.kind === 'address') return textIn(place.text, locale, fallback);
  return place.kind === 'online' ? (place.url ?? null) : place.text;
}
