import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ExternalLink, LogOut } from 'lucide-react';
import { signOut } from '../api/session.ts';
import { useLanguage } from '../preferences/language.tsx';
import { LanguageSwitch, ThemeSwitch } from './preference-switches.tsx';
import { navigationFor } from './navigation.ts';
import { useSession } from './session-context.ts';

const ENTRY = 'flex min-h-11 items-center gap-3 rounded-sm px-3 text-sm hover:bg-sunken';

/** Navigation, preferences and who is signed in: the column at the side, and the menu on a phone. */
export function Sidebar({ onNavigate }: { onNavigate?: () => void }) {
  const { t } = useLanguage();
  const { user } = useSession();
  return (
    <>
      <nav aria-label={t.shell.navigation} className="grid gap-4">
        {navigationFor(user.role).map((group) => (
          <ul key={group[0]?.to} role="list" className="grid gap-1">
            {group.map(({ to, icon: Icon, label }) => (
              <li key={to}>
                <Link
                  to={to}
                  className={ENTRY}
                  activeProps={{ className: 'bg-accent-soft text-accent font-strong hover:bg-accent-soft' }}
                  activeOptions={{ includeSearch: false }}
                  onClick={onNavigate}
                >
                  <Icon aria-hidden className="size-5 shrink-0" />
                  {label(t)}
                </Link>
              </li>
            ))}
          </ul>
        ))}
      </nav>
      <div className="mt-auto grid gap-4">
        <a href="/" className={`${ENTRY} text-muted`}>
          <ExternalLink aria-hidden className="size-5 shrink-0" />
          {t.shell.schoolPage}
        </a>
        <div className="flex flex-wrap justify-between gap-2 border-t border-line pt-4">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <Account />
      </div>
    </>
  );
}

function Account() {
  const { t } = useLanguage();
  const { user } = useSession();
  const leave = useMutation({ mutationFn: signOut, onSuccess: () => window.location.assign('/') });
  return (
    <div className="flex items-center gap-2">
      <div className="min-w-0 flex-1 pl-3 leading-snug">
        <div className="line-clamp-2 text-sm font-strong" title={user.email}>
          {user.name}
        </div>
        <div className="text-xs text-muted">{t.shell.roles[user.role]}</div>
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label={t.shell.signOut}
        title={t.shell.signOut}
        disabled={leave.isPending}
        onClick={() => leave.mutate()}
      >
        <LogOut aria-hidden className="size-5" />
      </button>
    </div>
  );
}
