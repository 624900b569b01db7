import { CalendarDays } from 'lucide';
import { formatDate, formatTimeRange } from '#platform/locale.ts';
import type { Locale } from '#platform/locale.ts';
import { Empty } from '../components/notice.tsx';
import { usePage } from '../components/page-env.tsx';
import { SessionArrow } from '../components/sessions.tsx';
import { safePath } from '../links.ts';
import type { BookingRow, BookingState, MyBookingsProps } from '../view-models.ts';

export function MyBookings({ name, tab, bookings, newerUrl, olderUrl }: MyBookingsProps) {
  const { t } = usePage();
  const upcoming = tab === 'upcoming';
  return (
    <div class="container narrow mine">
      <div>
        <p class="muted">{t.mine.hello(name)}</p>
        <h1>{t.mine.title}</h1>
      </div>
      <nav class="tabs" aria-label={t.mine.title}>
        <a class="tab" href="/me" {...(upcoming && { 'aria-current': 'page' })}>
          {t.mine.upcoming}
        </a>
        <a class="tab" href="/me?tab=past" {...(!upcoming && { 'aria-current': 'page' })}>
          {t.mine.past}
        </a>
      </nav>
      {bookings.length === 0 ? (
        <Empty
          icon={CalendarDays}
          title={upcoming ? t.mine.emptyUpcoming : t.mine.emptyPast}
          text={upcoming ? t.mine.emptyUpcomingText : t.mine.emptyPastText}
        >
          {upcoming && (
            <a class="button" href="/">
              {t.mine.browse}
            </a>
          )}
        </Empty>
      ) : (
        <ul class="sessions" role="list">
          {bookings.map((booking) => (
            <li key={booking.url}>
              <Row booking={booking} />
            </li>
          ))}
        </ul>
      )}
      <Pager newerUrl={newerUrl} olderUrl={olderUrl} />
    </div>
  );
}

const STATE_CHIPS: Record<BookingState, string> = {
  confirmed: 'chip chip-success',
  awaiting_payment: 'chip chip-warning',
  payment_expected: 'chip chip-accent',
  expired: 'chip',
  cancelled: 'chip',
};

function Row({ booking }: { booking: BookingRow }) {
  const { t, locale, zone } = usePage();
  const at = Temporal.Instant.from(booking.start).toZonedDateTimeISO(zone.id);
  return (
    <a class="session booking-row" href={safePath(booking.url) ?? '/me'}>
      <span class="date-tile" aria-hidden="true">
        <span class="date-tile-day">{at.day}</span>
        <span class="date-tile-month">{monthName(at, locale)}</span>
      </span>
      <span class="session-text">
        <span class="session-date">{booking.title}</span>
        <span class="session-time muted">
          <time dateTime={booking.start}>{formatDate(booking.start, zone.id, locale)}</time>
          {', '}
          {formatTimeRange(booking.start, booking.end, zone.id, locale)}
          {booking.seats > 1 && ` · ${t.common.seats(booking.seats)}`}
        </span>
      </span>
      <span class={STATE_CHIPS[booking.state]}>{t.booking.states[booking.state]}</span>
      <SessionArrow />
    </a>
  );
}

/** The month as it stands beside a day, "thg 12", not as a heading, "Tháng 12". */
function monthName(at: Temporal.ZonedDateTime, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: at.timeZoneId });
  return format.formatToParts(at.epochMilliseconds).find((part) => part.type === 'month')?.value ?? '';
}

function Pager({ newerUrl, olderUrl }: Pick<MyBookingsProps, 'newerUrl' | 'olderUrl'>) {
  const { t } = usePage();
  const newer = newerUrl && safePath(newerUrl);
  const older = olderUrl && safePath(olderUrl);
  if (!newer && !older) return null;
  return (
    <nav class="pager" aria-label={t.mine.pages}>
      {newer && (
        <a class="button button-quiet button-small" href={newer}>
          {t.mine.newer}
        </a>
      )}
      {older && (
        <a class="button button-quiet button-small" href={older}>
          {t.mine.older}
        </a>
      )}
    </nav>
  );
}
