import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { addEvent, addSession, iso, morning, person } from '../server/src/testing/scene.ts';
import { PHONE, stage } from './harness.ts';
import { overflow, violations } from './inspect.ts';
import { bookingIn, bookingsOf, fillIn, submitButton, vi } from './steps.ts';

const s = stage();
const byCode = person('by-code');
const byLink = person('by-link');
const START = iso(morning(12));
let form: string;

beforeAll(async () => {
  const whitelist = [byCode.email, byLink.email];
  const event = await addEvent(s.product, { kind: 'workshop', seatLimit: 4, whitelist });
  await addSession(s.product, event, { start: morning(12), seats: 4 });
  form = s.url(`/e/${event.slug}/book?start=${START}&session=1`);
});

/** Code and link of the last message to that address. */
async function mailed(email: string): Promise<{ code: string; link: string }> {
  await s.product.settled();
  const mails = (await s.product.mails()).filter(({ to }) => to?.[0]?.address === email);
  const text = mails.at(-1)?.text ?? '';
  return { code: /\d{4} \d{4}/.exec(text)?.[0] ?? '', link: /http\S+\/verify\?\S+/.exec(text)?.[0] ?? '' };
}

const notListed = (page: Page) =>
  page.getByRole('heading', { name: vi.form.refusal.notListedTitle, exact: true });

describe('a visitor on a phone in Vietnamese books an event for listed people', () => {
  // Without JavaScript, so that nothing of it is needed.
  const visit = () => s.visit({ ...PHONE, javaScriptEnabled: false });

  test('by the mailed code, with everything typed kept', async () => {
    const page = await visit();
    await page.goto(form);
    await fillIn(page, byCode);
    await submitButton(page, vi).click();
    await page.getByText(vi.form.refusal.verifyTitle).waitFor();
    await page.getByRole('button', { name: vi.form.refusal.verifySend }).click();
    await page.getByRole('heading', { name: vi.verify.codeTitle }).waitFor();
    await page.locator('[name="code"]').fill('1111 1111');
    await page.locator('[name="code"]').press('Enter');
    await page.getByRole('alert').waitFor();
    // What was typed is there to be changed, and comes back.
    await page.getByRole('button', { name: vi.verify.change }).click();
    expect(await page.locator('[name="attendees.0.name"]').inputValue()).toBe(byCode.name);
    await submitButton(page, vi).click();
    await page.getByRole('button', { name: vi.form.refusal.verifySend }).click();
    await page.locator('[name="code"]').fill((await mailed(byCode.email)).code);
    await page.getByRole('button', { name: vi.verify.submit }).click();
    await bookingIn(page, 'confirmed');
    expect(await bookingsOf(s, byCode.email)).toHaveLength(1);
  });

  test('by the mailed link, which leads back to the form', async () => {
    const page = await visit();
    await page.goto(form);
    await fillIn(page, byLink);
    await submitButton(page, vi).click();
    await page.getByRole('button', { name: vi.form.refusal.verifySend }).click();
    await page.getByRole('heading', { name: vi.verify.codeTitle }).waitFor();
    await page.goto((await mailed(byLink.email)).link);
    await page.getByText(byLink.email).waitFor();
    await page.getByRole('button', { name: vi.verify.linkSubmit }).click();
    await page.getByText(vi.verify.provedTitle).waitFor();
    expect(await page.locator('[name="attendees.0.name"]').inputValue()).toBe(byLink.name);
    await submitButton(page, vi).click();
    await bookingIn(page, 'confirmed');
    expect(await bookingsOf(s, byLink.email)).toHaveLength(1);
  });

  test('and is told only after the proof when not listed', async () => {
    const stranger = person('not-listed');
    const page = await visit();
    await page.goto(form);
    await fillIn(page, stranger);
    await submitButton(page, vi).click();
    await page.getByText(vi.form.refusal.verifyTitle).waitFor();
    expect(await notListed(page).count()).toBe(0);
    await page.getByRole('button', { name: vi.form.refusal.verifySend }).click();
    await page.locator('[name="code"]').fill((await mailed(stranger.email)).code);
    await page.getByRole('button', { name: vi.verify.submit }).click();
    await notListed(page).waitFor();
    expect(await page.locator('[name="attendees.0.email"]').inputValue()).toBe(stranger.email);
    expect(await bookingsOf(s, stranger.email)).toEqual([]);
  });
});

describe('a student without a password', () => {
  test('signs in by the mailed link', async () => {
    const page = await s.visit(PHONE);
    await page.goto(s.url('/me'));
    await page.locator('[name="email"]').fill('minhanh@lotus.example');
    await page.getByRole('button', { name: vi.signIn.sendLink }).click();
    await page.getByRole('heading', { name: vi.verify.codeTitle }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const { link } = await mailed('minhanh@lotus.example');
    await page.goto(link);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: vi.signIn.submit, exact: true }).click();
    await page.waitForURL(/\/me$/);
    // Once used, it is a page that says so.
    await page.goto(link);
    await page.getByRole('heading', { name: vi.verify.failedTitle }).waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
