/** Random requests from a seed, weighted towards the days on which clocks change. */
import type {
  AvailabilityRow,
  BusyInterval,
  Host,
  PeriodType,
  SlotRequest,
  TravelSchedule,
} from '../src/types.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Random = () => number;

/** mulberry32: small, fast, the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

export function pick<T>(random: Random, from: readonly T[]): T {
  return from[Math.floor(random() * from.length)] as T;
}

export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = whole(random, 0, i);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** Zones with every kind of change: at midnight, by half an hour, by two hours, by a whole day, at 00:01; and without any. */
export const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Asia/Ho_Chi_Minh',
  'America/Havana',
  'Asia/Beirut',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'America/Sao_Paulo',
  'Antarctica/Troll',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Tehran',
  'UTC',
];

/** 2011: Apia leaves out a day, St John's changes at 00:01. */
const YEARS = [2011, 2011, 2018, 2024, 2026, 2027, 2028];

/** All changes of a zone's offset in one of the years above. */
function changesOf(zone: string): number[] {
  const known = changes.get(zone);
  if (known) return known;
  const found: number[] = [];
  for (const year of new Set(YEARS)) {
    let at = Temporal.PlainDate.from({ year, month: 1, day: 1 })
      .toZonedDateTime(zone)
      .getTimeZoneTransition('next');
    for (; at?.year === year; at = at.getTimeZoneTransition('next')) found.push(at.epochMilliseconds);
  }
  changes.set(zone, found);
  return found;
}

const changes = new Map<string, number[]>();

export function randomRequest(random: Random): SlotRequest {
  const chance = (of: number): boolean => random() < of;
  const inviteeTz = pick(random, ZONES);
  const home = chance(0.3) ? inviteeTz : pick(random, ZONES);
  const nearby = [...changesOf(inviteeTz), ...changesOf(home)];
  const centre =
    chance(0.75) && nearby.length > 0
      ? pick(random, nearby)
      : Date.UTC(pick(random, YEARS), whole(random, 0, 11), whole(random, 1, 28));
  const startTime = rounded(random, centre - random() * 4 * DAY);
  const endTime = Math.max(startTime, rounded(random, startTime + (0.3 + random() * 7) * DAY));
  const now = rounded(random, startTime + (chance(0.6) ? -random() * 2 * DAY : random() * 3 * DAY));
  const length = pick(random, [5, 10, 15, 20, 25, 30, 30, 45, 50, 60, 60, 60, 75, 90, 120, 7]);
  const periodType: PeriodType = chance(0.6)
    ? 'UNLIMITED'
    : pick(random, ['ROLLING', 'ROLLING_WINDOW', 'RANGE']);
  const firstDate = dateNear(random, startTime);
  const lastDate = dateNear(random, endTime);
  const hosts = Array.from({ length: pick(random, [1, 1, 2, 2, 3, 4]) }, () =>
    randomHost(random, chance(0.75) ? home : pick(random, ZONES), startTime, endTime),
  );
  return {
    now,
    startTime,
    endTime,
    inviteeTz,
    schedulingType:
      hosts.length === 1 && chance(0.5) ? null : pick(random, ['COLLECTIVE', 'ROUND_ROBIN', 'ROUND_ROBIN']),
    length,
    interval: chance(0.4) ? undefined : pick(random, [0, 5, 10, 15, 20, 30, 30, 45, 60, 60, 90, 7, 25]),
    offsetStart: chance(0.75) ? 0 : pick(random, [5, 10, 15, 7, 30]),
    optimized: chance(0.25),
    minimumBookingNotice: pick(random, [0, 0, 30, 60, 61, 240, 1440]),
    beforeBuffer: pick(random, [0, 0, 0, 5, 10, 15]),
    afterBuffer: pick(random, [0, 0, 0, 5, 10, 20]),
    periodType,
    periodDays: whole(random, 0, 6),
    periodStartDate: firstDate < lastDate ? firstDate : lastDate,
    periodEndDate: firstDate < lastDate ? lastDate : firstDate,
    hosts,
  };
}

/** A round robin of many hosts over a few days, with busy times spread out or crowded into a few hours. */
export function randomCrowd(random: Random): SlotRequest {
  const request = randomRequest(random);
  const { startTime } = request;
  const endTime = Math.min(request.endTime, startTime + 3 * DAY);
  const hosts = Array.from({ length: whole(random, 8, 24) }, () => {
    const until = random() < 0.5 ? endTime : startTime + 6 * HOUR;
    const busy = Array.from({ length: pick(random, [0, 5, 30, 90]) }, () =>
      randomBusy(random, startTime, until),
    );
    return { ...randomHost(random, pick(random, ZONES), startTime, endTime), busy, isFixed: random() < 0.02 };
  });
  return { ...request, endTime, schedulingType: 'ROUND_ROBIN', hosts };
}

/** Mostly whole quarters of an hour, sometimes whole minutes, now and then half minutes. */
function rounded(random: Random, instant: number): number {
  const chance = random();
  const unit = chance < 0.6 ? 15 * MINUTE : chance < 0.9 ? MINUTE : MINUTE / 2;
  return Math.floor(instant / unit) * unit;
}

function dateNear(random: Random, instant: number): string {
  return new Date(instant + whole(random, -1, 1) * DAY).toISOString().slice(0, 10);
}

export function randomBusy(random: Random, from: number, to: number): BusyInterval {
  const start = rounded(random, from - HOUR + random() * (to - from + HOUR));
  const end = Math.max(start, rounded(random, start + random() * pick(random, [0.5, 1, 1, 2, 8]) * HOUR));
  return { start, end };
}

function randomHost(random: Random, timeZone: string, from: number, to: number): Host {
  const availability: AvailabilityRow[] = [];
  const rows = pick(random, [1, 1, 2, 2, 3]);
  for (let i = 0; i < rows; i++) {
    const days = random() < 0.6 ? [0, 1, 2, 3, 4, 5, 6] : [0, 1, 2, 3, 4, 5, 6].filter(() => random() < 0.5);
    availability.push({ days, ...randomHours(random) });
  }
  const overrides = random() < 0.6 ? 0 : whole(random, 1, 3);
  for (let i = 0; i < overrides; i++) {
    const date = new Date(from + random() * (to - from)).toISOString().slice(0, 10);
    availability.push({
      date,
      ...(random() < 0.25 ? { start: '00:00', end: '00:00' } : randomHours(random)),
    });
  }
  const busy = Array.from({ length: pick(random, [0, 1, 3, 6, 10, 30]) }, () => randomBusy(random, from, to));
  return {
    timeZone,
    availability,
    busy,
    ...(random() < 0.3 ? { isFixed: true } : {}),
    ...(random() < 0.2 ? { travelSchedules: randomJourneys(random, from, to) } : {}),
  };
}

/** Ordinary hours, the whole day, hours around the clock changes of the night, and anything. */
function randomHours(random: Random): { start: string; end: string } {
  const usual = [
    ['09:00', '17:00'],
    ['09:00', '17:00'],
    ['00:00', '23:59'],
    ['00:00', '02:00'],
    ['01:30', '02:30'],
    ['02:30', '03:00'],
    ['20:00', '23:59'],
    ['23:30', '23:59'],
    ['00:00', '00:30'],
    ['08:05', '12:10'],
  ] as const;
  if (random() < 0.6) {
    const [start, end] = pick(random, usual);
    return { start, end };
  }
  const times = [whole(random, 0, 287) * 5, whole(random, 0, 287) * 5].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return { start: clock(times[0]), end: clock(times[1]) };
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function randomJourneys(random: Random, from: number, to: number): TravelSchedule[] {
  const journeys: TravelSchedule[] = [];
  let day = from - DAY;
  for (let i = whole(random, 1, 2); i > 0; i--) {
    const last = day + whole(random, 0, 3) * DAY;
    const text = (instant: number): string => {
      const iso = new Date(instant).toISOString();
      return random() < 0.7 ? iso.slice(0, 10) : iso;
    };
    const timeZone = pick(random, ZONES);
    journeys.push(
      i === 1 && random() < 0.3
        ? { startDate: text(day), timeZone }
        : { startDate: text(day), endDate: text(last), timeZone },
    );
    day = last + DAY * whole(random, 1, 2);
    if (day > to) break;
  }
  return journeys;
}
