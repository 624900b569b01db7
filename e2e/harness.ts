import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { browserLaunchOptions } from '../server/src/testing/browser.ts';
import { startTestProduct, type TestProduct } from '../server/src/testing/product.ts';
import { watch } from './watch.ts';

export type School = 'lotus' | 'harbour';

/** What a journey is made with: the product, and visitors who come with a browser of their own. */
export type Stage = {
  readonly product: TestProduct;
  /** The address of a path at a school, `lotus` unless another is named; `null` is the platform itself. */
  url: (path: string, school?: School | null) => string;
  /**
   * A new visitor: no cookies, a desktop's screen, English, in the school's zone unless `options` say otherwise. The test
   * fails when anything on their pages complains: the console, a script, the security policy, a request to a stranger.
   */
  visit: (options?: BrowserContextOptions) => Promise<Page>;
};

/** A phone's screen, touched, in Vietnamese. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
  locale: 'vi-VN',
};

const DESKTOP: BrowserContextOptions = {
  viewport: { width: 1280, height: 800 },
  locale: 'en-GB',
  // The school's own: elsewhere a first visit loads the page again in the visitor's zone.
  timezoneId: 'Asia/Ho_Chi_Minh',
  reducedMotion: 'reduce',
};

const PATIENCE = 10_000;
const SCREENS = join(import.meta.dirname, '../.reports/e2e');

/** Starts the product and a browser for the test file that calls it, and looks after the visitors of each test. */
export function stage(): Stage {
  let product: TestProduct | undefined;
  let browser: Browser | undefined;
  const visits: { context: BrowserContext; faults: string[] }[] = [];

  beforeAll(async () => {
    [product, browser] = await Promise.all([
      startTestProduct(),
      browserLaunchOptions().then((options) => chromium.launch(options)),
    ]);
  }, 60_000);

  afterEach(async ({ task }) => {
    const ended = visits.splice(0);
    const faults = ended.flatMap((visit) => visit.faults);
    if (task.result?.state === 'fail' || faults.length > 0)
      await keepScreens(
        task.name,
        ended.flatMap(({ context }) => context.pages()),
      );
    await Promise.all(ended.map(({ context }) => context.close()));
    expect(faults).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });

  const started = (): TestProduct => {
    if (!product) throw new Error('the product is not up yet');
    return product;
  };
  return {
    get product() {
      return started();
    },
    url: (path, school = 'lotus') =>
      `http://${school === null ? '' : `${school}.`}localhost:${started().port}${path}`,
    visit: async (options = {}) => {
      if (!browser) throw new Error('the browser is not up yet');
      const context = await browser.newContext({ ...DESKTOP, ...options });
      context.setDefaultTimeout(PATIENCE);
      const { port, stripe, immersio } = started();
      const isOurs = ({ hostname, port: itsPort, origin }: URL): boolean =>
        (/(^|\.)localhost$/.test(hostname) && itsPort === String(port)) ||
        origin === stripe.url ||
        origin === immersio.url;
      visits.push({ context, faults: watch(context, isOurs) });
      return await context.newPage();
    },
  };
}

async function keepScreens(test: string, pages: readonly Page[]): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  const name = test.replace(/[^a-z0-9]+/gi, '-');
  for (const [index, page] of pages.entries()) {
    // A page that has crashed cannot be seen, which must not hide why the test failed.
    await page
      .screenshot({ path: join(SCREENS, `${name}-${index + 1}.png`), fullPage: true })
      .catch(() => undefined);
  }
}
