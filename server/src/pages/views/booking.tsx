import {
  Ban,
  CalendarClock,
  CalendarPlus,
  CircleCheck,
  Flag,
  Hourglass,
  LoaderCircle,
  TimerOff,
} from 'lucide';
import { formatDate, formatDateTime, formatMoney, formatTimeRange, formatZone } from '#platform/locale.ts';
import { Avatar } from '../components/avatar.tsx';
import { SchoolTime } from '../components/choice-summary.tsx';
import { Place } from '../components/event-head.tsx';
import { Icon } from '../components/icon.tsx';
import { Island } from '../components/island.tsx';
import { Notice } from '../components/notice.tsx';
import { usePage } from '../components/page-env.tsx';
import type { PageEnv } from '../components/page-env.tsx';
import { isFree, priceText, refundText } from '../components/texts.tsx';
import AwaitPayment from '../islands/await-payment.tsx';
import { calendarLinks, eventUrl, safeExternalUrl, safePath } from '../links.ts';
import type { BookingPageProps } from '../view-models.ts';

const STATE_ICONS = {
  confirmed: CircleCheck,
  awaiting_payment: Hourglass,
  payment_expected: LoaderCircle,
  expired: TimerOff,
  cancelled: Ban,
} as const;

/** One booking: how it stands, what can be done, what it is. */
export function Booking(props: BookingPageProps) {
  const env = usePage();
  const { title, text } = stateTexts(props, env);
  return (
    <div class="container narrow booking" data-booking-state={props.state}>
      {props.done !== undefined && (
        <Notice icon={CircleCheck}>
          <p role="status">
            {props.done === 'moved' ? env.t.booking.movedDone : env.t.booking.cancelledDone}
          </p>
        </Notice>
      )}
      <div class={`state state-${hasStarted(props, env) ? 'over' : props.state}`}>
        <span class="state-icon">
          <Icon of={hasStarted(props, env) ? Flag : STATE_ICONS[props.state]} />
        </span>
        <div role="status">
          <h1>{title}</h1>
          <p class="state-text">{text}</p>
        </div>
        <Actions {...props} />
        <OtherCalendars {...props} />
        <Changes {...props} />
      </div>
      <RefundNotice {...props} />
      <Details {...props} />
      {props.state === 'payment_expected' && (
        <Island name="await-payment" of={AwaitPayment} props={{ state: props.state }} />
      )}
    </div>
  );
}

/** A confirmed booking whose time has come: nothing can be done about it here any more. */
function hasStarted({ state, start }: BookingPageProps, { now }: PageEnv): boolean {
  return state === 'confirmed' && Date.parse(start) <= Date.parse(now);
}

function stateTexts(props: BookingPageProps, env: PageEnv): { title: string; text: string } {
  const { t, locale, zone, now } = env;
  const text = t.booking;
  switch (props.state) {
    case 'confirmed':
      if (hasStarted(props, env)) {
        const over = Date.parse(props.end) <= Date.parse(now);
        return { title: over ? text.overTitle : text.underwayTitle, text: text.overText };
      }
      return { title: text.confirmedTitle, text: text.confirmedText(props.attendees[0]?.email ?? '') };
    case 'awaiting_payment':
      return {
        title: text.awaitingTitle,
        text:
          props.holdExpiresAt === undefined
            ? text.awaitingTextPlain
            : text.awaitingText(formatDateTime(props.holdExpiresAt, zone.id, locale, 'day')),
      };
    case 'payment_expected':
      return { title: text.expectedTitle, text: text.expectedText };
    case 'expired':
      return { title: text.expiredTitle, text: text.expiredText };
    case 'cancelled':
      return { title: text.cancelledTitle, text: cancelledText(props, env) };
  }
}

function cancelledText({ cancelled }: BookingPageProps, { t }: PageEnv): string {
  if (cancelled === undefined) return t.booking.cancelledText;
  return cancelled.by === 'student' ? t.booking.cancelledByStudent : t.booking.cancelledBySchool;
}

function Actions(props: BookingPageProps) {
  const env = usePage();
  const { t, url } = env;
  const { state, payUrl, icsUrl, event } = props;
  // Checkout is the one address outside that this page leads to.
  const pay = payUrl && (safePath(payUrl) ?? safeExternalUrl(payUrl));
  const calendar = icsUrl && safePath(icsUrl);
  return (
    <div class="button-row state-actions">
      {state === 'awaiting_payment' && pay && (
        <a class="button" href={pay} rel="nofollow">
          {t.booking.payNow}
        </a>
      )}
      {state === 'payment_expected' && (
        <a class="button button-quiet" href={url} rel="nofollow">
          {t.booking.checkNow}
        </a>
      )}
      {state === 'confirmed' && calendar && !hasStarted(props, env) && (
        <a class="button" href={calendar} rel="nofollow">
          <Icon of={CalendarPlus} />
          {t.booking.addToCalendar}
        </a>
      )}
      {(state === 'expired' || state === 'cancelled') && (
        <a class="button" href={eventUrl(event.slug)}>
          {t.booking.bookAgain}
        </a>
      )}
    </div>
  );
}

/** What the student may still change about it. */
function Changes({ manage }: BookingPageProps) {
  const { t } = usePage();
  const move = manage?.rescheduleUrl && safePath(manage.rescheduleUrl);
  const cancel = manage?.cancelUrl && safePath(manage.cancelUrl);
  if (!move && !cancel) return null;
  return (
    <div class="button-row">
      {move && (
        <a class="button button-quiet" href={move} rel="nofollow">
          <Icon of={CalendarClock} />
          {t.booking.rescheduleAction}
        </a>
      )}
      {cancel && (
        <a class="button button-quiet" href={cancel} rel="nofollow">
          {t.booking.cancelAction}
        </a>
      )}
    </div>
  );
}

/** Calendars on the web, for those who keep theirs there; the file is for all others, Apple's among them. */
function OtherCalendars(props: BookingPageProps) {
  const env = usePage();
  if (props.state !== 'confirmed' || props.icsUrl === undefined || hasStarted(props, env)) return null;
  const { event, start, end, place } = props;
  const location = place?.kind === 'online' ? place.url : place?.text;
  const links = calendarLinks({ title: event.title, start, end, location });
  return (
    <p class="calendars">
      <span class="muted">{env.t.booking.otherCalendars}</span>
      <a class="action-link" href={links.google} rel="nofollow noreferrer">
        Google
      </a>
      <a class="action-link" href={links.outlook} rel="nofollow noreferrer">
        Outlook
      </a>
      <a class="action-link" href={links.yahoo} rel="nofollow noreferrer">
        Yahoo
      </a>
    </p>
  );
}

function RefundNotice({ refund, state, paid }: BookingPageProps) {
  const { t, locale } = usePage();
  if (refund === undefined)
    return state === 'cancelled' && paid ? <Notice>{t.booking.notRefunded}</Notice> : null;
  const amount = formatMoney(refund.amount.amount, refund.amount.currency, locale);
  switch (refund.state) {
    case 'done':
      return <Notice>{t.booking.refundedDone(amount)}</Notice>;
    case 'pending':
      return <Notice icon={Hourglass}>{t.booking.refundedPending(amount)}</Notice>;
    case 'failed':
      return <Notice tone="warning">{t.booking.refundedFailed(amount)}</Notice>;
  }
}

function Details(props: BookingPageProps) {
  const env = usePage();
  const { t, locale, zone } = env;
  const alive = props.state === 'confirmed' || props.state === 'awaiting_payment';
  return (
    <section class="card booking-details" aria-labelledby="details">
      <h2 id="details">{props.event.title}</h2>
      <dl class="facts">
        <div>
          <dt>{t.booking.when}</dt>
          <dd>
            <time dateTime={props.start}>{formatDate(props.start, zone.id, locale)}</time>
            <br />
            <strong>{formatTimeRange(props.start, props.end, zone.id, locale)}</strong>
            {props.sessionNumber !== undefined && ` · ${t.common.session(props.sessionNumber)}`}
            <div class="muted summary-zone">{formatZone(zone.id, locale, props.start)}</div>
            <SchoolTime at={props.start} />
            {props.moved === true && <div class="muted summary-zone">{t.booking.moved}</div>}
          </dd>
        </div>
        {props.cancelled?.reason !== undefined && (
          <div>
            <dt>{t.booking.cancelledReason}</dt>
            <dd class="said">{props.cancelled.reason}</dd>
          </div>
        )}
        {props.place !== undefined && (
          <div>
            <dt>{t.booking.where}</dt>
            <dd>
              <Place of={props.place} />
            </dd>
          </div>
        )}
        {props.teachers.length > 0 && (
          <div>
            <dt>{t.booking.teacher}</dt>
            <dd>
              <ul class="people" role="list">
                {props.teachers.map((teacher) => (
                  <li key={teacher.name}>
                    <Avatar {...teacher} />
                    {teacher.name}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        <div>
          <dt>{t.booking.attendees}</dt>
          <dd>
            <ul class="attendees" role="list">
              {props.attendees.map((attendee) => (
                <li key={attendee.email}>
                  {attendee.name} <span class="muted">{attendee.email}</span>
                </li>
              ))}
            </ul>
          </dd>
        </div>
        <div>
          <dt>{t.booking.price}</dt>
          <dd>
            {priceText(props.total, env)}
            {!isFree(props.total) && ` · ${props.paid ? t.booking.paid : t.booking.notPaid}`}
          </dd>
        </div>
        {alive && !isFree(props.total) && (
          <div>
            <dt>{t.booking.refundPolicy}</dt>
            <dd>{refundText(props.refundWindowHours, env)}</dd>
          </div>
        )}
        <div>
          <dt>{t.booking.reference}</dt>
          <dd class="reference">{props.uid}</dd>
        </div>
      </dl>
      {props.state === 'confirmed' && props.enrolled !== undefined && (
        <p class="muted booking-note">{props.enrolled ? t.booking.enrolled : t.booking.enrolling}</p>
      )}
      {alive && <p class="muted booking-note">{t.booking.keepLink}</p>}
    </section>
  );
}
