import type { BookingBody } from '@lessonry/api-contract';
import { Link } from '@tanstack/react-router';
import { addDays, formatPlainDate } from '../../format/dates.ts';
import { formatMoney } from '../../format/money.ts';
import { useLanguage } from '../../preferences/language.tsx';
import type { BookingSearch } from './booking-search.ts';

/** The title leads to the details; its area covers the whole row or card. */
export function TitleLink({ booking, search }: { booking: BookingBody; search: BookingSearch }) {
  return (
    <Link
      to="/bookings/$uid"
      params={{ uid: booking.uid }}
      search={search}
      className="font-strong after:absolute after:inset-0 after:rounded-sm hover:text-accent focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
    >
      {booking.title}
    </Link>
  );
}

/** The one who booked, and how many come along. */
export function Attendees({ booking }: { booking: BookingBody }) {
  const { t } = useLanguage();
  const [first, ...others] = booking.attendees;
  if (!first) return <span className="text-muted">{t.common.none}</span>;
  return (
    <>
      <div>
        {first.name}{' '}
        {others.length > 0 && (
          <span className="whitespace-nowrap text-muted">{t.bookings.more(others.length)}</span>
        )}
      </div>
      <div className="truncate text-xs text-muted" title={first.email}>
        {first.email}
      </div>
    </>
  );
}

/** What it costs, and whether that has been paid. A booking that came to nothing owes nothing. */
export function Price({ booking }: { booking: BookingBody }) {
  const { t, locale } = useLanguage();
  const { amount, currency } = booking.price;
  if (amount === 0) return <span className="text-muted">{t.common.free}</span>;
  const owed = booking.paid || booking.status === 'CONFIRMED' || booking.status === 'PENDING';
  return (
    <>
      <span className="whitespace-nowrap tabular-nums">{formatMoney(amount, currency, locale)}</span>{' '}
      {owed && (
        <span className="text-xs whitespace-nowrap text-muted">
          {booking.paid ? t.bookings.paid : t.bookings.notPaid}
        </span>
      )}
    </>
  );
}

/** "Today · Wednesday, November 25, 2026"; both dates are local, `YYYY-MM-DD`. */
export function DayTitle({ date, today }: { date: string; today: string }) {
  const { t, locale } = useLanguage();
  const names = new Map([
    [today, t.common.today],
    [addDays(today, 1), t.common.tomorrow],
    [addDays(today, -1), t.common.yesterday],
  ]);
  const name = names.get(date);
  const text = formatPlainDate(date, locale);
  if (name === undefined) return <>{text}</>;
  return (
    <>
      {name} <span className="font-normal text-muted">· {text}</span>
    </>
  );
}
