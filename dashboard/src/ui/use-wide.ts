import { useSyncExternalStore } from 'react';

/** Room for a table; below it, lists are cards. */
const WIDE = '(min-width: 52rem)';

function subscribe(listener: () => void): () => void {
  const query = window.matchMedia(WIDE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether the window is wide enough for tables. One of the two is drawn, never both, so that nothing is there twice. */
export const useWide = (): boolean => useSyncExternalStore(subscribe, () => window.matchMedia(WIDE).matches);
