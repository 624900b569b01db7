import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** The sum of the document's layout shifts so far: 0 is a page that stood still. */
export const shifts = (page: Page): Promise<number> =>
  page.evaluate<number>(`(() => {
    const observer = new PerformanceObserver(() => undefined);
    observer.observe({ type: 'layout-shift', buffered: true });
    const moved = observer.takeRecords().filter((entry) => !entry.hadRecentInput);
    return moved.reduce((sum, { value }) => sum + value, 0);
  })()`);

/** Shows the page in another size and colour scheme, once its colours have arrived there. */
export async function showAs(
  page: Page,
  { width, height, colorScheme }: { width: number; height: number; colorScheme: 'light' | 'dark' },
): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  await page.evaluate(`(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.all(changes.map((change) => change.finished));
  })()`);
}

/** By how many pixels the page is wider than its window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** What axe finds wrong: rule and elements, one line each. */
export async function violations(page: Page): Promise<string[]> {
  // Bringing axe into a page takes longer than running it: what the first look has left there serves the next ones.
  const options = { resultTypes: ['violations' as const], preload: false };
  const found = (await page.evaluate<boolean>("typeof axe === 'undefined'"))
    ? await new AxeBuilder({ page }).setLegacyMode().options(options).analyze()
    : await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return found.violations.map(
    ({ id, nodes }) => `axe ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>;

/** Gives the bytes of scripts, as they travelled, that the page has asked for since the last question. */
export function weighScripts(page: Page): () => Promise<number> {
  const sizes = new Map<string, Promise<number>>();
  let asked = new Set<string>();
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    asked.add(request.url());
    // The browser keeps what it has: only the first time does a script travel.
    if (!sizes.has(request.url()))
      sizes.set(
        request.url(),
        request.sizes().then(({ responseBodySize }) => responseBodySize),
      );
  });
  return async () => {
    const urls = [...asked];
    asked = new Set();
    const bytes = await Promise.all(urls.map(async (url) => (await sizes.get(url)) ?? 0));
    return bytes.reduce((sum, size) => sum + size, 0);
  };
}
