declare module '#db/outbox.ts' {
  interface Events {
    'booking.held': { bookingId: number };
    'booking.confirmed': { bookingId: number };
    'booking.expired': { bookingId: number };
    /** Money came for a place that was gone, and goes back. */
    'booking.payment_returned': { bookingId: number };
  }
}

export type BookingTopic =
  'booking.held' | 'booking.confirmed' | 'booking.expired' | 'booking.payment_returned';
