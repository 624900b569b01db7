import './events.ts';

export type { Alternative } from './alternatives.ts';
export { expireHold } from './checkout.ts';
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
export { BOOKING_ROUTE, bookingRoutes, mayOpen, presentBooked, type BookingRouteDeps } from './routes.ts';
export { settlePaymentEvent } from './settle.ts';
export { submitBooking } from './submit.ts';
