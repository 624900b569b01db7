/** The public sign-in page, with the way back. */
export function signInPath({ pathname, search }: { pathname: string; search: string }): string {
  return `/sign-in?${new URLSearchParams({ next: pathname + search }).toString()}`;
}
