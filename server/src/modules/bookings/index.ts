import './events.ts';

export type {
  AfterwardsDeps,
  CancelInput,
  CancellationPreview,
  CancelOutcome,
  Refund,
  RescheduleInput,
  RescheduleOutcome,
  RescheduleRefusal,
  Side,
} from './afterwards.ts';
export { cancelBooking, cancellationPreview } from './cancel-booking.ts';
export { rescheduleBooking } from './reschedule-booking.ts';

export { findAlternatives, type Alternative } from './alternatives.ts';
export { closeCancelledCheckout, expireHold } from './checkout.ts';
export type { BookingDeps } from './create-booking.ts';
export { manageUrl } from './manage-link.ts';
export {
  bookingById,
  bookingByUid,
  decodeCursor,
  encodeCursor,
  listBookings,
  type BookingView,
} from './queries.ts';
export { mayOpen, openBooking } from './open-booking.ts';
export { BOOKING_ROUTE, bookingRoutes, presentBooked, type BookingRouteDeps } from './routes.ts';
export { hostsOfBooking, settlePaymentEvent } from './settle.ts';
export { submitBooking } from './submit.ts';
export { tellRefund } from './tell-refund.ts';
