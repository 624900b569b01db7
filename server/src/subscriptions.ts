import type { Subscriptions } from '#db/database.ts';

/** Who is told of what: the one place where a topic meets the tasks of modules above the one that speaks of it. */
export const subscriptions = {
  'verification.requested': [{ task: 'notifications:proof' }],
  'payment.event_received': [{ task: 'bookings:settle_payment_event' }],
  'refund.requested': [{ task: 'payments:execute_refund' }],
  'refund.settled': [{ task: 'bookings:tell_refund' }],
  'booking.held': [{ task: 'bookings:expire_hold' }],
  'booking.confirmed': [
    { task: 'notifications:confirmation' },
    // One request at a time for each school: the LMS asks for it.
    { task: 'immersio:push_enrollments', serial: 'immersio' },
  ],
  'booking.expired': [{ task: 'notifications:expired' }],
  'booking.payment_returned': [{ task: 'notifications:payment_returned' }],
  'booking.payment_failed': [{ task: 'notifications:payment_failed' }],
  'booking.cancelled': [
    { task: 'bookings:close_checkout' },
    { task: 'notifications:cancelled' },
    { task: 'immersio:withdraw_enrollments', serial: 'immersio' },
  ],
  'booking.rescheduled': [{ task: 'notifications:changed' }],
  'booking.refunded': [{ task: 'notifications:refunded' }],
  'booking.reminder_due': [{ task: 'notifications:reminder' }],
} as const satisfies Subscriptions;
