import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { calendarFile, type CalendarEvent } from './calendar-file.ts';

const event = (change: Partial<CalendarEvent>): CalendarEvent => ({
  uid: 'abc@lessonry.test',
  sequence: 0,
  start: Date.UTC(2027, 2, 28, 0, 30),
  end: Date.UTC(2027, 2, 28, 2, 0),
  stamp: Date.UTC(2027, 0, 1),
  title: 'Lesson',
  description: 'Teacher: Mai',
  location: null,
  url: 'https://lotus.example/b/1',
  organizer: { name: 'Lotus', email: 'lotus@example.com' },
  ...change,
});

const read = (text: string): ICAL.Component[] =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');

/** What a text may keep: line ends become \n, other control characters a space. */
const kept = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');

test('any text comes back as it was, in one event of short lines', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(',', ';', '\\', '\n', '\r', '"', ':', ' ', '🎓', 'ữ', '\u0000'),
      fc.string({ unit: 'grapheme', maxLength: 1 }),
    ),
    maxLength: 200,
  });
  fc.assert(
    fc.property(text, text, text, (title, description, name) => {
      const file = calendarFile(
        event({ title, description, location: title, organizer: { name, email: 'a@b.example' } }),
      );
      for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      const events = read(file);
      expect(events).toHaveLength(1);
      const back = new ICAL.Event(events[0]);
      expect([back.summary, back.description]).toEqual([kept(title), kept(description)]);
    }),
    { numRuns: 200 },
  );
});

test('times are UTC, also in the night in which clocks change', () => {
  const file = calendarFile(event({}));
  expect(file).toContain('DTSTART:20270328T003000Z\r\nDTEND:20270328T020000Z');
  expect(new ICAL.Event(read(file)[0] as ICAL.Component).startDate.toJSDate().getTime()).toBe(
    event({}).start,
  );
});

test('a cancelled event says so to calendars', () => {
  const file = calendarFile(event({ cancelled: true, sequence: 2 }));
  expect(file).toContain('METHOD:CANCEL');
  expect(file).toContain('STATUS:CANCELLED');
  expect(file).toContain('SEQUENCE:2');
});
