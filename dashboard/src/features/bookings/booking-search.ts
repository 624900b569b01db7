import { addDays } from '../../format/dates.ts';

export const STATUSES = ['CONFIRMED', 'PENDING', 'CANCELLED', 'EXPIRED'] as const;
export const PERIODS = ['coming', 'past', 'all', 'dates'] as const;
export const ORDERS = ['soonest', 'latest'] as const;
type BookingStatus = (typeof STATUSES)[number];
type Period = (typeof PERIODS)[number];
type Order = (typeof ORDERS)[number];

/** The list's filters as the address holds them. What is missing is the default: bookings from today on, soonest first. */
export type BookingSearch = {
  period?: Exclude<Period, 'coming'>;
  /** Local dates in the school's zone, with the period `dates`. */
  from?: string;
  to?: string;
  status?: BookingStatus;
  eventType?: string;
  q?: string;
  order?: Order;
  /** The pages that were turned to reach this one; the last is this page's own. */
  cursor?: string[];
};

const MAX_TEXT = 200;
const MAX_PAGES = 100;

const oneOf = <T extends string>(choices: readonly T[], value: unknown): T | undefined =>
  choices.find((choice) => choice === value);

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, MAX_TEXT) : undefined;

/** A day that exists, in years that calendars print. */
export function isDate(value: unknown): value is string {
  if (typeof value !== 'string' || !/^(19|20)\d\d-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** Reads an address's parameters. Never throws: what is not understood is left out, as somebody may have typed it. */
export function parseBookingSearch(raw: Readonly<Record<string, unknown>>): BookingSearch {
  const from = isDate(raw['from']) ? raw['from'] : undefined;
  const to = isDate(raw['to']) ? raw['to'] : undefined;
  const period = from !== undefined || to !== undefined ? 'dates' : oneOf(PERIODS, raw['period']);
  const cursors = [raw['cursor']].flat().filter((value) => textOf(value) !== undefined) as string[];
  return tidy({
    period: period === 'coming' ? undefined : period,
    from,
    to,
    status: oneOf(STATUSES, raw['status']),
    eventType: textOf(raw['eventType']),
    q: textOf(raw['q']),
    order: oneOf(ORDERS, raw['order']),
    cursor: cursors.length > 0 ? cursors.slice(-MAX_PAGES) : undefined,
  });
}

type Loose = { [Name in keyof BookingSearch]: BookingSearch[Name] | undefined };

function tidy(search: Loose): BookingSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

/** Changes filters (undefined takes one away) and begins with the first page again: the old pages were of another list. */
export function withFilters(search: BookingSearch, changes: Loose): BookingSearch {
  const next: Loose = { ...search, cursor: undefined, ...changes };
  const period = next.period ?? 'coming';
  // Dates without their period would be invisible, and the default order needs no mention.
  if (period !== 'dates') Object.assign(next, { from: undefined, to: undefined });
  if (next.order === defaultOrder(period)) next.order = undefined;
  return tidy(next);
}

/** What is coming is read from today on, what is past from the newest back. */
const defaultOrder = (period: Period): Order =>
  period === 'coming' || period === 'dates' ? 'soonest' : 'latest';

export const orderOf = (search: BookingSearch): Order =>
  search.order ?? defaultOrder(search.period ?? 'coming');

/** How many filters narrow the list down; the order is none, and neither is the page. */
export function activeFilters(search: BookingSearch): number {
  const { period, from, to, status, eventType, q } = search;
  const dates = period === 'dates' ? [from, to].filter(Boolean).length : Number(period === 'past');
  return dates + [status, eventType, q].filter((value) => value !== undefined).length;
}

const BOOKINGS_PER_PAGE = 25;

/** The API's query. `today`: the local date in the school's zone, so that all of today's bookings count as coming. */
export function toListQuery(search: BookingSearch, today: string, timeZone: string) {
  const { status, eventType, q, period = 'coming' } = search;
  const cursor = search.cursor?.at(-1);
  const from = period === 'coming' ? today : search.from;
  const to = period === 'past' ? addDays(today, -1) : search.to;
  return {
    ...(status === undefined ? {} : { status }),
    ...(eventType === undefined ? {} : { eventType }),
    ...(q === undefined ? {} : { q }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(cursor === undefined ? {} : { cursor }),
    timeZone,
    order: orderOf(search),
    limit: BOOKINGS_PER_PAGE,
  };
}
