import { emit } from '#db/outbox.ts';
import {
  CHECKOUT_GRACE,
  closeCheckout,
  openCheckout,
  SHORTEST_CHECKOUT,
  type PaymentDeps,
} from '#modules/payments/index.ts';
import { ownSchool } from '#modules/tenants/index.ts';
import type { Locale } from '#platform/locale.ts';
import './events.ts';
import { manageUrl } from './manage-link.ts';
import { endHold } from './release.ts';
import { settleCapture } from './settle.ts';

/**
 * Opens the Checkout session of a held booking, outside of any transaction. Where Stripe does not answer, the hold is released
 * before the answer is given, so that the same visitor may try again at once.
 */
export async function startCheckout(
  deps: PaymentDeps,
  tenantId: number,
  { bookingId, origin }: { bookingId: number; origin: string },
): Promise<{ kind: 'open'; url: string } | { kind: 'unavailable' }> {
  const work = await deps.db.withTenant(tenantId, async (tx) => {
    const row = await tx.db
      .selectFrom('bookings as b')
      .innerJoin('payments as p', 'p.order_id', 'b.order_id')
      .innerJoin('attendees as a', (join) => join.onRef('a.booking_id', '=', 'b.id').on('a.position', '=', 0))
      .select([
        'b.uid',
        'b.title',
        'b.seats',
        'b.locale',
        'b.expires_at',
        'b.created_at',
        'p.id as payment_id',
        'p.amount',
        'p.currency',
        'a.email',
      ])
      .where('b.id', '=', bookingId)
      .where('p.status', '=', 'CREATED')
      .orderBy('p.id', 'desc')
      .executeTakeFirst();
    return row ? { row, settings: (await ownSchool(tx)).settings } : null;
  });
  if (!work) return { kind: 'unavailable' };
  const { row, settings } = work;
  const page = manageUrl(deps.keyring, { tenantId, uid: row.uid, origin });
  const checkout = await openCheckout(deps, tenantId, {
    paymentId: row.payment_id,
    productName: row.title,
    quantity: row.seats,
    unitAmount: row.amount / row.seats,
    currency: row.currency,
    email: row.email,
    locale: row.locale as Locale,
    expiresAt: Math.max(
      row.created_at.getTime() + SHORTEST_CHECKOUT,
      (row.expires_at?.getTime() ?? 0) - CHECKOUT_GRACE,
    ),
    paymentMethods: settings.paymentMethods,
    successUrl: `${page}&paid=1`,
    cancelUrl: page,
  });
  if (checkout.kind === 'open') return checkout;
  await deps.db.withTenant(tenantId, (tx) => endHold(tx, bookingId, 'payment_unavailable'));
  return { kind: 'unavailable' };
}

/**
 * Closes the Checkout sessions of a cancelled hold at Stripe. Money that came in the last moment goes back. Throws while Stripe
 * cannot be asked: the job tries again; what is paid meanwhile goes back when Stripe tells of it.
 */
export async function closeCancelledCheckout(
  deps: PaymentDeps,
  tenantId: number,
  bookingId: number,
): Promise<void> {
  const attempts = await deps.db.withTenant(tenantId, (tx) =>
    tx.db
      .selectFrom('bookings as b')
      .innerJoin('payments as p', 'p.order_id', 'b.order_id')
      .select(['p.id', 'p.uid'])
      .where('b.id', '=', bookingId)
      .where('b.status', '=', 'CANCELLED')
      .where('p.status', '=', 'EXPIRED')
      .execute(),
  );
  for (const { id, uid: paymentUid } of attempts) {
    const closed = await closeCheckout(deps, tenantId, id);
    if (closed.kind === 'unreachable') throw new Error('Stripe cannot be asked to close the checkout');
    if (closed.kind === 'paid') {
      await deps.db.withTenant(tenantId, (tx) => settleCapture(tx, { paymentUid, ...closed }, deps.clock()));
    }
  }
}

/** The Checkout session lasts longer than a hold may (by Stripe's rule): wait for it this long where Stripe cannot be asked. */
const STRIPE_GIVES_UP = SHORTEST_CHECKOUT + 5 * 60_000;

/**
 * A hold's time is over. First the Checkout session is closed at Stripe, so that nobody pays for a place that is given away; a
 * payment that was made in the last moment is taken. Throws while Stripe cannot be asked: the job tries again.
 */
export async function expireHold(deps: PaymentDeps, tenantId: number, bookingId: number): Promise<void> {
  const held = await deps.db.withTenant(tenantId, (tx) =>
    tx.db
      .selectFrom('bookings as b')
      .innerJoin('payments as p', 'p.order_id', 'b.order_id')
      .select(['p.id as payment_id', 'p.uid as payment_uid', 'b.created_at'])
      .where('b.id', '=', bookingId)
      .where('b.status', '=', 'PENDING')
      .where('b.expires_at', '<=', new Date(deps.clock()))
      .orderBy('p.id', 'desc')
      .executeTakeFirst(),
  );
  if (!held) return;
  const closed = await closeCheckout(deps, tenantId, held.payment_id);
  if (closed.kind === 'unreachable' && deps.clock() < held.created_at.getTime() + STRIPE_GIVES_UP) {
    throw new Error('Stripe cannot be asked whether the hold was paid');
  }
  await deps.db.withTenant(tenantId, async (tx) => {
    if (closed.kind === 'paid')
      await settleCapture(tx, { paymentUid: held.payment_uid, ...closed }, deps.clock());
    // A payment that settled it has moved it on; one of another amount has not, and keeps no place.
    if (await endHold(tx, bookingId, 'unpaid')) await emit(tx, 'booking.expired', { bookingId });
  });
}
