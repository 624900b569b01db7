import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, datesIn, dayAfterKey, monthOf, weeksOf } from './month.ts';

const ALWAYS = { first: '2000-01-01', last: '2099-12-31' };
const anyDate = fc
  .date({ min: new Date('2001-06-01'), max: new Date('2098-06-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const press = (key: string, date: string, shiftKey = false) => dayAfterKey({ key, shiftKey }, date, ALWAYS);

describe('the month', () => {
  it('has its weeks from Monday to Sunday', () => {
    expect(weeksOf('2026-11').map((week) => week.map((date) => date?.slice(8) ?? '--').join(' '))).toEqual([
      '-- -- -- -- -- -- 01',
      '02 03 04 05 06 07 08',
      '09 10 11 12 13 14 15',
      '16 17 18 19 20 21 22',
      '23 24 25 26 27 28 29',
      '30 -- -- -- -- -- --',
    ]);
    expect(weeksOf('2027-02')).toHaveLength(4);
    expect(datesIn('2028-02').at(-1)).toBe('2028-02-29');
  });

  it('follows another across the year', () => {
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('2027-01', -1)).toBe('2026-12');
    expect(addMonths('2026-11', 14)).toBe('2028-01');
  });
});

describe('keys', () => {
  it.each([
    ['ArrowLeft', '2026-12-01', '2026-11-30'],
    ['ArrowRight', '2026-12-31', '2027-01-01'],
    ['ArrowUp', '2026-11-03', '2026-10-27'],
    ['ArrowDown', '2026-11-28', '2026-12-05'],
    ['Home', '2026-11-25', '2026-11-23'],
    ['Home', '2026-11-23', '2026-11-23'],
    ['End', '2026-11-25', '2026-11-29'],
    ['End', '2026-11-29', '2026-11-29'],
    ['PageUp', '2027-03-31', '2027-02-28'],
    ['PageDown', '2026-12-31', '2027-01-31'],
  ])('%s leads from %s to %s', (key, from, to) => {
    expect(press(key, from)).toBe(to);
  });

  it('move by a year with Shift', () => {
    expect(press('PageDown', '2028-02-29', true)).toBe('2029-02-28');
    expect(press('PageUp', '2028-02-29', true)).toBe('2027-02-28');
  });

  it('leave other keys to the browser', () => {
    for (const key of ['Tab', 'Enter', ' ', 'a', 'Escape', 'F5'])
      expect(press(key, '2026-11-25')).toBeUndefined();
  });

  it('stop at today and at the last day', () => {
    const bounds = { first: '2026-11-24', last: '2027-11-25' };
    for (const key of ['ArrowLeft', 'ArrowUp', 'Home', 'PageUp'])
      expect(dayAfterKey({ key }, '2026-11-24', bounds)).toBe('2026-11-24');
    for (const key of ['ArrowRight', 'ArrowDown', 'End', 'PageDown'])
      expect(dayAfterKey({ key }, '2027-11-25', bounds)).toBe('2027-11-25');
  });

  it('lead back where they came from', () => {
    const pairs = [['ArrowLeft', 'ArrowRight'], ['ArrowUp', 'ArrowDown']] as const; // prettier-ignore
    fc.assert(
      fc.property(anyDate, fc.constantFrom(...pairs), (date, [there, back]) => {
        expect(press(back, press(there, date) ?? '')).toBe(date);
      }),
    );
  });

  it('stay in the week with Home and End, and reach the next month with PageDown', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        const week = (day: string) => Math.floor((Date.parse(day) / 86_400_000 + 3) / 7);
        expect(week(press('Home', date) ?? '')).toBe(week(date));
        expect(week(press('End', date) ?? '')).toBe(week(date));
        expect(monthOf(press('PageDown', date) ?? '')).toBe(addMonths(monthOf(date), 1));
      }),
    );
  });
});
