/** What a visitor asks of the calendar, as an address and as an answer of the API. */
import { localDateIn } from '#platform/local-date.ts';
import { withQuery } from '../links.ts';
import type { CalendarDay, CalendarView, Instant, LocalDate } from '../view-models.ts';
import { addDays, datesIn } from './month.ts';

export interface Wish {
  zone: string;
  /** A teacher's id; absent: any. */
  host?: string | undefined;
  month: string;
  /** null: the first day of the month with a free time. */
  date: LocalDate | null;
}

/** A wish that has come true: `date` is the day whose times these are. */
export type Shown = Wish & Pick<CalendarView, 'days' | 'nextFree' | 'times'>;

export const isSameMonth = (a: Wish, b: Wish): boolean =>
  a.month === b.month && a.zone === b.zone && a.host === b.host;

/** The page's address for a wish; `zone` is the one that the page would show without being told. */
export function addressOf(url: string, wish: Wish, zone: string): string {
  const named = new URLSearchParams(url.split('?')[1]).has('tz');
  return withQuery(url, {
    month: wish.date === null ? wish.month : undefined,
    date: wish.date ?? undefined,
    host: wish.host,
    tz: named || wish.zone !== zone ? wish.zone : undefined,
  });
}

/** Asks the API; what is known of the same month serves again. Throws when there is no good answer. */
export async function fulfil(slug: string, wish: Wish, known: Shown, signal: AbortSignal): Promise<Shown> {
  const event = `/api/v1/event-types/${encodeURIComponent(slug)}`;
  const { zone: timeZone, host } = wish;
  const ask = async (part: string, from: LocalDate, to: LocalDate): Promise<unknown> => {
    const query = new URLSearchParams({ from, to, timeZone, ...(host !== undefined && { host }) });
    const response = await fetch(`${event}/${part}?${query}`, { signal });
    if (!response.ok) throw new Error(`${part}: ${response.status}`);
    return await response.json();
  };
  const timesOf = async (date: LocalDate): Promise<Instant[]> => {
    // A time before midnight may end after it: the next day is asked for too, and its own times left out.
    const { slots } = (await ask('slots', date, addDays(date, 1))) as { slots: { start: Instant }[] };
    return slots
      .map(({ start }) => start)
      .filter((start) => localDateIn(Date.parse(start), timeZone) === date);
  };
  const dates = datesIn(wish.month);
  const month = isSameMonth(wish, known)
    ? known
    : ((await ask('days', dates[0] ?? '', dates.at(-1) ?? '')) as Pick<CalendarView, 'days' | 'nextFree'>);
  const date = wish.date ?? month.days.find(({ free }) => free > 0)?.date ?? null;
  const isFree = (day: CalendarDay) => day.date === date && day.free > 0;
  const times = date !== null && month.days.some(isFree) ? await timesOf(date) : [];
  // The times are fresher than the month: somebody may have taken some meanwhile.
  const days = month.days.map((day): CalendarDay => {
    if (!isFree(day)) return day;
    return { ...day, free: times.length, reason: times.length > 0 ? null : 'fully_booked' };
  });
  return { ...wish, date, days, nextFree: month.nextFree, times };
}
