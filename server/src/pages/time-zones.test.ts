import { describe, expect, it } from 'vitest';
import { resolveTimeZone } from '#platform/locale.ts';
import { groupZones } from './time-zones.ts';

describe('groupZones', () => {
  const zones = groupZones(
    ['Asia/Ho_Chi_Minh', 'Europe/London', 'Asia/Ho_Chi_Minh'],
    'en',
    '2026-11-24T08:00:00Z',
  );

  it('offers what is likely first, each once, with its offset', () => {
    expect(zones.suggested).toEqual([
      { id: 'Asia/Ho_Chi_Minh', label: 'Vietnam (GMT+7)' },
      { id: 'Europe/London', label: 'London (GMT)' },
      { id: 'UTC', label: 'UTC' },
    ]);
  });

  it('has every zone that the runtime knows, by a name that it takes', () => {
    const ids = zones.regions.flatMap(({ options }) => options.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(resolveTimeZone(id)).toBe(id);
    const known = Intl.supportedValuesOf('timeZone').map((name) => resolveTimeZone(name));
    expect(known.filter((name) => name?.includes('/') && !ids.includes(name))).toEqual([]);
  });

  it('follows the clock changes', () => {
    const summer = groupZones(['Europe/London'], 'vi', '2026-07-01T00:00:00Z');
    expect(summer.suggested[0]?.label).toBe('London (GMT+1)');
  });
});
