import { CalendarX, ChevronLeft, ChevronRight } from 'lucide';
import {
  formatPlainDate,
  formatPlainDateRange,
  formatTime,
  formatWeekday,
  localDate,
} from '#platform/locale.ts';
import { EventFacts, EventHead } from '../components/event-head.tsx';
import { Icon } from '../components/icon.tsx';
import { Empty } from '../components/notice.tsx';
import { usePage } from '../components/page-env.tsx';
import { ZoneBar } from '../components/zone-bar.tsx';
import { bookingFormUrl, withQuery } from '../links.ts';
import type { DayView, LessonProps } from '../view-models.ts';

/** A lesson and its free times, one week at a time. */
export function Lesson(props: LessonProps) {
  const { t } = usePage();
  const { event } = props;
  return (
    <div class="container">
      <EventHead event={event} />
      <div class="split">
        <section class="choose" aria-labelledby="choose">
          <h2 id="choose">{t.event.chooseTime}</h2>
          <ZoneBar teacherZones={event.teachers.map((teacher) => teacher.timeZone)} />
          <TeacherChoice {...props} />
          <WeekNav {...props} />
          {props.days.some((day) => day.slots.length > 0) ? (
            <ol class="days" role="list">
              {props.days.map((day) => (
                <Day key={day.date} day={day} {...props} />
              ))}
            </ol>
          ) : (
            <EmptyWeek {...props} />
          )}
        </section>
        <EventFacts event={event} />
      </div>
    </div>
  );
}

function TeacherChoice({ event, teacherChoice }: LessonProps) {
  const { t, url } = usePage();
  if (teacherChoice === undefined || event.teachers.length < 2) return null;
  const kept = [...new URL(withQuery(url, { host: undefined }), 'http://host.invalid').searchParams];
  return (
    <form class="field" method="get">
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} key={name} />
      ))}
      <label class="field-label" for="host">
        {t.event.teacher}
      </label>
      <div class="select-row">
        <select class="select" id="host" name="host">
          <option value="">{t.event.anyTeacher}</option>
          {event.teachers.map((teacher) => (
            <option value={teacher.id} selected={teacher.id === teacherChoice.selected} key={teacher.id}>
              {teacher.name}
            </option>
          ))}
        </select>
        <button class="button button-quiet" type="submit">
          {t.event.show}
        </button>
      </div>
    </form>
  );
}

function WeekNav({ days, previousWeek, nextWeek }: LessonProps) {
  const { t, locale, zone, now } = usePage();
  const first = days[0]?.date;
  const last = days.at(-1)?.date;
  if (first === undefined || last === undefined) return null;
  const today = localDate(now, zone.id);
  return (
    <nav class="week" aria-label={t.event.week}>
      <div class="week-head">
        <WeekStep to={previousWeek} label={t.event.previousWeek} icon={ChevronLeft} />
        <p class="week-title">{formatPlainDateRange(first, last, locale)}</p>
        <WeekStep to={nextWeek} label={t.event.nextWeek} icon={ChevronRight} />
      </div>
      <ol class="week-days" role="list">
        {days.map((day) => (
          <li key={day.date}>
            <WeekDay
              day={day}
              isToday={day.date === today}
              linked={days.some(({ slots }) => slots.length > 0)}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface WeekDayProps {
  day: DayView;
  isToday: boolean;
  /** Whether the page lists days to jump to; a week with nothing free says so instead. */
  linked: boolean;
}

function WeekDay({ day, isToday, linked }: WeekDayProps) {
  const { t, locale, url } = usePage();
  const count = day.slots.length;
  const attributes = {
    class: count === 0 ? 'week-day week-day-empty' : 'week-day',
    ...(isToday && { 'aria-current': 'date' as const }),
  };
  const content = (
    <>
      <span class="visually-hidden">{t.event.dayLink(formatPlainDate(day.date, locale), count)}</span>
      <span class="week-day-name" aria-hidden="true">
        {formatWeekday(day.date, locale)}
      </span>
      <span class="week-day-number" aria-hidden="true">
        {Number(day.date.slice(8))}
      </span>
      <span class="week-day-count" aria-hidden="true">
        {count === 0 ? '–' : count}
      </span>
    </>
  );
  if (!linked) return <span {...attributes}>{content}</span>;
  return (
    <a {...attributes} href={`${url}#d-${day.date}`}>
      {content}
    </a>
  );
}

function WeekStep({ to, label, icon }: { to: string | undefined; label: string; icon: typeof ChevronLeft }) {
  const { url } = usePage();
  if (to === undefined) {
    return (
      <span class="icon-button icon-button-off" aria-hidden="true">
        <Icon of={icon} />
      </span>
    );
  }
  return (
    <a
      class="icon-button"
      href={withQuery(url, { date: to })}
      aria-label={label}
      title={label}
      rel="nofollow"
    >
      <Icon of={icon} />
    </a>
  );
}

function Day({ day, days, event, teacherChoice, nextFreeDay }: LessonProps & { day: DayView }) {
  const { t, locale, zone } = usePage();
  const title = formatPlainDate(day.date, locale);
  const nextFree = days.find((other) => other.date > day.date && other.slots.length > 0)?.date ?? nextFreeDay;
  return (
    <li class="day" id={`d-${day.date}`}>
      <h3 class="day-title">
        {title}
        {day.slots.length > 0 && <span class="day-count">{t.event.freeTimes(day.slots.length)}</span>}
      </h3>
      {day.slots.length === 0 ? (
        <p class="muted day-empty">
          {t.event.emptyDay[day.emptyReason ?? 'taken']}
          {day.emptyReason !== 'past' && nextFree !== undefined && (
            <NextFreeLink date={nextFree} days={days} />
          )}
        </p>
      ) : (
        <ul class="slots" role="list">
          {day.slots.map((slot) => {
            const time = formatTime(slot.start, zone.id, locale);
            const href = bookingFormUrl(event.slug, { start: slot.start, host: teacherChoice?.selected });
            return (
              <li key={slot.start}>
                <a class="slot" href={href} aria-label={t.event.timeLink(time, title)} rel="nofollow">
                  {time}
                  {slot.seatsLeft !== undefined && (
                    <span class="slot-seats">{t.common.seatsLeft(slot.seatsLeft)}</span>
                  )}
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </li>
  );
}

function EmptyWeek({ days, nextFreeDay }: LessonProps) {
  const { t } = usePage();
  return (
    <Empty
      icon={CalendarX}
      level="h3"
      title={t.event.emptyWeek}
      text={nextFreeDay === undefined ? t.event.nothingFree : t.event.emptyWeekText}
    >
      {nextFreeDay !== undefined && <NextFreeLink date={nextFreeDay} days={days} button />}
    </Empty>
  );
}

interface NextFreeLinkProps {
  date: string;
  /** The days on this page: one of them is only a jump away. */
  days: DayView[];
  button?: boolean;
}

function NextFreeLink({ date, days, button = false }: NextFreeLinkProps) {
  const { t, locale, url } = usePage();
  const shown = days.some((day) => day.date === date);
  return (
    <a
      class={button ? 'button' : 'action-link'}
      href={`${shown ? url : withQuery(url, { date })}#d-${date}`}
      rel="nofollow"
    >
      {t.event.nextFreeDay(formatPlainDate(date, locale, button ? 'full' : 'day'))}
    </a>
  );
}
