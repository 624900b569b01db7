import { formatDateTime, formatMoney } from '#platform/locale.ts';
import { bookAgainFor, factsFor, linkFor, loadSource, sendToEach, type MailDeps } from './booking-source.ts';
import { mailMessages } from './messages.ts';

/** Tells the booker that an attempt to pay failed, while the place is held, and where to try again. Once per attempt. */
export async function sendPaymentFailed(
  deps: MailDeps,
  tenantId: number,
  { bookingId, attempt }: { bookingId: number; attempt: string },
): Promise<void> {
  const source = await loadSource(deps, tenantId, bookingId);
  const { booking, booker } = source;
  const { expires_at: expiresAt, checkout_url: checkoutUrl } = booking;
  const lives = booking.status === 'PENDING' && expiresAt !== null && expiresAt.getTime() > deps.clock();
  if (!booker || !lives) return;
  await sendToEach(deps, source, [booker], (reader) => {
    const m = mailMessages(reader.locale);
    const until = formatDateTime(expiresAt.getTime(), reader.timeZone, reader.locale);
    return {
      kind: 'payment_failed',
      about: attempt,
      subject: m.paymentFailed.subject(booking.title),
      lead: m.paymentFailed.lead(booking.title),
      facts: factsFor(source, reader).filter(([label]) => label !== m.place),
      notes: [m.paymentFailed.heldUntil(until)],
      button:
        checkoutUrl === null
          ? linkFor(deps, source, reader)
          : { label: m.paymentFailed.payNow, url: checkoutUrl },
    };
  });
}

/** Tells the booker that money came too late and goes back. */
export async function sendPaymentReturned(
  deps: MailDeps,
  tenantId: number,
  bookingId: number,
): Promise<void> {
  const source = await loadSource(deps, tenantId, bookingId);
  const { booking, booker } = source;
  if (!booker) return;
  await sendToEach(deps, source, [booker], (reader) => {
    const m = mailMessages(reader.locale);
    const amount = formatMoney(
      booking.amount ?? 0,
      booking.order_currency ?? booking.event_currency,
      reader.locale,
    );
    return {
      kind: 'payment_returned',
      subject: m.paymentReturned.subject(booking.title),
      lead: m.paymentReturned.lead(booking.title, amount),
      facts: [],
      notes: [],
      button: bookAgainFor(deps, source, reader),
    };
  });
}

/** Tells the booker that a refund was carried out. Of money that came too late it was told before that it goes back. */
export async function sendRefunded(
  deps: MailDeps,
  tenantId: number,
  { bookingId, refundId }: { bookingId: number; refundId: number },
): Promise<void> {
  const source = await loadSource(deps, tenantId, bookingId);
  const { booking, booker } = source;
  const refund = await deps.db.withTenant(tenantId, (tx) =>
    tx.db
      .selectFrom('refunds')
      .select(['amount', 'currency', 'status', 'reason'])
      .where('id', '=', refundId)
      .executeTakeFirstOrThrow(),
  );
  if (!booker || refund.status !== 'SUCCEEDED' || refund.reason === 'place_lost') return;
  await sendToEach(deps, source, [booker], (reader) => {
    const m = mailMessages(reader.locale);
    const amount = formatMoney(refund.amount, refund.currency, reader.locale);
    return {
      kind: 'refunded',
      about: String(refundId),
      subject: m.refunded.subject(amount, booking.title),
      lead: m.refunded.lead(booking.title, amount),
      facts: [[m.refunded.amount, amount]],
      notes: refund.reason === 'paid_twice' ? [m.refunded.twice] : [],
      button: linkFor(deps, source, reader),
    };
  });
}
