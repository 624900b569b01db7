import type { Ranges } from './schedule.ts';

/** What two lists of ranges have in common, in pieces of at least `shortest` milliseconds. */
export function intersection(a: Ranges, b: Ranges, shortest: number, into: Ranges = []): Ranges {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const endA = a[i + 1] as number;
    const endB = b[j + 1] as number;
    const start = Math.max(a[i] as number, b[j] as number);
    if (Math.min(endA, endB) - start >= shortest) into.push(start, Math.min(endA, endB));
    if (endA < endB) i += 2;
    else j += 2;
  }
  return into;
}

/** Fewer ranges than this are sorted at once; more are first thinned out. */
const FEW = 64;

/**
 * Rule 5: ranges of many hosts, in any order, without those that lie within another one: starts and ends both
 * ascend in the result, while neighbours may overlap.
 */
export function outermost(ranges: Ranges): Ranges {
  const candidates = ranges.length > 2 * FEW ? thinned(ranges) : ranges;
  const order: number[] = [];
  for (let i = 0; i < candidates.length; i += 2) order.push(i);
  order.sort(
    (a, b) =>
      (candidates[a] as number) - (candidates[b] as number) ||
      (candidates[b + 1] as number) - (candidates[a + 1] as number),
  );
  const result: Ranges = [];
  let latestEnd = -Infinity;
  for (const i of order) {
    const end = candidates[i + 1] as number;
    if (end <= latestEnd) continue;
    result.push(candidates[i] as number, end);
    latestEnd = end;
  }
  return result;
}

/**
 * Drops most ranges that lie within another, in time linear in their number, and puts the rest nearly in order, which makes them quick to
 * sort: a sort of all of them would cost the most.
 */
function thinned(ranges: Ranges): Ranges {
  const length = ranges.length;
  let least = Infinity;
  let greatest = -Infinity;
  for (let i = 0; i < length; i += 2) {
    const start = ranges[i] as number;
    if (start < least) least = start;
    if (start > greatest) greatest = start;
  }
  const buckets = length >> 1;
  const scale = greatest > least ? (buckets - 1) / (greatest - least) : 0;
  // Per bucket of starts, the range that ends last, and of those the one that starts first.
  const widest = new Int32Array(buckets).fill(-1);
  for (let i = 0; i < length; i += 2) {
    const start = ranges[i] as number;
    const bucket = Math.floor((start - least) * scale);
    const other = widest[bucket] as number;
    const later = other < 0 ? 1 : (ranges[i + 1] as number) - (ranges[other + 1] as number);
    if (later > 0 || (later === 0 && start < (ranges[other] as number))) widest[bucket] = i;
  }
  const kept: Ranges = [];
  const latestEndBefore = new Float64Array(buckets);
  let latestEnd = -Infinity;
  for (let bucket = 0; bucket < buckets; bucket++) {
    latestEndBefore[bucket] = latestEnd;
    const i = widest[bucket] as number;
    if (i < 0 || (ranges[i + 1] as number) <= latestEnd) continue;
    latestEnd = ranges[i + 1] as number;
    kept.push(ranges[i] as number, latestEnd);
  }
  // What starts before the widest of its bucket, and ends after all that started earlier.
  for (let i = 0; i < length; i += 2) {
    const start = ranges[i] as number;
    const bucket = Math.floor((start - least) * scale);
    if (start >= (ranges[widest[bucket] as number] as number)) continue;
    const end = ranges[i + 1] as number;
    if (end > (latestEndBefore[bucket] as number)) kept.push(start, end);
  }
  return kept;
}
