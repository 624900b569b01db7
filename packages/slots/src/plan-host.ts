import { DAY, parseDate, parseInstant, parseTimeOfDay, type EpochDay } from './calendar.ts';
import { knownZone, unknownZone } from './known-zone.ts';
import { SlotRequestError } from './request-error.ts';
import type { Schedule, Travel } from './schedule.ts';
import type { BusyInterval, Host } from './types.ts';
import type { Zone } from './zone.ts';

export interface PlannedHost {
  /** The same object for hosts whose zone and rows are the same, so that it has to be expanded once only. */
  readonly schedule: Schedule;
  readonly fixed: boolean;
  /** As given; checked when it is read. */
  readonly busy: readonly BusyInterval[];
}

/** Checks hosts but for their busy times; throws SlotRequestError. */
export function planHosts(hosts: unknown): PlannedHost[] {
  if (!Array.isArray(hosts)) throw new SlotRequestError('hosts', 'must be a list');
  const known: KnownSchedules = new Map();
  return hosts.map((host, index) => planHost(host as Host, index, known));
}

function planHost(host: Host | null | undefined, index: number, known: KnownSchedules): PlannedHost {
  if (typeof host !== 'object' || host === null) fail(`hosts[${index}]`, 'must be an object');
  const zone = knownZone(host.timeZone) ?? fail(`hosts[${index}].timeZone`, unknownZone(host.timeZone));
  const rows = readRows(host.availability, index);
  const travel = readTravel(host.travelSchedules, index);
  const { busy, isFixed } = host;
  if (!Array.isArray(busy)) fail(`hosts[${index}].busy`, 'must be a list');
  if (isFixed !== undefined && isFixed !== null && typeof isFixed !== 'boolean')
    fail(`hosts[${index}].isFixed`, 'must be true or false');
  return { schedule: sharedSchedule(known, zone, rows, travel), fixed: isFixed === true, busy };
}

/** Availability as numbers, three to a row: days (a bit each, or the negative epoch day of an override, less a bit), start and end minute. */
type Rows = number[];

const OVERRIDE_BASE = 1 << 24;

function readRows(availability: unknown, host: number): Rows {
  if (!Array.isArray(availability)) fail(`hosts[${host}].availability`, 'must be a list');
  const rows: Rows = [];
  for (let i = 0; i < availability.length; i++) {
    const row = availability[i] as { days?: unknown; date?: unknown; start?: unknown; end?: unknown } | null;
    if (typeof row !== 'object' || row === null)
      fail(`hosts[${host}].availability[${i}]`, 'must be an object');
    const start = typeof row.start === 'string' ? parseTimeOfDay(row.start) : -1;
    if (start < 0)
      fail(`hosts[${host}].availability[${i}].start`, 'must be a time of day (HH:MM, 00:00 to 23:59)');
    const end = typeof row.end === 'string' ? parseTimeOfDay(row.end) : -1;
    if (end < 0)
      fail(`hosts[${host}].availability[${i}].end`, 'must be a time of day (HH:MM, 00:00 to 23:59)');
    if (start > end)
      fail(
        `hosts[${host}].availability[${i}].end`,
        'must not be before start (hours past midnight are two rows)',
      );
    rows.push(
      row.date === undefined || row.date === null ? readDays(row.days, host, i) : readDate(row, host, i),
      start,
      // Rule 3: the last minute of the day stands for its end; a row that starts then, too, is closed all the same.
      end === 1439 && start !== end ? 1440 : end,
    );
  }
  return rows;
}

function readDays(days: unknown, host: number, row: number): number {
  if (!Array.isArray(days)) fail(`hosts[${host}].availability[${row}]`, 'must have days or a date');
  let mask = 0;
  for (let i = 0; i < days.length; i++) {
    const day = days[i] as unknown;
    if (typeof day !== 'number' || !Number.isInteger(day) || day < 0 || day > 6)
      fail(`hosts[${host}].availability[${row}].days[${i}]`, 'must be a weekday from 0 (Sunday) to 6');
    mask |= 1 << day;
  }
  return mask;
}

function readDate(row: { days?: unknown; date?: unknown }, host: number, index: number): number {
  const { days } = row;
  if (days !== undefined && days !== null && !(Array.isArray(days) && days.length === 0))
    fail(`hosts[${host}].availability[${index}]`, 'must have either days or a date, not both');
  const day = typeof row.date === 'string' ? parseDate(row.date) : undefined;
  if (day === undefined) fail(`hosts[${host}].availability[${index}].date`, 'must be a date (YYYY-MM-DD)');
  return day + OVERRIDE_BASE;
}

function readTravel(schedules: unknown, host: number): Travel[] | null {
  if (schedules === undefined || schedules === null) return null;
  if (!Array.isArray(schedules)) fail(`hosts[${host}].travelSchedules`, 'must be a list');
  if (schedules.length === 0) return null;
  const journeys: Travel[] = [];
  for (let i = 0; i < schedules.length; i++) {
    const path = `hosts[${host}].travelSchedules[${i}]`;
    const given = schedules[i] as { startDate?: unknown; endDate?: unknown; timeZone?: unknown } | null;
    if (typeof given !== 'object' || given === null) fail(path, 'must be an object');
    const first = travelDate(given.startDate, `${path}.startDate`);
    const { endDate } = given;
    const last =
      endDate === undefined || endDate === null ? Infinity : travelDate(endDate, `${path}.endDate`);
    if (last < first) fail(`${path}.endDate`, 'must not be before startDate');
    const zone = knownZone(given.timeZone) ?? fail(`${path}.timeZone`, unknownZone(given.timeZone));
    for (const [other, journey] of journeys.entries())
      if (first <= journey.last && journey.first <= last) fail(path, `overlaps travelSchedules[${other}]`);
    journeys.push({ first, last, zone });
  }
  return journeys;
}

function travelDate(value: unknown, path: string): EpochDay {
  const text = typeof value === 'string' ? value : '';
  const day = parseDate(text);
  if (day !== undefined) return day;
  const time = parseInstant(text);
  if (time === undefined) fail(path, 'must be a date (YYYY-MM-DD) or an instant');
  return Math.floor(time / DAY);
}

interface KnownSchedule {
  readonly zone: Zone;
  readonly rows: Rows;
  readonly schedule: Schedule;
}

type KnownSchedules = Map<number, KnownSchedule[]>;

function sharedSchedule(known: KnownSchedules, zone: Zone, rows: Rows, travel: Travel[] | null): Schedule {
  // Journeys are rare and personal: nothing to share.
  if (travel !== null) return scheduleOf(zone, rows, travel);
  let hash = zone.id;
  for (const number of rows) hash = (Math.imul(hash, 31) + number) | 0;
  const alike = known.get(hash);
  if (alike)
    for (const other of alike)
      if (other.zone === zone && sameNumbers(other.rows, rows)) return other.schedule;
  const schedule = scheduleOf(zone, rows, null);
  if (alike) alike.push({ zone, rows, schedule });
  else known.set(hash, [{ zone, rows, schedule }]);
  return schedule;
}

function sameNumbers(a: Rows, b: Rows): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function scheduleOf(zone: Zone, rows: Rows, travel: Travel[] | null): Schedule {
  const weekly: number[][] = [[], [], [], [], [], [], []];
  let overrides: Map<EpochDay, number[]> | null = null;
  const closed = new Set<EpochDay>();
  for (let i = 0; i < rows.length; i += 3) {
    const days = rows[i] as number;
    const start = rows[i + 1] as number;
    const end = rows[i + 2] as number;
    if (days < 128) {
      if (start === end) continue;
      for (let day = 0; day < 7; day++)
        if ((days & (1 << day)) !== 0) insertRow(weekly[day] as number[], start, end);
      continue;
    }
    const date = days - OVERRIDE_BASE;
    overrides ??= new Map();
    const hours = overrides.get(date) ?? [];
    overrides.set(date, hours);
    if (start === end) closed.add(date);
    else insertRow(hours, start, end);
  }
  for (const date of closed) overrides?.set(date, []);
  return { zone, weekly, overrides, travel };
}

/** Keeps a day's rows in order of start; there are one or two of them. */
function insertRow(row: number[], start: number, end: number): void {
  let at = row.length;
  while (at > 0 && (row[at - 2] as number) > start) at -= 2;
  if (at === row.length) row.push(start, end);
  else row.splice(at, 0, start, end);
}

function fail(path: string, problem: string): never {
  throw new SlotRequestError(path, problem);
}
