import type { Tx } from '#db/database.ts';
import { emit } from '#db/outbox.ts';
import { NO_KEY, type Attempt } from '#http/idempotency.ts';
import { HOUR } from '#platform/clock.ts';
import { closeOrder, refundableOf, returnAll } from '#modules/payments/index.ts';
import type {
  AfterwardsDeps,
  CancelInput,
  CancellationPreview,
  CancelOutcome,
  Refund,
} from './afterwards.ts';
import './events.ts';
import type { BookingView } from './queries.ts';
import { lockBooking, releasePlace, type LockedBooking } from './release.ts';

type Cancellable = Pick<
  BookingView & LockedBooking,
  'id' | 'status' | 'paid' | 'start_time' | 'refund_window_hours'
>;

type Rule = Pick<CancellationPreview, 'rule' | 'windowClosesAt'>;

/** What the window that was fixed into the booking says at this moment; its last instant is inside. */
function ruleOf(booking: Cancellable, now: number): Rule {
  if (booking.status === 'PENDING') return { rule: 'unpaid', windowClosesAt: null };
  if (!booking.paid) return { rule: 'free', windowClosesAt: null };
  if (booking.refund_window_hours === null) return { rule: 'never', windowClosesAt: null };
  const windowClosesAt = booking.start_time.getTime() - booking.refund_window_hours * HOUR;
  return { rule: now <= windowClosesAt ? 'inside_window' : 'window_closed', windowClosesAt };
}

function whyNot(booking: Cancellable, now: number): 'past' | 'not_active' | null {
  if (booking.status !== 'PENDING' && booking.status !== 'CONFIRMED') return 'not_active';
  return booking.start_time.getTime() <= now ? 'past' : null;
}

/** What would happen if the student cancelled now (epoch ms): the same rule as `cancelBooking`'s. */
export async function cancellationPreview(
  tx: Tx,
  booking: BookingView,
  now: number,
): Promise<CancellationPreview> {
  const refusal = whyNot(booking, now);
  const rule = ruleOf(booking, now);
  if (refusal) return { mayCancel: false, whyNot: refusal, refund: null, ...rule };
  const parts = rule.rule === 'inside_window' ? await refundableOf(tx, booking.id) : [];
  const amount = parts.reduce((sum, part) => sum + part.amount, 0);
  const [first] = parts;
  return { mayCancel: true, refund: first ? { amount, currency: first.currency } : null, ...rule };
}

/**
 * Cancels a booking in one transaction: place given back, money requested back by the window fixed into the booking (in full
 * where the school cancels), everybody told by events. An unpaid hold simply ends; its Checkout is closed by a job. Under a key
 * (`attempt`) it happens once.
 */
export async function cancelBooking(
  deps: AfterwardsDeps,
  tenantId: number,
  input: CancelInput,
  attempt: Attempt = NO_KEY,
): Promise<CancelOutcome> {
  return await deps.gate(tenantId, () =>
    deps.db.withTenant(tenantId, async (tx): Promise<CancelOutcome> => {
      const now = deps.clock();
      const booking = await lockBooking(tx, input.bookingId);
      if (attempt.resumed !== null && booking.status === 'CANCELLED') {
        return { kind: 'cancelled', refund: await refundOf(tx, booking.id) };
      }
      const reason = whyNot(booking, now);
      if (reason) return { kind: 'refused', reason };
      const { rule } = ruleOf(booking, now);
      await releasePlace(tx, booking);
      await tx.db
        .updateTable('bookings')
        .set((eb) => ({
          status: 'CANCELLED',
          cancelled_at: new Date(now),
          cancelled_by: input.by,
          cancel_reason: input.reason ?? null,
          expires_at: null,
          sequence: eb('sequence', '+', 1),
        }))
        .where('id', '=', booking.id)
        .execute();
      const refund = await settleOrder(tx, booking, rule === 'inside_window' || input.by === 'school');
      await emit(tx, 'booking.cancelled', { bookingId: booking.id });
      await attempt.bind(tx, booking.uid);
      return { kind: 'cancelled', refund };
    }),
  );
}

/** Nobody pays an open order any more; of a paid one all goes back, or nothing. */
async function settleOrder(tx: Tx, booking: LockedBooking, moneyBack: boolean): Promise<Refund | null> {
  if (booking.order_id === null) return null;
  await closeOrder(tx, booking.order_id, 'CANCELLED');
  if (!booking.paid || !moneyBack) return null;
  return await returnAll(tx, { orderId: booking.order_id, bookingId: booking.id, reason: 'cancelled' });
}

/** What was requested back for a booking so far. */
async function refundOf(tx: Tx, bookingId: number): Promise<Refund | null> {
  const refunds = await tx.db
    .selectFrom('refunds')
    .select(['amount', 'currency'])
    .where('booking_id', '=', bookingId)
    .execute();
  const [first] = refunds;
  return first
    ? { amount: refunds.reduce((sum, { amount }) => sum + amount, 0), currency: first.currency }
    : null;
}
