import { ArrowLeft } from 'lucide';
import { formatDate, formatTimeRange, formatZone } from '#platform/locale.ts';
import { safePath } from '../links.ts';
import type { BookingBrief as Brief, MoveTarget } from '../view-models.ts';
import { SchoolTime } from './choice-summary.tsx';
import { Icon } from './icon.tsx';
import { usePage } from './page-env.tsx';
import { priceText } from './texts.tsx';

/** The way back to the booking's own page. */
export function BackToBooking({ booking }: { booking: Brief }) {
  const { t } = usePage();
  return (
    <a class="back-link" href={safePath(booking.url) ?? '/'}>
      <Icon of={ArrowLeft} />
      {t.cancel.back}
    </a>
  );
}

/** What the booking is and when: so that nobody cancels or moves the wrong one. */
export function BookingBrief({ booking, label }: { booking: Brief; label: string }) {
  const env = usePage();
  const { t } = env;
  return (
    <section class="card brief" aria-labelledby="brief">
      <p class="summary-title" id="brief">
        {booking.event.title}
      </p>
      <dl class="facts">
        <div>
          <dt>{label}</dt>
          <dd>
            <When {...booking} />
          </dd>
        </div>
        <div>
          <dt>{t.booking.teacher}</dt>
          <dd>{booking.teacherName}</dd>
        </div>
        {booking.total !== null && (
          <div>
            <dt>{t.booking.price}</dt>
            <dd>
              {priceText(booking.total, env)} · {booking.paid ? t.booking.paid : t.booking.notPaid}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** Day, time, session and zone; the offset is that of the day itself. */
export function When({ start, end, sessionNumber }: MoveTarget) {
  const { t, locale, zone } = usePage();
  return (
    <>
      <time dateTime={start}>{formatDate(start, zone.id, locale)}</time>
      <br />
      <strong>{formatTimeRange(start, end, zone.id, locale)}</strong>
      {sessionNumber !== undefined && ` · ${t.common.session(sessionNumber)}`}
      <div class="muted summary-zone">{formatZone(zone.id, locale, start)}</div>
      <SchoolTime at={start} />
    </>
  );
}
