/**
 * The arithmetic of a month calendar and of its keys, on local dates (`YYYY-MM-DD`) and months (`YYYY-MM`) as text. Plain `Date`
 * in UTC, since not every visitor's browser has Temporal.
 */

type LocalDate = string;
type Month = string;

export interface Bounds {
  first: LocalDate;
  last: LocalDate;
}

const DAY = 86_400_000;

export const monthOf = (date: LocalDate): Month => date.slice(0, 7);

const toDate = (epoch: number): LocalDate => new Date(epoch).toISOString().slice(0, 10);

export function addDays(date: LocalDate, days: number): LocalDate {
  return toDate(Date.parse(date) + days * DAY);
}

export function addMonths(month: Month, months: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return monthOf(toDate(Date.UTC(year, number - 1 + months, 1)));
}

const daysIn = (month: Month): number => Number(addDays(`${addMonths(month, 1)}-01`, -1).slice(8));

export function datesIn(month: Month): LocalDate[] {
  return Array.from({ length: daysIn(month) }, (_, day) => addDays(`${month}-01`, day));
}

/** Days since Monday. */
const weekdayOf = (date: LocalDate): number => (new Date(date).getUTCDay() + 6) % 7;

/** The month's weeks from Monday to Sunday; null where a day is another month's. */
export function weeksOf(month: Month): (LocalDate | null)[][] {
  const dates = datesIn(month);
  const before = weekdayOf(`${month}-01`);
  return Array.from({ length: Math.ceil((before + dates.length) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => dates[week * 7 + weekday - before] ?? null),
  );
}

/** The same day so many months on, or the last day of a shorter month. */
function sameDay(date: LocalDate, months: number): LocalDate {
  const month = addMonths(monthOf(date), months);
  return `${month}-${String(Math.min(Number(date.slice(8)), daysIn(month))).padStart(2, '0')}`;
}

export function within(date: LocalDate, { first, last }: Bounds): LocalDate {
  if (date < first) return first;
  return date > last ? last : date;
}

/** Where a key leads from a day, as the ARIA date grid has it; undefined for keys that mean nothing there. */
export function dayAfterKey(
  { key, shiftKey = false }: { key: string; shiftKey?: boolean },
  date: LocalDate,
  bounds: Bounds,
): LocalDate | undefined {
  const to = target(key, shiftKey, date);
  return to === undefined ? undefined : within(to, bounds);
}

function target(key: string, shift: boolean, date: LocalDate): LocalDate | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(date, -1);
    case 'ArrowRight':
      return addDays(date, 1);
    case 'ArrowUp':
      return addDays(date, -7);
    case 'ArrowDown':
      return addDays(date, 7);
    case 'Home':
      return addDays(date, -weekdayOf(date));
    case 'End':
      return addDays(date, 6 - weekdayOf(date));
    case 'PageUp':
      return sameDay(date, shift ? -12 : -1);
    case 'PageDown':
      return sameDay(date, shift ? 12 : 1);
    default:
      return undefined;
  }
}
