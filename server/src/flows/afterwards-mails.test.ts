import ICAL from 'ical.js';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatRange } from '#platform/locale.ts';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import type { Answer } from '#testing/request.ts';
import {
  addEvent,
  API,
  book,
  bookingBody,
  checkoutIdOf,
  HOUR,
  iso,
  MINUTE,
  morning,
  person,
  uidOf,
} from '#testing/scene.ts';

let t: TestProduct;
beforeAll(async () => {
  t = await startTestProduct();
}, 60_000);
afterAll(() => t.close());

const post = (made: Answer, what: string, body: object): Promise<Answer> => {
  const token = new URL((made.json as { manageUrl: string }).manageUrl).searchParams.get('token') ?? '';
  return t.call('POST', `${API}/bookings/${uidOf(made)}/${what}`, {
    body,
    headers: { authorization: `Bearer ${token}` },
  });
};
const settled = async (): Promise<void> => {
  for (let round = 0; round < 3; round += 1) {
    await t.stripe.control.webhooksSettled();
    await t.settled();
  }
};
/** Each message has one recipient. */
async function mailsTo(address: string): Promise<Email[]> {
  const mails = (await t.mails()).filter((mail) => mail.to?.some((to) => to.address === address));
  for (const mail of mails) expect([mail.to?.length, mail.cc, mail.bcc]).toEqual([1, undefined, undefined]);
  return mails;
}
const subjects = async (address: string): Promise<string[]> =>
  (await mailsTo(address)).map(({ subject }) => subject ?? '');

function calendarOf(mail: Email | undefined) {
  const file = mail?.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  const text = typeof file?.content === 'string' ? file.content : new TextDecoder().decode(file?.content);
  const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = root.getAllSubcomponents('vevent');
  expect(events).toHaveLength(1);
  const event = new ICAL.Event(events[0]);
  return {
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toJSDate().getTime(),
    method: root.getFirstPropertyValue('method'),
    partMethod: file?.method ?? null,
    attendees: event.attendees.map((attendee) => attendee.getFirstValue()),
  };
}

/** A night in which a clock of London changes within the next year: a Sunday, 01:00 UTC. */
function clockChange(): number {
  let transition = Temporal.Instant.fromEpochMilliseconds(Date.now() + 20 * 24 * HOUR)
    .toZonedDateTimeISO('Europe/London')
    .getTimeZoneTransition('next');
  if (!transition) transition = Temporal.Now.zonedDateTimeISO('Europe/London');
  return transition.epochMilliseconds;
}

describe('a booking’s calendar', () => {
  test('is kept by confirmation, change across a clock change, and cancellation, for student and teacher', async () => {
    const event = await addEvent(t, { title: { vi: 'Ngữ âm', en: 'Phonetics' } });
    const change = Math.floor(clockChange() / (24 * HOUR)) * 24 * HOUR;
    const [before, after] = [change - 14 * HOUR, change + 10 * HOUR];
    const made = await book(t, bookingBody(event.slug, iso(before), [person('calendar')]));
    expect((await post(made, 'reschedule', { start: iso(after), timeZone: 'Europe/London' })).status).toBe(
      200,
    );
    await settled();
    expect((await post(made, 'cancel', { reason: 'ill, sorry' })).status).toBe(200);
    await settled();
    const mails = await mailsTo(person('calendar').email);
    expect(mails.map(({ subject }) => subject?.split(':')[0])).toEqual(['Confirmed', 'Moved', 'Cancelled']);
    const calendars = mails.map(calendarOf);
    expect(calendars.map(({ method }) => method)).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect(calendars.map(({ sequence }) => sequence).at(-1)).toBe(2);
    expect(new Set(calendars.map(({ uid }) => uid)).size).toBe(1);
    expect(calendars.at(-1)?.start).toBe(after);
    expect(calendars[1]?.attendees).toEqual([`mailto:${person('calendar').email}`]);
    // The same hour of the UTC day is another hour in London.
    for (const start of [before, after])
      expect(mails[1]?.text).toContain(formatRange(start, start + HOUR, 'Europe/London', 'en'));
    expect(mails[2]?.text).toContain('ill, sorry');
    const teacher = await mailsTo(`${event.slug}-1@teachers.example`);
    expect(teacher).toHaveLength(3);
    // In the school's language, for want of one of their own; the title in it, too.
    expect(teacher[0]?.subject).toMatch(/^Lịch đặt mới: Ngữ âm/);
    expect(teacher.map((mail) => calendarOf(mail).method)).toEqual(['REQUEST', 'REQUEST', 'CANCEL']);
    expect(teacher[0]?.text).toContain(`/dashboard/bookings/${uidOf(made)}`);
    expect(teacher[0]?.text).not.toContain('token=');
  });

  test('a teacher who is out of it is told so, the one who takes over of a new booking', async () => {
    const event = await addEvent(t, { teachers: 2, schedulingType: 'ROUND_ROBIN' });
    const made = await book(t, {
      ...bookingBody(event.slug, iso(morning(9)), [person('taken-over')]),
      host: event.teacherUids[0],
    });
    await settled();
    expect(
      (await post(made, 'reschedule', { start: iso(morning(10)), host: event.teacherUids[1] })).status,
    ).toBe(200);
    await settled();
    expect(
      (await subjects(`${event.slug}-1@teachers.example`)).map((subject) => subject.split(':')[0]),
    ).toEqual(['Lịch đặt mới', 'Đã hủy']);
    expect(
      (await subjects(`${event.slug}-2@teachers.example`)).map((subject) => subject.split(':')[0]),
    ).toEqual(['Lịch đặt mới']);
    expect(calendarOf((await mailsTo(`${event.slug}-1@teachers.example`))[1]).method).toBe('CANCEL');
  });

  test('is to be had from the API', async () => {
    const event = await addEvent(t);
    const made = await book(t, bookingBody(event.slug, iso(morning(9)), [person('download')]));
    const token = new URL((made.json as { manageUrl: string }).manageUrl).searchParams.get('token') ?? '';
    const path = `${API}/bookings/${uidOf(made)}/calendar.ics`;
    const answer = await t.call('GET', `${path}?token=${token}`);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(answer.text).toContain('METHOD:PUBLISH');
    expect(answer.text).not.toContain('ATTENDEE');
    expect((await t.call('GET', path)).status).toBe(404);
  });
});

describe('money', () => {
  test('a declined payment is told once per attempt, with the link to pay; a refund with its amount', async () => {
    const event = await addEvent(t, { price: 350000, currency: 'VND', refundWindowHours: 1 });
    const made = await book(t, {
      ...bookingBody(event.slug, iso(morning(9)), [person('declined')]),
      locale: 'vi',
    });
    t.stripe.control.pay(checkoutIdOf(made), { card: '4000000000000002' });
    await settled();
    t.stripe.control.pay(checkoutIdOf(made), { card: '4000000000000002' });
    await settled();
    const failed = await mailsTo(person('declined').email);
    expect(failed).toHaveLength(2);
    expect(failed[0]?.text).toContain((made.json as { checkoutUrl: string }).checkoutUrl);
    t.stripe.control.pay(checkoutIdOf(made));
    await settled();
    await post(made, 'cancel', {});
    await settled();
    const told = await subjects(person('declined').email);
    expect(told).toHaveLength(5);
    expect(told.at(-1)).toMatch(/^Đã hoàn 350\.000\s₫/);
    const rows = await t.sql('select kind, status from mail_messages where recipient = $1 order by id', [
      person('declined').email,
    ]);
    expect(rows).toEqual(
      ['payment_failed', 'payment_failed', 'confirmation', 'cancelled', 'refunded'].map((kind) => ({
        kind,
        status: 'SENT',
      })),
    );
  });

  test('a failure that is told after the hold’s end is not passed on', async () => {
    const event = await addEvent(t, { price: 900 });
    const made = await book(t, bookingBody(event.slug, iso(morning(9)), [person('late-failure')]));
    t.stripe.control.holdWebhooks();
    t.stripe.control.pay(checkoutIdOf(made), { card: '4000000000000002' });
    await post(made, 'cancel', {});
    t.stripe.control.releaseWebhooks();
    await settled();
    expect((await subjects(person('late-failure').email)).map((subject) => subject.split(':')[0])).toEqual([
      'Cancelled',
    ]);
  });
});

describe('reminders', () => {
  test('come 24 hours and 1 hour before, once, only for what still stands as it did', async () => {
    const event = await addEvent(t);
    const start = morning(12);
    const stays = await book(t, bookingBody(event.slug, iso(start), [person('stays')]));
    const moves = await book(t, bookingBody(event.slug, iso(start - 2 * HOUR), [person('moves')]));
    const goes = await book(t, bookingBody(event.slug, iso(start + 2 * HOUR), [person('goes')]));
    await post(moves, 'reschedule', { start: iso(start + 30 * HOUR) });
    await post(goes, 'cancel', {});
    await settled();
    const reminders = async (name: string) =>
      (await subjects(person(name).email)).filter((subject) => subject.startsWith('Reminder')).length;
    const until = async (at: number) => {
      await t.advance(at - t.product.deps.clock());
      await settled();
    };
    expect([stays.status, await reminders('stays')]).toEqual([201, 0]);
    await until(start - 24 * HOUR - 5 * MINUTE);
    expect(await reminders('stays')).toBe(0);
    await until(start - 24 * HOUR + MINUTE);
    expect(await reminders('stays')).toBe(1);
    // Booked within the last day: one of the two moments is over.
    await book(t, bookingBody(event.slug, iso(start + 4 * HOUR), [person('short')]));
    await until(start - HOUR + MINUTE);
    expect(await reminders('stays')).toBe(2);
    await until(start + 4 * HOUR - MINUTE);
    expect([await reminders('moves'), await reminders('goes')]).toEqual([0, 0]);
    expect(await reminders('short')).toBe(start + 4 * HOUR - 24 * HOUR > start - 24 * HOUR + MINUTE ? 2 : 1);
    await until(start + 30 * HOUR - 30 * MINUTE);
    expect([await reminders('moves'), await reminders('stays')]).toEqual([2, 2]);
    // Their teacher is reminded of each that took place, too.
    expect(
      (await subjects(`${event.slug}-1@teachers.example`)).filter((subject) =>
        subject.startsWith('Nhắc lịch'),
      ),
    ).toHaveLength(6);
  });
});
