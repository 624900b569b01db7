import { CalendarX, ChevronLeft, ChevronRight } from 'lucide';
import { formatPlainDate, formatPlainDateRange, formatTime } from '#platform/locale.ts';
import { moveUrl, withQuery } from '../links.ts';
import { calendarTexts } from '../messages/calendar.ts';
import type { MoveDay, RescheduleStep } from '../view-models.ts';
import { Icon } from './icon.tsx';
import { Empty } from './notice.tsx';
import { usePage } from './page-env.tsx';

type LessonStep = Extract<RescheduleStep, { name: 'lesson' }>;
interface StepProps {
  step: LessonStep;
  action: string;
}

/** A week of free times as links, and the ways to other weeks: nothing here needs a script. */
export function MoveTimes(props: StepProps) {
  const { step } = props;
  const some = step.days.some((day) => day.starts.length > 0);
  return (
    <>
      <TeacherSwitch {...props} />
      <WeekNav {...props} />
      {some ? (
        <ol class="move-days" role="list">
          {step.days.map((day) => (
            <Day key={day.date} day={day} {...props} />
          ))}
        </ol>
      ) : (
        <EmptyWeek {...props} />
      )}
    </>
  );
}

function TeacherSwitch({ step: { teacher } }: StepProps) {
  const { t, url } = usePage();
  if (teacher === undefined) return null;
  return (
    <p class="move-teacher">
      {teacher.only && <span class="muted">{t.reschedule.onlyTeacher(teacher.name)}</span>}
      <a class="action-link" href={withQuery(url, { host: teacher.only ? 'any' : undefined })} rel="nofollow">
        {teacher.only ? t.reschedule.anyTeacher : t.reschedule.sameTeacher(teacher.name)}
      </a>
    </p>
  );
}

function WeekNav({ step }: StepProps) {
  const { t, locale } = usePage();
  const first = step.days[0]?.date;
  const last = step.days.at(-1)?.date;
  if (first === undefined || last === undefined) return null;
  return (
    <nav class="move-week" aria-label={t.reschedule.week}>
      <WeekStep to={step.previousWeek} label={t.reschedule.previousWeek} icon={ChevronLeft} />
      <p class="move-week-title">{formatPlainDateRange(first, last, locale)}</p>
      <WeekStep to={step.nextWeek} label={t.reschedule.nextWeek} icon={ChevronRight} />
    </nav>
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
  const href = withQuery(url, { date: to });
  return (
    <a class="icon-button" href={href} aria-label={label} title={label} rel="nofollow">
      <Icon of={icon} />
    </a>
  );
}

function Day({ day, step, action }: StepProps & { day: MoveDay }) {
  const { locale, zone } = usePage();
  const calendar = calendarTexts[locale];
  const title = formatPlainDate(day.date, locale);
  const host = step.teacher?.only === false ? 'any' : undefined;
  return (
    <li class="move-day" id={`d-${day.date}`}>
      <h3 class="move-day-title">
        {title}
        {day.starts.length > 0 && <span class="muted">{calendar.freeTimes(day.starts.length)}</span>}
      </h3>
      {day.starts.length === 0 ? (
        <p class="muted">{calendar.empty[day.reason ?? 'fully_booked']}</p>
      ) : (
        <ul class="slots" role="list">
          {day.starts.map((start) => {
            const time = formatTime(start, zone.id, locale);
            const href = withQuery(moveUrl(action, { start }), { host });
            return (
              <li key={start}>
                <a class="slot" href={href} aria-label={calendar.timeLabel(time, title)} rel="nofollow">
                  {time}
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </li>
  );
}

function EmptyWeek({ step: { nextFreeDay } }: StepProps) {
  const { t, locale, url } = usePage();
  return (
    <Empty
      icon={CalendarX}
      level="h3"
      title={t.reschedule.emptyWeek}
      text={nextFreeDay === undefined ? calendarTexts[locale].nothingFree : t.reschedule.emptyWeekText}
    >
      {nextFreeDay !== undefined && (
        <a class="button" href={`${withQuery(url, { date: nextFreeDay })}#d-${nextFreeDay}`} rel="nofollow">
          {calendarTexts[locale].nextFree(formatPlainDate(nextFreeDay, locale))}
        </a>
      )}
    </Empty>
  );
}
