import { DAY, MINUTE, weekday, type EpochDay } from './calendar.ts';
import { cover, firstSegment, instantOf, type Zone } from './zone.ts';

/** Ranges `[start, end)` of instants as a flat list: start, end, start, end, … in epoch milliseconds, ascending, apart from each other. */
export type Ranges = number[];

export interface Travel {
  readonly first: EpochDay;
  /** Included; Infinity where the journey has no end. */
  readonly last: EpochDay;
  readonly zone: Zone;
}

/** A host's hours, parsed. Minutes are minutes on the clock, 1440 is the midnight that ends the day. */
export interface Schedule {
  readonly zone: Zone;
  /** Seven flat lists of start and end minutes, Sunday first, each in order of start. */
  readonly weekly: readonly (readonly number[])[];
  /** Date to its hours, in the same form; an empty list closes the day. */
  readonly overrides: ReadonlyMap<EpochDay, readonly number[]> | null;
  readonly travel: readonly Travel[] | null;
}

/** Rules 1–3: the hours of a schedule as instants, cut to `[from, to)`. */
export function hoursBetween(schedule: Schedule, from: number, to: number): Ranges {
  const ranges: Ranges = [];
  if (from >= to) return ranges;
  const { zone: home, weekly, overrides, travel } = schedule;
  // A local date lies within a day of the same UTC date, whatever the zone.
  const firstDay = Math.floor(from / DAY) - 1;
  const lastDay = Math.floor((to - 1) / DAY) + 1;
  cover(home, firstDay * DAY, (lastDay + 1) * DAY);
  let zone = home;
  let segment = firstSegment(zone, firstDay * DAY);
  let dayOfWeek = weekday(firstDay);
  let latestEnd = -Infinity;
  let ordered = true;
  for (let day = firstDay; day <= lastDay; day++) {
    const rows = overrides?.get(day) ?? weekly[dayOfWeek] ?? [];
    dayOfWeek = dayOfWeek === 6 ? 0 : dayOfWeek + 1;
    if (rows.length === 0) continue;
    const midnight = day * DAY;
    if (travel !== null) {
      const there = zoneOn(travel, day) ?? home;
      if (there !== zone) {
        zone = there;
        cover(zone, firstDay * DAY, (lastDay + 1) * DAY);
        segment = firstSegment(zone, midnight);
      }
    }
    while (
      segment < zone.ends.length &&
      midnight - (zone.offsets[segment] as number) >= (zone.ends[segment] as number)
    )
      segment++;
    for (let i = 0; i < rows.length; i += 2) {
      let start = instantOf(zone, midnight + (rows[i] as number) * MINUTE, segment);
      let end = instantOf(zone, midnight + (rows[i + 1] as number) * MINUTE, segment);
      if (start < from) start = from;
      if (end > to) end = to;
      if (start >= end) continue;
      const last = ranges.length - 1;
      if (start <= latestEnd && start >= (ranges[last - 1] as number) && start <= (ranges[last] as number)) {
        if (end > (ranges[last] as number)) ranges[last] = end;
      } else {
        // A gap in the clock or a journey eastwards can turn the order of rows round.
        if (start <= latestEnd) ordered = false;
        ranges.push(start, end);
      }
      if (end > latestEnd) latestEnd = end;
    }
  }
  return ordered ? ranges : merged(ranges);
}

function zoneOn(travel: readonly Travel[], day: EpochDay): Zone | undefined {
  for (const journey of travel) if (day >= journey.first && day <= journey.last) return journey.zone;
  return undefined;
}

/** Puts ranges in order and joins those that touch or overlap. */
function merged(ranges: Ranges): Ranges {
  const pairs: [number, number][] = [];
  for (let i = 0; i < ranges.length; i += 2) pairs.push([ranges[i] as number, ranges[i + 1] as number]);
  pairs.sort((a, b) => a[0] - b[0]);
  const result: Ranges = [];
  for (const [start, end] of pairs) {
    const last = result.length - 1;
    if (last < 0 || start > (result[last] as number)) result.push(start, end);
    else if (end > (result[last] as number)) result[last] = end;
  }
  return result;
}
