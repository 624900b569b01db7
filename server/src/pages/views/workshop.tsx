import { CalendarX } from 'lucide';
import { formatDate, formatMonth, localDate } from '#platform/locale.ts';
import { EventFacts, EventHead } from '../components/event-head.tsx';
import { Empty } from '../components/notice.tsx';
import { usePage } from '../components/page-env.tsx';
import { SessionArrow, SessionChip, SessionLine } from '../components/sessions.tsx';
import { ZoneBar } from '../components/zone-bar.tsx';
import { bookingFormUrl, safePath } from '../links.ts';
import type { SessionView, WorkshopProps } from '../view-models.ts';

/** A workshop and its sessions. */
export function Workshop({ event, sessions, earlierUrl, laterUrl }: WorkshopProps) {
  const { t } = usePage();
  return (
    <div class="container">
      <EventHead event={event} />
      <div class="split">
        <section class="choose" aria-labelledby="choose">
          <h2 id="choose">{t.event.chooseSession}</h2>
          <ZoneBar teacherZones={event.teachers.map((teacher) => teacher.timeZone)} />
          {sessions.length === 0 ? (
            <Empty
              icon={CalendarX}
              level="h3"
              title={t.event.sessionsEmpty}
              text={t.event.sessionsEmptyText}
            />
          ) : (
            <Months slug={event.slug} sessions={sessions} />
          )}
          <SessionPages earlierUrl={earlierUrl} laterUrl={laterUrl} />
        </section>
        <EventFacts event={event} />
      </div>
    </div>
  );
}

function Months({ slug, sessions }: { slug: string; sessions: SessionView[] }) {
  const { locale, zone } = usePage();
  const months = Map.groupBy(sessions, ({ start }) => localDate(start, zone.id).slice(0, 7));
  return [...months].map(([month, inMonth]) => (
    <section class="session-month" aria-labelledby={`m-${month}`} key={month}>
      <h3 id={`m-${month}`}>{formatMonth(month, locale)}</h3>
      <ol class="sessions" role="list">
        {inMonth.map((session) => (
          <li key={session.start}>
            <Session slug={slug} session={session} />
          </li>
        ))}
      </ol>
    </section>
  ));
}

function Session({ slug, session }: { slug: string; session: SessionView }) {
  const { t, locale, zone } = usePage();
  if (session.state !== 'open') {
    return (
      <div class="session session-closed">
        <SessionLine session={session} />
        <SessionChip session={session} />
      </div>
    );
  }
  const label = t.event.bookSession(session.number, formatDate(session.start, zone.id, locale));
  return (
    <a
      class="session"
      href={bookingFormUrl(slug, { start: session.start, session: session.number })}
      title={label}
      rel="nofollow"
    >
      <SessionLine session={session} />
      <SessionChip session={session} />
      <SessionArrow />
    </a>
  );
}

function SessionPages({ earlierUrl, laterUrl }: Pick<WorkshopProps, 'earlierUrl' | 'laterUrl'>) {
  const { t } = usePage();
  const earlier = earlierUrl && safePath(earlierUrl);
  const later = laterUrl && safePath(laterUrl);
  if (!earlier && !later) return null;
  return (
    <nav class="pager" aria-label={t.event.chooseSession}>
      {earlier && (
        <a class="button button-quiet button-small" href={earlier} rel="nofollow">
          {t.event.earlierSessions}
        </a>
      )}
      {later && (
        <a class="button button-quiet button-small" href={later} rel="nofollow">
          {t.event.laterSessions}
        </a>
      )}
    </nav>
  );
}
