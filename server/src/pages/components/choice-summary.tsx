import { formatDate, formatTime, formatTimeRange, formatZone } from '#platform/locale.ts';
import { eventUrl } from '../links.ts';
import type { BookingFormProps } from '../view-models.ts';
import { usePage } from './page-env.tsx';
import { priceText } from './texts.tsx';

/** What is about to be booked, and for how much; beside the form on wide screens, above it on phones. */
export function ChoiceSummary({ event, choice, total, attendees }: BookingFormProps) {
  const env = usePage();
  const { t, locale, zone } = env;
  const details = [
    choice.sessionNumber === undefined ? undefined : t.common.session(choice.sessionNumber),
    choice.teacher === undefined ? undefined : t.common.from(choice.teacher.name),
  ].filter((detail) => detail !== undefined);
  return (
    <section class="card summary" aria-labelledby="summary">
      <h2 id="summary" class="eyebrow">
        {t.form.yourBooking}
      </h2>
      <p class="summary-title">{event.title}</p>
      <dl class="facts">
        <div>
          <dt>{t.form.when}</dt>
          <dd>
            <time dateTime={choice.start}>{formatDate(choice.start, zone.id, locale)}</time>
            <br />
            <strong>{formatTimeRange(choice.start, choice.end, zone.id, locale)}</strong>
            <div class="muted summary-zone">{formatZone(zone.id, locale, choice.start)}</div>
            <SchoolTime at={choice.start} />
          </dd>
        </div>
        {details.length > 0 && (
          <div>
            <dt>{event.kind === 'workshop' ? t.event.workshop : t.event.lesson}</dt>
            <dd>{details.join(' · ')}</dd>
          </div>
        )}
        <div>
          <dt>{t.form.total}</dt>
          <dd>
            <strong>{priceText(total, env)}</strong>
            {attendees.length > 1 && <span class="muted"> · {t.common.seats(attendees.length)}</span>}
          </dd>
        </div>
      </dl>
      <p>
        <a class="action-link summary-change" href={eventUrl(event.slug)}>
          {t.form.changeTime}
        </a>
      </p>
    </section>
  );
}

/** The school's own clock, where it shows another time than the visitor's. */
export function SchoolTime({ at }: { at: string }) {
  const { t, locale, zone, school } = usePage();
  if (school === undefined) return null;
  const there = `${formatTime(at, school.timeZone, locale)} ${formatDate(at, school.timeZone, locale)}`;
  if (there === `${formatTime(at, zone.id, locale)} ${formatDate(at, zone.id, locale)}`) return null;
  const time = `${formatTime(at, school.timeZone, locale)}, ${formatDate(at, school.timeZone, locale, 'day')}`;
  return (
    <div class="muted summary-zone">{t.common.schoolTime(time, formatZone(school.timeZone, locale, at))}</div>
  );
}
