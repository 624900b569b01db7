import { describe, expect, it, test } from 'vitest';
import { cover, instantOf, localDay, offsetAt, offsetChangesOn, zoneNamed, type Zone } from '../src/zone.ts';
import { at } from './example.ts';
import { randomFrom, ZONES } from './random-request.ts';

const DAY = 86_400_000;

function zone(name: string): Zone {
  const found = zoneNamed(name);
  if (!found) throw new Error(name);
  return found;
}

describe('tables of offsets', () => {
  test.each(ZONES)('%s: the same offsets as Temporal, at every change and in between', (name) => {
    const table = zone(name);
    const from = Temporal.Instant.from('2005-01-01T00:00Z').toZonedDateTimeISO(name);
    const to = at('2035-01-01T00:00Z');
    cover(table, from.epochMilliseconds, to);
    for (let day = from; day.epochMilliseconds < to; day = day.add({ days: 9 }))
      expect(offsetAt(table, day.epochMilliseconds)).toBe(day.offsetNanoseconds / 1e6);
    for (let next = from.getTimeZoneTransition('next'); next; next = next.getTimeZoneTransition('next')) {
      if (next.epochMilliseconds >= to) break;
      const before = next.subtract({ nanoseconds: 1_000_000 });
      expect(offsetAt(table, next.epochMilliseconds)).toBe(next.offsetNanoseconds / 1e6);
      expect(offsetAt(table, before.epochMilliseconds)).toBe(before.offsetNanoseconds / 1e6);
    }
  });

  it('turn local times into instants as Temporal does', () => {
    const random = randomFrom(7);
    for (const name of ZONES) {
      const table = zone(name);
      cover(table, at('2005-01-01T00:00Z'), at('2035-01-01T00:00Z'));
      let change = Temporal.Instant.from('2010-01-01T00:00Z')
        .toZonedDateTimeISO(name)
        .getTimeZoneTransition('next');
      for (; change && change.year < 2030; change = change.getTimeZoneTransition('next')) {
        for (let i = 0; i < 8; i++) {
          const local = change.toPlainDateTime().add({ minutes: Math.floor(random() * 360) - 180 });
          const expected = local.toZonedDateTime(name, { disambiguation: 'compatible' }).epochMilliseconds;
          expect(instantOf(table, local.toZonedDateTime('UTC').epochMilliseconds)).toBe(expected);
        }
      }
    }
  });

  it('grow in both directions without a seam', () => {
    const table = zone('Europe/Lisbon');
    for (const year of [2020, 1995, 2050, 1971]) {
      const middle = Date.UTC(year, 6, 1);
      cover(table, middle, middle);
    }
    for (let day = Date.UTC(1971, 0, 1); day < Date.UTC(2050, 0, 1); day += 17 * DAY)
      expect(offsetAt(table, day)).toBe(
        Temporal.Instant.fromEpochMilliseconds(day).toZonedDateTimeISO('Europe/Lisbon').offsetNanoseconds /
          1e6,
      );
  });

  it('are kept for as many names as there are, however strangely a stranger spells them', () => {
    const first = zone('Europe/Berlin');
    expect(zone('Europe/Berlin')).toBe(first);
    const letters = Array.from('america/new_york');
    for (let bits = 0; bits < 2200; bits++)
      zone(letters.map((letter, i) => (((bits >> i) & 1) === 1 ? letter.toUpperCase() : letter)).join(''));
    expect(zone('Europe/Berlin')).not.toBe(first);
  });

  it('know no zone by offset or by nonsense', () => {
    expect(['+07:00', '', 'Mars/Olympus', ' UTC', 'GMT+7'].map(zoneNamed)).toEqual(Array(5).fill(undefined));
  });
});

describe('days', () => {
  test.each([
    ['Europe/Berlin', '2027-03-28', true],
    ['Europe/Berlin', '2027-03-29', false],
    ['Africa/Cairo', '2027-04-30', true],
    ['Africa/Cairo', '2027-04-29', false],
    ['Africa/Cairo', '2027-10-28', true],
    ['America/St_Johns', '2010-11-06', true],
    ['America/St_Johns', '2010-11-07', true],
    ['America/St_Johns', '2010-11-08', false],
    ['Asia/Kathmandu', '2027-03-28', false],
  ])('in %s the offset changes on %s: %s', (name, date, expected) => {
    const noon = at(`${date}T12:00Z`);
    cover(zone(name), noon - 2 * DAY, noon + 2 * DAY);
    expect(offsetChangesOn(zone(name), Math.floor(noon / DAY))).toBe(expected);
  });

  it('are local ones', () => {
    const kiritimati = zone('Pacific/Kiritimati');
    cover(kiritimati, at('2027-01-11T10:00Z'), at('2027-01-11T10:00Z'));
    expect(localDay(kiritimati, at('2027-01-11T10:00Z'))).toBe(at('2027-01-12T00:00Z') / DAY);
    expect(localDay(kiritimati, at('2027-01-11T09:59Z'))).toBe(at('2027-01-11T00:00Z') / DAY);
  });
});
