import type { BookingBody } from '@lessonry/api-contract';
import { useSession } from '../../app/session-context.ts';
import { formatTimeRange } from '../../format/dates.ts';
import { useLanguage } from '../../preferences/language.tsx';
import { Attendees, DayTitle, Price, TitleLink } from './booking-parts.tsx';
import type { BookingSearch } from './booking-search.ts';
import type { BookingListProps } from './bookings-table.tsx';
import { StatusBadge } from './status-badge.tsx';

export function BookingsCards({ days, today, search }: BookingListProps) {
  return (
    <div className="grid grid-cols-1 gap-6">
      {days.map((day) => (
        <section key={day.date} className="grid grid-cols-1 gap-2">
          <h2 className="font-strong">
            <DayTitle date={day.date} today={today} />
          </h2>
          <ul role="list" className="grid grid-cols-1 gap-2">
            {day.bookings.map((booking) => (
              <Card key={booking.uid} booking={booking} search={search} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Card({ booking, search }: { booking: BookingBody; search: BookingSearch }) {
  const { t, locale } = useLanguage();
  const { school } = useSession();
  const { start, end, sessionNumber } = booking;
  return (
    <li className="relative grid grid-cols-1 gap-3 rounded-md border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <span className="tabular-nums">
          {formatTimeRange(start, end, { timeZone: school.timeZone, locale })}
        </span>
        <StatusBadge status={booking.status} />
      </div>
      <div>
        <h3>
          <TitleLink booking={booking} search={search} />
        </h3>
        <div className="text-xs text-muted">
          {sessionNumber !== null && <>{t.bookings.session(sessionNumber)} · </>}
          {booking.host.name}
        </div>
      </div>
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 border-t border-line pt-3">
        <div className="min-w-0">
          <Attendees booking={booking} />
        </div>
        <div>
          <Price booking={booking} />
        </div>
      </div>
    </li>
  );
}
