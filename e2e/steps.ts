import type { Page } from 'playwright-core';
import { messages, type Messages } from '../server/src/pages/messages/index.ts';
import { DEMO_PASSWORD } from '../server/src/demo/people.ts';
import type { Person } from '../server/src/testing/scene.ts';
import type { Stage } from './harness.ts';

export const { en, vi } = messages;
export { messages };

/** What a visitor does on the details form: fills in one seat's fields, the first unless another is named. */
export async function fillIn(page: Page, { name, email }: Person, seat = 0): Promise<void> {
  await page.locator(`[name="attendees.${seat}.name"]`).fill(name);
  await page.locator(`[name="attendees.${seat}.email"]`).fill(email);
}

/** The form's visible submit button; the first one in the document is for the Enter key alone. */
export const submitButton = (page: Page, t: Messages) =>
  page.getByRole('button', { name: new RegExp(`^(${t.form.submitFree}|${t.form.submitPaid})$`) });

/** Pays on the simulated Checkout page with the card that is filled in, which works. */
export async function pay(page: Page): Promise<void> {
  await page.waitForURL(/\/pay\/cs_/);
  await page.locator('form button[type=submit]').click();
}

/** The page of the booking, once it shows that state. */
export async function bookingIn(page: Page, state: string): Promise<void> {
  await page.locator(`[data-booking-state="${state}"]`).waitFor();
}

/** Signs in through the page that shows, as one of the demo's people. */
export async function signIn(page: Page, email: string, password = DEMO_PASSWORD): Promise<void> {
  await page.locator('[name="email"]').fill(email);
  await page.locator('[name="password"]').fill(password);
  await page.locator('main form button[type=submit]:not([formaction])').click();
}

/** How many bookings that person has, whatever became of them. */
export async function bookingsOf(s: Stage, email: string): Promise<{ status: string; paid: boolean }[]> {
  return await s.product.sql(
    `select b.status, b.paid from bookings b
     where exists (select 1 from attendees a where a.tenant_id = b.tenant_id and a.booking_id = b.id and a.email = $1)`,
    [email],
  );
}
