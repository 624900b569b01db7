import { Ban, Undo2 } from 'lucide';
import { formatDateTime, formatMoney } from '#platform/locale.ts';
import { BackToBooking, BookingBrief } from '../components/booking-brief.tsx';
import { CsrfField } from '../components/form-fields.tsx';
import { Notice } from '../components/notice.tsx';
import { usePage } from '../components/page-env.tsx';
import type { PageEnv } from '../components/page-env.tsx';
import { safePath } from '../links.ts';
import type { CancelProps } from '../view-models.ts';

/** Asks before a booking is cancelled, and says to the cent what comes back and until when that holds. */
export function Cancel(props: CancelProps) {
  const { t } = usePage();
  const { booking } = props;
  return (
    <div class="container narrow manage">
      <BackToBooking booking={booking} />
      <h1>{props.refused === undefined ? t.cancel.title : refusedTexts(props.refused, t).title}</h1>
      <BookingBrief booking={booking} label={t.booking.when} />
      {props.refused === undefined ? <Question {...props} /> : <Refused {...props} />}
    </div>
  );
}

function refusedTexts(reason: 'past' | 'not_active', t: PageEnv['t']): { title: string; text: string } {
  return reason === 'past'
    ? { title: t.cancel.pastTitle, text: t.cancel.pastText }
    : { title: t.cancel.inactiveTitle, text: t.cancel.inactiveText };
}

function Refused({ refused = 'not_active', booking }: CancelProps) {
  const { t } = usePage();
  return (
    <>
      <Notice tone="warning" icon={Ban} urgent>
        <p>{refusedTexts(refused, t).text}</p>
      </Notice>
      <div class="button-row">
        <a class="button" href={safePath(booking.url) ?? '/'}>
          {t.cancel.toBooking}
        </a>
      </div>
    </>
  );
}

function Question({ booking, action, rescheduleUrl, idempotencyKey, refund }: CancelProps) {
  const env = usePage();
  const { t, locale } = env;
  const { amount } = refund;
  const instead = rescheduleUrl && safePath(rescheduleUrl);
  return (
    <>
      <Notice
        tone={amount === null && booking.paid ? 'warning' : 'info'}
        icon={Undo2}
        title={t.cancel.refundTitle}
      >
        <RefundAnswer refund={refund} />
        {booking.seats > 1 && <p>{t.cancel.allSeats(booking.seats)}</p>}
      </Notice>
      <form class="form" method="post" action={safePath(action)}>
        <CsrfField />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <div class="field">
          <label class="field-label" for="reason">
            {t.cancel.reason}
          </label>
          <textarea
            class="input"
            id="reason"
            name="reason"
            rows={3}
            maxLength={500}
            aria-describedby="reason-hint"
          />
          <p class="field-hint" id="reason-hint">
            {t.cancel.reasonHint}
          </p>
        </div>
        <div class="button-row">
          <button class="button button-danger" type="submit">
            {amount !== null
              ? t.cancel.submitRefund(formatMoney(amount.amount, amount.currency, locale))
              : booking.paid
                ? t.cancel.submitNothing
                : t.cancel.submit}
          </button>
          <a class="button button-quiet" href={safePath(booking.url) ?? '/'}>
            {t.cancel.keep}
          </a>
        </div>
      </form>
      {instead && (
        <p>
          <a class="action-link" href={instead} rel="nofollow">
            {t.cancel.instead}
          </a>
        </p>
      )}
    </>
  );
}

/** The rule that applies now, by the window that was agreed when it was booked. */
function RefundAnswer({ refund }: Pick<CancelProps, 'refund'>) {
  const { t, locale, zone } = usePage();
  const closesAt =
    refund.windowClosesAt === undefined
      ? undefined
      : formatDateTime(refund.windowClosesAt, zone.id, locale, 'day');
  switch (refund.rule) {
    case 'free':
      return <p>{t.cancel.free}</p>;
    case 'unpaid':
      return <p>{t.cancel.unpaid}</p>;
    case 'never':
      return <p>{t.cancel.never}</p>;
    case 'window_closed':
      return (
        <>
          <p>
            <strong>{t.cancel.nothing}</strong>
          </p>
          {closesAt !== undefined && <p>{t.cancel.closed(closesAt)}</p>}
        </>
      );
    case 'inside_window':
      return (
        <>
          {refund.amount !== null && (
            <p>
              <strong>
                {t.cancel.everything(formatMoney(refund.amount.amount, refund.amount.currency, locale))}
              </strong>
            </p>
          )}
          {closesAt !== undefined && <p>{t.cancel.until(closesAt)}</p>}
        </>
      );
  }
}
