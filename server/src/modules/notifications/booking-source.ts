import type { Database, Tx } from '#db/database.ts';
import type { Clock } from '#platform/clock.ts';
import type { Keyring } from '#platform/crypto.ts';
import { formatMoney, formatRange, textIn, type Locale } from '#platform/locale.ts';
import { bookingById, hostsOfBooking, manageUrl, type BookingView } from '#modules/bookings/index.ts';
import { landingSettings } from '#modules/landing/index.ts';
import { eventTypeById, type EventType, type Place } from '#modules/scheduling/index.ts';
import { ownSchool, schoolOrigin, type Addresses, type School } from '#modules/tenants/index.ts';
import { calendarFile, calendarMethod } from './calendar-file.ts';
import { mailHtml, mailText, type MailContent } from './layout.ts';
import type { Mail, Mailer } from './mailer.ts';
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

export type Reader = {
  /** Tells the readers of one message apart. */
  key: string;
  /** Only the booker may change the booking. */
  role: 'booker' | 'attendee' | 'teacher';
  name: string;
  email: string;
  locale: Locale;
  timeZone: string;
};

/** A booking with all that its mails say, as it is at the moment of sending. */
export type Source = {
  tenantId: number;
  booking: BookingView;
  eventType: EventType;
  school: School;
  booker: Reader | undefined;
  attendees: Reader[];
  teachers: Reader[];
  accent: string;
};

export const loadSource = (
  deps: Pick<MailDeps, 'db'>,
  tenantId: number,
  bookingId: number,
): Promise<Source> => deps.db.withTenant(tenantId, (tx) => load(tx, bookingId));

async function load(tx: Tx, bookingId: number): Promise<Source> {
  const booking = await bookingById(tx, bookingId);
  const eventType = await eventTypeById(tx, booking.event_type_id);
  const school = await ownSchool(tx);
  const rows = await tx.db
    .selectFrom('attendees')
    .select(['position', 'name', 'email', 'locale', 'time_zone'])
    .where('booking_id', '=', bookingId)
    .orderBy('position')
    .execute();
  const attendees = rows.map((row): Reader => ({
    key: String(row.position),
    role: row.position === 0 ? 'booker' : 'attendee',
    name: row.name,
    email: row.email,
    locale: row.locale as Locale,
    timeZone: row.time_zone,
  }));
  // A workshop's session has one teacher; a lesson all whose time it takes.
  const hostIds =
    booking.workshop_session_number === null && !eventType.isWorkshop
      ? await hostsOfBooking(tx, booking, eventType.schedulingType)
      : [booking.host_id];
  return {
    tenantId: tx.tenantId,
    booking,
    eventType,
    school,
    booker: attendees[0],
    attendees,
    teachers: await teachersById(tx, hostIds, school),
    accent: (await landingSettings(tx)).primaryColor,
  };
}

/** These teachers as readers, each in their language and zone. */
export async function teachersById(
  tx: Tx,
  ids: readonly number[],
  school: Pick<School, 'defaultLocale' | 'timeZone'>,
): Promise<Reader[]> {
  const rows = await tx.db
    .selectFrom('users')
    .select(['id', 'name', 'email', 'locale', 'time_zone'])
    .where('id', 'in', [...new Set(ids)])
    .where('deactivated_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    key: `t${row.id}`,
    role: 'teacher',
    name: row.name,
    email: row.email,
    locale: (row.locale as Locale | null) ?? school.defaultLocale,
    timeZone: row.time_zone ?? school.timeZone,
  }));
}

/** The booking's title as this reader knows it: to its student what was booked, to teachers the event's in their language. */
export const titleFor = ({ booking, eventType, school }: Source, reader: Reader): string =>
  reader.role === 'teacher' ? textIn(eventType.title, reader.locale, school.defaultLocale) : booking.title;

/** When, with whom, where: what every message about a coming lesson says. */
export function factsFor(source: Source, reader: Reader): [string, string][] {
  const { booking, eventType, school } = source;
  const m = mailMessages(reader.locale);
  const place = placeText(eventType.place, reader.locale, school.defaultLocale);
  const range = formatRange(
    booking.start_time.getTime(),
    booking.end_time.getTime(),
    reader.timeZone,
    reader.locale,
  );
  const facts: [string, string | null][] = [
    [m.when, range],
    reader.role === 'teacher'
      ? [m.students, (booking.attendees ?? []).map(({ name }) => name).join(', ')]
      : [m.teacher, booking.host_name],
    [m.place, place],
    [m.session, booking.workshop_session_number === null ? null : String(booking.workshop_session_number)],
    [m.seats, booking.seats > 1 ? String(booking.seats) : null],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
}

/** What was paid, for the booker. */
export const paidFact = ({ booking }: Source, reader: Reader): [string, string][] =>
  booking.paid && booking.amount !== null && booking.order_currency !== null && reader.role === 'booker'
    ? [
        [
          mailMessages(reader.locale).total,
          formatMoney(booking.amount, booking.order_currency, reader.locale),
        ],
      ]
    : [];

/** The way to the booking: its signed link for the booker, the dashboard for teachers, none for those who come along. */
export function linkFor(deps: MailDeps, source: Source, reader: Reader): MailContent['button'] {
  const { booking, school, tenantId } = source;
  const origin = schoolOrigin(school, deps.addresses);
  const label = mailMessages(reader.locale).openBooking;
  if (reader.role === 'attendee') return null;
  if (reader.role === 'teacher') return { label, url: `${origin}/dashboard/bookings/${booking.uid}` };
  return { label, url: manageUrl(deps.keyring, { tenantId, uid: booking.uid, origin }) };
}

/** Back to the event's page, where other times are. */
export const bookAgainFor = (deps: MailDeps, { booking, school }: Source, reader: Reader) => ({
  label: mailMessages(reader.locale).chooseAnother,
  url: `${schoolOrigin(school, deps.addresses)}/e/${booking.slug}`,
});

/**
 * The booking as a calendar file, for one reader of a mail or (without) for a download. One UID for its whole life, and a
 * SEQUENCE that grows with each change.
 */
export function calendarOf(
  deps: Omit<MailDeps, 'mailer'>,
  source: Source,
  locale: Locale,
  given: { attendee?: Reader; cancelled?: boolean } = {},
): string {
  const { booking, school, eventType } = source;
  const { attendee, cancelled = false } = given;
  const title = attendee ? titleFor(source, attendee) : booking.title;
  return calendarFile({
    uid: `${booking.uid}@${deps.mailDomain}`,
    sequence: booking.sequence,
    start: booking.start_time.getTime(),
    end: booking.end_time.getTime(),
    stamp: deps.clock(),
    title: `${title} – ${school.name}`,
    description: `${mailMessages(locale).teacher}: ${booking.host_name}`,
    location: placeText(eventType.place, locale, school.defaultLocale),
    url: schoolOrigin(school, deps.addresses),
    organizer: { name: school.name, email: senderOf(deps, school) },
    ...(attendee ? { attendee: { name: attendee.name, email: attendee.email } } : {}),
    cancelled,
  });
}

/** The calendar part of a mail. Teachers of sessions get none: their session is one, whoever books seats in it. */
export function calendarPart(
  deps: MailDeps,
  source: Source,
  reader: Reader,
  cancelled = false,
): Pick<Mail, 'calendar'> {
  if (reader.role === 'teacher' && source.booking.session_id !== null) return {};
  const content = calendarOf(deps, source, reader.locale, { attendee: reader, cancelled });
  const method = calendarMethod({ attendee: reader, cancelled });
  return { calendar: { fileName: 'booking.ics', content, method } };
}

const senderOf = (deps: Pick<MailDeps, 'mailDomain'>, school: School): string =>
  `${school.subdomain}@${deps.mailDomain}`;

export type Draft = Pick<MailContent, 'lead' | 'facts' | 'notes' | 'button'> & {
  kind: string;
  subject: string;
  /** Where a kind is sent more than once for a booking: what this one is about. */
  about?: string;
  /** Instead of one message to each reader of a booking: one for whatever has this key. */
  dedupeKey?: string;
  calendar?: Mail['calendar'];
};

/** A draft for one reader as the message that goes out, with the school's look around it. */
export function compose(deps: MailDeps, source: Source, reader: Reader, draft: Draft): Outgoing {
  const { booking, school, accent } = source;
  const { kind, subject, about, dedupeKey, calendar, ...body } = draft;
  const m = mailMessages(reader.locale);
  const content: MailContent = {
    ...body,
    school: school.name,
    accent,
    greeting: m.greeting(reader.name),
    footer: reader.role === 'teacher' ? m.teacherFooter(school.name) : m.footer(school.name),
    lang: reader.locale,
  };
  return {
    dedupeKey:
      dedupeKey ?? [kind, booking.id, reader.key, about].filter((part) => part !== undefined).join(' '),
    bookingId: booking.id,
    kind,
    locale: reader.locale,
    from: { name: school.name, address: senderOf(deps, school) },
    to: { name: reader.name, address: reader.email },
    replyTo: school.settings.contactEmail,
    subject,
    text: mailText(content),
    html: mailHtml(content),
    ...(calendar ? { calendar } : {}),
  };
}

/** One message to each reader. An address that bounces keeps no other waiting; the job tries again for those that failed. */
export async function sendToEach(
  deps: MailDeps,
  source: Source,
  readers: readonly Reader[],
  draftFor: (reader: Reader) => Draft,
): Promise<void> {
  const faults: unknown[] = [];
  for (const reader of readers) {
    try {
      await sendOnce(deps, source.tenantId, compose(deps, source, reader, draftFor(reader)));
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw faults[0];
}

function placeText(place: Place | null, locale: Locale, fallback: Locale): string | null {
  if (!place) return null;
  if (place.kind === 'address') return textIn(place.text, locale, fallback);
  return place.kind === 'online' ? (place.url ?? null) : place.text;
}
