declare module '#db/outbox.ts' {
  interface Events {
    'booking.held': { bookingId: number };
    'booking.confirmed': { bookingId: number };
    'booking.expired': { bookingId: number };
    /** Money came for a place that was gone, and goes back. */
    'booking.payment_returned': { bookingId: number };
    /** An attempt to pay failed while the place is held; `attempt` names it. */
    'booking.payment_failed': { bookingId: number; attempt: string };
    'booking.cancelled': { bookingId: number };
    /** Moved; `sequence` is the booking's since then, the rest what it was before. */
    'booking.rescheduled': {
      bookingId: number;
      sequence: number;
      previousStart: number;
      previousHostId: number;
    };
    /** Due so many hours before the start that it had when this was written down. */
    'booking.reminder_due': { bookingId: number; sequence: number; start: number; hours: number };
    'booking.refunded': { bookingId: number; refundId: number };
  }
}
