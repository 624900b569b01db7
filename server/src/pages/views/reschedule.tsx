import { CalendarX } from 'lucide';
import { formatDateTime } from '#platform/locale.ts';
import { BackToBooking, BookingBrief, When } from '../components/booking-brief.tsx';
import { CsrfField } from '../components/form-fields.tsx';
import { MoveTimes } from '../components/move-times.tsx';
import { MoveSessions } from '../components/move-sessions.tsx';
import { Notice } from '../components/notice.tsx';
import { usePage } from '../components/page-env.tsx';
import { ZoneBar } from '../components/zone-bar.tsx';
import { moveUrl, safePath, withQuery } from '../links.ts';
import type { BookingBrief as Brief, MoveRefusal, RescheduleProps, RescheduleStep } from '../view-models.ts';

/** Another time for a booking: choose one, see old and new side by side, confirm. */
export function Reschedule(props: RescheduleProps) {
  const { t } = usePage();
  const { booking, step, action } = props;
  const asks = step.name === 'confirm';
  return (
    <div class={asks || step.name === 'closed' ? 'container narrow manage' : 'container manage'}>
      <BackToBooking booking={booking} />
      <h1>{asks ? t.reschedule.confirmTitle : t.reschedule.title}</h1>
      {props.refusal !== undefined && <MoveRefused {...props.refusal} action={action} />}
      {step.name === 'confirm' && <Confirm booking={booking} step={step} action={action} />}
      {step.name === 'closed' && <BookingBrief booking={booking} label={t.booking.when} />}
      {(step.name === 'lesson' || step.name === 'workshop') && (
        <div class="split">
          <section class="choose" aria-labelledby="choose">
            <h2 id="choose">
              {step.name === 'lesson' ? t.reschedule.chooseTime : t.reschedule.chooseSession}
            </h2>
            <ZoneBar teacherZones={[]} />
            {step.name === 'lesson' ? (
              <MoveTimes step={step} action={action} />
            ) : (
              <MoveSessions step={step} action={action} booking={booking} />
            )}
          </section>
          <div class="split-aside manage-aside">
            <BookingBrief booking={booking} label={t.reschedule.present} />
            <p class="muted booking-note">{t.reschedule.lead}</p>
          </div>
        </div>
      )}
    </div>
  );
}

interface ConfirmProps {
  booking: Brief;
  step: Extract<RescheduleStep, { name: 'confirm' }>;
  action: string;
}

function Confirm({ booking, step, action }: ConfirmProps) {
  const { t, locale, zone } = usePage();
  const { target, refundUntil } = step;
  return (
    <>
      <section class="card brief" aria-labelledby="brief">
        <p class="summary-title" id="brief">
          {booking.event.title}
        </p>
        <dl class="facts move">
          <div class="move-old">
            <dt>{t.reschedule.present}</dt>
            <dd>
              <When {...booking} />
            </dd>
          </div>
          <div class="move-new">
            <dt>{t.reschedule.newTime}</dt>
            <dd>
              <When {...target} />
            </dd>
          </div>
        </dl>
      </section>
      <form class="form" method="post" action={safePath(action)}>
        <CsrfField />
        <input type="hidden" name="idempotencyKey" value={step.idempotencyKey} />
        <input type="hidden" name="start" value={target.start} />
        {target.sessionNumber !== undefined && (
          <input type="hidden" name="session" value={target.sessionNumber} />
        )}
        {step.teacherUid !== undefined && <input type="hidden" name="host" value={step.teacherUid} />}
        <div class="muted booking-note">
          {booking.total !== null && <p>{t.reschedule.samePrice}</p>}
          {refundUntil === null && <p>{t.reschedule.refundOver}</p>}
          {typeof refundUntil === 'string' && (
            <p>{t.reschedule.refundUntil(formatDateTime(refundUntil, zone.id, locale, 'day'))}</p>
          )}
          <p>{t.reschedule.mailNote}</p>
        </div>
        <div class="button-row">
          <button class="button" type="submit">
            {t.reschedule.submit}
          </button>
          <a class="button button-quiet" href={safePath(action) ?? '/'} rel="nofollow">
            {t.reschedule.other}
          </a>
        </div>
      </form>
      <p>
        <a class="action-link" href={safePath(booking.url) ?? '/'}>
          {t.reschedule.keep}
        </a>
      </p>
    </>
  );
}

function MoveRefused({
  code,
  alternatives,
  action,
}: NonNullable<RescheduleProps['refusal']> & { action: string }) {
  const { t, locale, zone } = usePage();
  const text = t.reschedule.refusal;
  return (
    <Notice tone="warning" icon={CalendarX} title={text[code]} urgent>
      <RefusalText code={code} />
      {alternatives.length > 0 && (
        <>
          <p>{text.nearby}</p>
          <ul class="slots alternatives" role="list">
            {alternatives.map((other) => (
              <li key={`${other.start} ${other.sessionNumber ?? ''}`}>
                <a class="slot" href={moveUrl(withQuery(action, { date: undefined }), other)} rel="nofollow">
                  {formatDateTime(other.start, zone.id, locale, 'day')}
                  {other.seatsLeft !== undefined && (
                    <span class="slot-seats">{t.common.seatsLeft(other.seatsLeft)}</span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}

function RefusalText({ code }: { code: MoveRefusal }) {
  const { t } = usePage();
  const text = t.reschedule.refusal;
  switch (code) {
    case 'past':
      return <p>{text.pastText}</p>;
    case 'not_active':
      return <p>{text.inactiveText}</p>;
    case 'same_time':
      return <p>{text.sameTimeText}</p>;
    case 'too_soon':
      return (
        <p>
          {text.tooSoonText} {text.stillYours}
        </p>
      );
    case 'taken':
    case 'full':
    case 'not_available':
      return <p>{text.stillYours}</p>;
  }
}
