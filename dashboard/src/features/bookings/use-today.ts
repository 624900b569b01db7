import { useSyncExternalStore } from 'react';
import { localDate } from '../../format/dates.ts';

const LOOK_EVERY_MS = 30_000;

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, LOOK_EVERY_MS);
  // A page that slept in the background wakes up on another day.
  document.addEventListener('visibilitychange', listener);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', listener);
  };
}

/** Today's date in the zone, `YYYY-MM-DD`; it changes at midnight there. */
export const useToday = (timeZone: string): string =>
  useSyncExternalStore(subscribe, () => localDate(Date.now(), timeZone));
