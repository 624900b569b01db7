import { ChevronDown, Globe } from 'lucide';
import { formatZone } from '#platform/locale.ts';
import TimeZone from '../islands/time-zone.tsx';
import { withQuery } from '../links.ts';
import { groupZones } from '../time-zones.ts';
import type { ZoneOption } from '../time-zones.ts';
import { Icon } from './icon.tsx';
import { Island } from './island.tsx';
import { usePage } from './page-env.tsx';

interface ZoneBarProps {
  /** Zones worth offering first, besides the visitor's and the school's: the teachers'. */
  teacherZones: string[];
  /** The address that the form leads to, where that is not this page's own. */
  url?: string;
}

/** In which zone times are shown, and a plain form to change it that keeps the rest of the address. */
export function ZoneBar({ teacherZones, url }: ZoneBarProps) {
  const page = usePage();
  const { t, zone, school, locale, now } = page;
  const zones = groupZones([zone.id, school?.timeZone ?? zone.id, ...teacherZones], locale, now);
  const kept = [
    ...new URL(withQuery(url ?? page.url, { tz: undefined }), 'http://host.invalid').searchParams,
  ];
  return (
    <div class="zone-bar">
      <details class="zone-details">
        <summary>
          <Icon of={Globe} />
          <span class="zone-shown">{t.common.timesIn(formatZone(zone.id, locale, now))}</span>
          <span class="zone-change">
            <span class="visually-hidden">{t.event.zoneChange}</span>
            <Icon of={ChevronDown} />
          </span>
        </summary>
        <form class="field zone-form" method="get">
          {kept.map(([name, value]) => (
            <input type="hidden" name={name} value={value} key={name} />
          ))}
          <label class="field-label" for="tz">
            {t.event.zoneLabel}
          </label>
          <select class="select" id="tz" name="tz" autocomplete="off">
            <optgroup label={t.event.zoneSuggested}>
              <Options options={zones.suggested} selected={zone.id} />
            </optgroup>
            {zones.regions.map(({ region, options }) => (
              <optgroup label={t.event.zoneRegions[region]} key={region}>
                <Options options={options} />
              </optgroup>
            ))}
          </select>
          <button class="button button-quiet button-small" type="submit">
            {t.event.zoneApply}
          </button>
        </form>
      </details>
      {zone.source === 'school' && (
        <noscript>
          <p class="zone-note muted">{t.event.zoneGuessed}</p>
        </noscript>
      )}
      <Island
        name="time-zone"
        of={TimeZone}
        props={{
          shown: zone.id,
          guessed: zone.source === 'school',
          mayReload: true,
          offer: t.event.zoneDetected('{zone}'),
        }}
      />
    </div>
  );
}

function Options({ options, selected }: { options: ZoneOption[]; selected?: string }) {
  return (
    <>
      {options.map(({ id, label }) => (
        <option value={id} selected={id === selected} key={id}>
          {label}
        </option>
      ))}
    </>
  );
}
