import { Link } from '@tanstack/react-router';
import { useLanguage } from '../preferences/language.tsx';
import { useSession } from './session-context.ts';

/** The school's logo and name, as the way home. */
export function Brand() {
  const { t } = useLanguage();
  const { school } = useSession();
  return (
    <Link to="/bookings" className="flex min-h-11 min-w-0 items-center gap-3 rounded-sm lg:px-3">
      {school.logoUrl !== null && (
        <img
          src={school.logoUrl}
          alt=""
          width="36"
          height="36"
          className="size-9 shrink-0 rounded-sm object-contain"
        />
      )}
      <span className="min-w-0">
        <span className="line-clamp-2 text-sm leading-tight font-strong">{school.name}</span>
        <span className="block text-xs leading-snug text-muted">{t.shell.dashboard}</span>
      </span>
    </Link>
  );
}
