import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  formatDate,
  formatDateTime,
  formatMoney,
  formatOffset,
  formatPlainDate,
  formatPlainDateRange,
  formatRange,
  formatTime,
  formatTimeRange,
  formatWeekday,
  formatZone,
  localDate,
  negotiateLocale,
  resolveTimeZone,
  textIn,
  zoneCity,
} from './locale.ts';

// CLDR puts no-break and narrow no-break spaces into times and money; these tests compare what a reader sees.
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');
const START = '2026-11-25T07:00:00Z';
const END = '2026-11-25T07:30:00Z';

describe('negotiateLocale', () => {
  it('prefers the explicit choice, then the remembered one, then the browser', () => {
    const acceptLanguage = 'vi-VN,vi;q=0.9';
    expect(negotiateLocale({ query: 'en', cookie: 'vi', acceptLanguage, fallback: 'vi' })).toBe('en');
    expect(negotiateLocale({ query: 'de', cookie: 'en', acceptLanguage, fallback: 'vi' })).toBe('en');
    expect(negotiateLocale({ acceptLanguage, fallback: 'en' })).toBe('vi');
  });

  it.each([
    ['fr-FR,fr;q=0.9,en;q=0.8,vi;q=0.7', 'en'],
    ['fr,vi;q=0.7,en;q=0.3', 'vi'],
    ['en;q=0,vi;q=0.1', 'vi'],
    ['EN-us', 'en'],
    ['fr', 'vi'],
    ['*', 'vi'],
    [';;;q=,,', 'vi'],
    ['', 'vi'],
  ])('reads Accept-Language %j as %s', (acceptLanguage, expected) => {
    expect(negotiateLocale({ acceptLanguage, fallback: 'vi' })).toBe(expected);
  });

  it('never throws and always answers one of the two', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (query, cookie, acceptLanguage) => {
        expect(['vi', 'en']).toContain(negotiateLocale({ query, cookie, acceptLanguage, fallback: 'en' }));
      }),
    );
  });
});

describe('formatMoney', () => {
  it.each([
    [500_000, 'VND', 'vi', '500.000 ₫'],
    [500_000, 'VND', 'en', '₫500,000'],
    [2500, 'USD', 'en', '$25.00'],
    [2500, 'usd', 'vi', '25,00 US$'],
    [1200, 'JPY', 'en', '¥1,200'],
    [1234, 'KWD', 'en', 'KWD 1.234'],
    [0, 'EUR', 'en', '€0.00'],
  ] as const)('%d %s in %s is %s', (minor, currency, locale, expected) => {
    expect(plain(formatMoney(minor, currency, locale))).toBe(expected);
  });
});

describe('dates and times', () => {
  it('follow the reader’s language and zone', () => {
    expect(formatDate(START, 'Asia/Ho_Chi_Minh', 'en')).toBe('Wednesday, November 25, 2026');
    expect(formatDate(START, 'Asia/Ho_Chi_Minh', 'vi')).toBe('Thứ Tư, 25 tháng 11, 2026');
    expect(plain(formatTime(START, 'Asia/Ho_Chi_Minh', 'en'))).toBe('2:00 PM');
    expect(formatTime(START, 'Asia/Ho_Chi_Minh', 'vi')).toBe('14:00');
    expect(plain(formatDateTime(START, 'America/New_York', 'en'))).toBe(
      'Wednesday, November 25, 2026 at 2:00 AM',
    );
    expect(formatDateTime(START, 'Europe/Paris', 'vi', 'long')).toBe('08:00, 25 tháng 11, 2026');
  });

  it('take epoch milliseconds, ISO strings and instants alike', () => {
    const instant = Temporal.Instant.from(START);
    for (const value of [instant, instant.epochMilliseconds, START, '2026-11-25T14:00:00+07:00']) {
      expect(formatTime(value, 'UTC', 'vi')).toBe('07:00');
    }
  });

  it('write ranges once where they can', () => {
    expect(plain(formatTimeRange(START, END, 'Asia/Ho_Chi_Minh', 'en'))).toBe('2:00 – 2:30 PM');
    expect(formatRange(START, END, 'Asia/Ho_Chi_Minh', 'vi')).toBe('14:00–14:30, Thứ Tư, 25 tháng 11, 2026');
    expect(
      plain(formatTimeRange('2026-11-25T16:30:00Z', '2026-11-25T17:30:00Z', 'Asia/Ho_Chi_Minh', 'en')),
    ).toBe('11:30 PM – Thu, Nov 26 at 12:30 AM');
  });

  it('name the local day, whatever the clock does', () => {
    expect(localDate('2026-11-25T17:00:00Z', 'Asia/Ho_Chi_Minh')).toBe('2026-11-26');
    expect(localDate('2026-11-01T05:30:00Z', 'America/New_York')).toBe('2026-11-01');
    expect(formatPlainDate('2026-02-28', 'en', 'day')).toBe('Sat, Feb 28');
    expect(plain(formatPlainDateRange('2026-11-23', '2026-11-29', 'en'))).toBe('Nov 23 – 29, 2026');
    expect(plain(formatPlainDateRange('2026-11-30', '2026-12-06', 'vi'))).toBe('30 thg 11 – 6 thg 12, 2026');
    expect(['2026-11-25', '2026-11-29'].map((date) => formatWeekday(date, 'vi'))).toEqual(['T4', 'CN']);
    expect(formatWeekday('2026-11-25', 'en')).toBe('Wed');
  });
});

describe('zones', () => {
  it('show place and offset', () => {
    expect(formatZone('Asia/Ho_Chi_Minh', 'vi', START)).toBe('Việt Nam (GMT+7)');
    expect(formatZone('America/New_York', 'en', START)).toBe('New York (GMT−5)');
    expect(formatZone('America/New_York', 'en', '2026-07-01T00:00:00Z')).toBe('New York (GMT−4)');
    expect(formatOffset('Asia/Kolkata', START)).toBe('GMT+5:30');
    expect(formatOffset('Europe/London', START)).toBe('GMT');
    expect(zoneCity('America/Argentina/Buenos_Aires', 'en')).toBe('Buenos Aires');
  });

  it('are checked and given today’s names', () => {
    expect(resolveTimeZone('Asia/Saigon')).toBe('Asia/Ho_Chi_Minh');
    expect(resolveTimeZone('asia/ho_chi_minh')).toBe('Asia/Ho_Chi_Minh');
    expect(resolveTimeZone('Europe/Paris')).toBe('Europe/Paris');
    for (const bad of ['', 'Mars/Base', '+07:00', '../etc', 'A'.repeat(65), '"><script>', undefined]) {
      expect(resolveTimeZone(bad)).toBeUndefined();
    }
  });
});

describe('textIn', () => {
  it('falls back to the school’s language and then to any text', () => {
    expect(textIn({ vi: 'Chào', en: 'Hello' }, 'en', 'vi')).toBe('Hello');
    expect(textIn({ vi: 'Chào', en: ' ' }, 'en', 'vi')).toBe('Chào');
    expect(textIn({ fr: 'Bonjour' }, 'en', 'vi')).toBe('Bonjour');
    expect(textIn({}, 'en', 'vi')).toBe('');
  });
});
