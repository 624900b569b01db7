import { MINUTE, parseDate, type EpochDay } from './calendar.ts';
import { gridOf, type Grid } from './grid.ts';
import { knownZone, unknownZone } from './known-zone.ts';
import { planHosts, type PlannedHost } from './plan-host.ts';
import { SlotRequestError } from './request-error.ts';
import type { SlotRequest, StartRequest } from './types.ts';
import { cover, EARLIEST, LATEST, localDay, type Zone } from './zone.ts';

/** Rule 8 with "today" filled in. Dates are local dates of the invitee's zone, both included. */
type Period =
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'dates'; readonly first: EpochDay; readonly last: EpochDay }
  | { readonly kind: 'days_with_slots'; readonly days: number };

/** A request that has been checked and turned into numbers: milliseconds, unless a name says minutes. */
export interface Plan {
  readonly now: number;
  /** No start before this: `now` plus notice. */
  readonly earliest: number;
  readonly invitee: Zone;
  readonly roundRobin: boolean;
  readonly length: number;
  readonly beforeBuffer: number;
  readonly afterBuffer: number;
  readonly grid: Grid;
  readonly period: Period;
  readonly hosts: readonly PlannedHost[];
}

export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Checks the window; throws SlotRequestError. */
export function windowOf(request: SlotRequest): Window {
  const from = instant(request.startTime, 'startTime');
  const to = instant(request.endTime, 'endTime');
  if (to < from) throw new SlotRequestError('endTime', 'must not be before startTime');
  return { from, to };
}

/** Checks all of a request but window and busy times, which are checked as they are read; throws SlotRequestError. */
export function planOf(request: StartRequest): Plan {
  const now = instant(request.now, 'now');
  const invitee = zone(request.inviteeTz, 'inviteeTz');
  cover(invitee, now, now);
  const kind: unknown = request.schedulingType ?? null;
  if (kind !== null && kind !== 'COLLECTIVE' && kind !== 'ROUND_ROBIN')
    throw new SlotRequestError('schedulingType', 'must be null, "COLLECTIVE" or "ROUND_ROBIN"');
  const length = minutes(request.length, 'length', undefined);
  if (length === 0) throw new SlotRequestError('length', 'must be at least 1');
  const interval = minutes(request.interval, 'interval', 0) || length;
  const offsetStart = minutes(request.offsetStart, 'offsetStart', 0);
  const notice = minutes(request.minimumBookingNotice, 'minimumBookingNotice', 0);
  return {
    now,
    earliest: now + notice * MINUTE,
    invitee,
    roundRobin: kind === 'ROUND_ROBIN',
    length: length * MINUTE,
    beforeBuffer: minutes(request.beforeBuffer, 'beforeBuffer', 0) * MINUTE,
    afterBuffer: minutes(request.afterBuffer, 'afterBuffer', 0) * MINUTE,
    grid: {
      zone: invitee,
      minutes: gridOf(interval),
      offset: offsetStart * MINUTE,
      step: (interval + offsetStart) * MINUTE,
      length: length * MINUTE,
      optimized: flag(request.optimized, 'optimized'),
    },
    period: periodOf(request, localDay(invitee, now)),
    hosts: planHosts(request.hosts),
  };
}

function periodOf(request: StartRequest, today: EpochDay): Period {
  const type: unknown = request.periodType ?? 'UNLIMITED';
  switch (type) {
    case 'UNLIMITED':
      return { kind: 'unlimited' };
    case 'ROLLING':
      return { kind: 'dates', first: today, last: today + periodDays(request) };
    case 'ROLLING_WINDOW':
      return { kind: 'days_with_slots', days: periodDays(request) };
    case 'RANGE': {
      const first = date(request.periodStartDate, 'periodStartDate');
      const last = date(request.periodEndDate, 'periodEndDate');
      if (last < first) throw new SlotRequestError('periodEndDate', 'must not be before periodStartDate');
      return { kind: 'dates', first, last };
    }
    default:
      throw new SlotRequestError('periodType', 'must be "UNLIMITED", "ROLLING", "ROLLING_WINDOW" or "RANGE"');
  }
}

function periodDays(request: StartRequest): number {
  const days: unknown = request.periodDays;
  if (Number.isSafeInteger(days) && (days as number) >= 0) return days as number;
  throw new SlotRequestError('periodDays', 'must be a whole number of days, 0 or more');
}

/** Ten years: longer is a mistake, and far from where sums of milliseconds lose precision. */
const MOST_MINUTES = 10 * 366 * 24 * 60;

function minutes(value: unknown, path: string, fallback: number | undefined): number {
  if ((value === undefined || value === null) && fallback !== undefined) return fallback;
  if (Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= MOST_MINUTES)
    return value as number;
  throw new SlotRequestError(path, `must be a whole number of minutes from 0 to ${MOST_MINUTES}`);
}

function flag(value: unknown, path: string): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  throw new SlotRequestError(path, 'must be true or false');
}

function date(value: unknown, path: string): EpochDay {
  const day = typeof value === 'string' ? parseDate(value) : undefined;
  if (day === undefined) throw new SlotRequestError(path, 'must be a date (YYYY-MM-DD)');
  return day;
}

function zone(value: unknown, path: string): Zone {
  const found = knownZone(value);
  if (found) return found;
  throw new SlotRequestError(path, unknownZone(value));
}

export function instant(value: unknown, path: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= EARLIEST && (value as number) < LATEST)
    return value as number;
  throw new SlotRequestError(path, 'must be an instant of the years 1900 to 2199');
}
