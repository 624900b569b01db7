import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatPlainDate } from '../server/src/platform/locale.ts';
import {
  addEvent,
  book,
  bookingBody,
  iso,
  morning,
  person,
  type SceneEvent,
} from '../server/src/testing/scene.ts';
import { PHONE, stage } from './harness.ts';
import { overflow, shifts, violations } from './inspect.ts';
import { en, vi } from './steps.ts';

const s = stage();

/** Days from now in the school's zone, where the visitors of these tests are. */
const day = (days: number): string => Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh').add({ days }).toString();
const named = (date: string) => formatPlainDate(date, 'en');
const dayLink = (page: Page, date: string) => page.locator(`[data-date="${date}"]`);
const title = (page: Page) => page.locator('#times-title');
const focused = (page: Page) => page.evaluate<string | null>('document.activeElement.dataset.date ?? null');
const isAlive = (page: Page) => page.getByRole('grid').waitFor();
const query = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

/** Fails the test that meets a reload: what is written into the page would be gone. */
async function markPage(page: Page): Promise<() => Promise<void>> {
  await page.evaluate('globalThis.sameDocument = true');
  return async () => expect(await page.evaluate('globalThis.sameDocument')).toBe(true);
}

let lesson: SceneEvent;
beforeAll(async () => {
  lesson = await addEvent(s.product, { teachers: 2, schedulingType: 'ROUND_ROBIN' });
});

describe('with the keyboard', () => {
  test('days, weeks and months are reached, and the chosen day’s times read out', async () => {
    const page = await s.visit();
    await page.goto(s.url(`/e/${lesson.slug}?date=${day(10)}`));
    await isAlive(page);
    const stays = await markPage(page);
    await dayLink(page, day(10)).focus();
    // One stop for the Tab key in the whole grid.
    expect(await page.locator('[data-date][tabindex="0"]').count()).toBe(1);
    for (const [key, to] of [
      ['ArrowRight', 11],
      ['ArrowDown', 18],
      ['ArrowLeft', 17],
      ['ArrowUp', 10],
    ] as const) {
      await page.keyboard.press(key);
      expect(await focused(page)).toBe(day(to));
    }
    await page.keyboard.press('Home');
    const monday = Temporal.PlainDate.from((await focused(page)) ?? '');
    expect(monday.dayOfWeek).toBe(1);
    await page.keyboard.press('End');
    expect(await focused(page)).toBe(monday.add({ days: 6 }).toString());

    await page.keyboard.press('PageDown');
    const ahead = monday.add({ days: 6 }).add({ months: 1 }).toString();
    await dayLink(page, ahead).waitFor();
    expect(await focused(page)).toBe(ahead);
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText(named(ahead)).waitFor();
    expect(await page.getByRole('status').innerText()).toMatch(/\d+ free times/);
    expect(await title(page).innerText()).toContain(named(ahead));
    expect(await focused(page)).toBe(ahead);
    expect(query(page)).toEqual({ date: ahead });

    await page.keyboard.press('PageUp');
    await page.keyboard.press('Space');
    await page.getByRole('gridcell', { selected: true }).waitFor();
    expect(await violations(page)).toEqual([]);
    await stays();
  });

  test('stops at today, and the focus stays on a step that leads nowhere any more', async () => {
    const page = await s.visit();
    await page.goto(s.url(`/e/${lesson.slug}?date=${day(1)}`));
    await isAlive(page);
    await dayLink(page, day(1)).focus();
    for (const key of ['ArrowUp', 'ArrowLeft', 'PageUp']) await page.keyboard.press(key);
    expect(await focused(page)).toBe(day(0));
    await page.getByRole('link', { name: en.calendar.nextMonth }).click();
    await title(page).waitFor();
    await page.getByRole('link', { name: en.calendar.previousMonth }).press('Enter');
    await page.getByRole('link', { name: en.calendar.previousMonth, disabled: true }).waitFor();
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe(
      en.calendar.previousMonth,
    );
  });
});

test('every day says its date and how many times are free; an empty one why, and where the next is', async () => {
  const { slug } = await addEvent(s.product, { length: 23 * 60 });
  const taken = iso(morning(8, 0));
  await book(s.product, bookingBody(slug, taken, [person('takes-a-day')]));
  const page = await s.visit();
  await page.goto(s.url(`/e/${slug}?date=${taken.slice(0, 10)}`));
  await isAlive(page);
  for (const link of await page.locator('[data-date]').all()) {
    const date = (await link.getAttribute('data-date')) ?? '';
    const label = (await link.textContent()) ?? '';
    expect(label.startsWith(named(date)), label).toBe(true);
    expect(label).toMatch(/\d free time|No free times, \w/);
  }
  await page.getByText(en.calendar.empty.fully_booked).last().waitFor();
  const next = page.getByRole('link', { name: /^Next free day/ });
  await next.press('Enter');
  await page.locator('.times .slot[href]').first().waitFor();
  // The link is gone; the focus is where the times are.
  expect(await page.evaluate('document.activeElement.id')).toBe('times-title');
});

test('another zone keeps the day, is remembered, and nothing loads again', async () => {
  const page = await s.visit();
  await page.goto(s.url(`/e/${lesson.slug}?date=${day(12)}`));
  await isAlive(page);
  const stays = await markPage(page);
  const first = page.locator('.times .slot').first();
  const before = await first.getAttribute('href');
  await page.getByText('Times in Vietnam').click();
  await page.getByLabel(en.event.zoneLabel).selectOption('America/New_York');
  await page.getByText('Times in New York').waitFor();
  await page
    .getByRole('status')
    .getByText(named(day(12)))
    .waitFor();
  expect(await first.getAttribute('href')).not.toBe(before);
  expect(query(page)).toEqual({ date: day(12), tz: 'America/New_York' });

  // The offer of the device's own zone leads back, as does the history.
  await page.getByRole('link', { name: /^Show times in/ }).click();
  await page.getByText('Times in Vietnam').waitFor();
  await page.goBack();
  await page.getByText('Times in New York').waitFor();
  await page
    .getByRole('status')
    .getByText(named(day(12)))
    .waitFor();
  await stays();

  await page.goto(s.url('/e/pronunciation-workshop'));
  await page.getByText('Times in New York').waitFor();
});

test('a teacher is chosen without a reload, and carried into the form', async () => {
  const page = await s.visit();
  await page.goto(s.url(`/e/${lesson.slug}?date=${day(12)}`));
  await isAlive(page);
  const stays = await markPage(page);
  const [host = ''] = lesson.teacherUids;
  await page.getByLabel(en.event.teacher).selectOption(host);
  await page
    .getByRole('status')
    .getByText(named(day(12)))
    .waitFor();
  expect(query(page)).toEqual({ date: day(12), host });
  await stays();
  await page.locator('.times .slot[href]').first().click();
  await page.getByRole('heading', { name: en.form.title }).waitFor();
  expect(query(page)).toMatchObject({ host });
  await page.goBack();
  await page.locator(`.times .slot[href*="${host}"]`).first().waitFor();
});

test('back and forward lead through what was looked at, and the page’s other links keep up', async () => {
  const page = await s.visit();
  await page.goto(s.url(`/e/${lesson.slug}?date=${day(9)}`));
  await isAlive(page);
  await dayLink(page, day(9)).waitFor();
  await page.getByRole('link', { name: en.calendar.nextMonth }).click();
  await page
    .getByRole('status')
    .getByText(/free times/)
    .waitFor();
  const there = query(page);
  expect(Object.keys(there)).toEqual(['month']);
  await page.goBack();
  await page
    .getByText(named(day(9)))
    .last()
    .waitFor();
  expect(query(page)).toEqual({ date: day(9) });
  await page.goForward();
  await page.getByRole('link', { name: en.common.switchLanguage }).click();
  await page.locator('html[lang=vi]').waitFor();
  expect(query(page)).toEqual({ ...there, lang: 'vi' });
});

test('when the answer does not come, the page says so and tries again', async () => {
  const page = await s.visit();
  await page.goto(s.url(`/e/${lesson.slug}?date=${day(9)}`));
  await isAlive(page);
  await page.route('**/api/v1/**', (route) => route.fulfill({ status: 204, body: '' }));
  await page.getByRole('link', { name: en.calendar.nextMonth }).click();
  await page.getByRole('alert').getByText(en.calendar.failed).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.unroute('**/api/v1/**');
  await page.getByRole('button', { name: en.calendar.retry }).press('Enter');
  await page.locator('.times .slot[href]').first().waitFor();
  expect(await page.evaluate('document.activeElement.id')).toBe('times-title');
});

test('without JavaScript links and forms do the same', async () => {
  const page = await s.visit({ javaScriptEnabled: false });
  await page.goto(s.url(`/e/${lesson.slug}`));
  await page.getByRole('link', { name: en.calendar.nextMonth }).click();
  expect(Object.keys(query(page))).toEqual(['month']);
  const free = page.locator('a.month-day-free').nth(3);
  const date = (await free.getAttribute('data-date')) ?? '';
  await free.click();
  expect(await title(page).innerText()).toContain(named(date));
  await page.getByText('Times in Vietnam').click();
  await page.getByLabel(en.event.zoneLabel).selectOption('America/New_York');
  await page.getByRole('button', { name: en.event.zoneApply }).click();
  await page.getByText('Times in New York').waitFor();
  expect(await title(page).innerText()).toContain(named(date));
  await page.getByLabel(en.event.teacher).selectOption(lesson.teacherUids[0] ?? '');
  await page.getByRole('button', { name: en.event.show }).click();
  expect(query(page)).toMatchObject({ date, tz: 'America/New_York', host: lesson.teacherUids[0] });
  await page.locator('.times .slot').first().click();
  await page.getByRole('heading', { name: en.form.title }).waitFor();
});

test('on a phone in Vietnamese days are 44 pixels to the finger, and nothing moves', async () => {
  const page = await s.visit(PHONE);
  await page.goto(s.url('/e/trial-lesson'));
  await isAlive(page);
  for (const target of await page.locator('a.month-day, .month .icon-button, .times .slot').all()) {
    const box = await target.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(43.9);
  }
  await page.getByRole('link', { name: vi.calendar.nextMonth }).tap();
  await page
    .getByRole('status')
    .getByText(/giờ trống/)
    .waitFor();
  await page.locator('a.month-day-free').last().tap();
  await page.locator('.times .slot[href]').first().waitFor();
  expect(await overflow(page)).toBe(0);
  expect(await shifts(page)).toBeLessThan(0.02);
  expect(await page.evaluate<number>('document.documentElement.scrollHeight')).toBeLessThan(2600);
});
