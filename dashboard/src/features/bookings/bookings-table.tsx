import type { BookingBody } from '@lessonry/api-contract';
import { useSession } from '../../app/session-context.ts';
import { formatTimeRange } from '../../format/dates.ts';
import { useLanguage } from '../../preferences/language.tsx';
import { Attendees, DayTitle, Price, TitleLink } from './booking-parts.tsx';
import type { BookingSearch } from './booking-search.ts';
import type { Day } from './group-by-day.ts';
import { StatusBadge } from './status-badge.tsx';

export type BookingListProps = { days: readonly Day[]; today: string; search: BookingSearch };

const HEAD = 'px-3 py-2 text-left text-xs font-normal text-muted';
const CELL = 'px-3 py-3 align-top';

export function BookingsTable({ days, today, search }: BookingListProps) {
  const { t } = useLanguage();
  const { columns } = t.bookings;
  return (
    <table className="w-full table-fixed">
      <caption className="sr-only">{t.bookings.title}</caption>
      <colgroup>
        <col className="w-38" />
        <col />
        <col />
        <col className="w-[14%]" />
        <col className="w-26" />
        <col className="w-42" />
      </colgroup>
      <thead>
        <tr>
          {[
            columns.time,
            columns.event,
            columns.attendees,
            columns.teacher,
            columns.price,
            columns.status,
          ].map((name) => (
            <th key={name} scope="col" className={HEAD}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      {days.map((day) => (
        <tbody key={day.date}>
          <tr className="border-t border-line bg-sunken">
            <th scope="rowgroup" colSpan={6} className="px-3 py-2 text-left font-strong">
              <DayTitle date={day.date} today={today} />
            </th>
          </tr>
          {day.bookings.map((booking) => (
            <Row key={booking.uid} booking={booking} search={search} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row({ booking, search }: { booking: BookingBody; search: BookingSearch }) {
  const { t, locale } = useLanguage();
  const { school } = useSession();
  const { start, end, sessionNumber } = booking;
  return (
    <tr className="relative border-t border-line hover:bg-paper">
      <td className={`${CELL} tabular-nums`}>
        {formatTimeRange(start, end, { timeZone: school.timeZone, locale })}
      </td>
      <td className={CELL}>
        <TitleLink booking={booking} search={search} />
        {sessionNumber !== null && (
          <div className="text-xs text-muted">{t.bookings.session(sessionNumber)}</div>
        )}
      </td>
      <td className={CELL}>
        <Attendees booking={booking} />
      </td>
      <td className={CELL}>{booking.host.name}</td>
      <td className={`${CELL} tabular-nums`}>
        <Price booking={booking} />
      </td>
      <td className={CELL}>
        <StatusBadge status={booking.status} />
      </td>
    </tr>
  );
}
