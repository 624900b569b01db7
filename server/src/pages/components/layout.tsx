import type { ComponentChildren } from 'preact';
import { CalendarDays, Languages, LogIn, LogOut } from 'lucide';
import { safeImageUrl, withQuery } from '../links.ts';
import { Icon } from './icon.tsx';
import { CsrfField } from './form-fields.tsx';
import { usePage } from './page-env.tsx';

export const PRODUCT_NAME = 'Lessonry';

export function Layout({ children }: { children: ComponentChildren }) {
  const { t } = usePage();
  return (
    <>
      <a class="skip-link" href="#content">
        {t.common.skipToContent}
      </a>
      <Header />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </>
  );
}

function Header() {
  const { t, school } = usePage();
  const logo = safeImageUrl(school?.logoUrl);
  return (
    <header class="site-header">
      <div class="container site-header-row">
        <a class="brand" href="/">
          {logo !== undefined && <img src={logo} alt="" width="40" height="40" />}
          <span class="brand-name">{school?.name ?? PRODUCT_NAME}</span>
        </a>
        <nav class="site-nav" aria-label={t.common.home}>
          <LanguageLink />
          {school !== undefined && <AccountLinks />}
        </nav>
      </div>
    </header>
  );
}

function LanguageLink() {
  const { t, locale, url } = usePage();
  const other = locale === 'vi' ? 'en' : 'vi';
  return (
    <a
      class="nav-link nav-link-language"
      href={withQuery(url, { lang: other })}
      lang={other}
      hreflang={other}
      rel="nofollow"
    >
      <Icon of={Languages} />
      <span class="nav-text">{t.common.switchLanguage}</span>
      <span class="nav-short" aria-hidden="true">
        {other.toUpperCase()}
      </span>
    </a>
  );
}

function AccountLinks() {
  const { t, signedInAs, url } = usePage();
  if (signedInAs === undefined) {
    // The way back is worth keeping from any page but the sign-in page itself.
    const next = url.startsWith('/sign-in') ? undefined : url;
    return (
      <a class="nav-link" href={withQuery('/sign-in', { next })} rel="nofollow">
        <Icon of={LogIn} />
        <span class="nav-text">{t.common.signIn}</span>
      </a>
    );
  }
  return (
    <>
      <a class="nav-link" href="/me">
        <Icon of={CalendarDays} />
        <span class="nav-text">{t.common.myBookings}</span>
      </a>
      <form method="post" action="/sign-out">
        <CsrfField />
        <button class="nav-link" type="submit">
          <Icon of={LogOut} />
          <span class="nav-text">{t.common.signOut}</span>
        </button>
      </form>
    </>
  );
}

function Footer() {
  const { t, school } = usePage();
  return (
    <footer class="site-footer">
      <div class="container site-footer-row">
        {school !== undefined && (
          <address>
            <strong>{school.name}</strong>
            {school.address !== undefined && <div>{school.address}</div>}
            {school.email !== undefined && (
              <a class="action-link" href={`mailto:${school.email}`}>
                {school.email}
              </a>
            )}
          </address>
        )}
        <p>{t.common.poweredBy(PRODUCT_NAME)}</p>
      </div>
    </footer>
  );
}
