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

/** A picture's address, which is one of this host: nobody else's server learns who looks at a page. */
export function safeImageUrl(text: string | undefined): string | undefined {
  return text === undefined ? undefined : safePath(text);
}

/** A path on this host, or undefined: `//elsewhere`, `/\elsewhere` and whole addresses are refused. */
export function safePath(text: string): string | undefined {
  if (!text.startsWith('/')) return undefined;
  try {
    const url = new URL(text, 'http://host.invalid');
    return url.host === 'host.invalid' ? `${url.pathname}${url.search}${url.hash}` : undefined;
  } catch {
    return undefined;
  }
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

/** Where a booking's move to this time is asked about; `page` is its reschedule page, with the visitor's key. */
export function moveUrl(page: string, target: { start: string; sessionNumber?: number | undefined }): string {
  return withQuery(page, { start: target.start, session: target.sessionNumber?.toString() });
}

export interface CalendarEntry {
  title: string;
  start: string;
  end: string;
  location?: string | undefined;
}

/**
 * Addresses at which calendars on the web offer to keep an event. They hold what the visitor's calendar is to show and
 * nothing else: the booking's own address is a key, and stays here.
 */
export function calendarLinks({ title, start, end, location = '' }: CalendarEntry) {
  const basic = (instant: string) => new Date(instant).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
  const plain = (instant: string) => new Date(instant).toISOString();
  const address = (base: string, query: Record<string, string>) => {
    const filled = Object.entries(query).filter(([, value]) => value !== '');
    return `${base}?${new URLSearchParams(filled).toString()}`;
  };
  return {
    google: address('https://calendar.google.com/calendar/render', {
      action: 'TEMPLATE',
      text: title,
      dates: `${basic(start)}/${basic(end)}`,
      location,
    }),
    outlook: address('https://outlook.live.com/calendar/0/deeplink/compose', {
      path: '/calendar/action/compose',
      rru: 'addevent',
      subject: title,
      startdt: plain(start),
      enddt: plain(end),
      location,
    }),
    yahoo: address('https://calendar.yahoo.com/', {
      v: '60',
      title,
      st: basic(start),
      et: basic(end),
      in_loc: location,
    }),
  };
}

/** Where the details form posts to instead, when the booker has to show that the address is theirs. */
export const provingUrl = (slug: string): string => `/e/${encodeURIComponent(slug)}/verify`;
