import ICAL from 'ical.js';
import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import { addEvent, book, bookingBody, HOUR, iso, morning, person } from '#testing/scene.ts';

const HOSTILE_TITLE = 'Écoute; parle, \\ vite:\r\nEND:VEVENT\r\nBcc: thief@evil.example\r\n🎓🇻🇳 '.padEnd(
  160,
  'ngữ âm ',
);
const START = morning(9, 2);

let t: TestProduct;
let slug: string;
beforeAll(async () => {
  t = await startTestProduct();
  const event = await addEvent(t, { seatLimit: 50, title: { vi: 'Ngữ âm', en: 'Phonetics' } });
  ({ slug } = event);
}, 60_000);
afterAll(() => t.close());

async function mailOf(body: ReturnType<typeof bookingBody>): Promise<Email> {
  const made = await book(t, body);
  expect(made.status).toBe(201);
  await t.settled();
  const address = body.attendees[0]?.email;
  const found = (await t.mails()).filter((mail) => mail.to?.some((to) => to.address === address));
  expect(found).toHaveLength(1);
  return found[0] as Email;
}

function calendarOf(mail: Email): { text: string; events: ICAL.Component[]; root: ICAL.Component } {
  const file = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  const content = file?.content;
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
  return { text, root, events: root.getAllSubcomponents('vevent') };
}

describe('the confirmation', () => {
  test('is in the attendee’s language and zone', async () => {
    const english = await mailOf(bookingBody(slug, iso(START), [person('english')]));
    const vietnamese = await mailOf({
      ...bookingBody(slug, iso(START), [person('vietnamese')]),
      locale: 'vi',
      timeZone: 'Asia/Ho_Chi_Minh',
    });
    expect(english.subject).toMatch(/^Confirmed: Phonetics, /);
    expect(vietnamese.subject).toMatch(/^Đã xác nhận: Ngữ âm, /);
    const summer = new Date(START)
      .toLocaleString('en', { timeZone: 'Europe/London', timeZoneName: 'shortOffset' })
      .includes('+1');
    expect(english.text).toMatch(summer ? /3:00|03:00/ : /2:00|02:00/);
    expect(vietnamese.text).toMatch(/9:00|09:00/);
    expect(vietnamese.text).toContain('Xin chào');
    expect(vietnamese.html).toContain('lang="vi"');
    expect(english.from).toMatchObject({ name: 'Lotus Language School', address: 'lotus@localhost' });
    expect(english.replyTo?.[0]?.address).toBe('hello@lotus.example');
  });

  test('carries one calendar event, in UTC', async () => {
    const { events, root, text } = calendarOf(
      await mailOf(bookingBody(slug, iso(START), [person('calendar')])),
    );
    expect(events).toHaveLength(1);
    const event = new ICAL.Event(events[0]);
    expect(text).toContain(`DTSTART:${iso(START).replace(/[-:]|\.000/g, '')}`);
    expect(event.startDate.toJSDate().getTime()).toBe(START);
    expect(event.endDate.toJSDate().getTime()).toBe(START + HOUR);
    expect(event.startDate.zone.tzid).toBe('UTC');
    expect(root.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(event.location).toBe('https://meet.example.com/scene');
    expect(event.uid.length).toBeGreaterThan(20);
  });

  test('survives a hostile title: no header, no second event, every line short', async () => {
    const event = await addEvent(t, { title: { vi: HOSTILE_TITLE, en: HOSTILE_TITLE } });
    const mail = await mailOf(bookingBody(event.slug, iso(START), [person('hostile')]));
    expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail.subject).not.toMatch(/[\r\n]/);
    const { events, text } = calendarOf(mail);
    expect(events).toHaveLength(1);
    const summary = new ICAL.Event(events[0]).summary;
    expect(summary.startsWith(HOSTILE_TITLE.replaceAll('\r\n', '\n'))).toBe(true);
    // On its way through the mail the line ends are the mail's.
    for (const line of text.split(/\r?\n/)) expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75);
  });

  test('goes to one address, whatever the name says', async () => {
    const names = [
      '"Eve" <thief@evil.example>, x',
      'Eve <thief@evil.example>',
      '=?utf-8?q?Eve=0D=0ABcc:_thief@evil.example?=',
      'Nguyễn, Thị; Mai \\ "Cô Mai"',
      '<script>alert(1)</script>',
    ];
    for (const [index, name] of names.entries()) {
      const mail = await mailOf(
        bookingBody(slug, iso(START), [{ name, email: `name-${index}@students.example` }]),
      );
      expect(mail.to?.map(({ address }) => address)).toEqual([`name-${index}@students.example`]);
      expect(mail.headers.map(({ key }) => key)).not.toContain('bcc');
      expect(mail.html).not.toContain('<script>');
      expect(mail.text).toContain(name);
    }
  });
});
