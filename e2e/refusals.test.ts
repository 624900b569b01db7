import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  addEvent,
  addSession,
  book,
  bookingBody,
  iso,
  morning,
  person,
  type Person,
} from '../server/src/testing/scene.ts';
import { bookingIn, bookingsOf, en, fillIn, signIn, submitButton, vi } from './steps.ts';
import { stage } from './harness.ts';

const s = stage();
const LISTED = 'minhanh@lotus.example';
const UNLISTED = 'thuylinh@lotus.example';

async function expectTyped(page: Page, { name, email }: Person): Promise<void> {
  expect(await page.locator('[name="attendees.0.name"]').inputValue()).toBe(name);
  expect(await page.locator('[name="attendees.0.email"]').inputValue()).toBe(email);
}

describe('a place that is taken while the form is filled in', () => {
  test('of a session: others are offered, and nothing typed is lost', async () => {
    const event = await addEvent(s.product, { kind: 'workshop', seatLimit: 1 });
    const first = await addSession(s.product, event, { start: morning(8), seats: 1 });
    await addSession(s.product, event, { start: morning(15), seats: 1, number: 2 });
    const late = person('late');
    const page = await s.visit();
    await page.goto(s.url(`/e/${event.slug}/book?start=${first.start}&session=1`));
    await fillIn(page, late);
    expect(await book(s.product, bookingBody(event.slug, first.start, [person('early')]))).toMatchObject({
      status: 201,
    });
    await submitButton(page, en).click();
    await page.getByRole('alert').getByText(en.form.refusal.fullTitle).waitFor();
    await expectTyped(page, late);

    await page
      .getByRole('alert')
      .getByRole('button', { name: /Session 2/ })
      .click();
    await page.locator('.summary').getByText('Session 2').waitFor();
    await expectTyped(page, late);
    await submitButton(page, en).click();
    await bookingIn(page, 'confirmed');
  });

  test('of a teacher: other times are offered, and nothing typed is lost', async () => {
    const event = await addEvent(s.product);
    const start = iso(morning(8));
    const late = person('slow');
    const page = await s.visit();
    await page.goto(s.url(`/e/${event.slug}/book?start=${start}`));
    await fillIn(page, late);
    expect(await book(s.product, bookingBody(event.slug, start, [person('quick')]))).toMatchObject({
      status: 201,
    });
    await submitButton(page, en).click();
    await page.getByRole('alert').getByText(en.form.refusal.slotTakenTitle).waitFor();
    await expectTyped(page, late);

    await page.getByRole('alert').getByRole('button').first().click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await expectTyped(page, late);
    await submitButton(page, en).click();
    await bookingIn(page, 'confirmed');
    expect(await bookingsOf(s, late.email)).toHaveLength(1);
  });
});

describe('an event for listed students', () => {
  test('asks a visitor for proof, and takes the listed student who signs in', async () => {
    const page = await s.visit();
    await page.goto(s.url('/e/advanced-circle'));
    await page.getByText('12 Bạch Đằng, Đà Nẵng, room 3').waitFor();
    await page
      .getByTitle(/^Book session/)
      .first()
      .click();
    await fillIn(page, { name: 'Minh Anh', email: LISTED });
    await submitButton(page, en).click();
    await page.getByRole('alert').getByText(en.form.refusal.verifyTitle).waitFor();

    await page.getByRole('link', { name: en.form.refusal.verifyAction }).click();
    await signIn(page, LISTED);
    await expectTyped(page, { name: 'Lê Minh Anh', email: LISTED });
    await submitButton(page, en).click();
    await bookingIn(page, 'confirmed');

    await page.getByRole('link', { name: en.common.myBookings }).click();
    await page.getByRole('link', { name: 'Advanced circle' }).click();
    await bookingIn(page, 'confirmed');
  });

  test('refuses a student who is not listed', async () => {
    const page = await s.visit();
    await page.goto(s.url(`/sign-in?next=${encodeURIComponent('/e/advanced-circle')}`));
    await signIn(page, UNLISTED);
    await page
      .getByTitle(/^Book session/)
      .first()
      .click();
    await submitButton(page, en).click();
    const alert = page.getByRole('alert');
    await alert.getByText(en.form.refusal.notListedTitle).waitFor();
    expect(await alert.innerText()).toContain(UNLISTED);
  });
});

test.each([
  ['en', en, 'en-GB'],
  ['vi', vi, 'vi-VN'],
] as const)('wrong values are explained beside their fields and kept: %s', async (_, t, locale) => {
  const event = await addEvent(s.product, { kind: 'workshop', seatLimit: 3 });
  const { start } = await addSession(s.product, event, { start: morning(10), seats: 3 });
  const page = await s.visit({ locale });
  await page.goto(s.url(`/e/${event.slug}/book?start=${start}&session=1`));
  await page.getByLabel(t.form.seatsLabel).selectOption('2');
  await page.getByRole('button', { name: t.form.seatsUpdate }).click();
  await page.getByText(t.form.person(2)).waitFor();
  // What a browser lets through: a name of blanks, an address without a top-level domain.
  await fillIn(page, { name: '  ', email: 'lan@example' });
  await fillIn(page, { name: 'Bình', email: 'binh@example.com' }, 1);
  await submitButton(page, t).click();

  const email = page.locator('[name="attendees.0.email"]');
  await page.getByRole('alert').getByText(t.form.errorsTitle(2)).waitFor();
  expect(await email.getAttribute('aria-invalid')).toBe('true');
  expect(await page.locator('[id="attendees.0.email-error"]').innerText()).toBe(t.form.errors.email_invalid);
  expect(await page.locator('[id="attendees.0.name-error"]').innerText()).toBe(t.form.errors.required);
  expect(await email.getAttribute('aria-describedby')).toContain('attendees.0.email-error');
  await expectTyped(page, { name: '  ', email: 'lan@example' });
  expect(await page.locator('[name="attendees.1.email"]').inputValue()).toBe('binh@example.com');
});
