import { BookOpen, Mail } from 'lucide';
import { Avatar } from '../components/avatar.tsx';
import { Icon } from '../components/icon.tsx';
import { usePage } from '../components/page-env.tsx';
import { SessionArrow } from '../components/sessions.tsx';
import { safeExternalUrl, safePath } from '../links.ts';
import type { PlatformProps } from '../view-models.ts';

export function Platform({ schools, mailboxUrl, apiDocsUrl }: PlatformProps) {
  const { t } = usePage();
  const tools = [
    { url: mailboxUrl, label: t.platform.mailbox, icon: Mail },
    { url: apiDocsUrl, label: t.platform.apiDocs, icon: BookOpen },
  ].flatMap(({ url, ...tool }) => {
    const href = url === undefined ? undefined : (safePath(url) ?? safeExternalUrl(url));
    return href === undefined ? [] : [{ ...tool, href }];
  });
  return (
    <div class="container narrow">
      <section class="hero">
        <div class="hero-text">
          <h1>{t.platform.title}</h1>
          <p class="hero-lead">{schools.length > 0 ? t.platform.lead : t.platform.noSchools}</p>
        </div>
      </section>
      {schools.length > 0 && (
        <section class="section" aria-labelledby="schools">
          <div class="section-head">
            <h2 id="schools">{t.platform.schools}</h2>
            <p>{t.platform.schoolsLead}</p>
          </div>
          <ul class="sessions" role="list">
            {schools.map((school) => (
              <li key={school.url}>
                <a class="session school-row" href={safeExternalUrl(school.url) ?? '/'}>
                  <Avatar name={school.name} photoUrl={school.logoUrl} />
                  <span class="session-text">
                    <span class="session-date">{school.name}</span>
                    {school.tagline !== undefined && <span class="session-time muted">{school.tagline}</span>}
                  </span>
                  <SessionArrow />
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {tools.length > 0 && (
        <section class="section" aria-labelledby="tools">
          <h2 id="tools" class="section-head">
            {t.platform.tools}
          </h2>
          <div class="button-row">
            {tools.map(({ href, label, icon }) => (
              <a class="button button-quiet" href={href} key={href}>
                <Icon of={icon} />
                {label}
              </a>
            ))}
          </div>
        </section>
      )}
    </div>
  );
}
