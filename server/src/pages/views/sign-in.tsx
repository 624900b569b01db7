import { CsrfField, TextField } from '../components/form-fields.tsx';
import { Notice } from '../components/notice.tsx';
import { usePage } from '../components/page-env.tsx';
import { safePath } from '../links.ts';
import type { SignInProps } from '../view-models.ts';

export function SignIn({ next, email, error, demoAccounts }: SignInProps) {
  const { t, school } = usePage();
  const messages = {
    invalid_credentials: t.signIn.invalid,
    email_invalid: t.form.errors.email_invalid,
    rate_limited: t.signIn.rateLimited,
  };
  return (
    <div class="container">
      <div class="sign-in">
        <div>
          <h1>{t.signIn.title}</h1>
          <p class="muted">{school === undefined ? t.signIn.leadPlatform : t.signIn.lead(school.name)}</p>
        </div>
        {error !== undefined && (
          <Notice tone="danger" urgent>
            {messages[error]}
          </Notice>
        )}
        <form class="form" method="post" action="/sign-in">
          <CsrfField />
          <input type="hidden" name="next" value={safePath(next) ?? '/me'} />
          <TextField
            name="email"
            label={t.signIn.email}
            type="email"
            value={email}
            autoComplete="username"
            maxLength={254}
          />
          <TextField
            name="password"
            label={t.signIn.password}
            type="password"
            value=""
            autoComplete="current-password"
          />
          <button class="button button-wide" type="submit">
            {t.signIn.submit}
          </button>
          {school !== undefined && (
            <div class="sign-in-link">
              <p class="muted">{t.signIn.orLink}</p>
              <button
                class="button button-quiet button-wide"
                type="submit"
                formAction="/sign-in/link"
                formNoValidate
              >
                {t.signIn.sendLink}
              </button>
            </div>
          )}
        </form>
        {demoAccounts !== undefined && demoAccounts.length > 0 && (
          <section class="card demo-accounts" aria-labelledby="demo">
            <h2 id="demo">{t.signIn.demo}</h2>
            <p class="muted">{t.signIn.demoLead}</p>
            <dl class="facts">
              {demoAccounts.map((account) => (
                <div key={account.email}>
                  <dt>{account.role}</dt>
                  <dd>
                    <code>{account.email}</code>
                    <br />
                    <code>{account.password}</code>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        )}
      </div>
    </div>
  );
}
