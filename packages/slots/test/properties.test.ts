import { describe, expect, it } from 'vitest';
import { canStartAt, findSlots, findSlotsWithHosts, type SlotRequest } from '../src/index.ts';
import { naiveCheck, naiveHostsAt, naiveSlots } from './naive-model.ts';
import {
  pick,
  randomBusy,
  randomCrowd,
  randomFrom,
  randomRequest,
  shuffled,
  whole,
  type Random,
} from './random-request.ts';

const MINUTE = 60_000;
const LONG = process.env['TEST_LONG'] === '1';
const REQUESTS = LONG ? 100_000 : 2_500;
const VARIATIONS = LONG ? 20_000 : 600;

/** Runs a property for a request of each seed; the message of a failure names the seed and holds the request. */
function forAll(
  count: number,
  salt: number,
  property: (request: SlotRequest, random: Random) => void,
  make = randomRequest,
): void {
  for (let seed = 1; seed <= count; seed++) {
    const random = randomFrom(salt + seed);
    const request = make(random);
    try {
      property(request, random);
    } catch (error) {
      throw new Error(`seed ${salt + seed}: ${JSON.stringify(request)}`, { cause: error });
    }
  }
}

describe('against the naive model', () => {
  it(`finds the same slots for ${REQUESTS} random requests`, { timeout: LONG ? 3_600_000 : 120_000 }, () => {
    let slots = 0;
    let withSlots = 0;
    forAll(REQUESTS, 0, (request) => {
      const found = findSlots(request);
      expect(iso(found)).toEqual(iso(naiveSlots(request)));
      slots += found.length;
      if (found.length > 0) withSlots++;
    });
    // A generator that makes requests without slots would prove nothing.
    expect(withSlots / REQUESTS).toBeGreaterThan(0.5);
    expect(slots / REQUESTS).toBeGreaterThan(20);
  });

  it('finds the same slots of many hosts with many busy times', { timeout: 600_000 }, () => {
    forAll(
      LONG ? 2000 : 40,
      7_000_000,
      (request) => expect(iso(findSlots(request))).toEqual(iso(naiveSlots(request))),
      randomCrowd,
    );
  });

  it('names the same hosts', { timeout: 600_000 }, () => {
    forAll(VARIATIONS, 1_000_000, (request, random) => {
      const slots = findSlotsWithHosts(request);
      expect(slots.map((slot) => slot.start)).toEqual(findSlots(request));
      for (let i = 0; i < 5 && slots.length > 0; i++) {
        const slot = pick(random, slots);
        expect(slot.hosts).toEqual(naiveHostsAt(request, slot.start));
      }
    });
  });

  it('gives the same answer for a single start', { timeout: 600_000 }, () => {
    const counts: Record<string, number> = {};
    forAll(VARIATIONS, 2_000_000, (request, random) => {
      for (let i = 0; i < 8; i++) {
        const unit = pick(random, [15, 15, 5, 1, 0.5]) * MINUTE;
        const start =
          request.startTime + whole(random, 0, (request.endTime - request.startTime) / unit) * unit;
        const check = canStartAt(request, start);
        expect({ start, ...check }).toEqual({ start, ...naiveCheck(request, start) });
        const outcome = check.ok ? 'ok' : check.reason;
        counts[outcome] = (counts[outcome] ?? 0) + 1;
      }
    });
    expect(Object.keys(counts)).toHaveLength(8);
  });
});

describe('whatever the request', () => {
  it('does not depend on the order of hosts, rows and busy times', { timeout: 600_000 }, () => {
    forAll(VARIATIONS, 3_000_000, (request, random) => {
      const hosts = shuffled(random, request.hosts).map((host) => ({
        ...host,
        availability: shuffled(random, host.availability),
        busy: shuffled(random, host.busy),
        travelSchedules: shuffled(random, host.travelSchedules ?? []),
      }));
      expect(findSlots({ ...request, hosts })).toEqual(findSlots(request));
    });
  });

  it('has no new free minute when one more interval is busy', { timeout: 600_000 }, () => {
    forAll(VARIATIONS, 4_000_000, (request, random) => {
      const minutes = freeMinutes(request);
      const changed = whole(random, 0, request.hosts.length - 1);
      const hosts = request.hosts.map((host, i) =>
        i === changed
          ? { ...host, busy: [...host.busy, randomBusy(random, request.startTime, request.endTime)] }
          : host,
      );
      const before = new Set(minutes);
      expect(freeMinutes({ ...request, hosts }).filter((minute) => !before.has(minute))).toEqual([]);
    });
  });

  it('gives the same slots in two windows that meet while every host is closed', { timeout: 600_000 }, () => {
    let splits = 0;
    forAll(VARIATIONS, 5_000_000, (random_, random) => {
      const request: SlotRequest = {
        ...random_,
        interval: Math.min(random_.interval ?? 0, random_.length),
        periodType: random_.periodType === 'ROLLING_WINDOW' ? 'ROLLING' : random_.periodType,
      };
      const open = new Set(hoursMinutes(request));
      for (let i = 0; i < 4; i++) {
        const split =
          Math.ceil((request.startTime + random() * (request.endTime - request.startTime)) / MINUTE) * MINUTE;
        if (open.has(split) || split > request.endTime) continue;
        splits++;
        const joined = [
          ...findSlots({ ...request, endTime: split }),
          ...findSlots({ ...request, startTime: split }),
        ];
        expect(iso(joined)).toEqual(iso(findSlots(request)));
      }
    });
    expect(splits).toBeGreaterThan(VARIATIONS / 2);
  });

  it('lets every slot pass the check at booking, for the hosts that were named', { timeout: 600_000 }, () => {
    forAll(VARIATIONS, 6_000_000, (request, random) => {
      const slots = findSlotsWithHosts(request);
      const some = slots.length <= 12 ? slots : Array.from({ length: 12 }, () => pick(random, slots));
      for (const { start, hosts } of some)
        expect({ start, ...canStartAt(request, start) }).toEqual({ start, ok: true, hosts });
    });
  });
});

/** The minutes in which an event of one minute could take place, with the same busy times and buffers. */
function freeMinutes(request: SlotRequest): number[] {
  return findSlots({
    ...request,
    now: request.startTime,
    length: 1,
    interval: 1,
    offsetStart: 0,
    optimized: false,
    minimumBookingNotice: 0,
    periodType: 'UNLIMITED',
  });
}

/** The minutes in which any host has hours. */
function hoursMinutes(request: SlotRequest): number[] {
  const hosts = request.hosts.map((host) => ({ ...host, busy: [], isFixed: false }));
  return freeMinutes({ ...request, schedulingType: 'ROUND_ROBIN', hosts });
}

function iso(starts: number[]): string[] {
  return starts.map((start) => new Date(start).toISOString());
}
