import type { BookingBody } from '@lessonry/api-contract';
import { expect, test } from 'vitest';
import { groupByDay } from './group-by-day.ts';

const booking = (uid: string, start: string): BookingBody => ({
  uid,
  start,
  end: start,
  status: 'CONFIRMED',
  paid: false,
  title: 'Trial lesson',
  eventType: 'trial-lesson',
  timeZone: 'UTC',
  locale: 'vi',
  seats: 1,
  sessionNumber: null,
  host: { uid: 'h', name: 'Mai' },
  attendees: [],
  price: { amount: 0, currency: 'VND' },
  checkoutUrl: null,
  expiresAt: null,
  refundWindowHours: null,
  cancelReason: null,
  createdAt: start,
});

test('days are those of the zone, in the order of the bookings', () => {
  const bookings = [
    booking('late', '2026-11-25T17:30:00Z'),
    booking('evening', '2026-11-25T16:30:00Z'),
    booking('morning', '2026-11-25T01:00:00Z'),
  ];
  const days = groupByDay(bookings, 'Asia/Ho_Chi_Minh');
  expect(days.map(({ date, bookings: those }) => [date, those.map(({ uid }) => uid)])).toEqual([
    ['2026-11-26', ['late']],
    ['2026-11-25', ['evening', 'morning']],
  ]);
  expect(groupByDay([], 'UTC')).toEqual([]);
});
