import type { SignedInUser } from '#http/context.ts';

type Booking = { user_id: number; host_id: number };

/** Admins see every booking of the school, teachers those they teach, students their own. */
export function maySeeBooking(user: SignedInUser | null, booking: Booking): boolean {
  if (!user) return false;
  if (user.role === 'admin') return true;
  if (user.role === 'teacher' && booking.host_id === user.id) return true;
  return booking.user_id === user.id;
}

/** The trail (payments, messages, enrollments) is for staff. */
export const maySeeTrail = (user: SignedInUser | null, booking: Booking): boolean =>
  user !== null && user.role !== 'student' && maySeeBooking(user, booking);
