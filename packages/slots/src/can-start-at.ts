import { DAY, MINUTE } from './calendar.ts';
import { firstDaysWithSlots } from './period.ts';
import { combinedRanges, freeRangesOfEach, freeTimeIn } from './free-time.ts';
import { instant, planOf, type Plan } from './plan.ts';
import type { StartCheck, StartRefusal, StartRequest } from './types.ts';
import { cover, localDay, minuteOfHour, offsetAt, offsetChangesOn, segmentAt } from './zone.ts';

/**
 * Whether the event can start at that instant (epoch milliseconds), whatever window some list was made for: the answer looks at
 * the hosts' hours from `start` to `start + length`, and a `startTime` or `endTime` that a whole SlotRequest brings along is not read.
 *
 * `request.hosts[].busy` must hold every interval that reaches into `[start - beforeBuffer, start + length + afterBuffer)`; more
 * does no harm. With `ROLLING_WINDOW` it must hold those from `now` to the end of the start's local day.
 *
 * Refusals are looked for in this order: not_whole_minute, off_grid, in_past, too_soon, outside_period, closed (outside the
 * hours of a host who is needed), busy (within hours, but taken, buffers included).
 * Throws SlotRequestError for a malformed request.
 */
export function canStartAt(request: StartRequest, start: number): StartCheck {
  const plan = planOf(request);
  instant(start, 'start');
  cover(plan.invitee, start, start);
  if (start % MINUTE !== 0) return refused('not_whole_minute');
  if (!isOnGrid(plan, start)) return refused('off_grid');
  if (start < plan.now) return refused('in_past');
  if (start < plan.earliest) return refused('too_soon');
  if (!isInPeriod(plan, start)) return refused('outside_period');
  return hostsAt(plan, start);
}

function refused(reason: StartRefusal): StartCheck {
  return { ok: false, reason };
}

function isOnGrid(plan: Plan, start: number): boolean {
  const { invitee, grid } = plan;
  if (grid.offset !== 0 || grid.optimized || grid.minutes === 1) return true;
  if (minuteOfHour(start, offsetAt(invitee, start)) % grid.minutes === 0) return true;
  return offsetChangesOn(invitee, localDay(invitee, start)) || isOnGridOfBefore(plan, start);
}

/** Two months: no list of slots reaches further. */
const LONGEST_CARRY = 62 * DAY;

/**
 * Clocks that are moved by half an hour (Lord Howe) leave the starts of a range where they were, half an hour off the new grid, for as
 * long as the hours go on without a pause of a step. Those were offered on the days after the change, too.
 */
function isOnGridOfBefore(plan: Plan, start: number): boolean {
  const { invitee, grid, length } = plan;
  cover(invitee, start - LONGEST_CARRY, start);
  const segment = segmentAt(invitee, start);
  const change = segment === 0 ? -Infinity : (invitee.ends[segment - 1] as number);
  if (change < start - LONGEST_CARRY) return false;
  if (minuteOfHour(start, invitee.offsets[segment - 1] as number) % grid.minutes !== 0) return false;
  const hours = combinedRanges(freeTimeIn(plan, { from: change, to: start + length }, false));
  let reached = change;
  for (let i = 0; i < hours.length; i += 2) {
    if ((hours[i] as number) - reached >= grid.step) return false;
    reached = Math.max(reached, hours[i + 1] as number);
  }
  return reached === start + length;
}

function isInPeriod(plan: Plan, start: number): boolean {
  const { period, invitee } = plan;
  const day = localDay(invitee, start);
  switch (period.kind) {
    case 'unlimited':
      return true;
    case 'dates':
      return day >= period.first && day <= period.last;
    case 'days_with_slots':
      // If the start is free, its own day has a slot; it is among the first ones if fewer come before it.
      return firstDaysWithSlots(plan, period.days, day - 1).length < period.days;
  }
}

/** Rules 1–5 at one start. */
function hostsAt(plan: Plan, start: number): StartCheck {
  const end = start + plan.length;
  const window = { from: start, to: end };
  const inHours = freeRangesOfEach(freeTimeIn(plan, window, false)).map(isWhole);
  const free = freeRangesOfEach(freeTimeIn(plan, window)).map(isWhole);
  if (!suffice(plan, inHours)) return refused('closed');
  if (!suffice(plan, free)) return refused('busy');
  return { ok: true, hosts: [...free.keys()].filter((host) => free[host]) };
}

/** In a window that is the event itself, a host has time for it if anything of the event's length is left. */
function isWhole(ranges: readonly number[]): boolean {
  return ranges.length > 0;
}

/** Whether those hosts are enough for the scheduling type. */
function suffice(plan: Plan, has: readonly boolean[]): boolean {
  const needed = plan.hosts.map((host) => !plan.roundRobin || host.fixed);
  if (has.length === 0 || needed.some((need, host) => need && !has[host])) return false;
  return needed.every(Boolean) || has.some((yes, host) => yes && !needed[host]);
}
