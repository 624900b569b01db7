import { useEffect, useState } from 'preact/hooks';

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

const YEAR_SECONDS = 31_536_000;

/** Finds the device's zone: remembers it on a first visit, offers it where other times are shown. */
export default function TimeZone({ shown, guessed, mayReload, offer }: TimeZoneProps) {
  const [offered, setOffered] = useState<string>();

  useEffect(() => {
    const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const differs = !sameClock(device, shown);
    if (guessed && !isRemembered() && remember(device)) {
      if (differs && mayReload) location.reload();
    } else if (differs) {
      setOffered(device);
    }
  }, []);

  if (offered === undefined || offer === undefined) return null;
  const place = offered.slice(offered.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return (
    <a class="zone-offer" href={withZone(offered)}>
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

/** A cookie that the server made nothing of: loading the page again would go on for ever. */
function isRemembered(): boolean {
  return document.cookie.split('; ').some((cookie) => cookie.startsWith('tz='));
}

/** False where the browser keeps no cookies: then nothing may reload either. */
function remember(timeZone: string): boolean {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  const value = encodeURIComponent(timeZone);
  document.cookie = `tz=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${secure}`;
  return document.cookie.split('; ').includes(`tz=${value}`);
}

function withZone(timeZone: string): string {
  const url = new URL(location.href);
  url.searchParams.set('tz', timeZone);
  return url.pathname + url.search;
}
