/** The slot engine's workloads: requests from a seed, each one fresh, with busy times in no order. */
import type { AvailabilityRow, BusyInterval, Host, SlotRequest } from '@lessonry/slots';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** A Monday; the 62 days that follow hold the clock changes of Europe and America. */
const START = Date.UTC(2027, 1, 15);

export interface Workload {
  readonly name: string;
  readonly hosts: number;
  readonly days: number;
  readonly busyEach: number;
  readonly schedulingType: SlotRequest['schedulingType'];
  readonly length: number;
  /** Microseconds: a hundredth of what a widely used scheduler takes on a machine with two cores. */
  readonly target: number;
}

export const WORKLOADS: readonly Workload[] = [
  {
    name: 'one host, 14 days',
    hosts: 1,
    days: 14,
    busyEach: 20,
    schedulingType: null,
    length: 30,
    target: 16,
  },
  {
    name: 'one host, 60 days, 15 min',
    hosts: 1,
    days: 60,
    busyEach: 400,
    schedulingType: null,
    length: 15,
    target: 130,
  },
  {
    name: 'collective of 5, 31 days',
    hosts: 5,
    days: 31,
    busyEach: 100,
    schedulingType: 'COLLECTIVE',
    length: 30,
    target: 105,
  },
  {
    name: 'round robin of 50, 31 days',
    hosts: 50,
    days: 31,
    busyEach: 100,
    schedulingType: 'ROUND_ROBIN',
    length: 30,
    target: 950,
  },
  {
    name: 'round robin of 200, 31 days',
    hosts: 200,
    days: 31,
    busyEach: 200,
    schedulingType: 'ROUND_ROBIN',
    length: 30,
    target: 4140,
  },
];

const ZONES = ['Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney'];

/** A new request of that workload; the same seed makes the same request. */
export function requestOf(workload: Workload, seed: number): SlotRequest {
  const random = randomFrom(seed);
  // A collective of five continents has no hour in common.
  const zones = workload.schedulingType === 'COLLECTIVE' ? ZONES.slice(0, 1) : ZONES;
  const hosts = Array.from({ length: workload.hosts }, (_, i): Host => {
    const opens = 7 + Math.floor(random() * 4);
    return {
      timeZone: zones[i % zones.length] as string,
      availability: weekOf(opens, random() < 0.5),
      busy: Array.from({ length: workload.busyEach }, () => busyWithin(random, workload.days)),
    };
  });
  return {
    now: START - DAY,
    startTime: START,
    endTime: START + workload.days * DAY,
    inviteeTz: 'Europe/Berlin',
    schedulingType: workload.schedulingType,
    length: workload.length,
    interval: workload.length,
    minimumBookingNotice: 120,
    beforeBuffer: 0,
    afterBuffer: 5,
    hosts,
  };
}

function weekOf(opens: number, withBreak: boolean): AvailabilityRow[] {
  const days = [1, 2, 3, 4, 5];
  const hour = (value: number): string => `${String(value).padStart(2, '0')}:00`;
  if (!withBreak) return [{ days, start: hour(opens), end: hour(opens + 8) }];
  return [
    { days, start: hour(opens), end: hour(opens + 4) },
    { days, start: hour(opens + 5), end: hour(opens + 9) },
  ];
}

function busyWithin(random: () => number, days: number): BusyInterval {
  const start = START + Math.floor((random() * days * DAY) / (5 * MINUTE)) * 5 * MINUTE;
  return { start, end: start + (3 + Math.floor(random() * 10)) * 5 * MINUTE };
}

/** mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
