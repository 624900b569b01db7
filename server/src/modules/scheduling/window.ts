import { AppError } from '#platform/errors.ts';
import { DAY } from '#platform/clock.ts';

const LONGEST = 62 * DAY;
/** What the slot engine can count with, less what it looks at around a window. */
const FIRST_YEAR = Date.UTC(1901, 0);
const LAST_YEAR = Date.UTC(2199, 0);

/**
 * `from` and `to` (instants, or local dates read in `timeZone`) as epoch ms. A date as `to` includes that day. At most 62 days,
 * or 62 local days, whatever the clocks do meanwhile.
 */
export function parseWindow(
  query: { from: string; to: string },
  timeZone: string,
): { from: number; to: number } {
  const from = parseEdge(query.from, timeZone, 0);
  const to = parseEdge(query.to, timeZone, 1);
  if (from < FIRST_YEAR) throw wrong('from', 'window_reach', 'must not be before 1901');
  if (to > LAST_YEAR) throw wrong('to', 'window_reach', 'must not be after 2198');
  if (to <= from) throw wrong('to', 'window_order', 'must be later than from');
  // A date as `to` reaches to the end of its day, and a day may have an hour more.
  const slack = /T/.test(query.to) ? 0 : DAY + DAY / 12;
  if (to - from > LONGEST + slack) throw wrong('to', 'window_too_long', 'must be at most 62 days after from');
  return { from, to };
}

/** One edge of a window as epoch ms; of a date the first instant, `addDays` later. */
export function parseEdge(text: string, timeZone: string, addDays: number): number {
  if (text.includes('T')) return Date.parse(text);
  return Temporal.PlainDate.from(text).add({ days: addDays }).toZonedDateTime({ timeZone }).epochMilliseconds;
}

const wrong = (field: string, code: string, message: string): AppError =>
  new AppError('validation_failed', `${field} ${message}`, { fields: [{ field, code, message }] });
