/** The forms above the calendar, which the server writes, as its controls: no reload where scripts run. */
import type { Wish } from './wish.ts';
import { announceZone, onZoneChosen, rememberZone } from './zone.ts';

type Changes = Partial<Pick<Wish, 'zone' | 'host'>>;

interface Choosers {
  /** Makes the forms say what is shown, after going back in the history. */
  show: (wish: Pick<Wish, 'zone' | 'host'>) => void;
  disconnect: () => void;
}

export function connectChoosers(
  root: Element | null | undefined,
  timesIn: (zone: string) => string,
  change: (changes: Changes) => void,
): Choosers | undefined {
  if (!root) return undefined;
  const find = (name: string) => root.querySelector<HTMLSelectElement>(`select[name=${name}]`);
  const zones = find('tz');
  const details = root.querySelector<HTMLDetailsElement>('.zone-details');
  const knows = (zone: string) => [...(zones?.options ?? [])].some(({ value }) => value === zone);
  let shownZone = zones?.value ?? '';
  let shownHost = find('host')?.value ?? '';

  function showZone(zone: string): void {
    shownZone = zone;
    if (zones && knows(zone)) zones.value = zone;
    const label = zones?.selectedOptions[0]?.textContent ?? zone;
    const text = root?.querySelector('.zone-shown');
    if (text) text.textContent = timesIn(label);
    rememberZone(zone);
    announceZone(zone);
  }

  function take(select: Element | null): void {
    if (!(select instanceof HTMLSelectElement)) return;
    const { name, value } = select;
    if (name === 'tz' && value !== shownZone) {
      showZone(value);
      change({ zone: value });
    } else if (name === 'host' && value !== shownHost) {
      shownHost = value;
      change({ host: value === '' ? undefined : value });
    }
  }

  const changed = (event: Event) => take(event.target as Element);
  const submitted = (event: Event) => {
    const form = event.target as HTMLFormElement;
    const select = form.querySelector('select[name=tz], select[name=host]');
    if (select === null) return;
    event.preventDefault();
    take(select);
    if (!details?.contains(form)) return;
    details.open = false;
    details.querySelector('summary')?.focus();
  };
  root.addEventListener('change', changed);
  root.addEventListener('submit', submitted);
  const deaf = onZoneChosen((zone) => {
    if (!knows(zone)) return false;
    // The offer goes when it is taken, and the focus with it.
    details?.querySelector('summary')?.focus();
    showZone(zone);
    change({ zone });
    return true;
  });
  return {
    show: ({ zone, host = '' }) => {
      if (zone !== shownZone) showZone(zone);
      shownHost = host;
      const hosts = find('host');
      if (hosts) hosts.value = host;
    },
    disconnect: () => {
      root.removeEventListener('change', changed);
      root.removeEventListener('submit', submitted);
      deaf();
    },
  };
}
