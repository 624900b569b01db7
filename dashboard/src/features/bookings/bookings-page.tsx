import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useRef, type ReactNode } from 'react';
import { useSession } from '../../app/session-context.ts';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { formatZone } from '../../format/dates.ts';
import { useLanguage } from '../../preferences/language.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useFocusOnChange } from '../../ui/use-focus-on-change.ts';
import { useWide } from '../../ui/use-wide.ts';
import { BookingFilters } from './booking-filters.tsx';
import { toListQuery, type BookingSearch } from './booking-search.ts';
import { BookingsCards } from './bookings-cards.tsx';
import { BookingsEmpty } from './bookings-empty.tsx';
import { BookingsPaging } from './bookings-paging.tsx';
import { BookingsSkeleton } from './bookings-skeleton.tsx';
import { BookingsTable } from './bookings-table.tsx';
import { groupByDay } from './group-by-day.ts';
import { bookingsQuery, type BookingListBody } from './queries.ts';
import { useToday } from './use-today.ts';

/** The school's bookings (a teacher's own), by day. */
export function BookingsPage() {
  const { t, locale } = useLanguage();
  const { timeZone } = useSession().school;
  const search = useSearch({ from: '/bookings' });
  const navigate = useNavigate();
  const today = useToday(timeZone);
  const wide = useWide();
  const results = useRef<HTMLElement>(null);
  useDocumentTitle(t.bookings.title);
  useFocusOnChange(results, search.cursor?.at(-1) ?? '');

  const change = useCallback(
    (next: BookingSearch) =>
      void navigate({ to: '/bookings', search: next, replace: true, resetScroll: false }),
    [navigate],
  );
  const list = useQuery(bookingsQuery(toListQuery(search, today, timeZone)));
  const waiting = list.isPending || list.isPlaceholderData;

  return (
    <div className="grid grid-cols-1 gap-6">
      <header className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h1 className="text-xl font-strong">{t.bookings.title}</h1>
        <p className="text-xs text-muted">{t.common.timesIn(formatZone(timeZone, locale, today))}</p>
      </header>
      <BookingFilters search={search} onChange={change} />
      <p role="status" className="sr-only">
        {waiting ? t.common.loading : list.data ? t.bookings.shown(list.data.bookings.length) : ''}
      </p>
      <section
        ref={results}
        tabIndex={-1}
        aria-label={t.bookings.title}
        aria-busy={waiting}
        className={`outline-none transition-opacity ${list.isPlaceholderData ? 'opacity-60' : ''}`}
      >
        {list.data ? (
          <Results page={list.data} search={search} today={today} />
        ) : list.error ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Panel wide={wide}>
            <BookingsSkeleton wide={wide} />
          </Panel>
        )}
      </section>
    </div>
  );
}

function Results({ page, search, today }: { page: BookingListBody; search: BookingSearch; today: string }) {
  const { timeZone } = useSession().school;
  const wide = useWide();
  if (page.bookings.length === 0) return <BookingsEmpty search={search} />;
  const days = groupByDay(page.bookings, timeZone);
  const List = wide ? BookingsTable : BookingsCards;
  return (
    <>
      <Panel wide={wide}>
        <List days={days} today={today} search={search} />
      </Panel>
      <BookingsPaging search={search} nextCursor={page.nextCursor} />
    </>
  );
}

/** Tables lie on a sheet; cards are sheets themselves. */
function Panel({ wide, children }: { wide: boolean; children: ReactNode }) {
  return wide ? (
    <div className="overflow-hidden rounded-md border border-line bg-surface">{children}</div>
  ) : (
    children
  );
}
