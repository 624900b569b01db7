/** A small request to vary in examples, and times as people write them. */
import {
  findSlots,
  type AvailabilityRow,
  type BusyInterval,
  type Host,
  type SlotRequest,
} from '../src/index.ts';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

export function at(iso: string): number {
  return Temporal.Instant.from(iso).epochMilliseconds;
}

export function weekly(start: string, end: string, days = EVERY_DAY): AvailabilityRow {
  return { days, start, end };
}

export function host(timeZone: string, availability: AvailabilityRow[], more: Partial<Host> = {}): Host {
  return { timeZone, availability, busy: [], ...more };
}

export function busy(start: string, end: string): BusyInterval {
  return { start: at(start), end: at(end) };
}

/** One host in UTC, 09:00–12:00, asked for Monday 11 January 2027; hourly events. */
export function example(changes: Partial<SlotRequest> = {}): SlotRequest {
  return {
    now: at('2027-01-10T00:00Z'),
    startTime: at('2027-01-11T00:00Z'),
    endTime: at('2027-01-12T00:00Z'),
    inviteeTz: 'UTC',
    schedulingType: null,
    length: 60,
    hosts: [host('UTC', [weekly('09:00', '12:00')])],
    ...changes,
  };
}

/** Slots as `MM-DD HH:MM` in a zone (default: the invitee's). */
export function slots(request: SlotRequest, zone = request.inviteeTz): string[] {
  return findSlots(request).map((start) => {
    const local = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
    return local.toPlainDateTime().toString({ smallestUnit: 'minute' }).slice(5).replace('T', ' ');
  });
}

/** The same without the date, for windows of one day. */
export function times(request: SlotRequest, zone = request.inviteeTz): string[] {
  return slots(request, zone).map((slot) => slot.slice(6));
}

/** The window from one local midnight to another. */
export function window(
  zone: string,
  from: string,
  to: string,
): { now: number; startTime: number; endTime: number } {
  const midnight = (date: string): number =>
    Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
  return { now: midnight(from), startTime: midnight(from), endTime: midnight(to) };
}
