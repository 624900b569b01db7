import { RRuleTemporal } from 'rrule-temporal';
import { z } from 'zod';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const localDateTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);

/**
 * A recurrence as it is stored (`workshop_recurrence`, `recurrence_rule`): RFC 5545 as JSON, on the wall clock of `timeZone`.
 * `until` is the last local date; `exceptions` and `extraDates` are local starts.
 */
export const recurrenceSchema = z.strictObject({
  timeZone: z.string(),
  start: localDateTime,
  frequency: z.enum(['DAILY', 'WEEKLY', 'MONTHLY']),
  interval: z.int().min(1).max(52).default(1),
  days: z.array(z.enum(WEEKDAYS)).default([]),
  until: z.iso.date().optional(),
  count: z.int().min(1).max(1000).optional(),
  exceptions: z.array(localDateTime).default([]),
  extraDates: z.array(localDateTime).default([]),
});
export type Recurrence = z.infer<typeof recurrenceSchema>;

/** The starts (epoch ms) of a recurrence in `[from, to)`, ascending: the same wall-clock time across clock changes. */
export function occurrences(recurrence: Recurrence, from: number, to: number): number[] {
  const { timeZone } = recurrence;
  const local = (text: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone);
  const rule = new RRuleTemporal({
    freq: recurrence.frequency,
    interval: recurrence.interval,
    dtstart: local(recurrence.start),
    ...(recurrence.days.length > 0 ? { byDay: recurrence.days } : {}),
    ...(recurrence.count === undefined ? {} : { count: recurrence.count }),
    ...(recurrence.until === undefined ? {} : { until: local(`${recurrence.until}T23:59`) }),
    exDate: recurrence.exceptions.map(local),
    rDate: recurrence.extraDates.map(local),
  });
  const zoned = (epoch: number) => Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(timeZone);
  const starts = rule.between(zoned(from), zoned(to), true).map((start) => start.epochMilliseconds);
  return [...new Set(starts)].filter((start) => start >= from && start < to).sort((a, b) => a - b);
}
