/** Brings the page's islands to life; each is loaded only where it is used. */
import { h, hydrate } from 'preact';
import type { ComponentType } from 'preact';

const islands = import.meta.glob<{ default: ComponentType<Record<string, unknown>> }>('./islands/*.tsx');

for (const element of document.querySelectorAll<HTMLElement>('[data-island]')) {
  const load = islands[`./islands/${element.dataset.island ?? ''}.tsx`];
  if (load === undefined) continue;
  const props = JSON.parse(element.dataset.props ?? '{}') as Record<string, unknown>;
  void load().then(({ default: Component }) => {
    hydrate(h(Component, props), element);
  });
}
