import { ArrowLeft, MailCheck } from 'lucide';
import { ChoiceSummary } from '../components/choice-summary.tsx';
import { CsrfField, TextField } from '../components/form-fields.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { usePage } from '../components/page-env.tsx';
import { Refusal } from '../components/refusal.tsx';
import { isFree, refundText } from '../components/texts.tsx';
import { bookingFormUrl, eventUrl } from '../links.ts';
import type { BookingFormProps, FieldErrorCode } from '../view-models.ts';

/**
 * Name and address of everyone who comes. Posts to /e/<slug>/book with `intent`: `book` (also what Enter does),
 * `seats` (show the form again with another number of seats) or `choose:<start>|<session>` (another time); the last
 * two book nothing and keep what was typed.
 */
export function BookingForm(props: BookingFormProps) {
  const { t } = usePage();
  const { event, choice, attendees } = props;
  const where = { start: choice.start, session: choice.sessionNumber, host: choice.teacher?.id };
  return (
    <div class="container form-page">
      <a class="back-link" href={eventUrl(event.slug)}>
        <Icon of={ArrowLeft} />
        {event.title}
      </a>
      <div class="form-columns">
        <ChoiceSummary {...props} />
        <form class="form" method="post" action={bookingFormUrl(event.slug, where)}>
          <CsrfField />
          <input type="hidden" name="idempotencyKey" value={props.idempotencyKey} />
          <input type="hidden" name="start" value={choice.start} />
          {choice.sessionNumber !== undefined && (
            <input type="hidden" name="session" value={choice.sessionNumber} />
          )}
          {choice.teacher !== undefined && <input type="hidden" name="host" value={choice.teacher.id} />}
          {/* The first submit button is what Enter presses: it has to be this, not an alternative's. */}
          <button
            class="visually-hidden"
            type="submit"
            name="intent"
            value="book"
            tabIndex={-1}
            aria-hidden="true"
          >
            {t.form.submitFree}
          </button>
          <h1>{t.form.title}</h1>
          {props.refusal !== undefined && (
            <Refusal refusal={props.refusal} event={event} email={attendees[0]?.email ?? ''} />
          )}
          {props.addressProved === true && props.refusal === undefined && (
            <Notice icon={MailCheck} title={t.verify.provedTitle} urgent>
              <p>{t.verify.provedText}</p>
            </Notice>
          )}
          <ErrorSummary errors={props.errors} />
          <Attendees {...props} />
          <Seats {...props} />
          <Terms {...props} />
          <button class="button button-wide" type="submit" name="intent" value="book">
            {isFree(props.total) ? t.form.submitFree : t.form.submitPaid}
          </button>
        </form>
      </div>
    </div>
  );
}

/** Links to the fields in question, read out when the page opens. */
function ErrorSummary({ errors }: { errors: Readonly<Record<string, FieldErrorCode>> }) {
  const { t } = usePage();
  const entries = Object.entries(errors);
  if (entries.length === 0) return null;
  return (
    <Notice tone="danger" title={t.form.errorsTitle(entries.length)} urgent>
      <ul>
        {entries.map(([name, code]) => (
          <li key={name}>
            <a class="action-link" href={`#${name}`}>
              {fieldLabel(name, t)}: {t.form.errors[code]}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** "attendees.1.email" → "E-mail address (Person 2)". */
function fieldLabel(name: string, t: ReturnType<typeof usePage>['t']): string {
  const [, index = '0', field] = name.split('.');
  const label = field === 'email' ? t.form.email : t.form.name;
  return index === '0' ? label : `${label} (${t.form.person(Number(index) + 1)})`;
}

function Attendees({ attendees, errors }: BookingFormProps) {
  const { t } = usePage();
  return (
    <>
      {attendees.map((attendee, index) => {
        const error = (field: string) => {
          const code = errors[`attendees.${index}.${field}`];
          return code === undefined ? undefined : t.form.errors[code];
        };
        return (
          <fieldset class="person" key={index}>
            <legend class={attendees.length === 1 ? 'visually-hidden' : 'person-title'}>
              {index === 0 ? t.form.you : t.form.person(index + 1)}
            </legend>
            <TextField
              name={`attendees.${index}.name`}
              label={t.form.name}
              value={attendee.name}
              error={error('name')}
              autoComplete={index === 0 ? 'name' : 'off'}
            />
            <TextField
              name={`attendees.${index}.email`}
              label={t.form.email}
              type="email"
              value={attendee.email}
              hint={index === 0 ? t.form.emailHint : undefined}
              error={error('email')}
              autoComplete={index === 0 ? 'email' : 'off'}
              maxLength={254}
            />
          </fieldset>
        );
      })}
    </>
  );
}

function Seats({ attendees, maxSeats }: BookingFormProps) {
  const { t } = usePage();
  const most = Math.max(maxSeats, attendees.length);
  if (most < 2) return null;
  return (
    <div class="field">
      <label class="field-label" for="seats">
        {t.form.seatsLabel}
      </label>
      <div class="select-row seats-row">
        <select class="select" id="seats" name="seats" aria-describedby="seats-hint">
          {Array.from({ length: most }, (_, index) => index + 1).map((number) => (
            <option value={number} selected={number === attendees.length} key={number}>
              {t.common.seats(number)}
            </option>
          ))}
        </select>
        <button class="button button-quiet" type="submit" name="intent" value="seats" formNoValidate>
          {t.form.seatsUpdate}
        </button>
      </div>
      <p class="field-hint" id="seats-hint">
        {t.form.seatsHint}
      </p>
    </div>
  );
}

function Terms({ total, event }: BookingFormProps) {
  const env = usePage();
  const { t } = env;
  return (
    <div class="terms">
      <h2>{t.form.terms}</h2>
      {isFree(total) ? (
        <p>{t.form.freeNote}</p>
      ) : (
        <>
          <p>{t.form.heldNote}</p>
          <p>{refundText(event.refundWindowHours, env)}</p>
        </>
      )}
    </div>
  );
}
