import type { Page } from 'playwright-core';
import {
  addEvent,
  addSession,
  book,
  bookingBody,
  iso,
  morning,
  person,
  uidOf,
} from '../server/src/testing/scene.ts';
import type { Stage } from './harness.ts';
import { fillIn, messages, submitButton } from './steps.ts';

export type Locale = 'vi' | 'en';

/** A page in a state worth looking at. */
export type Look = {
  name: string;
  url: string;
  /** What is done there before it is looked at. */
  then?: (page: Page) => Promise<unknown>;
};

export type Looks = {
  /** Open to everybody; the simulated Checkout among them. */
  public: Look[];
  student: Look[];
  admin: Look[];
};

/** Makes what there is to see, in one language, and says where. */
export async function setScene(s: Pick<Stage, 'product' | 'url'>, locale: Locale): Promise<Looks> {
  const t = s.product;
  const start = iso(morning(9));
  const workshop = { kind: 'workshop', seatLimit: 4 } as const;
  const free = await addEvent(t, workshop);
  const paid = await addEvent(t, { ...workshop, price: 350_000, currency: 'VND' });
  const full = await addEvent(t, { ...workshop, seatLimit: 1 });
  for (const event of [free, paid]) await addSession(t, event, { start: morning(9), seats: 4 });
  for (const number of [1, 2]) await addSession(t, full, { start: morning(8 + number), seats: 1, number });
  await book(t, bookingBody(full.slug, start, [person('in time')].map(asciiEmail)));
  const made = async (slug: string) => {
    const answer = await book(t, {
      ...bookingBody(slug, start, [asciiEmail(person(`${slug} ${locale}`))]),
      locale,
    });
    const { manageUrl, checkoutUrl = '' } = answer.json as { manageUrl: string; checkoutUrl?: string };
    return { manageUrl, checkoutUrl, uid: uidOf(answer) };
  };
  const confirmed = await made(free.slug);
  const pending = await made(paid.slug);
  await t.settled();

  const refused = async (page: Page): Promise<void> => {
    await submitButton(page, messages[locale]).click();
    await page.getByRole('alert').waitFor();
  };
  const form = (slug: string) => s.url(`/e/${slug}/book?start=${start}&session=1`);
  return {
    public: [
      { name: 'landing', url: s.url('/') },
      { name: 'landing-harbour', url: s.url('/', 'harbour') },
      { name: 'lesson', url: s.url('/e/trial-lesson') },
      { name: 'workshop', url: s.url('/e/pronunciation-workshop') },
      { name: 'whitelisted', url: s.url('/e/advanced-circle') },
      { name: 'form', url: form(paid.slug) },
      {
        name: 'form-errors',
        url: form(paid.slug),
        then: async (page) => {
          await fillIn(page, { name: ' ', email: 'lan@example' });
          await refused(page);
        },
      },
      {
        name: 'form-full',
        url: form(full.slug),
        then: async (page) => {
          await fillIn(page, asciiEmail(person('too late')));
          await refused(page);
        },
      },
      { name: 'booking-confirmed', url: confirmed.manageUrl },
      { name: 'booking-awaiting', url: pending.manageUrl },
      { name: 'booking-expected', url: `${pending.manageUrl}&paid=1` },
      { name: 'checkout', url: pending.checkoutUrl },
      {
        name: 'checkout-declined',
        url: `${pending.checkoutUrl}?card=declined`,
        then: async (page) => {
          await page.locator('form button[type=submit]').click();
          await page.getByRole('alert').waitFor();
        },
      },
      { name: 'sign-in', url: s.url('/sign-in') },
      { name: 'unknown-page', url: s.url('/e/nothing') },
      { name: 'unknown-school', url: s.url('/').replace('lotus', 'nobody') },
      { name: 'platform', url: s.url('/', null) },
      { name: 'mailbox', url: s.url('/dev/mail', null) },
      {
        name: 'mail',
        url: s.url('/dev/mail', null),
        then: async (page) => {
          await page.locator('a.session').first().click();
          await page.locator('iframe').waitFor();
          // No script may run in the mail's frame, not even axe: something of its size takes its place.
          await page.evaluate(`(() => {
            const frame = document.querySelector('iframe');
            const standIn = document.createElement('div');
            standIn.className = frame.className;
            frame.replaceWith(standIn);
          })()`);
        },
      },
    ],
    student: [
      { name: 'me', url: s.url('/me') },
      { name: 'me-past', url: s.url('/me?tab=past') },
    ],
    admin: [
      { name: 'dashboard', url: s.url('/dashboard'), then: (page) => bookingLink(page).waitFor() },
      {
        name: 'dashboard-booking',
        url: s.url(`/dashboard/bookings/${confirmed.uid}`),
        then: (page) => page.getByText(confirmed.uid).waitFor(),
      },
      {
        name: 'dashboard-unknown',
        url: s.url('/dashboard/nothing'),
        then: (page) => page.locator('main h1').waitFor(),
      },
    ],
  };
}

const bookingLink = (page: Page) => page.locator('main a[href*="/dashboard/bookings/"]').first();

const asciiEmail = ({ name, email }: { name: string; email: string }) => ({
  name,
  email: email.replaceAll(' ', '-'),
});
