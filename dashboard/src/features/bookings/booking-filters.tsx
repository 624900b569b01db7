import { useQuery } from '@tanstack/react-query';
import { SlidersHorizontal } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useLanguage } from '../../preferences/language.tsx';
import { buttonClass } from '../../ui/button.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import {
  activeFilters,
  orderOf,
  ORDERS,
  PERIODS,
  STATUSES,
  withFilters,
  type BookingSearch,
} from './booking-search.ts';
import { DateRange } from './date-range.tsx';
import { eventTypesQuery } from './queries.ts';
import { SearchField } from './search-field.tsx';

type BookingFiltersProps = { search: BookingSearch; onChange: (search: BookingSearch) => void };

/** All filters; on a phone the less used ones wait behind a button. */
export function BookingFilters({ search, onChange }: BookingFiltersProps) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const { filters } = t.bookings;
  const active = activeFilters(search);
  const period = search.period ?? 'coming';
  const clear = (): void => onChange({});
  const onSearch = useCallback(
    (q: string) => onChange(withFilters(search, { q: q === '' ? undefined : q })),
    [search, onChange],
  );
  return (
    <section aria-label={filters.label} className="grid gap-3">
      <div className="grid items-end gap-3 md:grid-cols-[minmax(0,1fr)_auto]">
        <SearchField
          label={filters.search}
          hint={filters.searchHint}
          value={search.q ?? ''}
          onSearch={onSearch}
        />
        <Segmented
          wide
          label={filters.period}
          value={period}
          options={PERIODS.map((value) => ({ value, label: filters.periods[value] }))}
          onChange={(value) =>
            onChange(
              withFilters(search, { period: value === 'coming' ? undefined : value, order: undefined }),
            )
          }
        />
      </div>
      {period === 'dates' && (
        <DateRange
          from={search.from}
          to={search.to}
          onChange={(range) => onChange(withFilters(search, range))}
        />
      )}
      <div className="flex items-center justify-between gap-3 md:hidden">
        <button
          type="button"
          className={buttonClass('plain')}
          aria-expanded={open}
          aria-controls="more-filters"
          onClick={() => setOpen(!open)}
        >
          <SlidersHorizontal aria-hidden className="size-4" />
          {active > 0 ? `${filters.show} (${active})` : filters.show}
        </button>
        {active > 0 && (
          <button type="button" className="text-link min-h-11 px-2" onClick={clear}>
            {filters.clear}
          </button>
        )}
      </div>
      <div
        id="more-filters"
        className={`${open ? 'grid' : 'hidden'} items-end gap-3 md:grid ${active > 0 ? 'md:grid-cols-[1fr_1fr_1fr_auto]' : 'md:grid-cols-3'}`}
      >
        <Choices search={search} onChange={onChange} />
        {active > 0 && (
          <button type="button" className={`${buttonClass('plain')} max-md:hidden`} onClick={clear}>
            {filters.clear}
          </button>
        )}
      </div>
    </section>
  );
}

function Choices({ search, onChange }: BookingFiltersProps) {
  const { t, locale } = useLanguage();
  const { data: eventTypes = [] } = useQuery(eventTypesQuery(locale));
  const { filters, statuses } = t.bookings;
  // What an address names may be unknown here (archived, say): it is shown all the same, as the list obeys it.
  const slugs = new Map(eventTypes.map(({ slug, title }) => [slug, title]));
  if (search.eventType !== undefined && !slugs.has(search.eventType))
    slugs.set(search.eventType, search.eventType);
  return (
    <>
      <Select
        label={filters.status}
        value={search.status ?? ''}
        options={[
          { value: '', label: filters.anyStatus },
          ...STATUSES.map((value) => ({ value, label: statuses[value] })),
        ]}
        onChange={(value) =>
          onChange(withFilters(search, { status: STATUSES.find((status) => status === value) }))
        }
      />
      <Select
        label={filters.eventType}
        value={search.eventType ?? ''}
        options={[
          { value: '', label: filters.anyEventType },
          ...[...slugs].map(([value, label]) => ({ value, label })),
        ]}
        onChange={(value) => onChange(withFilters(search, { eventType: value === '' ? undefined : value }))}
      />
      <Select
        label={filters.order}
        value={orderOf(search)}
        options={ORDERS.map((value) => ({ value, label: filters.orders[value] }))}
        onChange={(value) =>
          onChange(withFilters(search, { order: ORDERS.find((order) => order === value) }))
        }
      />
    </>
  );
}
