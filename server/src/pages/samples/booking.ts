import type { Locale } from '#platform/locale.ts';
import type { BookingFormProps, BookingPageProps, MyBookingsProps } from '../view-models.ts';
import { sessions } from './choosing.ts';
import { say, trialLesson, workshop } from './school.ts';

const LESSON_START = '2026-11-25T07:00:00Z';
const LESSON_END = '2026-11-25T07:30:00Z';
const SESSION_START = '2026-12-12T02:00:00Z';
const SESSION_END = '2026-12-12T03:30:00Z';

export function lessonForm(locale: Locale): BookingFormProps {
  return {
    event: trialLesson(locale),
    choice: { start: LESSON_START, end: LESSON_END },
    attendees: [{ name: '', email: '' }],
    maxSeats: 1,
    errors: {},
    idempotencyKey: '3f0c7c1e-5d8f-4c55-9a55-4f2f6c1e8a10',
    total: null,
  };
}

export function workshopForm(locale: Locale): BookingFormProps {
  return {
    ...lessonForm(locale),
    event: workshop(locale),
    choice: { start: SESSION_START, end: SESSION_END, sessionNumber: 6 },
    attendees: [
      { name: 'Nguyễn Phạm Hoàng Thiên Kim', email: 'thien.kim.nguyen.pham.hoang@example.com' },
      { name: '', email: 'khong-phai-email' },
    ],
    maxSeats: 5,
    total: { amount: 5000, currency: 'USD' },
  };
}

export function formWithErrors(locale: Locale): BookingFormProps {
  return {
    ...workshopForm(locale),
    errors: { 'attendees.1.name': 'required', 'attendees.1.email': 'email_invalid' },
  };
}

/** The details form with each refusal that it can show. */
export function refusals(locale: Locale): Record<string, BookingFormProps> {
  const filled: BookingFormProps = {
    ...lessonForm(locale),
    attendees: [{ name: 'Lê Minh Châu', email: 'chau@example.com' }],
  };
  const seats = { ...workshopForm(locale), attendees: [{ name: 'Lê Minh Châu', email: 'chau@example.com' }] };
  const alternatives = ['2026-11-25T07:30:00Z', '2026-11-25T08:00:00Z', '2026-11-26T06:30:00Z'];
  const open = sessions().filter((session) => session.state === 'open');
  return {
    'slot-taken': { ...filled, refusal: { code: 'slot_taken', alternatives } },
    'slot-taken-alone': { ...filled, refusal: { code: 'slot_taken', alternatives: [] } },
    'fully-booked': { ...seats, refusal: { code: 'fully_booked', seatsLeft: 0, sessions: open } },
    'fully-booked-alone': { ...seats, refusal: { code: 'fully_booked', seatsLeft: 0, sessions: [] } },
    'fewer-seats': {
      ...workshopForm(locale),
      refusal: { code: 'fully_booked', seatsLeft: 1, sessions: open.slice(1) },
    },
    'not-whitelisted': { ...filled, refusal: { code: 'not_whitelisted' } },
    'verification-required': {
      ...filled,
      refusal: {
        code: 'verification_required',
        signInUrl: '/sign-in?next=%2Fe%2Fadvanced-circle',
        email: 'chau@example.com',
      },
    },
    'address-proved': { ...filled, addressProved: true },
    'too-soon': { ...filled, refusal: { code: 'too_soon' } },
    'not-available': { ...filled, refusal: { code: 'not_available' } },
    'payment-unavailable': { ...seats, refusal: { code: 'payment_unavailable' } },
    'too-many-holds': { ...seats, refusal: { code: 'too_many_holds' } },
  };
}

export function bookings(locale: Locale): Record<string, BookingPageProps> {
  const event = workshop(locale);
  const confirmed: BookingPageProps = {
    uid: 'bk_9rXv2mQk7LwT4nZc8yHd3s',
    state: 'confirmed',
    event,
    start: SESSION_START,
    end: SESSION_END,
    sessionNumber: 6,
    teachers: [{ name: 'Nguyễn Thị Lan Anh', photoUrl: '/assets/demo/teacher-1.svg' }],
    attendees: [
      { name: 'Nguyễn Phạm Hoàng Thiên Kim', email: 'thien.kim.nguyen.pham.hoang@example.com' },
      { name: 'Lê Minh Châu', email: 'chau@example.com' },
    ],
    place: event.place,
    total: { amount: 5000, currency: 'USD' },
    paid: true,
    refundWindowHours: 24,
    icsUrl: '/b/bk_9rXv2mQk7LwT4nZc8yHd3s/calendar.ics?token=t',
    manage: {
      cancelUrl: '/b/bk_9rXv2mQk7LwT4nZc8yHd3s/cancel?token=t',
      rescheduleUrl: '/b/bk_9rXv2mQk7LwT4nZc8yHd3s/reschedule?token=t',
    },
    enrolled: false,
  };
  const over = { ...confirmed, manage: {}, icsUrl: undefined, place: undefined };
  const ended = { ...over, state: 'cancelled', cancelled: { by: 'student' } } as const;
  const unpaid = { ...over, paid: false, enrolled: undefined };
  return {
    confirmed,
    'confirmed-free': {
      ...confirmed,
      event: trialLesson(locale),
      sessionNumber: undefined,
      attendees: confirmed.attendees.slice(1),
      start: LESSON_START,
      end: LESSON_END,
      total: null,
      place: { kind: 'online', url: 'https://meet.example/abc' },
      enrolled: true,
    },
    'awaiting-payment': {
      ...unpaid,
      state: 'awaiting_payment',
      payUrl: 'https://checkout.stripe.com/c/pay/cs_test_1',
      manage: { cancelUrl: '/b/bk_9rXv2mQk7LwT4nZc8yHd3s/cancel?token=t' },
      holdExpiresAt: '2026-11-24T08:33:00Z',
    },
    'payment-expected': { ...unpaid, state: 'payment_expected' },
    expired: { ...unpaid, state: 'expired' },
    looked: { ...confirmed, manage: undefined },
    'by-phone': { ...confirmed, place: { kind: 'phone', text: '+84 28 3822 1234' } },
    moved: { ...confirmed, moved: true, done: 'moved' },
    underway: { ...over, state: 'confirmed', start: '2026-11-24T07:45:00Z', end: '2026-11-24T09:15:00Z' },
    over: { ...over, state: 'confirmed', start: '2026-11-20T02:00:00Z', end: '2026-11-20T03:30:00Z' },
    cancelled: { ...unpaid, state: 'cancelled' },
    'cancelled-free': { ...ended, total: null, paid: false, done: 'cancelled' },
    'cancelled-late': {
      ...ended,
      cancelled: { by: 'student', reason: say(locale, 'Em bị ốm,\nxin lỗi cô ạ.', 'I am ill,\nso sorry.') },
    },
    'cancelled-by-school': {
      ...ended,
      cancelled: { by: 'school', reason: say(locale, 'Giáo viên bận đột xuất', 'Your teacher is away') },
      refund: { amount: { amount: 5000, currency: 'USD' }, state: 'pending' },
    },
    refunded: {
      ...ended,
      done: 'cancelled',
      refund: { amount: { amount: 5000, currency: 'USD' }, state: 'done' },
    },
    'refund-pending': {
      ...ended,
      done: 'cancelled',
      refund: { amount: { amount: 5000, currency: 'USD' }, state: 'pending' },
    },
    'refund-failed': {
      ...ended,
      refund: { amount: { amount: 5000, currency: 'USD' }, state: 'failed' },
    },
  };
}

export function myBookings(locale: Locale): MyBookingsProps {
  const states = ['confirmed', 'awaiting_payment', 'payment_expected', 'cancelled', 'expired'] as const;
  return {
    name: 'Thiên Kim',
    tab: 'upcoming',
    olderUrl: '/me?cursor=abc',
    bookings: states.map((state, index) => ({
      url: `/b/bk_${index}`,
      title: index % 2 === 0 ? workshop(locale).title : say(locale, 'Buổi học thử', 'Trial lesson'),
      start: SESSION_START,
      end: SESSION_END,
      state,
      seats: index + 1,
    })),
  };
}
