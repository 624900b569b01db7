/**
 * Takes pictures of every page into .reports/screens/, on a phone and a desktop, in both languages, by day and by night, to be
 * looked at by a person: `node e2e/screenshots.ts [part of a name]`. With `--readme` it takes those of the README instead.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserLaunchOptions } from '../server/src/testing/browser.ts';
import { startTestProduct, type TestProduct } from '../server/src/testing/product.ts';
import { signIn } from '../server/src/testing/scene.ts';
import { startTestServer } from '../server/src/testing/test-server.ts';
import { showAs } from './inspect.ts';
import { setScene, type Locale, type Look } from './looks.ts';

const ROOT = join(import.meta.dirname, '..');
const SCREENS = join(ROOT, '.reports/screens');
const IMAGES = join(ROOT, 'docs/images');
const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } } as const;
const SCHEMES = ['light', 'dark'] as const;

const readme = process.argv.includes('--readme');
const wanted = process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '';

const server = await startTestServer();
const product = await startTestProduct();
const browser = await chromium.launch(await browserLaunchOptions());
const url = (path: string, school: string | null = 'lotus'): string =>
  `http://${school === null ? '' : `${school}.`}localhost:${product.port}${path}`;
try {
  await (readme ? takeForReadme(browser, product) : takeAll(browser, product));
} finally {
  await browser.close();
  await product.close();
  await server.stop();
}

async function takeAll(chrome: Browser, t: TestProduct): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  for (const locale of ['vi', 'en'] as const) {
    const looks = await setScene({ product: t, url }, locale);
    const anyone = await newPage(chrome, locale);
    await take(anyone, looks.public, locale);
    await take(
      await newPage(chrome, locale, await signIn(t, 'minhanh@lotus.example')),
      looks.student,
      locale,
    );
    await take(await newPage(chrome, locale, await signIn(t, 'admin@lotus.example')), looks.admin, locale);
  }
}

async function take(page: Page, looks: readonly Look[], locale: Locale): Promise<void> {
  for (const look of looks.filter(({ name }) => name.includes(wanted))) {
    await page.goto(look.url);
    await look.then?.(page);
    // Pictures far down wait for somebody to come near, which a camera does not.
    await page.evaluate(`Promise.all([...document.images].map((image) => {
      image.loading = 'eager';
      return image.decode();
    }))`);
    for (const [device, size] of Object.entries(SIZES)) {
      for (const colorScheme of SCHEMES) {
        await showAs(page, { ...size, colorScheme });
        const name = `${look.name}-${locale}-${device}-${colorScheme}.png`;
        await page.screenshot({ path: join(SCREENS, name), fullPage: true });
      }
    }
  }
}

/** The school's page as a visitor sees it first, and the staff's list of bookings. */
async function takeForReadme(chrome: Browser, t: TestProduct): Promise<void> {
  mkdirSync(IMAGES, { recursive: true });
  const visitor = await newPage(chrome, 'en');
  await visitor.goto(url('/'));
  await visitor.screenshot({ path: join(IMAGES, 'landing.png') });
  const staff = await newPage(chrome, 'en', await signIn(t, 'admin@lotus.example'));
  await staff.goto(url('/dashboard'));
  await staff.locator('main table').waitFor();
  await staff.screenshot({ path: join(IMAGES, 'dashboard.png') });
}

async function newPage(chrome: Browser, locale: Locale, cookie?: string): Promise<Page> {
  const context = await chrome.newContext({
    viewport: SIZES.desktop,
    locale: locale === 'vi' ? 'vi-VN' : 'en-GB',
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
  });
  const [name, value = ''] = cookie?.split('=') ?? [];
  if (name !== undefined) await context.addCookies([{ name, value, url: url('/') }]);
  return await context.newPage();
}
