import { expect, test } from 'vitest';
import { addEvent, addSession, morning, person } from '../server/src/testing/scene.ts';
import { bookingIn, bookingsOf, en, fillIn, pay, submitButton } from './steps.ts';
import { stage } from './harness.ts';

const s = stage();

/** The address of a new workshop's only session, at $15.00 and with so many seats. */
async function newWorkshop(seats = 4): Promise<string> {
  const event = await addEvent(s.product, { kind: 'workshop', price: 1500, seatLimit: seats });
  const { start } = await addSession(s.product, event, { start: morning(9), seats });
  return s.url(`/e/${event.slug}/book?start=${start}&session=1`);
}

test('a declined card is explained at the checkout, and another one pays', async () => {
  const buyer = person('declined');
  const page = await s.visit();
  await page.goto(await newWorkshop());
  await fillIn(page, buyer);
  await submitButton(page, en).click();
  await page.getByRole('link', { name: /^Card that is declined/ }).click();
  await pay(page);
  await page.getByRole('alert').getByText('Your card was declined.').waitFor();
  expect(await bookingsOf(s, buyer.email)).toEqual([{ status: 'PENDING', paid: false }]);

  await page.getByRole('link', { name: /^Card that works/ }).click();
  await pay(page);
  await bookingIn(page, 'confirmed');
  expect(await bookingsOf(s, buyer.email)).toEqual([{ status: 'CONFIRMED', paid: true }]);
});

test('everything works without JavaScript, to the payment and back', async () => {
  const buyer = person('plain');
  const friend = person('plain-friend');
  const page = await s.visit({ javaScriptEnabled: false });
  await page.goto(s.url('/'));
  await page.getByRole('link', { name: 'Pronunciation workshop' }).click();
  await page.getByTitle(/^Book session 5,/).click();
  await fillIn(page, buyer);
  await page.getByLabel(en.form.seatsLabel).selectOption('2');
  await page.getByRole('button', { name: en.form.seatsUpdate }).click();
  await page.getByText('$30.00').waitFor();
  expect(await page.locator('[name="attendees.0.email"]').inputValue()).toBe(buyer.email);
  await fillIn(page, friend, 1);
  await submitButton(page, en).click();

  // First thoughts at the checkout: the booking waits on its own page, which leads to the payment again.
  await page.getByRole('link', { name: 'Back to the shop' }).click();
  await bookingIn(page, 'awaiting_payment');
  await page.getByRole('link', { name: en.booking.payNow }).click();
  await pay(page);
  // The page loads itself again until the payment has been heard of.
  await bookingIn(page, 'confirmed');
  await page.getByText(friend.email).waitFor();
});

test('a double click on the submit button makes one booking', async () => {
  const buyer = person('hasty');
  const page = await s.visit();
  await page.goto(await newWorkshop());
  await fillIn(page, buyer);
  await submitButton(page, en).dblclick();
  await pay(page);
  await bookingIn(page, 'confirmed');
  expect(await bookingsOf(s, buyer.email)).toHaveLength(1);
});

test('going back and submitting again leads to the same booking, before the payment and after it', async () => {
  const buyer = person('back');
  const page = await s.visit();
  const form = await newWorkshop(1);
  await page.goto(form);
  await fillIn(page, buyer);
  await submitButton(page, en).click();
  await page.waitForURL(/\/pay\/cs_/);
  const checkout = page.url();

  await page.goBack();
  expect(page.url()).toBe(form);
  expect(await page.locator('[name="attendees.0.email"]').inputValue()).toBe(buyer.email);
  await submitButton(page, en).click();
  await page.waitForURL(checkout);
  await pay(page);
  await bookingIn(page, 'confirmed');

  await page.goBack();
  await page.getByRole('heading', { name: 'This order is paid' }).waitFor();
  await page.goBack();
  await submitButton(page, en).click();
  await page.getByRole('link', { name: 'Continue to the shop' }).click();
  await bookingIn(page, 'confirmed');
  expect(await bookingsOf(s, buyer.email)).toHaveLength(1);
});
