import type { BookingDetailsBody } from '@lessonry/api-contract';
import type { Tx } from '#db/database.ts';
import type { SignedInUser } from '#http/context.ts';
import { isoInstant } from '#platform/clock.ts';
import { cancellationPreview } from './cancel-booking.ts';
import { maySeeTrail } from './policy.ts';
import { presentBooking, type BookingView } from './queries.ts';
import { bookingTrail } from './trail.ts';

/** One booking as the API shows it to those who may open it; its trail to staff only. */
export async function bookingDetails(
  tx: Tx,
  booking: BookingView,
  { user, now }: { user: SignedInUser | null; now: number },
): Promise<BookingDetailsBody> {
  const { windowClosesAt, ...preview } = await cancellationPreview(tx, booking, now);
  const refunds = await tx.db
    .selectFrom('refunds')
    .select(['amount', 'currency', 'status', 'created_at'])
    .where('booking_id', '=', booking.id)
    .orderBy('id')
    .execute();
  return {
    ...presentBooking(booking),
    cancelledBy: booking.cancelled_by as BookingDetailsBody['cancelledBy'],
    sequence: booking.sequence,
    cancellation: {
      ...preview,
      windowClosesAt: windowClosesAt === null ? null : isoInstant(windowClosesAt),
    },
    refunds: refunds.map((refund) => ({
      amount: refund.amount,
      currency: refund.currency,
      status: refund.status as BookingDetailsBody['refunds'][number]['status'],
      createdAt: refund.created_at.toISOString(),
    })),
    ...(maySeeTrail(user, booking) ? { trail: await bookingTrail(tx, booking) } : {}),
  };
}
