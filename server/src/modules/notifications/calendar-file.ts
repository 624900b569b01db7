export type CalendarEvent = {
  uid: string;
  /** Grows with each change, so that calendars replace what they have. */
  sequence: number;
  start: number;
  end: number;
  stamp: number;
  title: string;
  description: string;
  location: string | null;
  url: string;
  organizer: { name: string; email: string };
  /** The one reader of the mail that carries it; without, the file is for whoever downloads it. */
  attendee?: { name: string; email: string };
  cancelled?: boolean;
};

/** An iCalendar file (RFC 5545) with one event, in UTC: right in every zone, whatever the reader's calendar knows of zones. */
export function calendarFile(event: CalendarEvent): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lessonry//Booking//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${calendarMethod(event)}`,
    'BEGIN:VEVENT',
    `UID:${text(event.uid)}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${utc(event.stamp)}`,
    `DTSTART:${utc(event.start)}`,
    `DTEND:${utc(event.end)}`,
    `SUMMARY:${text(event.title)}`,
    `DESCRIPTION:${text(event.description)}`,
    ...(event.location === null ? [] : [`LOCATION:${text(event.location)}`]),
    `URL:${event.url}`,
    `ORGANIZER;CN=${parameter(event.organizer.name)}:${mailto(event.organizer.email)}`,
    // Calendars follow changes and cancellations only of what somebody was invited to.
    ...(event.attendee
      ? [
          `ATTENDEE;CN=${parameter(event.attendee.name)};PARTSTAT=ACCEPTED;RSVP=FALSE:${mailto(event.attendee.email)}`,
        ]
      : []),
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(fold).join('\r\n')}\r\n`;
}

/** Of a file and of the mail part that carries it: both have to say the same. */
export function calendarMethod(
  event: Pick<CalendarEvent, 'attendee' | 'cancelled'>,
): 'PUBLISH' | 'REQUEST' | 'CANCEL' {
  if (event.cancelled) return 'CANCEL';
  return event.attendee ? 'REQUEST' : 'PUBLISH';
}

const mailto = (address: string): string => `mailto:${encodeURI(address)}`;

const utc = (epochMs: number): string => new Date(epochMs).toISOString().replace(/[-:]|\.\d{3}/g, '');

/** A TEXT value: separators escaped, other control characters gone, so that no text can begin a line of its own. */
const text = (value: string): string =>
  value
    .replace(/\r\n?/g, '\n')

    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\n/g, '\\n');

/** A parameter's value: quoted; a quote cannot stand in one. */

const parameter = (value: string): string => `"${value.replace(/["\u0000-\u001f\u007f]/g, ' ')}"`;

/** Lines of at most 75 octets, cut between characters, continued by a space. */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
      octets = 0;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
