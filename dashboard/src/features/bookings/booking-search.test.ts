import { describe, expect, test } from 'vitest';
import {
  activeFilters,
  isDate,
  orderOf,
  parseBookingSearch,
  toListQuery,
  withFilters,
} from './booking-search.ts';

const ZONE = 'Asia/Ho_Chi_Minh';
const query = (search: Parameters<typeof toListQuery>[0]) => toListQuery(search, '2026-11-24', ZONE);

describe('reading an address', () => {
  test('keeps what is understood and drops the rest', () => {
    const raw = {
      status: 'CONFIRMED',
      eventType: 'trial-lesson',
      q: '  Nguyễn ',
      order: 'sideways',
      period: 'past',
      x: '1',
    };
    expect(parseBookingSearch(raw)).toEqual({
      status: 'CONFIRMED',
      eventType: 'trial-lesson',
      q: 'Nguyễn',
      period: 'past',
    });
    expect(
      parseBookingSearch({ status: 'nope', period: 'coming', q: ['a', 'b'], from: '2026-02-30' }),
    ).toEqual({});
  });

  test('dates bring their period with them', () => {
    expect(parseBookingSearch({ from: '2026-11-01', period: 'past' })).toEqual({
      period: 'dates',
      from: '2026-11-01',
    });
  });

  test('cursors are a list, whether there is one or several', () => {
    expect(parseBookingSearch({ cursor: 'a' })).toEqual({ cursor: ['a'] });
    expect(parseBookingSearch({ cursor: ['a', '', 'b'] })).toEqual({ cursor: ['a', 'b'] });
    expect(
      parseBookingSearch({ cursor: Array.from({ length: 300 }, (_, i) => `c${i}`) }).cursor,
    ).toHaveLength(100);
  });

  test('only days that exist are dates', () => {
    expect(['2028-02-29', '2026-02-29', '2026-11-31', '26-11-01', '9999-01-01'].map(isDate)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('changing filters', () => {
  test('begins with the first page again', () => {
    expect(withFilters({ status: 'PENDING', cursor: ['a'] }, { q: 'x' })).toEqual({
      status: 'PENDING',
      q: 'x',
    });
    expect(withFilters({ q: 'x' }, { q: undefined })).toEqual({});
  });

  test('another period takes the dates away', () => {
    expect(withFilters({ period: 'dates', from: '2026-11-01' }, { period: 'all' })).toEqual({
      period: 'all',
    });
  });

  test('the default order is not mentioned', () => {
    expect(withFilters({}, { order: 'soonest' })).toEqual({});
    expect(withFilters({ period: 'past' }, { order: 'soonest' })).toEqual({
      period: 'past',
      order: 'soonest',
    });
  });

  test('turning a page keeps the filters', () => {
    expect(withFilters({ q: 'x', cursor: ['a'] }, { cursor: ['a', 'b'] })).toEqual({
      q: 'x',
      cursor: ['a', 'b'],
    });
  });
});

describe('asking the API', () => {
  test('today is coming, yesterday is past, and no booking is in both', () => {
    expect(query({})).toEqual({ from: '2026-11-24', order: 'soonest', timeZone: ZONE, limit: 25 });
    expect(query({ period: 'past' })).toEqual({
      to: '2026-11-23',
      order: 'latest',
      timeZone: ZONE,
      limit: 25,
    });
    expect(query({ period: 'all' })).toEqual({ order: 'latest', timeZone: ZONE, limit: 25 });
  });

  test('the last cursor is the page', () => {
    expect(query({ cursor: ['a', 'b'], status: 'PENDING' })).toMatchObject({
      cursor: 'b',
      status: 'PENDING',
    });
  });

  test('filters are counted, order and page are not', () => {
    expect(activeFilters({})).toBe(0);
    expect(activeFilters({ order: 'latest', cursor: ['a'], period: 'all' })).toBe(0);
    expect(
      activeFilters({ period: 'dates', from: '2026-11-01', to: '2026-11-02', q: 'x', status: 'PENDING' }),
    ).toBe(4);
    expect(orderOf({ period: 'all' })).toBe('latest');
  });
});
