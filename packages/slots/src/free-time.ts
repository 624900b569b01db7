import { busyTimes, loadBusy, subtractBusy, type BusyTimes } from './busy.ts';
import { intersection, outermost } from './combine.ts';
import type { PlannedHost } from './plan-host.ts';
import type { Plan, Window } from './plan.ts';
import { hoursBetween, type Ranges, type Schedule } from './schedule.ts';

/** How a host's free time is found, in one call and one window: hours are expanded once per schedule. */
export interface FreeTime {
  readonly plan: Plan;
  readonly window: Window;
  readonly hours: Map<Schedule, Ranges>;
  readonly busy: BusyTimes;
  /** False to look at the hours alone. */
  readonly withBusy: boolean;
}

export function freeTimeIn(plan: Plan, window: Window, withBusy = true): FreeTime {
  let most = 0;
  if (withBusy) for (const host of plan.hosts) most = Math.max(most, host.busy.length);
  return { plan, window, hours: new Map(), busy: busyTimes(most), withBusy };
}

/** Appends a host's free ranges that are long enough for the event to `into`. */
function addFreeRanges(free: FreeTime, index: number, into: Ranges): void {
  const { plan, window, busy } = free;
  const host = plan.hosts[index] as PlannedHost;
  let hours = free.hours.get(host.schedule);
  if (hours === undefined)
    free.hours.set(host.schedule, (hours = hoursBetween(host.schedule, window.from, window.to)));
  if (free.withBusy)
    loadBusy(busy, host.busy, index, plan.beforeBuffer, plan.afterBuffer, window.from, window.to);
  subtractBusy(hours, busy, plan.length, into);
}

/** Each host's own free ranges. */
export function freeRangesOfEach(free: FreeTime): Ranges[] {
  return free.plan.hosts.map((_, index) => {
    const ranges: Ranges = [];
    addFreeRanges(free, index, ranges);
    return ranges;
  });
}

/** Rule 5: the ranges in which the event may lie, in order of start, then end. */
export function combinedRanges(free: FreeTime): Ranges {
  const { hosts, roundRobin, length } = free.plan;
  const own: number[] = [];
  let common: Ranges | null = null;
  for (let i = 0; i < hosts.length; i++) {
    if (roundRobin && !(hosts[i] as PlannedHost).fixed) {
      own.push(i);
      continue;
    }
    const ranges: Ranges = [];
    addFreeRanges(free, i, ranges);
    common = common === null ? ranges : intersection(common, ranges, length);
  }
  if (own.length === 0) return common ?? [];
  const all: Ranges = [];
  for (const index of own) {
    if (common === null) {
      addFreeRanges(free, index, all);
    } else {
      const ranges: Ranges = [];
      addFreeRanges(free, index, ranges);
      intersection(ranges, common, length, all);
    }
  }
  return own.length === 1 ? all : outermost(all);
}
