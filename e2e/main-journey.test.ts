import ICAL from 'ical.js';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { bookingIn, en, fillIn, pay, signIn, submitButton } from './steps.ts';
import { stage } from './harness.ts';

const s = stage();
const STUDENT = { name: 'Trần Thị Bích Ngọc', email: 'bich.ngoc@students.example' };
const WORKSHOP = 'Pronunciation workshop';

/** From the landing page to the confirmed booking, as every other test in this file needs it. */
async function book(page: Page): Promise<void> {
  await page.goto(s.url('/'));
  await page.getByRole('link', { name: WORKSHOP }).click();
  await page.getByTitle(/^Book session 2,/).click();
  await page.getByRole('heading', { name: en.form.title }).waitFor();
  await fillIn(page, STUDENT);
  await submitButton(page, en).click();
  await page.waitForURL(/\/pay\/cs_/);
  await page.getByText(WORKSHOP).first().waitFor();
  expect(await page.locator('[name="email"]').inputValue()).toBe(STUDENT.email);
  await pay(page);
  await bookingIn(page, 'confirmed');
}

describe('a student books a seat in a paid workshop', () => {
  let start: Date;
  let uid: string;

  test('on the school’s pages and at the checkout', async () => {
    const page = await s.visit();
    await book(page);
    await page.getByRole('heading', { name: en.booking.confirmedTitle }).waitFor();
    const details = page.locator('.booking-details');
    expect(await details.innerText()).toContain(STUDENT.name);
    expect(await details.innerText()).toMatch(/\$15\.00 · Paid/);
    start = new Date((await details.locator('time').first().getAttribute('datetime')) ?? '');
    uid = await details.locator('.reference').innerText();

    const file = page.waitForEvent('download');
    await page.getByRole('link', { name: en.booking.addToCalendar }).click();
    expect((await file).suggestedFilename()).toBe('booking.ics');
  });

  test('gets a mail with a calendar file', async () => {
    await s.product.settled();
    const mail = (await s.product.mails()).find(({ to }) => to?.[0]?.address === STUDENT.email);
    expect(mail?.subject).toContain(WORKSHOP);
    expect(mail?.text).toContain(`/b/${uid}`);
    const attached = mail?.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
    const calendar = new ICAL.Component(ICAL.parse(textOf(attached?.content)) as unknown[]);
    const [event, ...others] = calendar.getAllSubcomponents('vevent').map((part) => new ICAL.Event(part));
    expect(others).toEqual([]);
    expect(event?.startDate.toJSDate()).toEqual(start);
    expect(event?.duration.toSeconds()).toBe(90 * 60);
    expect(event?.summary).toContain(WORKSHOP);

    const page = await s.visit();
    await page.goto(s.url('/dev/mail', null));
    await page.getByRole('link', { name: STUDENT.email }).click();
    await page.getByRole('heading', { name: mail?.subject ?? '' }).waitFor();
    await page.frameLocator('iframe').getByText(WORKSHOP).first().waitFor();
    // The mail's link leads back to the booking without signing in.
    const link = /http\S+\/b\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    await page.goto(link);
    await bookingIn(page, 'confirmed');
    await page.getByText(en.booking.enrolled).waitFor();
  });

  test('is enrolled in Immersio’s course', async () => {
    const page = await s.visit();
    await page.goto(s.product.immersio.url);
    const row = page.getByRole('row').filter({ hasText: STUDENT.email }).filter({ hasText: 'Pronunciation' });
    await row.getByText(STUDENT.name).waitFor();
  });

  test('is seen by the staff', async () => {
    const page = await s.visit();
    await page.goto(s.url('/dashboard'));
    await page.waitForURL(/\/sign-in/);
    await signIn(page, 'admin@lotus.example');
    await page
      .getByRole('row')
      .filter({ hasText: STUDENT.email })
      .getByRole('link', { name: WORKSHOP })
      .click();
    await page.getByRole('heading', { name: WORKSHOP, level: 1 }).waitFor();
    const section = (name: string) => page.getByRole('region', { name });
    expect(await section('Payments').innerText()).toMatch(/\$15\.00[\s\S]*Paid/i);
    expect(await section('Messages').innerText()).toContain(STUDENT.email);
    expect(await section('Immersio').innerText()).toMatch(/c_pronunciation[\s\S]*Enrolled/i);
    await page.getByText(uid).waitFor();
  });
});

const textOf = (content: ArrayBuffer | Uint8Array | string | undefined): string =>
  typeof content === 'string' ? content : new TextDecoder().decode(content);
