import { SlotRequestError } from './request-error.ts';
import type { Ranges } from './schedule.ts';
import type { BusyInterval } from './types.ts';

/**
 * The busy times of one host at a time, widened, in order of start; they may overlap. The memory is made once per call, for the longest
 * list, and serves one host after the other.
 */
export interface BusyTimes {
  count: number;
  /** The two of the four arrays below that hold the result. */
  starts: Float64Array;
  ends: Float64Array;
  readonly given: Columns;
  readonly dealt: Columns;
  /** The bucket of each interval, and where each bucket begins. */
  readonly bucketOf: Int32Array;
  readonly buckets: Int32Array;
}

interface Columns {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
}

export function busyTimes(capacity: number): BusyTimes {
  const columns = (): Columns => ({ starts: new Float64Array(capacity), ends: new Float64Array(capacity) });
  const given = columns();
  return {
    count: 0,
    ...given,
    given,
    dealt: columns(),
    bucketOf: new Int32Array(capacity),
    buckets: new Int32Array(capacity + 1),
  };
}

/**
 * Rule 4: reads a host's busy times, widened by the event's own buffers, without those that do not reach into `[from, to)`, and
 * puts them in order. Throws SlotRequestError for an interval that is none.
 */
export function loadBusy(
  into: BusyTimes,
  busy: readonly BusyInterval[],
  host: number,
  beforeBuffer: number,
  afterBuffer: number,
  from: number,
  to: number,
): void {
  const { bucketOf, buckets, given } = into;
  const { starts, ends } = given;
  const amount = busy.length;
  const scale = amount / (to - from + 1);
  buckets.fill(0, 0, amount + 1);
  let count = 0;
  for (let i = 0; i < amount; i++) {
    const interval = busy[i] as BusyInterval;
    checkBusy(interval, host, i);
    let start = interval.start - afterBuffer;
    const end = interval.end + beforeBuffer;
    if (start >= end || end <= from || start >= to) continue;
    if (start < from) start = from;
    const bucket = ((start - from) * scale) | 0;
    bucketOf[count] = bucket;
    buckets[bucket + 1] = (buckets[bucket + 1] as number) + 1;
    starts[count] = start;
    ends[count] = end;
    count++;
  }
  into.count = count;
  if (count <= FEW) use(into, given);
  else if (!deal(into, amount)) sortByEngine(into);
  finishSorting(into);
}

/** Throws SlotRequestError unless the interval has finite times in the right order. */
export function checkBusy(interval: BusyInterval | null | undefined, host: number, index: number): void {
  const start: unknown = interval?.start;
  const end: unknown = interval?.end;
  // A comparison with NaN is false, a difference of infinities NaN.
  if (typeof start === 'number' && typeof end === 'number' && end - start >= 0 && end - start < Infinity)
    return;
  const path = `hosts[${host}].busy[${index}]`;
  if (!Number.isFinite(start)) throw new SlotRequestError(`${path}.start`, 'must be epoch milliseconds');
  if (!Number.isFinite(end)) throw new SlotRequestError(`${path}.end`, 'must be epoch milliseconds');
  throw new SlotRequestError(path, 'must not end before it starts');
}

/** Up to here, moving neighbours about is the fastest way to sort. */
const FEW = 24;
/** More than so many times in one bucket mean that they are not spread evenly enough to be sorted by buckets. */
const CROWD = 24;

function use(busy: BusyTimes, columns: Columns): void {
  busy.starts = columns.starts;
  busy.ends = columns.ends;
}

/** Deals intervals out to the buckets of their starts: nearly sorted then. False, and nothing done, if one bucket gets too many. */
function deal(busy: BusyTimes, amount: number): boolean {
  const { count, given, dealt, bucketOf, buckets } = busy;
  for (let i = 1; i <= amount; i++) {
    const size = buckets[i] as number;
    if (size > CROWD) return false;
    buckets[i] = (buckets[i - 1] as number) + size;
  }
  const { starts, ends } = dealt;
  for (let i = 0; i < count; i++) {
    const bucket = bucketOf[i] as number;
    const place = buckets[bucket] as number;
    buckets[bucket] = place + 1;
    starts[place] = given.starts[i] as number;
    ends[place] = given.ends[i] as number;
  }
  use(busy, dealt);
  return true;
}

function sortByEngine(busy: BusyTimes): void {
  // Starts and ends may be sorted apart from each other: at every instant as many intervals have begun and ended as before.
  busy.given.starts.subarray(0, busy.count).sort();
  busy.given.ends.subarray(0, busy.count).sort();
  use(busy, busy.given);
}

function finishSorting(busy: BusyTimes): void {
  const { count, starts, ends } = busy;
  for (let i = 1; i < count; i++) {
    const start = starts[i] as number;
    if (start >= (starts[i - 1] as number)) continue;
    const end = ends[i] as number;
    let j = i - 1;
    while (j >= 0 && (starts[j] as number) > start) {
      starts[j + 1] = starts[j] as number;
      ends[j + 1] = ends[j] as number;
      j--;
    }
    starts[j + 1] = start;
    ends[j + 1] = end;
  }
}

/** Appends to `into` what the busy times leave of `hours`, in pieces of at least `shortest` milliseconds. */
export function subtractBusy(hours: Ranges, busy: BusyTimes, shortest: number, into: Ranges): void {
  const { count, starts, ends } = busy;
  let next = 0;
  // Up to here, intervals that began earlier take all time.
  let takenUntil = -Infinity;
  for (let i = 0; i < hours.length; i += 2) {
    const end = hours[i + 1] as number;
    let free = hours[i] as number;
    if (takenUntil > free) free = takenUntil;
    while (next < count) {
      const taken = starts[next] as number;
      if (taken >= end) break;
      if (taken - free >= shortest) into.push(free, taken);
      const until = ends[next] as number;
      if (until > takenUntil) takenUntil = until;
      if (until > free) free = until;
      next++;
    }
    if (end - free >= shortest) into.push(free, end);
  }
}
