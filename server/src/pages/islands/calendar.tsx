import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { localDateIn } from '#platform/local-date.ts';
import { formatMonth, formatPlainDate } from '#platform/locale.ts';
import type { Locale } from '#platform/locale.ts';
import { DayTimes } from '../calendar/day-times.tsx';
import { monthOf, within } from '../calendar/month.ts';
import { MonthGrid } from '../calendar/month-grid.tsx';
import { connectChoosers } from '../calendar/choosers.ts';
import { addressOf, fulfil, isSameMonth } from '../calendar/wish.ts';
import type { Shown, Wish } from '../calendar/wish.ts';
import { calendarTexts } from '../messages/calendar.ts';
import type { CalendarView, Instant, LocalDate } from '../view-models.ts';

export interface CalendarProps {
  locale: Locale;
  slug: string;
  /** The page's path and query. */
  url: string;
  now: Instant;
  zone: string;
  host?: string;
  view: CalendarView;
}

/** A month to choose a day in, and the day's times. Without scripts its links load the page again; with them nothing does. */
export default function Calendar({ locale, slug, url, now, zone, host, view }: CalendarProps) {
  const t = calendarTexts[locale];
  const { month, date, days, nextFree, times } = view;
  const [shown, setShown] = useState<Shown>({ zone, host, month, date, days, nextFree, times });
  const [wish, setWish] = useState<Wish>({ zone, host, month, date });
  const [state, setState] = useState<'ready' | 'loading' | 'failed'>('ready');
  const [alive, setAlive] = useState(false);
  const [said, setSaid] = useState('');
  /** The day that the keyboard has come to, where it is another than the chosen one. */
  const [reached, setReached] = useState<LocalDate>();
  const root = useRef<HTMLDivElement>(null);
  const asking = useRef<AbortController>(undefined);
  /** Where the focus goes once the page shows what was asked for. */
  const focusNext = useRef<'day' | 'times'>(undefined);

  async function go(next: Wish, how: 'push' | 'replace' | 'again'): Promise<void> {
    asking.current?.abort();
    const mine = (asking.current = new AbortController());
    setWish(next);
    setState('loading');
    setSaid('');
    if (how !== 'again') {
      history[`${how}State`](next, '', addressOf(url, next, zone));
      syncLinks();
    }
    try {
      const found = await fulfil(slug, next, shown, mine.signal);
      if (mine.signal.aborted) return;
      setShown(found);
      setState('ready');
      setSaid(sayShown(found));
    } catch {
      if (!mine.signal.aborted) setState('failed');
    }
  }

  function sayShown({ month, date, days }: Shown): string {
    const day = days.find((known) => known.date === date);
    if (day === undefined) return `${formatMonth(month, locale)}: ${t.emptyMonth}`;
    const reason = day.reason === null ? [] : [t.empty[day.reason]];
    return [formatPlainDate(day.date, locale), t.freeTimes(day.free), ...reason].join(', ');
  }

  const bounds = { first: localDateIn(Date.parse(now), wish.zone), last: view.last };
  const chosen = state === 'ready' ? shown.date : wish.date;

  function chooseDay(date: LocalDate): void {
    setReached(date);
    void go({ ...wish, month: monthOf(date), date }, 'push');
  }
  function chooseMonth(month: string): void {
    setReached(undefined);
    void go({ ...wish, month, date: null }, 'push');
  }
  function moveTo(date: LocalDate): void {
    focusNext.current = 'day';
    setReached(date);
    if (monthOf(date) !== wish.month) void go({ ...wish, month: monthOf(date), date: null }, 'replace');
  }
  /** The day stays, unless it is over where the new zone is. */
  function keepDay(changes: Partial<Wish>): void {
    const next = { ...wish, ...changes };
    const first = localDateIn(Date.parse(now), next.zone);
    const date = chosen === null ? null : within(chosen, { first, last: view.last });
    const month = date === null ? next.month : monthOf(date);
    void go({ ...next, month: month < monthOf(first) ? monthOf(first) : month, date }, 'push');
  }

  // What listens outside of this component would otherwise keep the first state for ever.
  const latest = useRef({ go, keepDay });
  latest.current = { go, keepDay };

  useEffect(() => {
    setAlive(true);
    history.replaceState({ zone, host, month, date } satisfies Wish, '');
    const back = (event: PopStateEvent) => {
      const past = event.state as Wish | null;
      if (past?.month === undefined) return;
      setReached(undefined);
      choosers?.show(past);
      syncLinks();
      void latest.current.go(past, 'again');
    };
    addEventListener('popstate', back);
    const choosers = connectChoosers(root.current?.closest('.choose'), t.timesIn, (changes) =>
      latest.current.keepDay(changes),
    );
    return () => {
      removeEventListener('popstate', back);
      choosers?.disconnect();
    };
  }, []);

  useLayoutEffect(() => {
    const target =
      focusNext.current === 'day'
        ? `[data-date="${reached}"]`
        : focusNext.current === 'times' && state === 'ready'
          ? '#times-title'
          : undefined;
    if (target === undefined) return;
    focusNext.current = undefined;
    root.current?.querySelector<HTMLElement>(target)?.focus();
  });

  const known = isSameMonth(wish, shown) ? shown : undefined;
  const inMonth = (day: LocalDate | null | undefined): day is LocalDate =>
    typeof day === 'string' && monthOf(day) === wish.month;
  const hrefOf = (where: { date: LocalDate } | { month: string }) =>
    addressOf(url, { ...wish, month: wish.month, date: null, ...where }, zone);
  const day = known?.days.find((other) => other.date === chosen);
  const later = known?.days.find((other) => other.free > 0 && other.date > (day?.date ?? ''));
  return (
    <div class="calendar" ref={root}>
      <MonthGrid
        locale={locale}
        month={wish.month}
        days={known?.days ?? []}
        busy={state === 'loading' && known === undefined}
        chosen={chosen}
        bounds={bounds}
        alive={alive}
        tabStop={[reached, chosen].find(inMonth) ?? within(`${wish.month}-01`, bounds)}
        hrefOf={hrefOf}
        onChoose={chooseDay}
        onMove={moveTo}
        onMonth={chooseMonth}
      />
      <section
        class="times"
        id="times"
        aria-busy={state === 'loading'}
        {...(day !== undefined && state !== 'failed' && { 'aria-labelledby': 'times-title' })}
      >
        <DayTimes
          locale={locale}
          slug={slug}
          zone={wish.zone}
          host={wish.host}
          state={
            state === 'failed'
              ? 'failed'
              : known === undefined
                ? 'month'
                : state === 'loading' && (day?.free ?? 0) > 0
                  ? 'day'
                  : 'ready'
          }
          day={day}
          times={shown.times}
          nextFree={later?.date ?? known?.nextFree ?? null}
          hrefOf={hrefOf}
          onChoose={(date) => {
            focusNext.current = 'times';
            chooseDay(date);
          }}
          onRetry={() => {
            focusNext.current = 'times';
            void go(wish, 'again');
          }}
        />
      </section>
      <p class="visually-hidden" role="status">
        {said}
      </p>
    </div>
  );
}

/** The page's other links that lead back here keep up with the address. */
function syncLinks(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[hreflang]')) {
    const here = new URL(location.href);
    here.searchParams.set('lang', link.hreflang);
    link.href = here.pathname + here.search;
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="/sign-in?"]')) {
    const signIn = new URL(link.href);
    signIn.searchParams.set('next', location.pathname + location.search);
    link.href = signIn.pathname + signIn.search;
  }
}
