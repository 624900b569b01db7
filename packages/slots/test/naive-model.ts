/**
 * A second implementation of the rules, obvious and slow: it walks through the window in ticks of half a minute and asks Temporal
 * for every local time. It shares nothing with the engine but the form of the request. All its instants must be whole ticks.
 */
import type { AvailabilityRow, Host, SlotRequest } from '../src/types.ts';

const TICK = 30_000;
const MINUTE = 60_000;

interface NaiveRange {
  start: number;
  end: number;
}

/** All nine rules. */
export function naiveSlots(request: SlotRequest): number[] {
  const starts = naiveStarts(request, request.startTime, request.endTime);
  return starts.filter((start) => naivePeriodAllows(request, start, request.endTime));
}

/** Rules 1–7, in a window of its own. */
function naiveStarts(request: SlotRequest, from: number, to: number): number[] {
  const notBefore = request.now + minutes(request.minimumBookingNotice);
  const starts = walkRanges(request, naiveRanges(request, from, to));
  return starts.filter((start) => start >= request.now && start >= notBefore);
}

/** Rules 1–4: for every tick of the window, whether the host is free. */
function naiveFreeTicks(
  request: SlotRequest,
  host: Host,
  from: number,
  to: number,
  withBusy = true,
): boolean[] {
  const ticks = new Array<boolean>(Math.max(0, (to - from) / TICK)).fill(false);
  const mark = (start: number, end: number, value: boolean): void => {
    for (let t = Math.max(start, from); t < Math.min(end, to); t += TICK) ticks[(t - from) / TICK] = value;
  };
  const lastDate = utcDate(to).add({ days: 2 });
  for (
    let date = utcDate(from).subtract({ days: 2 });
    Temporal.PlainDate.compare(date, lastDate) <= 0;
    date = date.add({ days: 1 })
  ) {
    for (const row of rowsOn(host, date)) {
      const zone = zoneOn(host, date);
      const start = toInstant(date, row.start, zone);
      const end =
        row.end === '23:59'
          ? toInstant(date.add({ days: 1 }), '00:00', zone)
          : toInstant(date, row.end, zone);
      mark(start, end, true);
    }
  }
  if (withBusy)
    for (const busy of host.busy)
      mark(busy.start - minutes(request.afterBuffer), busy.end + minutes(request.beforeBuffer), false);
  return ticks;
}

function rowsOn(host: Host, date: Temporal.PlainDate): AvailabilityRow[] {
  const overrides = host.availability.filter((row) => 'date' in row && row.date === date.toString());
  if (overrides.some((row) => row.start === row.end)) return [];
  if (overrides.length > 0) return overrides;
  return host.availability.filter(
    (row) => 'days' in row && row.start !== row.end && row.days.includes(date.dayOfWeek % 7),
  );
}

function zoneOn(host: Host, date: Temporal.PlainDate): string {
  for (const travel of host.travelSchedules ?? []) {
    const started = dateOf(travel.startDate) <= date.toString();
    const over =
      travel.endDate !== undefined && travel.endDate !== null && dateOf(travel.endDate) < date.toString();
    if (started && !over) return travel.timeZone;
  }
  return host.timeZone;
}

/** Of an instant, the date in UTC. */
function dateOf(text: string): string {
  return text.includes('T') ? Temporal.Instant.from(text).toString().slice(0, 10) : text;
}

/** Rule 5: ranges in order of start, then end. */
function naiveRanges(request: SlotRequest, from: number, to: number, withBusy = true): NaiveRange[] {
  const free = request.hosts.map((host) => naiveFreeTicks(request, host, from, to, withBusy));
  if (free.length === 0) return [];
  const isRoundRobin = request.schedulingType === 'ROUND_ROBIN';
  const needed = free.filter((_, i) => !isRoundRobin || request.hosts[i]?.isFixed === true);
  const others = free.filter((_, i) => isRoundRobin && request.hosts[i]?.isFixed !== true);
  const ranges: NaiveRange[] = [];
  if (others.length === 0) ranges.push(...runs(both(needed), from));
  for (const other of others) ranges.push(...runs(both([other, ...needed]), from));
  const distinct = ranges.filter(
    (range, i) => ranges.findIndex((other) => other.start === range.start && other.end === range.end) === i,
  );
  const outer = distinct.filter(
    (range) =>
      !distinct.some((other) => other !== range && other.start <= range.start && other.end >= range.end),
  );
  return outer.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Ticks in which all are free. */
function both(all: boolean[][]): boolean[] {
  return (all[0] ?? []).map((_, tick) => all.every((ticks) => ticks[tick]));
}

function runs(ticks: boolean[], from: number): NaiveRange[] {
  const ranges: NaiveRange[] = [];
  ticks.forEach((isFree, tick) => {
    const start = from + tick * TICK;
    const current = ranges.at(-1);
    if (!isFree) return;
    if (current?.end === start) current.end += TICK;
    else ranges.push({ start, end: start + TICK });
  });
  return ranges;
}

/** Rule 6. */
function walkRanges(request: SlotRequest, ranges: NaiveRange[]): number[] {
  const length = minutes(request.length);
  const step = minutes(request.interval || request.length) + minutes(request.offsetStart);
  const found = new Set<number>();
  for (const range of ranges) {
    let start = firstCandidate(request, range);
    // The latest of the starts that lie before the candidate, no further back than a step.
    for (let earlier = start - MINUTE; earlier > start - step; earlier -= MINUTE) {
      if (!found.has(earlier)) continue;
      start = earlier >= range.start ? earlier : earlier + step;
      break;
    }
    for (; start + length <= range.end; start += step) if (start >= range.start) found.add(start);
  }
  return [...found].sort((a, b) => a - b);
}

function naiveGrid(request: SlotRequest): number {
  const interval = request.interval || request.length;
  return [60, 30, 20, 15, 10, 5].find((grid) => interval % grid === 0) ?? 1;
}

function firstCandidate(request: SlotRequest, range: NaiveRange): number {
  const grid = naiveGrid(request);
  const earliest = Math.max(range.start, request.now + minutes(request.minimumBookingNotice));
  const candidate = earliest - (((earliest % MINUTE) + MINUTE) % MINUTE);
  const minute = local(candidate, request.inviteeTz).minute;
  let move = 0;
  if (minute % grid !== 0) {
    const next = (size: number): number => size - (minute % size);
    const spare = Math.floor((range.end - candidate) / MINUTE) % grid;
    if (request.optimized !== true) move = next(grid);
    else if (next(grid) <= spare) move = next(grid);
    else if (next(15) <= spare) move = next(15);
    else if (next(5) <= spare) move = next(5);
  }
  return candidate + minutes(move) + minutes(request.offsetStart);
}

/** Rule 8, for a start of a window that ends at `to`. */
function naivePeriodAllows(request: SlotRequest, start: number, to: number): boolean {
  const day = local(start, request.inviteeTz).toPlainDate().toString();
  const today = local(request.now, request.inviteeTz).toPlainDate();
  switch (request.periodType ?? 'UNLIMITED') {
    case 'UNLIMITED':
      return true;
    case 'ROLLING':
      return day >= today.toString() && day <= today.add({ days: request.periodDays ?? 0 }).toString();
    case 'RANGE':
      return day >= (request.periodStartDate ?? '') && day <= (request.periodEndDate ?? '');
    case 'ROLLING_WINDOW':
      return naiveFirstDays(request, local(to, request.inviteeTz).toPlainDate()).includes(day);
  }
}

const firstDays = new WeakMap<SlotRequest, { lastDay: string; days: string[] }>();

/** The first days with a slot, from now to the last day given; hours are looked at until a day later. */
function naiveFirstDays(request: SlotRequest, lastDay: Temporal.PlainDate): string[] {
  const known = firstDays.get(request);
  if (known?.lastDay === lastDay.toString()) return known.days;
  const end =
    lastDay.add({ days: 2 }).toZonedDateTime(request.inviteeTz).epochMilliseconds + minutes(request.length);
  const withSlot = naiveStarts(request, request.now, end).map((start) =>
    local(start, request.inviteeTz).toPlainDate().toString(),
  );
  const days = [...new Set(withSlot)]
    .filter((day) => day <= lastDay.toString())
    .sort()
    .slice(0, request.periodDays ?? 0);
  firstDays.set(request, { lastDay: lastDay.toString(), days });
  return days;
}

/** The hosts who are free for the whole length of a start. */
export function naiveHostsAt(request: SlotRequest, start: number, withBusy = true): number[] {
  return [...request.hosts.keys()].filter((i) => {
    const host = request.hosts[i];
    return (
      host && naiveFreeTicks(request, host, start, start + minutes(request.length), withBusy).every(Boolean)
    );
  });
}

function local(instant: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

function utcDate(instant: number): Temporal.PlainDate {
  return local(instant, 'UTC').toPlainDate();
}

function toInstant(date: Temporal.PlainDate, time: string, zone: string): number {
  return date
    .toPlainDateTime(Temporal.PlainTime.from(time))
    .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

function minutes(count: number | null | undefined): number {
  return (count ?? 0) * MINUTE;
}

/** The check at booking. */
export function naiveCheck(
  request: SlotRequest,
  start: number,
): { ok: true; hosts: number[] } | { ok: false; reason: string } {
  const refuse = (reason: string): { ok: false; reason: string } => ({ ok: false, reason });
  if (start % MINUTE !== 0) return refuse('not_whole_minute');
  if (!onGrid(request, start)) return refuse('off_grid');
  if (start < request.now) return refuse('in_past');
  if (start < request.now + minutes(request.minimumBookingNotice)) return refuse('too_soon');
  if (!periodAllowsStart(request, start)) return refuse('outside_period');
  if (!areEnough(request, naiveHostsAt(request, start, false))) return refuse('closed');
  const free = naiveHostsAt(request, start);
  return areEnough(request, free) ? { ok: true, hosts: free } : refuse('busy');
}

function onGrid(request: SlotRequest, start: number): boolean {
  if ((request.offsetStart ?? 0) > 0 || request.optimized === true) return true;
  const grid = naiveGrid(request);
  const day = local(start, request.inviteeTz);
  if (day.minute % grid === 0) return true;
  // Does the clock show another offset anywhere between this day's first and last moment?
  const midnight = day.startOfDay();
  const change = midnight.subtract({ nanoseconds: 1 }).getTimeZoneTransition('next');
  if (change !== null && change.epochMilliseconds < midnight.add({ days: 1 }).epochMilliseconds) return true;
  return carriedOver(request, day, grid);
}

/** Starts go on at their minutes over a change of half an hour, until the hours pause for a step or more. */
function carriedOver(request: SlotRequest, day: Temporal.ZonedDateTime, grid: number): boolean {
  const change = day.add({ seconds: 1 }).getTimeZoneTransition('previous');
  if (change === null || change.until(day, { largestUnit: 'hours' }).hours > 62 * 24) return false;
  const shift = (change.offsetNanoseconds - change.subtract({ seconds: 1 }).offsetNanoseconds) / 1e6 / MINUTE;
  if ((((day.minute - shift) % grid) + grid) % grid !== 0) return false;
  const length = minutes(request.length);
  const step = minutes(request.interval || request.length);
  const end = day.epochMilliseconds + length;
  let reached = change.epochMilliseconds;
  for (const range of naiveRanges(request, reached, end, false)) {
    if (range.end - range.start < length) continue;
    if (range.start - reached >= step) return false;
    reached = range.end;
  }
  return reached === end;
}

/** In a rolling window, a free start makes its own day one that has a slot: fewer than `periodDays` may come before it. */
function periodAllowsStart(request: SlotRequest, start: number): boolean {
  if (request.periodType !== 'ROLLING_WINDOW') return naivePeriodAllows(request, start, start);
  const dayBefore = local(start, request.inviteeTz).toPlainDate().subtract({ days: 1 });
  return naiveFirstDays(request, dayBefore).length < (request.periodDays ?? 0);
}

function areEnough(request: SlotRequest, hosts: number[]): boolean {
  const all = [...request.hosts.keys()];
  if (request.schedulingType !== 'ROUND_ROBIN') return all.length > 0 && all.every((i) => hosts.includes(i));
  const fixed = all.filter((i) => request.hosts[i]?.isFixed === true);
  const others = all.filter((i) => !fixed.includes(i));
  if (!fixed.every((i) => hosts.includes(i))) return false;
  return others.length === 0 ? fixed.length > 0 : others.some((i) => hosts.includes(i));
}
