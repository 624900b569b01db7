import { formatDate, type EpochDay } from './calendar.ts';
import { combinedRanges, freeTimeIn } from './free-time.ts';
import { walk } from './grid.ts';
import { allowedStarts, daysOf, firstDaysWithSlots, startsIn } from './period.ts';
import { planOf, windowOf, type Plan, type Window } from './plan.ts';
import type { DayExplanation, DayReason, SlotRequest } from './types.ts';
import { cover, localDay } from './zone.ts';

/**
 * For every local day of the invitee's zone that the window touches, in order, whether it has slots in the window and, if
 * not, why. Throws SlotRequestError for a malformed request.
 */
export function explainDays(request: SlotRequest): DayExplanation[] {
  const window = windowOf(request);
  const plan = planOf(request);
  if (window.from === window.to) return [];
  const { invitee } = plan;
  cover(invitee, window.from, window.to);
  const available = new Set(daysOf(invitee, allowedStarts(plan, startsIn(plan, window), window.to)));
  const open = lastStarts(plan, window);
  const lastDay = localDay(invitee, window.to - 1);
  const inPeriod = periodTest(plan, lastDay);
  const days: DayExplanation[] = [];
  for (let day = localDay(invitee, window.from); day <= lastDay; day++)
    days.push({ date: formatDate(day), reason: available.has(day) ? 'available' : reasonOf(day) });
  return days;

  function reasonOf(day: EpochDay): DayReason {
    const lastStart = open.get(day);
    if (lastStart === undefined) return 'closed';
    if (lastStart < plan.now) return 'in_past';
    if (!inPeriod(day)) return 'outside_period';
    return lastStart < plan.earliest ? 'too_soon' : 'fully_booked';
  }
}

/** Per local day, the last start that the hours alone would allow: no busy times, no notice, no period. */
function lastStarts(plan: Plan, window: Window): Map<EpochDay, number> {
  const starts = walk(combinedRanges(freeTimeIn(plan, window, false)), plan.grid, -Infinity);
  const days = daysOf(plan.invitee, starts);
  return new Map(starts.map((start, i) => [days[i] as number, start]));
}

function periodTest(plan: Plan, lastDay: EpochDay): (day: EpochDay) => boolean {
  const { period } = plan;
  switch (period.kind) {
    case 'unlimited':
      return () => true;
    case 'dates':
      return (day) => day >= period.first && day <= period.last;
    case 'days_with_slots': {
      const days = firstDaysWithSlots(plan, period.days, lastDay);
      return (day) => days.length < period.days || day <= (days.at(-1) ?? -Infinity);
    }
  }
}
