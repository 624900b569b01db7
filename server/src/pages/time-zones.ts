/** The list in the zone chooser: every zone, those that matter here first, the rest by part of the world. */
import { formatOffset, resolveTimeZone, zoneCity } from '#platform/locale.ts';
import type { Locale } from '#platform/locale.ts';
import type { Instant } from './view-models.ts';

export type ZoneRegion =
  'Asia' | 'Australia' | 'Pacific' | 'Europe' | 'America' | 'Africa' | 'Atlantic' | 'Indian' | 'Antarctica';

export interface ZoneOption {
  id: string;
  label: string;
}

export interface ZoneGroups {
  suggested: ZoneOption[];
  regions: { region: ZoneRegion; options: ZoneOption[] }[];
}

const REGIONS: readonly ZoneRegion[] = [
  'Asia',
  'Australia',
  'Pacific',
  'Europe',
  'America',
  'Africa',
  'Atlantic',
  'Indian',
  'Antarctica',
];

/** All zones once each, by today's names. */
const ALL_ZONES: readonly string[] = [
  ...new Set(Intl.supportedValuesOf('timeZone').map((name) => resolveTimeZone(name) ?? name)),
];

const HOUR = 3_600_000;
const kept = new Map<Locale, { hour: number; regions: ZoneGroups['regions'] }>();

/** `suggested` are zone names in the order in which they should be offered; repeats are dropped. */
export function groupZones(suggested: readonly string[], locale: Locale, now: Instant): ZoneGroups {
  const option = (id: string): ZoneOption => ({
    id,
    label: `${zoneCity(id, locale)} (${formatOffset(id, now)})`,
  });
  // Offsets change a few times a year, at whole hours; the list of 400 is made once an hour.
  const hour = Math.floor(Date.parse(now) / HOUR);
  let cached = kept.get(locale);
  if (cached?.hour !== hour) {
    const regions = REGIONS.map((region) => ({
      region,
      options: ALL_ZONES.filter((zone) => regionOf(zone) === region)
        .map(option)
        .sort((a, b) => a.label.localeCompare(b.label, locale)),
    }));
    cached = { hour, regions };
    kept.set(locale, cached);
  }
  return {
    suggested: [...new Set([...suggested, 'UTC'])].map((id) =>
      id === 'UTC' ? { id, label: 'UTC' } : option(id),
    ),
    regions: cached.regions,
  };
}

function regionOf(zone: string): string {
  const first = zone.slice(0, zone.indexOf('/'));
  return first === 'Arctic' ? 'Europe' : first;
}
