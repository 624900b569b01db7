import { ArrowLeft, Clock, Tag, UserRoundCheck, Video } from 'lucide';
import { zoneCity } from '#platform/locale.ts';
import type { EventView, PlaceView, TeacherView } from '../view-models.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { usePage } from './page-env.tsx';
import { isFree, priceText, Prose, refundText } from './texts.tsx';
import { safeExternalUrl } from '../links.ts';

/** What is booked, above the choice of a time: title, the main facts in a line, description. */
export function EventHead({ event }: { event: EventView }) {
  const env = usePage();
  const { t } = env;
  return (
    <div class="event-head">
      <BackToSchool />
      <p class="eyebrow">{event.kind === 'lesson' ? t.event.lesson : t.event.workshop}</p>
      <h1>{event.title}</h1>
      <p class="meta">
        <span>
          <Icon of={Clock} />
          {t.common.minutesLong(event.lengthMinutes)}
        </span>
        <span>
          <Icon of={Tag} />
          {event.kind === 'workshop' && !isFree(event.price)
            ? t.common.perSeat(priceText(event.price, env))
            : priceText(event.price, env)}
        </span>
        {event.place?.kind === 'online' && (
          <span>
            <Icon of={Video} />
            {t.common.online}
          </span>
        )}
        {event.whitelistOnly && (
          <span class="chip chip-accent">
            <Icon of={UserRoundCheck} />
            {t.landing.whitelistOnly}
          </span>
        )}
      </p>
      {event.description !== undefined && <Prose markdown={event.description} />}
    </div>
  );
}

/** What else there is to know: beside the choice on wide screens, below it on phones. */
export function EventFacts({ event }: { event: EventView }) {
  const env = usePage();
  const { t } = env;
  const place = event.place?.kind === 'online' ? undefined : event.place;
  if (event.teachers.length === 0 && place === undefined && isFree(event.price)) return null;
  return (
    <aside class="split-aside card" aria-label={event.title}>
      <dl class="facts">
        {event.teachers.length > 0 && (
          <div>
            <dt>{teachersLabel(event, env.t)}</dt>
            <dd>
              <TeacherList teachers={event.teachers} />
            </dd>
          </div>
        )}
        {place !== undefined && (
          <div>
            <dt>{t.event.place}</dt>
            <dd>
              <Place of={place} />
            </dd>
          </div>
        )}
        {!isFree(event.price) && (
          <div>
            <dt>{t.event.refundTitle}</dt>
            <dd>{refundText(event.refundWindowHours, env)}</dd>
          </div>
        )}
      </dl>
    </aside>
  );
}

export function BackToSchool() {
  const { t, school } = usePage();
  return (
    <a class="back-link" href="/">
      <Icon of={ArrowLeft} />
      {t.event.backToSchool(school?.name ?? '')}
    </a>
  );
}

function teachersLabel(event: EventView, t: ReturnType<typeof usePage>['t']): string {
  if (event.teachers.length === 1) return t.event.taughtBy;
  return event.collective ? t.event.together : t.event.oneOf;
}

function TeacherList({ teachers }: { teachers: TeacherView[] }) {
  const { locale } = usePage();
  return (
    <ul class="people" role="list">
      {teachers.map((teacher) => (
        <li key={teacher.id}>
          <Avatar name={teacher.name} photoUrl={teacher.photoUrl} />
          <span>
            {teacher.name}
            <span class="muted people-place"> {zoneCity(teacher.timeZone, locale)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Place({ of: place }: { of: PlaceView }) {
  const { t } = usePage();
  switch (place.kind) {
    case 'online': {
      const href = place.url === undefined ? undefined : safeExternalUrl(place.url);
      return href === undefined ? (
        <>{t.common.onlineLater}</>
      ) : (
        <a class="action-link" href={href}>
          {t.common.joinOnline}
        </a>
      );
    }
    case 'address':
      return <>{place.text}</>;
    case 'phone':
      return (
        <a class="action-link" href={`tel:${place.text.replaceAll(/[^\d+]/g, '')}`}>
          {place.text}
        </a>
      );
  }
}
