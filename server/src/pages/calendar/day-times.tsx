import { CalendarX } from 'lucide';
import { formatPlainDate, formatTime } from '#platform/locale.ts';
import type { Locale } from '#platform/locale.ts';
import { Empty, Notice } from '../components/notice.tsx';
import { bookingFormUrl } from '../links.ts';
import { calendarTexts } from '../messages/calendar.ts';
import type { CalendarDay, Instant, LocalDate } from '../view-models.ts';
import { plainly } from './month-grid.tsx';

export interface DayTimesProps {
  locale: Locale;
  slug: string;
  zone: string;
  host?: string | undefined;
  /** `month`: nothing is known yet; `day`: its times are being looked for. */
  state: 'ready' | 'month' | 'day' | 'failed';
  /** The day that is looked at, as the month has it; absent where the month has none to look at. */
  day?: CalendarDay | undefined;
  times: readonly Instant[];
  /** The first free day after `day`, or after the month. */
  nextFree: LocalDate | null;
  hrefOf: (where: { date: LocalDate }) => string;
  onChoose: (date: LocalDate) => void;
  onRetry: () => void;
}

/** The chosen day's times, or why there are none and where to look instead. */
export function DayTimes(props: DayTimesProps) {
  const { locale, state, day } = props;
  const t = calendarTexts[locale];
  if (state === 'failed') {
    return (
      <Notice tone="danger" title={t.failed} urgent>
        <p>{t.failedText}</p>
        <button class="button button-quiet button-small" type="button" onClick={props.onRetry}>
          {t.retry}
        </button>
      </Notice>
    );
  }
  if (state === 'month') return <p class="times-loading muted">{t.loading}</p>;
  if (day === undefined) {
    return (
      <Empty
        icon={CalendarX}
        level="h3"
        title={t.emptyMonth}
        text={props.nextFree === null ? t.nothingFree : t.emptyMonthText}
      >
        <NextFree {...props} look="button" />
      </Empty>
    );
  }
  return (
    <>
      <h3 class="times-title" id="times-title" tabIndex={-1}>
        {formatPlainDate(day.date, locale)}
        {day.free > 0 && <span class="times-count">{t.freeTimes(day.free)}</span>}
      </h3>
      {day.free > 0 ? (
        <Times {...props} day={day} />
      ) : (
        <div class="times-empty">
          <p class="muted">{t.empty[day.reason ?? 'fully_booked']}</p>
          {props.nextFree === null ? (
            <p class="muted">{t.nothingFree}</p>
          ) : (
            <NextFree {...props} look="action-link" />
          )}
        </div>
      )}
    </>
  );
}

type Part = 'morning' | 'afternoon' | 'evening';

const partOf = (hour: number): Part => (hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening');

function Times({ locale, slug, zone, host, state, day, times }: DayTimesProps & { day: CalendarDay }) {
  const t = calendarTexts[locale];
  if (state === 'day') {
    // As many places as there will be times: nothing below moves when they come.
    return (
      <div class="slots" aria-hidden="true">
        {Array.from({ length: day.free }, (_, index) => (
          <span class="slot slot-ghost" key={index} />
        ))}
      </div>
    );
  }
  const hour = new Intl.DateTimeFormat('en', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' });
  const parts = new Map<Part, Instant[]>();
  for (const start of times) {
    const part = partOf(Number(hour.format(Date.parse(start))));
    parts.set(part, [...(parts.get(part) ?? []), start]);
  }
  const date = formatPlainDate(day.date, locale, 'day');
  return (
    <>
      {[...parts].map(([part, starts]) => (
        <section class="times-part" aria-labelledby={`times-${part}`} key={part}>
          <h4 id={`times-${part}`}>{t.parts[part]}</h4>
          <ul class="slots" role="list">
            {starts.map((start) => {
              const time = formatTime(Date.parse(start), zone, locale);
              return (
                <li key={start}>
                  <a
                    class="slot"
                    href={bookingFormUrl(slug, { start, host })}
                    aria-label={t.timeLabel(time, date)}
                    rel="nofollow"
                  >
                    {time}
                  </a>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </>
  );
}

function NextFree({ locale, nextFree, hrefOf, onChoose, look }: DayTimesProps & { look: string }) {
  if (nextFree === null) return null;
  const date = formatPlainDate(nextFree, locale, look === 'button' ? 'full' : 'day');
  return (
    <a
      class={look}
      href={`${hrefOf({ date: nextFree })}#times`}
      rel="nofollow"
      onClick={(event) => plainly(event, () => onChoose(nextFree))}
    >
      {calendarTexts[locale].nextFree(date)}
    </a>
  );
}
