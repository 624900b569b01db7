import type { BookingDetailsBody } from '@lessonry/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft, FileQuestion } from 'lucide-react';
import { ApiProblem } from '../../api/problem.ts';
import { useSession } from '../../app/session-context.ts';
import { useDocumentTitle } from '../../app/use-document-title.ts';
import { formatRange, formatZone } from '../../format/dates.ts';
import { useLanguage } from '../../preferences/language.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { BookingAttendees } from './booking-attendees.tsx';
import { BookingFacts } from './booking-facts.tsx';
import { BookingNotice } from './booking-notice.tsx';
import { Enrollments, Messages, Payments } from './booking-trail.tsx';
import { bookingQuery } from './queries.ts';
import { StatusBadge } from './status-badge.tsx';

/** Everything about one booking. The filters of the list stay in the address, for the way back. */
export function BookingPage() {
  const { t } = useLanguage();
  const { uid } = useParams({ from: '/bookings/$uid' });
  const search = useSearch({ from: '/bookings' });
  const { data, error, refetch } = useQuery(bookingQuery(uid));
  useDocumentTitle(data?.title ?? t.bookings.title);
  return (
    <div className="grid grid-cols-1 gap-4" aria-busy={!data && !error}>
      <Link
        to="/bookings"
        search={search}
        className="inline-flex min-h-11 items-center gap-2 justify-self-start text-accent hover:underline"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t.booking.back}
      </Link>
      {data ? (
        <Details booking={data} />
      ) : error ? (
        <Failed error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </div>
  );
}

function Details({ booking }: { booking: BookingDetailsBody }) {
  const { locale } = useLanguage();
  const { timeZone } = useSession().school;
  const { trail } = booking;
  return (
    <>
      <header className="grid gap-2">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1 className="text-xl font-strong">{booking.title}</h1>
          <StatusBadge status={booking.status} />
        </div>
        <p className="text-muted">
          {formatRange(booking.start, booking.end, { timeZone, locale })}
          <span className="block text-xs">{formatZone(timeZone, locale, booking.start)}</span>
        </p>
      </header>
      <BookingNotice booking={booking} />
      <div className="mt-2 grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid grid-cols-1 gap-4">
          <BookingAttendees attendees={booking.attendees} />
          {trail && <Payments payments={trail.payments} free={booking.price.amount === 0} />}
          {trail && <Messages messages={trail.messages} />}
          {trail && <Enrollments enrollments={trail.enrollments} />}
        </div>
        <BookingFacts booking={booking} />
      </div>
    </>
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useLanguage();
  if (error instanceof ApiProblem && error.status === 404) {
    return (
      <EmptyState
        icon={FileQuestion}
        title={t.booking.missingTitle}
        text={t.booking.missingText}
        headingLevel={1}
      />
    );
  }
  return <ErrorState error={error} onRetry={onRetry} headingLevel={1} />;
}

function Loading() {
  const { t } = useLanguage();
  return (
    <>
      <p role="status" className="sr-only">
        {t.common.loading}
      </p>
      <Skeleton className="h-8 w-2/3" />
      <Skeleton className="h-6 w-1/2" />
      <div className="mt-2 grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid content-start gap-4">
          <Skeleton className="h-40" />
          <Skeleton className="h-32" />
        </div>
        <Skeleton className="h-96" />
      </div>
    </>
  );
}
