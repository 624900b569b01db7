import type { BookingBody } from '@lessonry/api-contract';
import { Ban, Clock, Hourglass, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session-context.ts';
import { formatDateTime } from '../../format/dates.ts';
import { useLanguage } from '../../preferences/language.tsx';

/** What is special about a booking that is not simply confirmed. */
export function BookingNotice({ booking }: { booking: BookingBody }) {
  const { t, locale } = useLanguage();
  const { timeZone } = useSession().school;
  const { status, expiresAt, checkoutUrl, cancelReason } = booking;
  switch (status) {
    case 'CONFIRMED':
      return null;
    case 'PENDING':
      return (
        <Notice icon={Hourglass} className="bg-warning-soft text-warning">
          {expiresAt !== null && (
            <p>{t.booking.heldUntil(formatDateTime(expiresAt, { timeZone, locale }))}</p>
          )}
          {checkoutUrl !== null && (
            <a
              href={checkoutUrl}
              rel="noreferrer"
              target="_blank"
              className="inline-flex min-h-11 items-center underline underline-offset-4"
            >
              {t.booking.paymentPage}
            </a>
          )}
        </Notice>
      );
    case 'CANCELLED':
      return (
        <Notice icon={Ban} className="bg-danger-soft text-danger">
          <p>{cancelReason === null ? t.booking.cancelled : t.booking.cancelledBecause(cancelReason)}</p>
        </Notice>
      );
    case 'EXPIRED':
      return (
        <Notice icon={Clock} className="bg-sunken">
          <p>{t.booking.expired}</p>
        </Notice>
      );
  }
}

function Notice({
  icon: Icon,
  className,
  children,
}: {
  icon: LucideIcon;
  className: string;
  children: ReactNode;
}) {
  return (
    <div className={`flex gap-3 rounded-md px-4 py-3 ${className}`}>
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
