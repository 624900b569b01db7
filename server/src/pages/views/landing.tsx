import { CalendarDays, Clock, ExternalLink, Eye, MapPin, Sprout, Tag, UserRoundCheck } from 'lucide';
import { formatDate, formatDateTime, zoneCity } from '#platform/locale.ts';
import { Avatar } from '../components/avatar.tsx';
import { Icon } from '../components/icon.tsx';
import { Island } from '../components/island.tsx';
import { Empty, Notice } from '../components/notice.tsx';
import { usePage } from '../components/page-env.tsx';
import { isFree, priceText, Prose } from '../components/texts.tsx';
import TimeZone from '../islands/time-zone.tsx';
import { eventUrl, safeExternalUrl, safeImageUrl } from '../links.ts';
import type { EventCard, LandingProps, SocialLink, TeacherView } from '../view-models.ts';

export function Landing(props: LandingProps) {
  const { t, zone } = usePage();
  if (props.state === 'unpublished') return <Unpublished />;
  const lessons = props.events.filter((event) => event.kind === 'lesson');
  const workshops = props.events.filter((event) => event.kind === 'workshop');
  return (
    <div class="container">
      {props.state === 'preview' && <Notice icon={Eye}>{t.landing.previewNotice}</Notice>}
      <Hero {...props} />
      <div id="offers">
        {props.events.length === 0 && (
          <div class="section">
            <Empty icon={Sprout} title={t.landing.emptyTitle} text={t.landing.emptyText} />
          </div>
        )}
        <Offers id="lessons" title={t.landing.lessons} lead={t.landing.lessonsLead} events={lessons} />
        <Offers
          id="workshops"
          title={t.landing.workshops}
          lead={t.landing.workshopsLead}
          events={workshops}
        />
      </div>
      {props.teacherBio !== undefined && props.teacherBio.trim() !== '' && (
        <section class="section" aria-labelledby="about">
          <h2 id="about" class="section-head">
            {t.landing.about}
          </h2>
          <div class="about">
            <Prose markdown={props.teacherBio} />
          </div>
        </section>
      )}
      <Teachers teachers={props.teachers} />
      <Social links={props.socialLinks} />
      <Island
        name="time-zone"
        of={TimeZone}
        props={{ shown: zone.id, guessed: zone.source === 'school', mayReload: false }}
      />
    </div>
  );
}

function Unpublished() {
  const { t, school } = usePage();
  return (
    <div class="container narrow">
      <h1 class="visually-hidden">{school?.name}</h1>
      <Empty icon={Sprout} title={t.landing.unpublishedTitle} text={t.landing.unpublishedText} />
    </div>
  );
}

function Hero({ title, subtitle, heroImageUrl, events }: LandingProps) {
  const { t } = usePage();
  const image = safeImageUrl(heroImageUrl);
  return (
    <section class={image === undefined ? 'hero' : 'hero hero-pictured'}>
      <div class="hero-text">
        <h1>{title}</h1>
        {subtitle !== undefined && <p class="hero-lead">{subtitle}</p>}
        {events.length > 0 && (
          <a class="button" href="#offers">
            {t.landing.browse}
          </a>
        )}
      </div>
      {image !== undefined && <img class="hero-image" src={image} alt="" width="720" height="540" />}
    </section>
  );
}

interface OffersProps {
  id: string;
  title: string;
  lead: string;
  events: EventCard[];
}

function Offers({ id, title, lead, events }: OffersProps) {
  if (events.length === 0) return null;
  return (
    <section class="section" aria-labelledby={id}>
      <div class="section-head">
        <h2 id={id}>{title}</h2>
        <p>{lead}</p>
      </div>
      <ul class="offers" role="list">
        {events.map((event) => (
          <li key={event.slug}>
            <OfferCard event={event} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OfferCard({ event }: { event: EventCard }) {
  const env = usePage();
  const { t } = env;
  return (
    <article class="card offer">
      <h3>
        <a class="offer-link" href={eventUrl(event.slug)}>
          {event.title}
        </a>
      </h3>
      {event.summary !== undefined && <p class="offer-summary">{event.summary}</p>}
      <p class="meta">
        <span>
          <Icon of={Clock} />
          {t.common.minutes(event.lengthMinutes)}
        </span>
        <span>
          <Icon of={Tag} />
          {event.kind === 'workshop' && !isFree(event.price)
            ? t.common.perSeat(priceText(event.price, env))
            : priceText(event.price, env)}
        </span>
        <span>
          <Icon of={CalendarDays} />
          <NextDate event={event} />
        </span>
      </p>
      <Labels event={event} />
    </article>
  );
}

function NextDate({ event }: { event: EventCard }) {
  const { t, zone, locale } = usePage();
  if (event.next === undefined) {
    return <>{event.kind === 'lesson' ? t.landing.flexibleTimes : t.landing.noneComing}</>;
  }
  const { start } = event.next;
  return event.kind === 'workshop' ? (
    <time dateTime={start}>{t.landing.nextSession(formatDateTime(start, zone.id, locale, 'day'))}</time>
  ) : (
    <time dateTime={start}>{t.landing.nextFree(formatDate(start, zone.id, locale, 'day'))}</time>
  );
}

function Labels({ event }: { event: EventCard }) {
  const { t } = usePage();
  const seats = event.kind === 'workshop' ? event.next?.seatsLeft : undefined;
  if (!event.whitelistOnly && seats === undefined) return null;
  return (
    <p class="offer-labels">
      {event.whitelistOnly && (
        <span class="chip chip-accent" title={t.landing.whitelistHint}>
          <Icon of={UserRoundCheck} />
          {t.landing.whitelistOnly}
        </span>
      )}
      {seats !== undefined && (
        <span class={seats === 0 ? 'chip' : seats <= 2 ? 'chip chip-warning' : 'chip chip-success'}>
          {seats === 0 ? t.landing.fullyBooked : t.common.seatsLeft(seats)}
        </span>
      )}
    </p>
  );
}

function Teachers({ teachers }: { teachers: TeacherView[] }) {
  const { t, locale } = usePage();
  if (teachers.length === 0) return null;
  return (
    <section class="section" aria-labelledby="teachers">
      <h2 id="teachers" class="section-head">
        {t.landing.teachers}
      </h2>
      <ul class="teachers" role="list">
        {teachers.map((teacher) => (
          <li class="teacher" key={teacher.id}>
            <Avatar name={teacher.name} photoUrl={teacher.photoUrl} size="large" />
            <div class="teacher-text">
              <h3>{teacher.name}</h3>
              {teacher.headline !== undefined && <p class="teacher-headline">{teacher.headline}</p>}
              <p class="meta">
                <span>
                  <Icon of={MapPin} />
                  {t.landing.teacherZone(zoneCity(teacher.timeZone, locale))}
                </span>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

const SOCIAL_NAMES: Readonly<Record<string, string>> = {
  facebook: 'Facebook',
  instagram: 'Instagram',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  linkedin: 'LinkedIn',
  zalo: 'Zalo',
  x: 'X',
  website: 'Website',
};

function Social({ links }: { links: SocialLink[] }) {
  const { t } = usePage();
  const safe = links.flatMap(({ kind, url }) => {
    const href = safeExternalUrl(url);
    return href === undefined ? [] : [{ label: SOCIAL_NAMES[kind.toLowerCase()] ?? kind, href }];
  });
  if (safe.length === 0) return null;
  return (
    <section class="section" aria-labelledby="social">
      <h2 id="social" class="section-head">
        {t.landing.followUs}
      </h2>
      <ul class="social" role="list">
        {safe.map(({ label, href }) => (
          <li key={href}>
            <a class="button button-quiet button-small" href={href} rel="noopener me">
              {label}
              <Icon of={ExternalLink} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
