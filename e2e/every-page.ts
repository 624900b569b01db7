import { beforeAll, expect, test } from 'vitest';
import { signIn } from '../server/src/testing/scene.ts';
import { stage } from './harness.ts';
import { overflow, shifts, showAs, violations, weighScripts } from './inspect.ts';
import { setScene, type Locale, type Look, type Looks } from './looks.ts';

/** What scripts of a public page may weigh, compressed. */
const MOST_SCRIPT_BYTES = 20_000;
const MOST_SHIFT = 0.02;

/** Tests of every page in one language; a file for each, so that they can run side by side. */
export function everyPageIn(locale: Locale): void {
  const s = stage();
  let looks: Looks;
  beforeAll(async () => {
    looks = await setScene(s, locale);
  }, 30_000);

  /** Looks at each page on a phone by day and on a desktop by night; gives what is wrong, by page. */
  async function faultsOf(toSee: readonly Look[], { cookie, lean }: { cookie?: string; lean: boolean }) {
    const page = await s.visit({ locale: locale === 'vi' ? 'vi-VN' : 'en-GB' });
    const [name, value = ''] = cookie?.split('=') ?? [];
    if (name !== undefined) await page.context().addCookies([{ name, value, url: s.url('/') }]);
    const scriptBytes = weighScripts(page);
    const faults: Record<string, string[]> = {};
    for (const look of toSee) {
      await showAs(page, { width: 360, height: 740, colorScheme: 'light' });
      await page.goto(look.url);
      await look.then?.(page);
      const found: string[] = [];
      const language = await page.locator('html').getAttribute('lang');
      if (language !== locale) found.push(`is in ${language ?? 'no language'}`);
      const moved = await shifts(page);
      if (moved > MOST_SHIFT) found.push(`shifts by ${moved}`);
      const bytes = await scriptBytes();
      if (lean && bytes > MOST_SCRIPT_BYTES) found.push(`${bytes} bytes of scripts`);
      if ((await overflow(page)) > 0) found.push('is wider than a phone');
      found.push(...(await violations(page)));
      await showAs(page, { width: 1280, height: 800, colorScheme: 'dark' });
      if ((await overflow(page)) > 0) found.push('is wider than a desktop');
      found.push(...(await violations(page)));
      if (found.length > 0) faults[look.name] = found;
    }
    return faults;
  }

  test('every page that everybody sees', async () => {
    expect(await faultsOf(looks.public, { lean: true })).toEqual({});
  });

  test('every page that a student sees', async () => {
    const cookie = await signIn(s.product, 'minhanh@lotus.example');
    expect(await faultsOf(looks.student, { cookie, lean: true })).toEqual({});
  });

  test('every page that the staff see', async () => {
    const cookie = await signIn(s.product, 'admin@lotus.example');
    expect(await faultsOf(looks.admin, { cookie, lean: false })).toEqual({});
  });
}
