const YEAR_SECONDS = 365 * 24 * 3600;

/** Remembers a choice of this browser for a year, where the server sees it too; null forgets it. */
export function rememberInCookie(name: 'lang' | 'theme', value: string | null): void {
  const secure = window.location.protocol === 'https:' ? '; Secure' : '';
  const age = value === null ? 0 : YEAR_SECONDS;
  document.cookie = `${name}=${value ?? ''}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
}
