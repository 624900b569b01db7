export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

/** A local date is a whole number of days since 1970-01-01: the same arithmetic as for instants, without a zone. */
export type EpochDay = number;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** `YYYY-MM-DD` to its epoch day; undefined for anything that is not a date of the calendar. */
export function parseDate(text: string): EpochDay | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const utc = new Date(0);
  utc.setUTCFullYear(year, month - 1, day);
  // The 30th of February would silently become a day in March.
  return utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day ? utc.getTime() / DAY : undefined;
}

export function formatDate(day: EpochDay): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** 0 is Sunday; 1970-01-01 was a Thursday. */
export function weekday(day: EpochDay): number {
  return (((day + 4) % 7) + 7) % 7;
}

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** An ISO 8601 instant with `Z` or an offset, to epoch milliseconds; undefined for anything else. */
export function parseInstant(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (!match || parseDate(match[1] ?? '') === undefined) return undefined;
  const time = Date.parse(text.replace(',', '.'));
  return Number.isNaN(time) ? undefined : time;
}

/** `HH:MM`, 00:00–23:59, to minutes after midnight; -1 for anything else. */
export function parseTimeOfDay(text: string): number {
  if (text.length !== 5 || text.charCodeAt(2) !== 58) return -1;
  const h1 = text.charCodeAt(0) - 48;
  const h2 = text.charCodeAt(1) - 48;
  const m1 = text.charCodeAt(3) - 48;
  const m2 = text.charCodeAt(4) - 48;
  if (h1 < 0 || h1 > 2 || h2 < 0 || h2 > 9 || m1 < 0 || m1 > 5 || m2 < 0 || m2 > 9) return -1;
  const hour = h1 * 10 + h2;
  return hour > 23 ? -1 : hour * 60 + m1 * 10 + m2;
}
