import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CalendarCheck, CalendarX, SearchX } from 'lucide-react';
import { useLanguage } from '../../preferences/language.tsx';
import { buttonClass } from '../../ui/button.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { activeFilters, withFilters, type BookingSearch } from './booking-search.ts';
import { anyBookingQuery } from './queries.ts';

/** Why there is nothing: none at all, none any more on this page, none that matches, none from today on. */
export function BookingsEmpty({ search }: { search: BookingSearch }) {
  const { t } = useLanguage();
  const { bookings: text, shell } = t;
  const { data: hasAny, isPending } = useQuery(anyBookingQuery);
  if (isPending) return <div className="min-h-64" />;
  if (hasAny === false) {
    return (
      <EmptyState icon={CalendarCheck} title={text.emptyTitle} text={text.emptyText}>
        <a href="/" className={buttonClass('primary')}>
          {shell.schoolPage}
        </a>
      </EmptyState>
    );
  }
  if (search.cursor) {
    return (
      <EmptyState icon={CalendarX} title={text.noMorePagesTitle} text={text.noMorePagesText}>
        <Link to="/bookings" search={withFilters(search, {})} className={buttonClass('plain')}>
          {text.firstPage}
        </Link>
      </EmptyState>
    );
  }
  if (activeFilters(search) > 0) {
    return (
      <EmptyState icon={SearchX} title={text.noMatchTitle} text={text.noMatchText}>
        <Link to="/bookings" className={buttonClass('plain')}>
          {text.filters.clear}
        </Link>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={CalendarX} title={text.emptyComingTitle} text={text.emptyComingText}>
      <Link to="/bookings" search={{ period: 'past' }} className={buttonClass('plain')}>
        {text.showPast}
      </Link>
    </EmptyState>
  );
}
