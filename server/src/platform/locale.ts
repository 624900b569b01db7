/**
 * Languages, money, dates and zones as a reader sees them. Vietnamese writes 24-hour times and "500.000 ₫",
 * English 12-hour times and "₫500,000"; both come from the runtime's CLDR data.
 */

export type Locale = 'vi' | 'en';
export const LOCALES: readonly Locale[] = ['vi', 'en'];

/** An instant: epoch milliseconds, an ISO 8601 string with an offset or `Z`, or a Temporal.Instant. */
export type InstantLike = number | string | Temporal.Instant;

export function isLocale(value: unknown): value is Locale {
  return value === 'vi' || value === 'en';
}

export interface LocaleSources {
  query?: string | undefined;
  cookie?: string | undefined;
  acceptLanguage?: string | undefined;
  fallback: Locale;
}

/** The reader's language: an explicit choice first, then the remembered one, then what the browser asks for. */
export function negotiateLocale(sources: LocaleSources): Locale {
  if (isLocale(sources.query)) return sources.query;
  if (isLocale(sources.cookie)) return sources.cookie;
  return fromAcceptLanguage(sources.acceptLanguage ?? '') ?? sources.fallback;
}

function fromAcceptLanguage(header: string): Locale | undefined {
  // A header is attacker's text: no more of it than any browser sends is looked at.
  const ranges = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { language: tag.split('-')[0], quality: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter((range) => range.quality > 0 && range.quality <= 1)
    .sort((a, b) => b.quality - a.quality);
  return ranges.map((range) => range.language).find(isLocale);
}

/** The text in the reader's language, else in the fallback's, else in any language that has one, else ''. */
export function textIn(
  localised: Readonly<Record<string, string | undefined>>,
  locale: Locale,
  fallback: Locale,
): string {
  const candidates = [localised[locale], localised[fallback], ...Object.values(localised)];
  return candidates.find((text) => text !== undefined && text.trim() !== '') ?? '';
}

/** `minor` is in the currency's smallest unit (cents, đồng, fils); `currency` an ISO 4217 code, any case. */
export function formatMoney(minor: number, currency: string, locale: Locale): string {
  const format = moneyFormat(currency.toUpperCase(), locale);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}

export type DateStyle = 'full' | 'long' | 'day';

const DATE_STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
};

/** `full`: Wednesday, November 25, 2026 · `long`: November 25, 2026 · `day`: Wed, Nov 25. */
export function formatDate(
  instant: InstantLike,
  timeZone: string,
  locale: Locale,
  style: DateStyle = 'full',
): string {
  return dateFormat(locale, timeZone, DATE_STYLES[style]).format(toEpoch(instant));
}

/** 2:00 PM in English, 14:00 in Vietnamese. */
export function formatTime(instant: InstantLike, timeZone: string, locale: Locale): string {
  return timeFormat(locale, timeZone).format(toEpoch(instant));
}

/** Date and time as one phrase: "Wednesday, November 25, 2026 at 2:00 PM", "14:00, Thứ Tư, 25 tháng 11, 2026". */
export function formatDateTime(
  instant: InstantLike,
  timeZone: string,
  locale: Locale,
  style: DateStyle = 'full',
): string {
  const date = formatDate(instant, timeZone, locale, style);
  const time = formatTime(instant, timeZone, locale);
  return locale === 'vi' ? `${time}, ${date}` : `${date} at ${time}`;
}

/** The times alone: "2:00 – 2:30 PM", "14:00–14:30"; the end's date is added where it is another day. */
export function formatTimeRange(
  start: InstantLike,
  end: InstantLike,
  timeZone: string,
  locale: Locale,
): string {
  if (localDate(start, timeZone) !== localDate(end, timeZone)) {
    return `${formatTime(start, timeZone, locale)} – ${formatDateTime(end, timeZone, locale, 'day')}`;
  }
  return timeFormat(locale, timeZone).formatRange(toEpoch(start), toEpoch(end));
}

/** Date and both times: "Wednesday, November 25, 2026, 2:00 – 2:30 PM". */
export function formatRange(
  start: InstantLike,
  end: InstantLike,
  timeZone: string,
  locale: Locale,
  style: DateStyle = 'full',
): string {
  const times = formatTimeRange(start, end, timeZone, locale);
  const date = formatDate(start, timeZone, locale, style);
  return locale === 'vi' ? `${times}, ${date}` : `${date}, ${times}`;
}

/** The calendar day (`YYYY-MM-DD`) on which the instant falls in the zone. */
export function localDate(instant: InstantLike, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(toEpoch(instant))
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

/** A calendar day as text, without any zone in play. Throws a RangeError when `date` is not `YYYY-MM-DD`. */
export function formatPlainDate(date: string, locale: Locale, style: DateStyle = 'full'): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new RangeError('not a date');
  // Not by Temporal: calendars call this in browsers that have none.
  return formatDate(Date.parse(date), 'UTC', locale, style);
}

/** A day's name for the head of a calendar: "Wed"; "T4" and "CN", as Vietnamese calendars write them. */
export function formatWeekday(date: string, locale: Locale): string {
  const weekday = locale === 'vi' ? 'narrow' : 'short';
  return dateFormat(locale, 'UTC', { weekday }).format(Date.parse(date));
}

/** A month (`YYYY-MM`) as a calendar's title: "November 2026", "Tháng 11 năm 2026". */
export function formatMonth(month: string, locale: Locale): string {
  const text = dateFormat(locale, 'UTC', { month: 'long', year: 'numeric' }).format(
    Date.parse(`${month}-01`),
  );
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

/** Two calendar days, said once where month or year are the same: "Nov 23 – 29, 2026". */
export function formatPlainDateRange(first: string, last: string, locale: Locale): string {
  const format = dateFormat(locale, 'UTC', { day: 'numeric', month: 'short', year: 'numeric' });
  return format.formatRange(Date.parse(first), Date.parse(last));
}

/** Offset at an instant as readers know it: `GMT+7`, `GMT+5:30`, `GMT`. */
export function formatOffset(timeZone: string, at: InstantLike): string {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(toEpoch(at)).toZonedDateTimeISO(
    timeZone,
  );
  const minutes = Math.round(offsetNanoseconds / 60e9);
  if (minutes === 0) return 'GMT';
  const absolute = Math.abs(minutes);
  const rest = absolute % 60 === 0 ? '' : `:${String(absolute % 60).padStart(2, '0')}`;
  return `GMT${minutes < 0 ? '−' : '+'}${Math.floor(absolute / 60)}${rest}`;
}

// The runtime lists some zones under names that their inhabitants dropped; readers get today's.
const MODERN_ZONE_NAMES: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** A zone's IANA name in its usual spelling and today's name, or undefined for what is not a zone's name. */
export function resolveTimeZone(name: string | undefined): string | undefined {
  if (name === undefined || name.length > 64 || !/^[A-Za-z][\w+\-/]*$/.test(name)) return undefined;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return MODERN_ZONE_NAMES[timeZone] ?? timeZone;
  } catch {
    return undefined;
  }
}

const CITY_NAMES: Readonly<Record<string, Record<Locale, string>>> = {
  'Asia/Ho_Chi_Minh': { vi: 'Việt Nam', en: 'Vietnam' },
  UTC: { vi: 'UTC', en: 'UTC' },
};

/** The place that readers know a zone by: "Vietnam", "New York", "Buenos Aires". */
export function zoneCity(timeZone: string, locale: Locale): string {
  const known = CITY_NAMES[timeZone]?.[locale];
  return known ?? timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

/** Place and offset at an instant: "Vietnam (GMT+7)". */
export function formatZone(timeZone: string, locale: Locale, at: InstantLike): string {
  return timeZone === 'UTC' ? 'UTC' : `${zoneCity(timeZone, locale)} (${formatOffset(timeZone, at)})`;
}

function toEpoch(instant: InstantLike): number {
  if (typeof instant === 'number') return instant;
  return (typeof instant === 'string' ? Temporal.Instant.from(instant) : instant).epochMilliseconds;
}

// Making a formatter costs about 50 µs, formatting 1 µs. The bound keeps visitors' zones from filling memory.
const FORMATS_KEPT = 1000;
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const moneyFormats = new Map<string, Intl.NumberFormat>();

function timeFormat(locale: Locale, timeZone: string): Intl.DateTimeFormat {
  return dateFormat(locale, timeZone, { hour: locale === 'vi' ? '2-digit' : 'numeric', minute: '2-digit' });
}

function dateFormat(
  locale: Locale,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${Object.entries(options).join()}`;
  return kept(dateFormats, key, () => new Intl.DateTimeFormat(locale, { ...options, timeZone }));
}

function moneyFormat(currency: string, locale: Locale): Intl.NumberFormat {
  return kept(
    moneyFormats,
    `${locale} ${currency}`,
    () => new Intl.NumberFormat(locale, { style: 'currency', currency }),
  );
}

function kept<Value>(cache: Map<string, Value>, key: string, make: () => Value): Value {
  const found = cache.get(key);
  if (found !== undefined) return found;
  if (cache.size >= FORMATS_KEPT) cache.clear();
  const made = make();
  cache.set(key, made);
  return made;
}
