import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useLanguage } from '../../preferences/language.tsx';
import { buttonClass } from '../../ui/button.ts';
import { withFilters, type BookingSearch } from './booking-search.ts';

type BookingsPagingProps = { search: BookingSearch; nextCursor: string | null };

/** The API pages forwards only; the way back is the list of cursors in the address. */
export function BookingsPaging({ search, nextCursor }: BookingsPagingProps) {
  const { t } = useLanguage();
  const turned = search.cursor ?? [];
  if (turned.length === 0 && nextCursor === null) return null;
  const before = turned.length > 1 ? turned.slice(0, -1) : undefined;
  return (
    <nav aria-label={t.bookings.pages} className="mt-5 grid grid-cols-[1fr_auto_1fr] items-center gap-3">
      <div>
        {turned.length > 0 && (
          <Link
            to="/bookings"
            search={withFilters(search, { cursor: before })}
            rel="prev"
            className={buttonClass('plain')}
          >
            <ChevronLeft aria-hidden className="size-4" />
            {t.common.previous}
          </Link>
        )}
      </div>
      <span className="text-xs text-muted">{t.bookings.page(turned.length + 1)}</span>
      <div className="text-right">
        {nextCursor !== null && (
          <Link
            to="/bookings"
            search={withFilters(search, { cursor: [...turned, nextCursor] })}
            rel="next"
            className={buttonClass('plain')}
          >
            {t.common.next}
            <ChevronRight aria-hidden className="size-4" />
          </Link>
        )}
      </div>
    </nav>
  );
}
