import type { Subscriptions } from '#db/database.ts';

/** Who is told of what: the one place where a topic meets the tasks of modules above the one that speaks of it. */
export const subscriptions = {
  'payment.event_received': [{ task: 'bookings:settle_payment_event' }],
  'refund.requested': [{ task: 'payments:execute_refund' }],
  'booking.held': [{ task: 'bookings:expire_hold' }],
  'booking.confirmed': [
    { task: 'notifications:confirmation' },
    // One request at a time for each school: the LMS asks for it.
    { task: 'immersio:push_enrollments', serial: true },
  ],
  'booking.expired': [{ task: 'notifications:expired' }],
  'booking.payment_returned': [{ task: 'notifications:payment_returned' }],
} as const satisfies Subscriptions;
