import { ChevronRight } from 'lucide';
import { formatDate, formatTimeRange } from '#platform/locale.ts';
import type { SessionView } from '../view-models.ts';
import { Icon } from './icon.tsx';
import { usePage } from './page-env.tsx';

/** Date, time and what is left of one session; what may be done with it is the caller's. */
export function SessionLine({ session }: { session: SessionView }) {
  const { t, locale, zone } = usePage();
  return (
    <div class="session-text">
      <span class="session-date">
        <time dateTime={session.start}>{formatDate(session.start, zone.id, locale)}</time>
      </span>
      <span class="session-time muted">
        {formatTimeRange(session.start, session.end, zone.id, locale)}
        {' · '}
        {t.common.session(session.number)}
        {session.teacherName !== undefined && ` · ${t.common.from(session.teacherName)}`}
      </span>
    </div>
  );
}

export function SessionChip({ session }: { session: SessionView }) {
  const { t } = usePage();
  if (session.state !== 'open') return <span class="chip">{t.event.sessionState[session.state]}</span>;
  return (
    <span class={session.seatsLeft <= 2 ? 'chip chip-warning' : 'chip chip-success'}>
      {t.common.seatsLeft(session.seatsLeft)}
    </span>
  );
}

export function SessionArrow() {
  return (
    <span class="session-arrow">
      <Icon of={ChevronRight} />
    </span>
  );
}
