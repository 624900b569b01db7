import { DAY, type EpochDay } from './calendar.ts';
import { combinedRanges, freeTimeIn, type FreeTime } from './free-time.ts';
import { walk } from './grid.ts';
import type { Plan, Window } from './plan.ts';
import { cover, localDay, segmentAt, startOfDay, type Zone } from './zone.ts';

/** Rules 1–7: all starts in a window, whatever the period. */
export function startsIn(plan: Plan, window: Window, free: FreeTime = freeTimeIn(plan, window)): number[] {
  cover(plan.invitee, window.from, window.to);
  const starts = walk(combinedRanges(free), plan.grid, plan.earliest);
  let early = 0;
  while (early < starts.length && (starts[early] as number) < plan.earliest) early++;
  return early === 0 ? starts : starts.slice(early);
}

/** Rule 8: the starts that the period allows, out of those of a window that ends at `to`. */
export function allowedStarts(plan: Plan, starts: number[], to: number): number[] {
  const { period, invitee } = plan;
  switch (period.kind) {
    case 'unlimited':
      return starts;
    case 'dates': {
      const days = daysOf(invitee, starts);
      return starts.filter(
        (_, i) => (days[i] as number) >= period.first && (days[i] as number) <= period.last,
      );
    }
    case 'days_with_slots': {
      if (starts.length === 0) return starts;
      const allowed = new Set(firstDaysWithSlots(plan, period.days, localDay(invitee, to)));
      const days = daysOf(invitee, starts);
      return starts.filter((_, i) => allowed.has(days[i] as number));
    }
  }
}

/** The first `count` local days from today on that have a slot, ascending, looked for up to and including `lastDay`. */
export function firstDaysWithSlots(plan: Plan, count: number, lastDay: EpochDay): EpochDay[] {
  const { invitee, now, length } = plan;
  cover(invitee, now, (lastDay + 2) * DAY);
  // Ranges that go on past midnight are not to be cut there: with `optimized`, their length decides where they begin.
  const to = startOfDay(invitee, lastDay + 2) + length;
  if (to <= now || count === 0) return [];
  const days = new Set(daysOf(invitee, startsIn(plan, { from: now, to })));
  return [...days]
    .filter((day) => day <= lastDay)
    .sort((a, b) => a - b)
    .slice(0, count);
}

/** The local dates of ascending instants. */
export function daysOf(zone: Zone, instants: readonly number[]): EpochDay[] {
  const { ends, offsets } = zone;
  let segment = segmentAt(zone, instants[0] ?? 0);
  return instants.map((instant) => {
    while (segment < ends.length && (ends[segment] as number) <= instant) segment++;
    return Math.floor((instant + (offsets[segment] as number)) / DAY);
  });
}
