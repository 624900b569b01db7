import { CalendarX, CreditCard, Hourglass, UserRoundCheck } from 'lucide';
import { formatDateTime } from '#platform/locale.ts';
import { eventUrl, provingUrl, safePath } from '../links.ts';
import type { EventView, RefusalView, SessionView } from '../view-models.ts';
import { Notice } from './notice.tsx';
import { usePage } from './page-env.tsx';
import { SessionArrow, SessionChip, SessionLine } from './sessions.tsx';

/**
 * Why a booking was refused and what can be done. It stands inside the form: alternatives are submit buttons, so
 * that choosing one keeps all that was typed (`intent=choose:<start>|<session>` comes back as a POST).
 */
export function Refusal({
  refusal,
  event,
  email,
}: {
  refusal: RefusalView;
  event: EventView;
  email: string;
}) {
  const { t } = usePage();
  const text = t.form.refusal;
  const otherTime = (
    <a class="action-link" href={eventUrl(event.slug)}>
      {t.form.changeTime}
    </a>
  );
  switch (refusal.code) {
    case 'slot_taken': {
      const some = refusal.alternatives.length > 0;
      return (
        <Notice tone="warning" icon={CalendarX} title={text.slotTakenTitle} urgent>
          <p>{some ? text.slotTakenText : text.slotTakenNone}</p>
          {some && <Alternatives starts={refusal.alternatives} />}
          <p>{otherTime}</p>
        </Notice>
      );
    }
    case 'fully_booked': {
      const some = refusal.sessions.length > 0;
      const fewer = refusal.seatsLeft > 0;
      return (
        <Notice
          tone="warning"
          icon={CalendarX}
          title={fewer ? text.fewerTitle(refusal.seatsLeft) : text.fullTitle}
          urgent
        >
          <p>{fewer ? text.fewerText : some ? text.fullText : text.fullNone}</p>
          {some && <OtherSessions sessions={refusal.sessions} />}
        </Notice>
      );
    }
    case 'not_whitelisted':
      return (
        <Notice tone="warning" icon={UserRoundCheck} title={text.notListedTitle} urgent>
          <p>{email === '' ? text.notListedTextPlain : text.notListedText(refusal.email ?? email)}</p>
          <SchoolContact />
        </Notice>
      );
    case 'verification_required':
      return (
        <Notice icon={UserRoundCheck} title={text.verifyTitle} urgent>
          <p>{text.verifyText(refusal.email)}</p>
          <p>
            <button
              class="button"
              type="submit"
              formAction={provingUrl(event.slug)}
              name="intent"
              value="send"
              formNoValidate
            >
              {text.verifySend}
            </button>
          </p>
          <p>
            <a class="action-link" href={safePath(refusal.signInUrl) ?? '/sign-in'}>
              {text.verifyAction}
            </a>
          </p>
        </Notice>
      );
    case 'too_soon':
      return (
        <Notice tone="warning" icon={Hourglass} title={text.tooSoonTitle} urgent>
          <p>{text.tooSoonText}</p>
          <p>{otherTime}</p>
        </Notice>
      );
    case 'not_available':
      return (
        <Notice tone="warning" icon={CalendarX} title={text.notAvailableTitle} urgent>
          <p>{text.notAvailableText}</p>
          <p>{otherTime}</p>
        </Notice>
      );
    case 'payment_unavailable':
      return (
        <Notice tone="danger" icon={CreditCard} title={text.paymentTitle} urgent>
          <p>{text.paymentText}</p>
        </Notice>
      );
    case 'too_many_holds':
      return (
        <Notice tone="warning" icon={Hourglass} title={text.holdsTitle} urgent>
          <p>{text.holdsText}</p>
        </Notice>
      );
  }
}

function SchoolContact() {
  const { school } = usePage();
  if (school?.email === undefined) return null;
  return (
    <p>
      <a class="action-link" href={`mailto:${school.email}`}>
        {school.email}
      </a>
    </p>
  );
}

function Alternatives({ starts }: { starts: string[] }) {
  const { locale, zone } = usePage();
  return (
    <ul class="slots alternatives" role="list">
      {starts.map((start) => (
        <li key={start}>
          <button class="slot" type="submit" name="intent" value={`choose:${start}|`} formNoValidate>
            {formatDateTime(start, zone.id, locale, 'day')}
          </button>
        </li>
      ))}
    </ul>
  );
}

function OtherSessions({ sessions }: { sessions: SessionView[] }) {
  return (
    <ul class="sessions" role="list">
      {sessions.map((session) => (
        <li key={session.number}>
          <button
            class="session"
            type="submit"
            name="intent"
            value={`choose:${session.start}|${session.number}`}
            formNoValidate
          >
            <SessionLine session={session} />
            <SessionChip session={session} />
            <SessionArrow />
          </button>
        </li>
      ))}
    </ul>
  );
}
