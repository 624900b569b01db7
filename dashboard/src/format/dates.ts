import type { Locale } from '../i18n/texts.ts';

/** What the functions here take: ISO 8601 instants, a zone's IANA name and the reader's language. */
type Place = { timeZone: string; locale: Locale };

const DAY_MS = 24 * 3600 * 1000;

// Making a formatter costs fifty times what formatting does, and a list formats a hundred times.
const formats = new Map<string, Intl.DateTimeFormat>();
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  const found = formats.get(key);
  if (found) return found;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** The calendar day on which the instant falls in the zone, as `YYYY-MM-DD`. */
export function localDate(instant: string | number, timeZone: string): string {
  return dateFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );
}

/** The calendar day so many days after `date` (`YYYY-MM-DD`), or before it. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** A calendar day as text, no zone in play: "Wednesday, November 25, 2026". */
export function formatPlainDate(date: string, locale: Locale): string {
  return dateFormat(locale, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(date));
}

/** 2:00 PM in English, 14:00 in Vietnamese. */
function formatTime(instant: string, { timeZone, locale }: Place): string {
  return timeFormat({ timeZone, locale }).format(new Date(instant));
}

const timeFormat = ({ timeZone, locale }: Place): Intl.DateTimeFormat =>
  dateFormat(locale, { timeZone, hour: locale === 'vi' ? '2-digit' : 'numeric', minute: '2-digit' });

/** The times alone: "2:00 – 2:30 PM", "14:00–14:30"; the end's day is added where it is another. */
export function formatTimeRange(start: string, end: string, place: Place): string {
  if (localDate(start, place.timeZone) === localDate(end, place.timeZone)) {
    return timeFormat(place).formatRange(new Date(start), new Date(end));
  }
  const day = dateFormat(place.locale, { timeZone: place.timeZone, day: 'numeric', month: 'short' }).format(
    new Date(end),
  );
  return `${formatTime(start, place)} – ${formatTime(end, place)} (${day})`;
}

/** Date and time in one line: "Nov 25, 2026, 2:00 PM", "14:00, 25 thg 11, 2026". */
export function formatDateTime(instant: string, { timeZone, locale }: Place): string {
  const date = dateFormat(locale, { timeZone, day: 'numeric', month: 'short', year: 'numeric' }).format(
    new Date(instant),
  );
  const time = formatTime(instant, { timeZone, locale });
  return locale === 'vi' ? `${time}, ${date}` : `${date}, ${time}`;
}

/** The day and both times: "Wednesday, November 25, 2026, 2:00 – 2:30 PM". */
export function formatRange(start: string, end: string, place: Place): string {
  const date = formatPlainDate(localDate(start, place.timeZone), place.locale);
  const times = formatTimeRange(start, end, place);
  return place.locale === 'vi' ? `${times}, ${date}` : `${date}, ${times}`;
}

const CITY_NAMES: Readonly<Record<string, Record<Locale, string>>> = {
  'Asia/Ho_Chi_Minh': { vi: 'Việt Nam', en: 'Vietnam' },
  'Asia/Saigon': { vi: 'Việt Nam', en: 'Vietnam' },
};

/** Place and offset at an instant: "Vietnam (GMT+7)". */
export function formatZone(timeZone: string, locale: Locale, at: string | number): string {
  if (timeZone === 'UTC') return 'UTC';
  const offset = dateFormat('en', { timeZone, timeZoneName: 'shortOffset' })
    .formatToParts(new Date(at))
    .find((part) => part.type === 'timeZoneName');
  const city = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return `${CITY_NAMES[timeZone]?.[locale] ?? city} (${offset?.value.replace('-', '−') ?? timeZone})`;
}
