import { describe, expect, test } from 'vitest';
import { addDays, formatDateTime, formatRange, formatTimeRange, formatZone, localDate } from './dates.ts';
import { formatMoney } from './money.ts';

// Which kinds of spaces separate the parts is the runtime's choice.
const plain = (text: string) => text.replace(/[\s\u00a0\u202f\u2009]+/g, ' ');
const saigon = { timeZone: 'Asia/Ho_Chi_Minh', locale: 'vi' } as const;

describe('money', () => {
  test('minor units are the currency’s own', () => {
    expect(plain(formatMoney(500_000, 'VND', 'vi'))).toBe('500.000 ₫');
    expect(formatMoney(500_000, 'VND', 'en')).toBe('₫500,000');
    expect(formatMoney(1250, 'USD', 'en')).toBe('$12.50');
    expect(plain(formatMoney(1500, 'KWD', 'en'))).toBe('KWD 1.500');
  });
});

describe('dates', () => {
  test('a day is the zone’s day', () => {
    expect(localDate('2026-11-24T18:30:00Z', 'Asia/Ho_Chi_Minh')).toBe('2026-11-25');
    expect(localDate('2026-11-24T18:30:00Z', 'America/New_York')).toBe('2026-11-24');
  });

  test('days are counted over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  });

  test('times follow language and zone', () => {
    const [start, end] = ['2026-11-25T07:00:00Z', '2026-11-25T07:30:00Z'];
    expect(plain(formatTimeRange(start, end, saigon))).toBe('14:00–14:30');
    expect(plain(formatTimeRange(start, end, { ...saigon, locale: 'en' }))).toBe('2:00 – 2:30 PM');
    expect(plain(formatRange(start, end, { ...saigon, locale: 'en' }))).toBe(
      'Wednesday, November 25, 2026, 2:00 – 2:30 PM',
    );
    expect(plain(formatDateTime(start, saigon))).toMatch(/^14:00, 25 .*11.* 2026$/);
  });

  test('an end on another day names it', () => {
    const range = formatTimeRange('2026-11-25T16:30:00Z', '2026-11-25T17:30:00Z', {
      ...saigon,
      locale: 'en',
    });
    expect(plain(range)).toBe('11:30 PM – 12:30 AM (Nov 26)');
  });

  test('a zone is a place and its offset at that time', () => {
    expect(formatZone('Asia/Ho_Chi_Minh', 'vi', '2026-11-25T00:00:00Z')).toBe('Việt Nam (GMT+7)');
    expect(formatZone('America/New_York', 'en', '2026-11-25T00:00:00Z')).toBe('New York (GMT−5)');
    expect(formatZone('America/New_York', 'en', '2026-07-25T00:00:00Z')).toBe('New York (GMT−4)');
  });
});
