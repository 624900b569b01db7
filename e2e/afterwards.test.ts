import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  addEvent,
  addSession,
  book,
  bookingBody,
  checkoutIdOf,
  DAY,
  HOUR,
  iso,
  morning,
  person,
  uidOf,
  until,
} from '../server/src/testing/scene.ts';
import { stripeDump } from '../server/src/testing/stripe-events.ts';
import { stage } from './harness.ts';
import { overflow, violations } from './inspect.ts';
import { bookingIn, en, messages } from './steps.ts';

const s = stage();

const PRICE = 2500;
let people = 0;
type Made = { uid: string; url: string; to: (page: string) => string };

function made(answer: Awaited<ReturnType<typeof book>>): Made {
  const url = (answer.json as { manageUrl: string }).manageUrl;
  const to = (page: string): string => url.replace('?', `${page}?`);
  return { uid: uidOf(answer), url, to };
}

const somebody = () => person(`afterwards-${(people += 1)}`);

async function lessonAt(start: number): Promise<Made & { slug: string }> {
  const { slug } = await addEvent(s.product);
  return { ...made(await book(s.product, bookingBody(slug, iso(start), [somebody()]))), slug };
}

/** A paid seat in session 1, in ten days, of a workshop whose session 2 is a week later. */
async function paidSeat(windowHours: number): Promise<Made & { slug: string; checkoutId: string }> {
  const t = s.product;
  const event = await addEvent(t, { kind: 'workshop', price: PRICE, seatLimit: 2 });
  await t.sql('update event_types set refund_window_hours = $1 where id = $2', [windowHours, event.id]);
  for (const number of [1, 2])
    await addSession(t, event, { start: morning(3 + 7 * number), seats: 2, number });
  const answer = await book(t, bookingBody(event.slug, iso(morning(10)), [somebody()]));
  const checkoutId = checkoutIdOf(answer);
  t.stripe.control.pay(checkoutId);
  await t.stripe.control.webhooksSettled();
  await t.settled();
  return { ...made(answer), slug: event.slug, checkoutId };
}

const startOf = async (uid: string): Promise<string> => {
  const [row] = await s.product.sql<{ start_time: Date }>('select start_time from bookings where uid = $1', [
    uid,
  ]);
  return row?.start_time.toISOString() ?? '';
};

/** What Stripe has given back of a checkout. */
const refundsOf = (checkoutId: string) => {
  const { sessions, refunds } = stripeDump(s.product);
  const intent = sessions.find(({ id }) => id === checkoutId)?.payment_intent;
  return refunds
    .filter((refund) => refund.payment_intent === intent)
    .map(({ amount, status }) => ({ amount, status }));
};

/** The night in which Europe's clocks go forward next, at 10:00 UTC of its Sunday; more than a week away. */
function clockChange(): number {
  for (let year = new Date().getUTCFullYear(); ; year += 1) {
    const lastDay = Date.UTC(year, 2, 31, 10);
    const sunday = lastDay - new Date(lastDay).getUTCDay() * DAY;
    if (sunday > Date.now() + 8 * DAY) return sunday;
  }
}

test('a lesson moves across a clock change: both times are shown by the clock of their day', async () => {
  const sunday = clockChange();
  const booking = await lessonAt(sunday - DAY);
  const page = await s.visit({ timezoneId: 'Europe/London' });
  await page.goto(`${booking.url}&tz=Europe/London`);
  await page.getByText('10:00').first().waitFor();
  await page.getByRole('link', { name: en.booking.rescheduleAction }).click();
  // On Saturday, 10:00 UTC was 10:00 in London; on Sunday it is 11:00.
  const sundays = page.locator(`[id="d-${iso(sunday).slice(0, 10)}"]`);
  await sundays.getByRole('link', { name: /^11:00 AM/ }).click();
  await page.getByRole('heading', { name: en.reschedule.confirmTitle }).waitFor();
  const [old, fresh] = await page.locator('.move dd').allInnerTexts();
  expect(old).toMatch(/10:00.*11:00[^]*GMT\)?$/m);
  expect(fresh).toMatch(/11:00.*12:00[^]*GMT\+1/);
  await page.getByRole('button', { name: en.reschedule.submit }).click();
  await page.getByText(en.booking.movedDone).waitFor();
  expect(await startOf(booking.uid)).toBe(iso(sunday));
  // Reloading and going back move nothing, and lose nothing.
  await page.reload();
  await bookingIn(page, 'confirmed');
  await page.goBack();
  await page.getByRole('button', { name: en.reschedule.submit }).click();
  await page
    .getByText(/^(The time has been changed\.|You have this time already)$/)
    .first()
    .waitFor();
  expect(await startOf(booking.uid)).toBe(iso(sunday));
});

test('a seat is cancelled inside the window: the money is promised, goes back at Stripe, and the page says so', async () => {
  const seat = await paidSeat(24);
  const page = await s.visit();
  const other = await page.context().newPage();
  await other.goto(seat.to('/cancel'));
  await page.goto(seat.url);
  await page.getByRole('link', { name: en.booking.cancelAction }).click();
  await page.getByText(en.cancel.everything('$25.00')).waitFor();
  await page.getByLabel(en.cancel.reason).fill('Bận đột xuất');
  await page.getByRole('button', { name: en.cancel.submitRefund('$25.00') }).click();
  await page.getByText(en.booking.cancelledDone).waitFor();
  await until(
    async () => refundsOf(seat.checkoutId).some(({ status }) => status === 'succeeded'),
    'the refund',
  );
  await s.product.stripe.control.webhooksSettled();
  await s.product.settled();
  await page.reload();
  await page.getByText(en.booking.refundedDone('$25.00')).waitFor();
  await page.getByText('Bận đột xuất').waitFor();

  // The same question, still open in another tab; and the way back.
  await other.getByRole('button', { name: en.cancel.submitRefund('$25.00') }).click();
  await other.getByRole('heading', { name: en.cancel.inactiveTitle }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: en.cancel.inactiveTitle }).waitFor();
  await page.getByRole('link', { name: en.cancel.toBooking }).click();
  await bookingIn(page, 'cancelled');
  expect(refundsOf(seat.checkoutId)).toEqual([{ amount: PRICE, status: 'succeeded' }]);
});

test('a seat is cancelled outside the window, without JavaScript and hastily: nothing goes back, as was said', async () => {
  const seat = await paidSeat(24 * 14);
  const page = await s.visit({ javaScriptEnabled: false });
  await page.goto(seat.url);
  await page.getByRole('link', { name: en.booking.cancelAction }).click();
  await page.getByText(en.cancel.nothing).waitFor();
  await page.getByRole('link', { name: en.cancel.keep }).click();
  await bookingIn(page, 'confirmed');
  await page.getByRole('link', { name: en.booking.cancelAction }).click();
  await page.getByRole('button', { name: en.cancel.submitNothing }).dblclick();
  await bookingIn(page, 'cancelled');
  await page.getByText(en.booking.notRefunded).waitFor();
  await s.product.settled();
  expect(refundsOf(seat.checkoutId)).toEqual([]);
});

test('without JavaScript, a seat whose new session has filled up stays, and moves once there is room', async () => {
  const seat = await paidSeat(24);
  const page = await s.visit({ javaScriptEnabled: false });
  await page.goto(seat.to('/reschedule'));
  await page.getByTitle(/^Move to session 2,/).click();
  await page.getByText(en.reschedule.samePrice).waitFor();
  const rivals = [somebody(), somebody()];
  const rival = made(await book(s.product, bookingBody(seat.slug, iso(morning(17)), rivals)));
  await page.getByRole('button', { name: en.reschedule.submit }).click();
  await page.getByRole('alert').getByText(en.reschedule.refusal.full).waitFor();
  expect(await startOf(seat.uid)).toBe(iso(morning(10)));

  await page.goto(rival.to('/cancel'));
  await page.getByText(en.cancel.unpaid).waitFor();
  await page.getByRole('button', { name: en.cancel.submit }).click();
  await bookingIn(page, 'cancelled');
  await page.goto(seat.to('/reschedule'));
  await page.getByTitle(/^Move to session 2,/).click();
  await page.getByRole('button', { name: en.reschedule.submit }).click();
  await page.getByText(en.booking.movedDone).waitFor();
  expect(await startOf(seat.uid)).toBe(iso(morning(17)));
});

describe.each(['vi', 'en'] as const)('the managing pages in %s', (locale) => {
  const visitor: BrowserContextOptions = { locale: locale === 'vi' ? 'vi-VN' : 'en-GB' };

  async function faultsOf(page: Page): Promise<string[]> {
    const found: string[] = [];
    if ((await page.locator('html').getAttribute('lang')) !== locale) found.push('is in another language');
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      if ((await overflow(page)) > 0) found.push(`is wider than ${width} pixels`);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        // Colours on their way from one theme to the other are neither's.
        await page.evaluate('Promise.all(document.getAnimations().map((animation) => animation.finished))');
        found.push(...(await violations(page)).map((fault) => `${width} ${colorScheme}: ${fault}`));
      }
    }
    return found;
  }

  /** Names of the pages with what is wrong with them; none while all is well. */
  async function faultyOf(
    page: Page,
    looks: Readonly<Record<string, string>>,
  ): Promise<[string, string[]][]> {
    const faulty: [string, string[]][] = [];
    for (const [name, url] of Object.entries(looks)) {
      await page.goto(url);
      const found = await faultsOf(page);
      if (found.length > 0) faulty.push([name, found]);
    }
    return faulty;
  }

  test('for cancelling are sound on a phone and a desktop, by day and by night', async () => {
    const t = messages[locale];
    const [seat, late, gone] = [await paidSeat(24), await paidSeat(24 * 14), await lessonAt(morning(11))];
    const page = await s.visit(visitor);
    await page.goto(gone.to('/cancel'));
    await page.getByRole('button', { name: t.cancel.submit }).click();
    await bookingIn(page, 'cancelled');
    expect(await faultsOf(page)).toEqual([]);
    const looks = {
      confirmed: seat.url,
      inside: seat.to('/cancel'),
      outside: late.to('/cancel'),
      again: gone.to('/cancel'),
    };
    expect(await faultyOf(page, looks)).toEqual([]);
  }, 90_000);

  test('for moving are sound on a phone and a desktop, by day and by night', async () => {
    const t = messages[locale];
    const [lesson, seat] = [await lessonAt(morning(10)), await paidSeat(24)];
    const soon = iso(morning(10) + 2 * HOUR);
    const confirm = `${lesson.to('/reschedule')}&start=${soon}`;
    const page = await s.visit(visitor);
    const looks = { lesson: lesson.to('/reschedule'), workshop: seat.to('/reschedule'), confirm };
    expect(await faultyOf(page, looks)).toEqual([]);
    // A refusal: somebody else has just booked that time.
    await page.goto(confirm);
    await book(s.product, bookingBody(lesson.slug, soon, [somebody()]));
    await page.getByRole('button', { name: t.reschedule.submit }).click();
    await page.getByRole('alert').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  }, 90_000);
});
