import { DAY, HOUR, MINUTE, type EpochDay } from './calendar.ts';

/**
 * A zone as its offsets from UTC: segment k lasts until `ends[k]` (exclusive; the last one has no end) and has the offset
 * `offsets[k]`, local time minus UTC, all in milliseconds. It holds for instants in `[coveredFrom, coveredTo)` and grows on demand.
 */
export interface Zone {
  readonly name: string;
  readonly id: number;
  ends: number[];
  offsets: number[];
  coveredFrom: number;
  coveredTo: number;
}

/** Instants for which tables are made; outside of it, requests are refused. */
export const EARLIEST = Date.UTC(1900, 0, 1);
export const LATEST = Date.UTC(2200, 0, 1);

/** No zone has ever changed its offset and changed it back within so short a time (since 1900). */
const SAMPLING = 3 * DAY;
/** All names of the time zone database are about 600; more are different spellings, of which a stranger can think of millions. */
const MOST_ZONES = 1024;

// The only thing that lives on between calls.
const zones = new Map<string, Zone>();
let nextId = 0;

/** The zone of that IANA name, or undefined if there is none. */
export function zoneNamed(name: string): Zone | undefined {
  const known = zones.get(name);
  if (known) return known;
  // Intl takes "+07:00" as a zone; the time zone database knows names only.
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
  } catch {
    return undefined;
  }
  if (zones.size >= MOST_ZONES) zones.clear();
  const zone: Zone = { name, id: nextId++, ends: [], offsets: [], coveredFrom: 0, coveredTo: 0 };
  zones.set(name, zone);
  return zone;
}

/** Makes the table hold for all instants and local times from `from` to `to`. */
export function cover(zone: Zone, from: number, to: number): void {
  if (from - 2 * DAY >= zone.coveredFrom && to + 2 * DAY <= zone.coveredTo) return;
  const empty = zone.offsets.length === 0;
  // Generous, so that a calendar that is leafed through month by month does not come here each time.
  const wantedFrom = from - 32 * DAY;
  const wantedTo = to + 400 * DAY;
  const offsetAt = offsetReader(zone.name);
  if (empty) {
    zone.coveredFrom = zone.coveredTo = wantedFrom;
    zone.offsets = [offsetAt(wantedFrom)];
  }
  if (wantedTo > zone.coveredTo) {
    const later = changesBetween(offsetAt, zone.coveredTo, wantedTo);
    for (const change of later) {
      zone.ends.push(change.at);
      zone.offsets.push(change.offset);
    }
    zone.coveredTo = wantedTo;
  }
  if (wantedFrom < zone.coveredFrom) {
    const earlier = changesBetween(offsetAt, wantedFrom, zone.coveredFrom);
    zone.ends = [...earlier.map((change) => change.at), ...zone.ends];
    zone.offsets = [
      offsetAt(wantedFrom),
      ...earlier.map((change) => change.offset),
      ...zone.offsets.slice(1),
    ];
    zone.coveredFrom = wantedFrom;
  }
}

interface Change {
  at: number;
  offset: number;
}

function changesBetween(offsetAt: (instant: number) => number, from: number, to: number): Change[] {
  const changes: Change[] = [];
  let left = from;
  let offset = offsetAt(from);
  while (left < to) {
    const right = Math.min(left + SAMPLING, to);
    const offsetThere = offsetAt(right);
    // Bisect to the first instant with another offset; look again behind it, for there may be two changes in one step.
    while (offset !== offsetThere) {
      let before = Math.floor(left / 1000);
      let after = Math.ceil(right / 1000);
      while (after - before > 1) {
        const middle = Math.floor((before + after) / 2);
        if (offsetAt(middle * 1000) === offset) before = middle;
        else after = middle;
      }
      left = after * 1000;
      offset = offsetAt(left);
      changes.push({ at: left, offset });
    }
    left = right;
  }
  return changes;
}

/** Reads offsets through Intl, which every browser has. */
function offsetReader(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (instant) => {
    const [month, day, year, hour, minute, second] = format.format(instant).split(/\D+/).map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
  };
}

/** Index of the segment that an instant lies in. */
export function segmentAt(zone: Zone, instant: number): number {
  const { ends } = zone;
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function offsetAt(zone: Zone, instant: number): number {
  return zone.offsets[segmentAt(zone, instant)] as number;
}

/** The local date at an instant. */
export function localDay(zone: Zone, instant: number): EpochDay {
  return Math.floor((instant + offsetAt(zone, instant)) / DAY);
}

/**
 * The instant of a local time (local milliseconds since 1970-01-01T00:00): the first of two, and in a gap the time moved on by the
 * length of the gap. `hint` is a segment that the answer's does not come before; see `firstSegment`.
 */
export function instantOf(zone: Zone, local: number, hint = firstSegment(zone, local)): number {
  const { ends, offsets } = zone;
  let k = hint;
  // The first segment that ends after this local time is the one of its first occurrence, or the one behind the gap.
  while (k < ends.length && local - (offsets[k] as number) >= (ends[k] as number)) k++;
  const instant = local - (offsets[k] as number);
  return k > 0 && instant < (ends[k - 1] as number) ? local - (offsets[k - 1] as number) : instant;
}

/** A segment from which a forward search for local times from `local` on may begin (no offset is longer than a day). */
export function firstSegment(zone: Zone, local: number): number {
  return segmentAt(zone, local - DAY);
}

/** The first instant of a local date. */
export function startOfDay(zone: Zone, day: EpochDay): number {
  return instantOf(zone, day * DAY);
}

/** Whether the zone's offset changes during that local date. */
export function offsetChangesOn(zone: Zone, day: EpochDay): boolean {
  const { ends, offsets } = zone;
  for (let k = segmentAt(zone, (day - 1) * DAY); k < ends.length; k++) {
    const change = ends[k] as number;
    if (change > (day + 2) * DAY) return false;
    const dayAfter = Math.floor((change + (offsets[k + 1] as number)) / DAY);
    const dayBefore = Math.floor((change - 1 + (offsets[k] as number)) / DAY);
    // Clocks may also be put back over midnight (St John's at 00:01, until 2011): then the change lies within both dates.
    if (dayAfter === day || (dayBefore === day && dayAfter < dayBefore)) return true;
  }
  return false;
}

/** Minute of the hour on the clocks of a zone with that offset. */
export function minuteOfHour(instant: number, offset: number): number {
  const local = instant + offset;
  return Math.floor((local - Math.floor(local / HOUR) * HOUR) / MINUTE);
}
