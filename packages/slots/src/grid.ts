import { MINUTE } from './calendar.ts';
import type { Ranges } from './schedule.ts';
import { minuteOfHour, segmentAt, type Zone } from './zone.ts';

export interface Grid {
  readonly zone: Zone;
  /** Minutes: 60, 30, 20, 15, 10, 5 or 1. */
  readonly minutes: number;
  /** Milliseconds, like `step` and `length`. */
  readonly offset: number;
  /** From one start to the next: interval and offset together. */
  readonly step: number;
  readonly length: number;
  readonly optimized: boolean;
}

/** The largest grid that divides the interval (both in minutes). */
export function gridOf(interval: number): number {
  for (const minutes of [60, 30, 20, 15, 10, 5]) if (interval % minutes === 0) return minutes;
  return 1;
}

/**
 * Rule 6: the starts in `ranges` (in order of start, then end), ascending and unique. `earliest` is the instant before which no
 * range's first candidate may lie (`now` plus notice); its seconds are dropped, so the caller still applies rule 7.
 *
 * What came before a range is one evenly spaced run of starts, from `anchor` to `last`: further runs begin a step or more
 * behind it. Where that does not hold (optimized round robins go back), `walkAnyOrder` takes over.
 */
export function walk(ranges: Ranges, grid: Grid, earliest: number): number[] {
  const { step, length } = grid;
  const clock = clockOf(ranges, grid, earliest);
  const starts: number[] = [];
  let anchor = -Infinity;
  let last = -Infinity;
  for (let i = 0; i < ranges.length; i += 2) {
    const rangeStart = ranges[i] as number;
    const rangeEnd = ranges[i + 1] as number;
    const latest = rangeEnd - length;
    const candidate = nextCandidate(clock, rangeStart, rangeEnd);
    if (candidate < anchor) return walkAnyOrder(ranges, grid, earliest);
    let start = candidate;
    if (candidate < last + step) {
      // The run's last start before the candidate, or the one after it; those up to `last` are on the list already.
      start = anchor + Math.floor((candidate - 1 - anchor) / step) * step;
      if (start < rangeStart) start += step;
      if (start <= last) start = last + step;
    } else {
      // With the seconds dropped, this minute may begin before the range does.
      if (start < rangeStart) start += step;
      if (start > latest) continue;
      anchor = start;
    }
    for (; start <= latest; start += step) {
      starts.push(start);
      last = start;
    }
  }
  return starts;
}

/** The same, for candidates in any order: starts are marked minute by minute. */
function walkAnyOrder(ranges: Ranges, grid: Grid, earliest: number): number[] {
  const { length } = grid;
  const clock = clockOf(ranges, grid, earliest);
  const candidates: number[] = [];
  for (let i = 0; i < ranges.length; i += 2)
    candidates.push(nextCandidate(clock, ranges[i] as number, ranges[i + 1] as number));
  const first = candidates.reduce((least, candidate) => Math.min(least, candidate), Infinity);
  const end = ranges[ranges.length - 1] as number;
  const step = grid.step / MINUTE;
  const marks = new Uint8Array(Math.max(0, Math.floor((end - first) / MINUTE)) + 1);
  for (let i = 0; i < ranges.length; i += 2) {
    const rangeStart = ranges[i] as number;
    const latest = (ranges[i + 1] as number) - length;
    const candidate = ((candidates[i >> 1] as number) - first) / MINUTE;
    let start = candidate;
    for (let earlier = candidate - 1; earlier > candidate - step && earlier >= 0; earlier--) {
      if (marks[earlier] !== 1) continue;
      start = first + earlier * MINUTE >= rangeStart ? earlier : earlier + step;
      break;
    }
    if (first + start * MINUTE < rangeStart) start += step;
    for (; first + start * MINUTE <= latest; start += step) marks[start] = 1;
  }
  const starts: number[] = [];
  for (let i = 0; i < marks.length; i++) if (marks[i] === 1) starts.push(first + i * MINUTE);
  return starts;
}

/** Reads minutes of the hour in the grid's zone at instants that never go back. */
interface Clock {
  readonly grid: Grid;
  readonly earliest: number;
  segment: number;
}

function clockOf(ranges: Ranges, grid: Grid, earliest: number): Clock {
  const from = Math.max(ranges[0] ?? 0, earliest) - MINUTE;
  return { grid, earliest, segment: segmentAt(grid.zone, from) };
}

function nextCandidate(clock: Clock, rangeStart: number, rangeEnd: number): number {
  const { ends, offsets } = clock.grid.zone;
  const minute = Math.floor(Math.max(rangeStart, clock.earliest) / MINUTE) * MINUTE;
  while (clock.segment < ends.length && (ends[clock.segment] as number) <= minute) clock.segment++;
  return firstCandidate(minute, rangeEnd, offsets[clock.segment] as number, clock.grid);
}

function firstCandidate(minute: number, rangeEnd: number, zoneOffset: number, grid: Grid): number {
  const { minutes } = grid;
  const onClock = minuteOfHour(minute, zoneOffset);
  const over = onClock % minutes;
  if (over === 0) return minute + grid.offset;
  const toGrid = minutes - over;
  if (!grid.optimized) return minute + toGrid * MINUTE + grid.offset;
  const spare = Math.floor((rangeEnd - minute) / MINUTE) % minutes;
  for (const move of [toGrid, 15 - (onClock % 15), 5 - (onClock % 5)])
    if (move <= spare) return minute + move * MINUTE + grid.offset;
  return minute + grid.offset;
}
