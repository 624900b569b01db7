import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildPages, loadPages } from './index.ts';
import type { Pages } from './index.ts';
import type { PageName, PageProps } from './index.ts';
import { allSamples, samplesIn } from './samples/index.ts';
import type { Sample } from './samples/index.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)>\${7*7}&lt;javascript:alert(1)`;

let pages: Pages;

beforeAll(async () => {
  pages = await loadPages({ root: ROOT });
}, 60_000);

const render = ({ name, props, context }: Sample) => pages.render(name, props, context);
const named = (samples: Sample[]) => samples.map((sample) => [sample.context.url, sample] as const);

describe('every page and state', () => {
  it.each(named(allSamples()))('%s is a sound document under the strict policy', (_url, sample) => {
    const html = render(sample);
    expect(html.startsWith(`<!doctype html><html lang="${sample.context.locale}">`)).toBe(true);
    expect(html.match(/<h1[\s>]/g)).toHaveLength(1);
    expect(html).not.toMatch(/\sstyle=|\son[a-z]+=|undefined|\[object |NaN/);
    for (const [tag] of html.matchAll(/<(?:script|style)\b[^>]*>/g))
      expect(tag).toContain('nonce="preview-nonce"');
    for (const [tag] of html.matchAll(/<img\b[^>]*>/g)) expect(tag).toMatch(/\salt[\s=].*width="/);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of html.matchAll(/(?:aria-labelledby|aria-describedby|for)="([^"]+)"/g)) {
      for (const id of (target ?? '').split(' ')) expect(ids).toContain(id);
    }
  });

  it.each(named(allSamples()))('%s escapes what people and schools write', (_url, sample) => {
    const { school } = sample.context;
    const context = {
      ...sample.context,
      ...(school !== undefined && { school: hostile(school) }),
      url: `${sample.context.url}?x=${HOSTILE}`,
    };
    const html = pages.render(sample.name, hostile(sample.props), context);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toMatch(/<img[^>]*onerror/);
    expect(html).not.toMatch(/(?:href|src|action)="\s*(?:javascript|data:text)/i);
  });
});

/** The texts that somebody types, replaced; what the program sets (instants, codes, counts) stays. */
const TYPED = new Set([
  'name', 'title', 'subtitle', 'summary', 'description', 'teacherBio', 'headline', 'text', 'email', 'address',
  'subject', 'from', 'to', 'tagline', 'role', 'password', 'url', 'logoUrl', 'photoUrl', 'heroImageUrl', 'payUrl',
  'icsUrl', 'htmlUrl', 'signInUrl', 'next', 'primaryColor', 'teacherName', 'reason', 'rescheduleUrl', 'cancelUrl', 'action', 'slug', 'uid', 'requestId',
]); // prettier-ignore

function hostile<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: unknown) => hostile(item)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => [
      key,
      typeof inner === 'string' && TYPED.has(key)
        ? key.endsWith('rl')
          ? 'javascript:alert(1)'
          : HOSTILE
        : hostile(inner),
    ]),
  ) as Value;
}

describe('languages', () => {
  const both = samplesIn('vi').map((sample, index) => [sample.id, sample, samplesIn('en')[index]] as const);

  it.each(both)('%s has no text outside of the catalogues', (_id, vietnamese, english) => {
    if (english === undefined) throw new Error('The samples differ between languages.');
    const given = JSON.stringify([vietnamese.props, vietnamese.context.school, english.props]);
    const inEnglish = new Set(visibleTexts(render(english)));
    const shared = visibleTexts(render(vietnamese)).filter(
      (text) => inEnglish.has(text) && /\p{L}{3}/u.test(text),
    );
    expect(shared.filter((text) => !given.includes(text) && !SAME_IN_BOTH.test(text))).toEqual([]);
  });

  // Names, units and places are written alike in both.
  const SAME_IN_BOTH =
    /^(Lessonry|Google|Outlook|Yahoo|Facebook|YouTube|Zalo|Website|GMT|UTC|London|New York|.*\(\d+ kB\)|.*\(GMT[^)]*\))$/;

  function visibleTexts(html: string): string[] {
    const body = html.slice(html.indexOf('<body'));
    const attributes = [...body.matchAll(/\s(?:aria-label|title|alt|placeholder)="([^"]+)"/g)].map(
      ([, text]) => text ?? '',
    );
    const nodes = body.replaceAll(/<optgroup[\s\S]*?<\/optgroup>/g, '').split(/<[^>]*>/);
    return [...nodes, ...attributes]
      .map((text) => text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').trim())
      .filter((text) => text !== '');
  }
});

describe('the build', () => {
  it('is found again at once, and never stale', async () => {
    const first = await buildPages({ root: ROOT, mode: 'production' });
    const started = performance.now();
    const second = await buildPages({ root: ROOT, mode: 'production' });
    expect(performance.now() - started).toBeLessThan(50);
    expect(second).toMatchObject({ key: first.key, fresh: false });
  });

  it('weighs at most 20 kB of JavaScript, all pages’ together, compressed', () => {
    const scripts = readdirSync(pages.assets.directory).filter((file) => file.endsWith('.js'));
    const weight = (file: string) => gzipSync(readFileSync(path.join(pages.assets.directory, file))).length;
    expect(scripts.map(weight).reduce((a, b) => a + b, 0)).toBeLessThan(20_000);
  });

  it.each(['landing', 'lesson', 'error-not_found'])('refers to files that exist: %s', (id) => {
    const sample = samplesIn('vi').find((candidate) => candidate.id === id);
    if (sample === undefined) throw new Error(`There is no sample ${id}.`);
    const files = [...render(sample).matchAll(/"\/assets\/pages\/([^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThanOrEqual(5);
    for (const file of files) expect(existsSync(path.join(pages.assets.directory, file)), file).toBe(true);
    expect(files.some((file) => file.endsWith('.js'))).toBe(id !== 'error-not_found');
  });

  it('takes the typeface’s unicode ranges from its package', () => {
    const ours = readFileSync(path.join(import.meta.dirname, 'styles/fonts.css'), 'utf8');
    const theirs = readFileSync(path.join(ROOT, 'node_modules/@fontsource/be-vietnam-pro/400.css'), 'utf8');
    for (const subset of ['latin', 'vietnamese']) {
      const face = new RegExp(`pro-${subset}-400-normal\\.woff2[\\s\\S]*?unicode-range:\\s*([^;]+);`);
      const range = (css: string) => face.exec(css)?.[1]?.replaceAll(/\s/g, '').toLowerCase();
      expect(range(ours)).toBe(range(theirs));
    }
  });
});

// The names of pages are the keys of their props: a sample for each.
it('has a sample of every page', () => {
  const names: Record<PageName, true> = {
    landing: true, lesson: true, workshop: true, 'booking-form': true, booking: true, cancel: true, reschedule: true, 'sign-in': true, verify: true,
    'my-bookings': true, error: true, platform: true, 'mail-list': true, 'mail-message': true,
  } satisfies Record<keyof PageProps, true>; // prettier-ignore
  expect(new Set(allSamples().map(({ name }) => name))).toEqual(new Set(Object.keys(names)));
});
