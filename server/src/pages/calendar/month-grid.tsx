import { ChevronLeft, ChevronRight } from 'lucide';
import type { IconNode } from 'lucide';
import { formatMonth, formatPlainDate, formatWeekday } from '#platform/locale.ts';
import type { Locale } from '#platform/locale.ts';
import { Icon } from '../components/icon.tsx';
import { calendarTexts } from '../messages/calendar.ts';
import type { CalendarDay, LocalDate } from '../view-models.ts';
import { addMonths, dayAfterKey, monthOf, weeksOf } from './month.ts';
import type { Bounds } from './month.ts';

export interface MonthGridProps {
  locale: Locale;
  month: string;
  /** Empty while they are being looked for. */
  days: readonly CalendarDay[];
  busy: boolean;
  chosen: LocalDate | null;
  /** Today, and the last day that can be looked at. */
  bounds: Bounds;
  /** Whether scripts run: only then is this a grid that arrow keys move in. */
  alive: boolean;
  /** The one day that the Tab key reaches. */
  tabStop: LocalDate;
  hrefOf: (where: { date: LocalDate } | { month: string }) => string;
  onChoose: (date: LocalDate) => void;
  onMove: (date: LocalDate) => void;
  onMonth: (month: string) => void;
}

/** A month: without scripts a table of links, with them a date grid as ARIA has it. */
export function MonthGrid(props: MonthGridProps) {
  const { locale, month, alive, busy, bounds } = props;
  const t = calendarTexts[locale];
  // Weeks that are over would only push the times further down.
  const weeks = weeksOf(month).filter((week) => week.some((date) => date !== null && date >= bounds.first));
  const press = (event: KeyboardEvent) => {
    const from = (event.target as HTMLElement).dataset['date'];
    if (!alive || from === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = dayAfterKey(event, from, bounds);
    if (to !== undefined) props.onMove(to);
    else if (event.key === ' ') props.onChoose(from);
    else return;
    event.preventDefault();
  };
  const previous = addMonths(month, -1);
  const next = addMonths(month, 1);
  return (
    <div class="month">
      <nav class="month-head" aria-label={t.month}>
        <MonthStep
          {...props}
          to={previous}
          possible={previous >= monthOf(bounds.first)}
          label={t.previousMonth}
          icon={ChevronLeft}
        />
        <h3 class="month-title" id="month-title">
          {formatMonth(month, locale)}
        </h3>
        <MonthStep
          {...props}
          to={next}
          possible={next <= monthOf(bounds.last)}
          label={t.nextMonth}
          icon={ChevronRight}
        />
      </nav>
      <table
        class="month-grid"
        aria-labelledby="month-title"
        aria-busy={busy}
        {...(alive && { role: 'grid', 'aria-describedby': 'month-hint' })}
        onKeyDown={press}
      >
        <thead>
          <tr>
            {WEEK.map((day) => (
              <th scope="col" key={day}>
                {formatWeekday(day, locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.find((date) => date !== null)}>
              {week.map((date, weekday) => (
                <Day {...props} date={date} key={date ?? weekday} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {alive && (
        <p class="visually-hidden" id="month-hint">
          {t.hint}
        </p>
      )}
    </div>
  );
}

/** Any week, from Monday on. */
const WEEK = [5, 6, 7, 8, 9, 10, 11].map((day) => `2026-01-${String(day).padStart(2, '0')}`);

type StepProps = MonthGridProps & { to: string; possible: boolean; label: string; icon: IconNode };

/** One element whether it leads somewhere or not: the focus that came here stays. */
function MonthStep({ to, possible, label, icon, alive, hrefOf, onMonth }: StepProps) {
  const attributes = possible
    ? { href: `${hrefOf({ month: to })}#choose`, rel: 'nofollow', title: label }
    : { role: 'link' as const, 'aria-disabled': true, ...(alive && { tabIndex: 0 }) };
  return (
    <a
      class={possible ? 'icon-button' : 'icon-button icon-button-off'}
      aria-label={label}
      {...attributes}
      onClick={(event) => possible && plainly(event, () => onMonth(to))}
    >
      <Icon of={icon} />
    </a>
  );
}

function Day(props: MonthGridProps & { date: LocalDate | null }) {
  const { date, locale, days, bounds, chosen, alive } = props;
  const cell = alive ? { role: 'gridcell' as const } : {};
  if (date === null) return <td {...cell} />;
  const t = calendarTexts[locale];
  const day = days.find((known) => known.date === date);
  const isPast = date < bounds.first;
  const isToday = date === bounds.first;
  const isChosen = date === chosen;
  const free = day?.free ?? 0;
  const details = [
    ...(isToday ? [t.today] : []),
    ...(day === undefined && !isPast ? [] : [t.freeTimes(free)]),
    ...(day?.reason && !isPast ? [t.empty[day.reason]] : []),
    ...(isChosen ? [t.chosen] : []),
  ];
  const content = (
    <>
      <span class="visually-hidden">{[formatPlainDate(date, locale), ...details].join(', ')}</span>
      <span class="month-day-number" aria-hidden="true">
        {Number(date.slice(8))}
      </span>
      <span class="month-day-count" aria-hidden="true">
        {free > 0 ? free : ''}
      </span>
    </>
  );
  const look = `month-day${free > 0 ? ' month-day-free' : ''}${isChosen ? ' month-day-chosen' : ''}`;
  if (isPast || date > bounds.last) {
    return (
      <td {...cell}>
        <span class={`${look} month-day-off`}>{content}</span>
      </td>
    );
  }
  return (
    <td {...cell} {...(alive && { 'aria-selected': isChosen })}>
      <a
        class={look}
        href={`${props.hrefOf({ date })}#times`}
        rel="nofollow"
        data-date={date}
        {...(isToday && { 'aria-current': 'date' as const })}
        {...(alive && { tabIndex: date === props.tabStop ? 0 : -1 })}
        onClick={(event) => plainly(event, () => props.onChoose(date))}
      >
        {content}
      </a>
    </td>
  );
}

/** A click that asks for another tab or window, or for a copy, stays a link's. */
export function plainly(event: MouseEvent, act: () => void): void {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  act();
}
