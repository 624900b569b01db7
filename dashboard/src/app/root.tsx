import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { sessionQuery } from '../api/session.ts';
import { signInPath } from '../api/sign-in-path.ts';
import { ErrorState } from '../ui/error-state.tsx';
import { useLanguage } from '../preferences/language.tsx';
import { SessionContext } from './session-context.ts';
import { Shell } from './shell.tsx';

/** Finds out who is signed in: staff get the dashboard, students their own page, everybody else the sign-in page. */
export function Root() {
  const { t } = useLanguage();
  const { data, error, refetch } = useQuery(sessionQuery);
  const user = data?.user;
  const elsewhere = user === null || user?.role === 'student';

  useEffect(() => {
    if (!elsewhere) return;
    window.location.replace(user === null ? signInPath(window.location) : '/me');
  }, [elsewhere, user]);

  if (data?.user && !elsewhere) {
    return (
      <SessionContext value={{ user: data.user, school: data.school }}>
        <Shell />
      </SessionContext>
    );
  }
  if (error) {
    return (
      <main className="mx-auto grid min-h-svh max-w-xl content-center p-4">
        <ErrorState error={error} headingLevel={1} onRetry={() => void refetch()} />
      </main>
    );
  }
  return (
    <main className="grid min-h-svh place-items-center" aria-busy="true">
      <p className="appear-late text-muted">{t.common.loading}</p>
    </main>
  );
}
