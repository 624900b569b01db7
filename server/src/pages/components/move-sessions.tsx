import { CalendarX } from 'lucide';
import { formatDate } from '#platform/locale.ts';
import { moveUrl, safePath } from '../links.ts';
import type { BookingBrief, RescheduleStep, SessionView } from '../view-models.ts';
import { Empty } from './notice.tsx';
import { usePage } from './page-env.tsx';
import { SessionArrow, SessionChip, SessionLine } from './sessions.tsx';

interface MoveSessionsProps {
  step: Extract<RescheduleStep, { name: 'workshop' }>;
  booking: BookingBrief;
  action: string;
}

/** The workshop's coming sessions, the present one marked; those with room lead on. */
export function MoveSessions({ step, booking, action }: MoveSessionsProps) {
  const { t } = usePage();
  const { sessions } = step;
  const isPresent = (session: SessionView) => session.number === booking.sessionNumber;
  const earlier = step.earlierUrl && safePath(step.earlierUrl);
  const later = step.laterUrl && safePath(step.laterUrl);
  return (
    <>
      {sessions.every(isPresent) && (
        <Empty
          icon={CalendarX}
          level="h3"
          title={t.reschedule.noSessions}
          text={t.reschedule.noSessionsText}
        />
      )}
      {sessions.length > 0 && (
        <ol class="sessions" role="list">
          {sessions.map((session) => (
            <li key={session.number}>
              <MoveSession session={session} present={isPresent(session)} action={action} />
            </li>
          ))}
        </ol>
      )}
      {(earlier || later) && (
        <nav class="pager" aria-label={t.reschedule.chooseSession}>
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
      )}
    </>
  );
}

function MoveSession({
  session,
  present,
  action,
}: {
  session: SessionView;
  present: boolean;
  action: string;
}) {
  const { t, locale, zone } = usePage();
  if (present || session.state !== 'open') {
    return (
      <div class="session session-closed">
        <SessionLine session={session} />
        {present ? (
          <span class="chip chip-accent">{t.reschedule.chosenNow}</span>
        ) : (
          <SessionChip session={session} />
        )}
      </div>
    );
  }
  return (
    <a
      class="session"
      href={moveUrl(action, { start: session.start, sessionNumber: session.number })}
      title={t.reschedule.moveToSession(session.number, formatDate(session.start, zone.id, locale))}
      rel="nofollow"
    >
      <SessionLine session={session} />
      <SessionChip session={session} />
      <SessionArrow />
    </a>
  );
}
