import type { Locale } from '#platform/locale.ts';
import type { BookingBrief, CancelProps, MoveDay, RescheduleProps } from '../view-models.ts';
import { sessions } from './choosing.ts';
import { trialLesson, workshop } from './school.ts';

const KEY = '3f0c7c1e-5d8f-4c55-9a55-4f2f6c1e8a10';
const PRICE = { amount: 5000, currency: 'USD' };

const seats = (locale: Locale): BookingBrief => ({
  url: '/b/bk_9rXv2mQk7LwT4nZc8yHd3s?token=t',
  event: workshop(locale),
  start: '2026-12-12T02:00:00Z',
  end: '2026-12-12T03:30:00Z',
  sessionNumber: 6,
  teacherName: 'Nguyễn Thị Lan Anh',
  seats: 2,
  total: PRICE,
  paid: true,
});

const lesson = (locale: Locale): BookingBrief => ({
  url: '/b/bk_4nZc8yHd3s9rXv2mQk7LwT?token=t',
  event: trialLesson(locale),
  start: '2026-11-25T07:00:00Z',
  end: '2026-11-25T07:30:00Z',
  teacherName: 'Trần Quốc Bảo',
  seats: 1,
  total: null,
  paid: false,
});

/** The question before a cancellation, under each rule, and where there is nothing to ask. */
export function cancellations(locale: Locale): Record<string, CancelProps> {
  const inside: CancelProps = {
    booking: seats(locale),
    action: '/b/bk_9rXv2mQk7LwT4nZc8yHd3s/cancel?token=t',
    rescheduleUrl: '/b/bk_9rXv2mQk7LwT4nZc8yHd3s/reschedule?token=t',
    idempotencyKey: KEY,
    refund: { rule: 'inside_window', amount: PRICE, windowClosesAt: '2026-12-11T02:00:00Z' },
  };
  const nothing = { ...inside.refund, amount: null };
  return {
    inside,
    closed: { ...inside, refund: { ...nothing, rule: 'window_closed' } },
    never: { ...inside, refund: { rule: 'never', amount: null } },
    free: { ...inside, booking: lesson(locale), refund: { rule: 'free', amount: null } },
    unpaid: {
      ...inside,
      booking: { ...seats(locale), paid: false },
      rescheduleUrl: undefined,
      refund: { rule: 'unpaid', amount: null },
    },
    past: { ...inside, refund: nothing, refused: 'past' },
    inactive: { ...inside, refund: nothing, refused: 'not_active' },
  };
}

const WEEK: MoveDay[] = [
  { date: '2026-11-24', starts: [], reason: 'too_soon' },
  { date: '2026-11-25', starts: ['2026-11-25T06:30:00Z', '2026-11-25T07:30:00Z'], reason: null },
  {
    date: '2026-11-26',
    starts: Array.from({ length: 9 }, (_, index) =>
      new Date(Date.UTC(2026, 10, 26, 2, index * 30)).toISOString(),
    ),
    reason: null,
  },
  { date: '2026-11-27', starts: [], reason: 'fully_booked' },
  { date: '2026-11-28', starts: [], reason: 'closed' },
  { date: '2026-11-29', starts: [], reason: 'closed' },
  { date: '2026-11-30', starts: [], reason: 'outside_period' },
];

/** Choosing, confirming, being refused: for a lesson and for a workshop. */
export function moves(locale: Locale): Record<string, RescheduleProps> {
  const action = '/b/bk_4nZc8yHd3s9rXv2mQk7LwT/reschedule?token=t';
  const free: RescheduleProps = {
    booking: lesson(locale),
    action,
    step: {
      name: 'lesson',
      days: WEEK,
      nextWeek: '2026-12-01',
      nextFreeDay: '2026-12-01',
      teacher: { name: 'Trần Quốc Bảo', only: true },
    },
  };
  const group: RescheduleProps = {
    booking: seats(locale),
    action,
    step: { name: 'workshop', sessions: sessions(), laterUrl: `${action}&from=2027-01-01` },
  };
  const empty = WEEK.map((day): MoveDay => ({ ...day, starts: [], reason: 'fully_booked' }));
  const alternatives = [
    { start: '2026-11-25T07:30:00Z', end: '2026-11-25T08:00:00Z' },
    { start: '2026-11-26T06:30:00Z', end: '2026-11-26T07:00:00Z' },
  ];
  const confirm: RescheduleProps = {
    ...group,
    step: {
      name: 'confirm',
      target: { start: '2026-12-19T02:00:00Z', end: '2026-12-19T03:30:00Z', sessionNumber: 7 },
      idempotencyKey: KEY,
      refundUntil: '2026-12-18T02:00:00Z',
    },
  };
  const closed: RescheduleProps = { ...free, step: { name: 'closed' } };
  const refused = (code: NonNullable<RescheduleProps['refusal']>['code']) => ({
    refusal: { code, alternatives: [] },
  });
  return {
    lesson: free,
    'lesson-any': {
      ...free,
      step: {
        name: 'lesson',
        days: WEEK,
        previousWeek: '2026-11-24',
        teacher: { name: 'Trần Quốc Bảo', only: false },
      },
    },
    'lesson-empty': { ...free, step: { name: 'lesson', days: empty, nextFreeDay: '2026-12-07' } },
    'lesson-nothing': { ...free, step: { name: 'lesson', days: empty } },
    'lesson-taken': { ...free, refusal: { code: 'taken', alternatives } },
    'lesson-taken-alone': { ...free, ...refused('taken') },
    'lesson-same': { ...free, ...refused('same_time') },
    'lesson-soon': { ...free, ...refused('too_soon') },
    'lesson-unavailable': { ...free, ...refused('not_available') },
    workshop: group,
    'workshop-alone': { ...group, step: { name: 'workshop', sessions: [] } },
    'workshop-full': {
      ...group,
      refusal: {
        code: 'full',
        alternatives: [
          { start: '2026-12-19T02:00:00Z', end: '2026-12-19T03:30:00Z', sessionNumber: 7, seatsLeft: 3 },
        ],
      },
    },
    confirm,
    'confirm-lesson': {
      ...free,
      step: {
        name: 'confirm',
        target: { start: '2027-03-28T07:00:00Z', end: '2027-03-28T07:30:00Z' },
        teacherUid: 't2',
        idempotencyKey: KEY,
      },
    },
    'confirm-no-refund': {
      ...confirm,
      step: {
        name: 'confirm',
        target: { start: '2026-12-19T02:00:00Z', end: '2026-12-19T03:30:00Z', sessionNumber: 7 },
        idempotencyKey: KEY,
        refundUntil: null,
      },
    },
    past: { ...closed, ...refused('past') },
    inactive: { ...closed, ...refused('not_active') },
  };
}
