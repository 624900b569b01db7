import { useEffect, useState } from 'preact/hooks';
import { resolveTimeZone } from '#platform/locale.ts';
import { chooseZone, isZoneRemembered, onZoneShown, rememberZone } from '../calendar/zone.ts';

export interface TimeZoneProps {
  /** The zone in which the page shows times. */
  shown: string;
  /** Whether that is only the school's, for want of knowing the visitor's. */
  guessed: boolean;
  /** May load the page again in the device's zone; not where something could have been typed. */
  mayReload: boolean;
  /** Text of the offer, with `{zone}` where the place goes; absent where nothing is to be offered. */
  offer?: string;
}

/** Finds the device's zone: remembers it on a first visit, offers it where other times are shown. */
export default function TimeZone({ shown, guessed, mayReload, offer }: TimeZoneProps) {
  const [offered, setOffered] = useState<string>();

  useEffect(() => {
    const named = Intl.DateTimeFormat().resolvedOptions().timeZone;
    // Browsers may have a name that the list of zones has dropped.
    const device = resolveTimeZone(named) ?? named;
    const differs = !sameClock(device, shown);
    if (guessed && !isZoneRemembered() && rememberZone(device)) {
      if (differs && mayReload) location.reload();
    } else if (differs) {
      setOffered(device);
    }
    return onZoneShown((zone) => setOffered(sameClock(device, zone) ? undefined : device));
  }, []);

  if (offered === undefined || offer === undefined) return null;
  const place = offered.slice(offered.lastIndexOf('/') + 1).replaceAll('_', ' ');
  const choose = (event: MouseEvent) => {
    if (chooseZone(offered)) event.preventDefault();
  };
  return (
    <a class="zone-offer" href={withZone(offered)} onClick={choose}>
      {offer.replace('{zone}', place)}
    </a>
  );
}

/** Browsers know zones by old and new names: the same are those whose clocks agree, winter and summer. */
function sameClock(a: string, b: string): boolean {
  const now = Date.now();
  return [0, 91, 182, 273].every((days) => {
    const at = new Date(now + days * 86_400_000);
    return clock(a, at) === clock(b, at);
  });
}

function clock(timeZone: string, at: Date): string {
  return at.toLocaleString('sv', { timeZone });
}

function withZone(timeZone: string): string {
  const url = new URL(location.href);
  url.searchParams.set('tz', timeZone);
  return url.pathname + url.search;
}
