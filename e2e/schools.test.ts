import { expect, test } from 'vitest';
import { bookingIn, en, fillIn, signIn, submitButton, vi } from './steps.ts';
import { PHONE, stage } from './harness.ts';

const s = stage();
const STUDENT = 'minhanh@lotus.example';

/** A browser whose language no school has. */
const FOREIGN = { locale: 'fr-FR' };

test('a free lesson on a phone, in Vietnamese', async () => {
  const student = { name: 'Nguyễn Phúc Hậu', email: 'phuc.hau@students.example' };
  const page = await s.visit(PHONE);
  await page.goto(s.url('/'));
  await page.getByRole('link', { name: 'Buổi học thử miễn phí' }).tap();
  await page.getByRole('link', { name: vi.calendar.nextMonth }).tap();
  await page.locator('.slot').nth(3).tap();
  await fillIn(page, student);
  await submitButton(page, vi).tap();
  await page.getByRole('heading', { name: vi.booking.confirmedTitle }).waitFor();
  await s.product.settled();
  const mail = (await s.product.mails()).find(({ to }) => to?.[0]?.address === student.email);
  expect(mail?.subject).toContain('Buổi học thử miễn phí');
});

test('a wrong password is refused, the right one leads to the student’s bookings', async () => {
  const page = await s.visit();
  await page.goto(s.url('/me'));
  await signIn(page, STUDENT, 'not-the-password');
  await page.getByRole('alert').getByText(en.signIn.invalid).waitFor();
  expect(await page.locator('[name="email"]').inputValue()).toBe(STUDENT);

  await signIn(page, STUDENT);
  await page.getByRole('heading', { name: en.mine.title }).waitFor();
  await page.getByRole('link', { name: en.mine.past }).click();
  await page.locator('.booking-row').first().click();
  await bookingIn(page, 'confirmed');

  await page.getByRole('button', { name: en.common.signOut }).click();
  await page.getByRole('link', { name: en.common.signIn }).waitFor();
});

test('another school has its own look and language, and does not know who is signed in here', async () => {
  const page = await s.visit(FOREIGN);
  const colour = () =>
    page.evaluate<string>("getComputedStyle(document.querySelector('.hero .button')).backgroundColor");
  await page.goto(s.url('/sign-in'));
  await signIn(page, STUDENT);
  await page.goto(s.url('/'));
  await page.getByRole('link', { name: vi.common.myBookings }).waitFor();
  const ours = await colour();

  await page.goto(s.url('/', 'harbour'));
  await page.getByRole('heading', { name: 'French by the harbour' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await colour()).not.toBe(ours);
  expect(await page.locator('main').innerText()).not.toMatch(/lotus|mai|emma/i);
  await page.getByRole('link', { name: en.common.signIn }).click();
  await signIn(page, STUDENT);
  await page.getByRole('alert').getByText(en.signIn.invalid).waitFor();
});

test('addresses that lead nowhere say so', async () => {
  const page = await s.visit();
  const nobody = await page.goto(s.url('/').replace('lotus', 'nobody'));
  expect(nobody?.status()).toBe(421);
  await page.getByRole('heading', { name: en.errors.no_school.title }).waitFor();
  const nothing = await page.goto(s.url('/e/nothing?lang=vi'));
  expect(nothing?.status()).toBe(404);
  await page.getByRole('heading', { name: vi.errors.not_found.title }).waitFor();
  await page.getByRole('link', { name: vi.errors.backHome }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(page.url()).toBe(s.url('/'));
});

test('language and time zone are chosen once', async () => {
  const page = await s.visit(FOREIGN);
  await page.goto(s.url('/e/trial-lesson'));
  await page.getByRole('link', { name: vi.common.switchLanguage }).click();
  await page.getByText('Times in Vietnam').waitFor();
  const before = await page.locator('.slot').first().innerText();

  await page.getByText('Times in Vietnam').click();
  await page.getByLabel(en.event.zoneLabel).selectOption('America/New_York');
  await page.getByRole('button', { name: en.event.zoneApply }).click();
  await page.getByText('Times in New York').waitFor();
  expect(await page.locator('.slot').first().innerText()).not.toBe(before);

  await page.goto(s.url('/e/pronunciation-workshop'));
  await page.getByText('Times in New York').waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

test('a visitor from elsewhere sees their own times at once', async () => {
  const page = await s.visit({ timezoneId: 'America/New_York' });
  await page.goto(s.url('/e/trial-lesson'));
  await page.getByText('Times in New York').waitFor();
});

test('the documentation of the API can be read', async () => {
  const page = await s.visit();
  await page.goto(s.url('/docs'));
  await page.getByText('/api/v1/event-types').first().waitFor();
});
