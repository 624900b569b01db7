import { KeyRound, MailCheck, MailX } from 'lucide';
import { CsrfField, TextField } from '../components/form-fields.tsx';
import { Notice } from '../components/notice.tsx';
import { usePage } from '../components/page-env.tsx';
import { safePath } from '../links.ts';
import type { VerifyProps } from '../view-models.ts';

/** Shows that an address is the visitor's: by the mailed code, or by one click on what the mailed link opens. */
export function Verify(props: VerifyProps) {
  const { t } = usePage();
  switch (props.step) {
    case 'code':
      return <EnterCode {...props} />;
    case 'link':
      return <OneClick {...props} />;
    case 'failed':
      return (
        <div class="container">
          <div class="sign-in">
            <h1>{t.verify.failedTitle}</h1>
            <Notice tone="warning" icon={MailX}>
              <p>{t.verify.failedText}</p>
            </Notice>
            <a class="button button-wide" href="/">
              {t.errors.backHome}
            </a>
          </div>
        </div>
      );
  }
}

/** Posts with `intent`: `code` (also what Enter does), `send` (another mail) or `back` (change what was typed). */
function EnterCode(props: Extract<VerifyProps, { step: 'code' }>) {
  const { t } = usePage();
  const { purpose, email, action, hidden, failed, mayGoBack } = props;
  return (
    <div class="container">
      <form class="form sign-in" method="post" action={safePath(action) ?? '/sign-in'}>
        <CsrfField />
        {hidden.map(([name, value]) => (
          <input type="hidden" name={name} value={value} key={name} />
        ))}
        {/* The first submit button is what Enter presses. */}
        <button
          class="visually-hidden"
          type="submit"
          name="intent"
          value="code"
          tabIndex={-1}
          aria-hidden="true"
        >
          {t.verify.submit}
        </button>
        <div>
          <h1>{t.verify.codeTitle}</h1>
          <p class="muted">{purpose === 'sign_in' ? t.verify.signInSent(email) : t.verify.sent(email)}</p>
        </div>
        {failed && (
          <Notice tone="danger" title={t.verify.codeFailedTitle} urgent>
            <p>{t.verify.codeFailedText}</p>
          </Notice>
        )}
        <TextField
          name="code"
          label={t.verify.code}
          value=""
          hint={t.verify.codeHint}
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={20}
        />
        <button class="button button-wide" type="submit" name="intent" value="code">
          {t.verify.submit}
        </button>
        <p class="verify-others">
          <button class="button button-quiet" type="submit" name="intent" value="send" formNoValidate>
            {t.verify.again}
          </button>
          {mayGoBack && (
            <button class="button button-quiet" type="submit" name="intent" value="back" formNoValidate>
              {t.verify.change}
            </button>
          )}
        </p>
      </form>
    </div>
  );
}

/** The click keeps mail programs that open links by themselves from using the link up. */
function OneClick({ purpose, email, token, visit }: Extract<VerifyProps, { step: 'link' }>) {
  const { t } = usePage();
  const signsIn = purpose === 'sign_in';
  return (
    <div class="container">
      <form class="form sign-in" method="post" action="/verify">
        <CsrfField />
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="visit" value={visit} />
        <h1>{signsIn ? t.verify.linkSignInTitle : t.verify.linkTitle}</h1>
        <Notice icon={signsIn ? KeyRound : MailCheck}>
          <p class="verify-address">{email}</p>
        </Notice>
        <button class="button button-wide" type="submit">
          {signsIn ? t.signIn.submit : t.verify.linkSubmit}
        </button>
      </form>
    </div>
  );
}
