import { freeRangesOfEach, freeTimeIn } from './free-time.ts';
import { allowedStarts, startsIn } from './period.ts';
import { planOf, windowOf } from './plan.ts';
import type { Ranges } from './schedule.ts';
import type { SlotRequest, SlotWithHosts } from './types.ts';

/**
 * The instants at which the event can start: epoch milliseconds, ascending, unique.
 * Throws SlotRequestError for a malformed request.
 */
export function findSlots(request: SlotRequest): number[] {
  const window = windowOf(request);
  const plan = planOf(request);
  return allowedStarts(plan, startsIn(plan, window), window.to);
}

/** The same starts, each with the hosts who are free for the whole length. Throws SlotRequestError for a malformed request. */
export function findSlotsWithHosts(request: SlotRequest): SlotWithHosts[] {
  const window = windowOf(request);
  const plan = planOf(request);
  const free = freeTimeIn(plan, window);
  const slots = allowedStarts(plan, startsIn(plan, window, free), window.to).map((start) => ({
    start,
    hosts: [] as number[],
  }));
  for (const [host, ranges] of freeRangesOfEach(free).entries()) addHost(slots, host, ranges, plan.length);
  return slots;
}

function addHost(
  slots: { start: number; hosts: number[] }[],
  host: number,
  ranges: Ranges,
  length: number,
): void {
  let i = 0;
  for (const slot of slots) {
    const end = slot.start + length;
    while (i < ranges.length && (ranges[i + 1] as number) < end) i += 2;
    if (i === ranges.length) return;
    if ((ranges[i] as number) <= slot.start) slot.hosts.push(host);
  }
}
