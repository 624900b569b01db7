import Calendar from '../islands/calendar.tsx';
import { EventFacts, EventHead } from '../components/event-head.tsx';
import { Island } from '../components/island.tsx';
import { usePage } from '../components/page-env.tsx';
import { ZoneBar } from '../components/zone-bar.tsx';
import { safePath, withQuery } from '../links.ts';
import type { LessonProps } from '../view-models.ts';

/** A lesson: a month to choose a day in, and the day's times. */
export function Lesson(props: LessonProps) {
  const { t, locale, zone, now, url } = usePage();
  const { event, calendar, teacherChoice } = props;
  // The forms keep the day that is shown, though the address may not name it.
  const here = withQuery(url, calendar.date === null ? {} : { date: calendar.date, month: undefined });
  return (
    <div class="container">
      <EventHead event={event} />
      <div class="split">
        <section class="choose" aria-labelledby="choose">
          <h2 id="choose">{t.event.chooseTime}</h2>
          <ZoneBar teacherZones={event.teachers.map((teacher) => teacher.timeZone)} url={here} />
          <TeacherChoice {...props} url={here} />
          <Island
            name="calendar"
            of={Calendar}
            props={{
              locale,
              slug: event.slug,
              url: safePath(url) ?? '/',
              now,
              zone: zone.id,
              view: calendar,
              ...(teacherChoice?.selected !== undefined && { host: teacherChoice.selected }),
            }}
          />
        </section>
        <EventFacts event={event} />
      </div>
    </div>
  );
}

function TeacherChoice({ event, teacherChoice, url }: LessonProps & { url: string }) {
  const { t } = usePage();
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
        <select class="select" id="host" name="host" autocomplete="off">
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
