/** Addresses that pages print: checked where they come from people, built in one place where they are ours. */

/** A link that a school typed, or undefined where it isn't plainly http, https or mailto. */
export function safeExternalUrl(text: string): string | undefined {
  try {
    const url = new URL(text.trim());
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** A picture's address: of this host, or https. */
export function safeImageUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return safePath(text) ?? (text.startsWith('https://') ? safeExternalUrl(text) : undefined);
}

/** A path on this host, or undefined: `//elsewhere`, `/\elsewhere` and whole addresses are refused. */
export function safePath(text: string): string | undefined {
  if (!text.startsWith('/')) return undefined;
  const url = URL.parse(text, 'http://host.invalid');
  if (url?.host !== 'host.invalid') return undefined;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The address with some query parameters set (or, where undefined, removed). */
export function withQuery(url: string, changes: Readonly<Record<string, string | undefined>>): string {
  const parsed = new URL(safePath(url) ?? '/', 'http://host.invalid');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) parsed.searchParams.delete(name);
    else parsed.searchParams.set(name, value);
  }
  return `${parsed.pathname}${parsed.search}`;
}

export function eventUrl(slug: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  return withQuery(`/e/${encodeURIComponent(slug)}`, query);
}

export interface BookingChoice {
  start: string;
  session?: number | undefined;
  host?: string | undefined;
}

export function bookingFormUrl(slug: string, choice: BookingChoice): string {
  return withQuery(`/e/${encodeURIComponent(slug)}/book`, {
    start: choice.start,
    session: choice.session?.toString(),
    host: choice.host,
  });
}
