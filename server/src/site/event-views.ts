import { textIn, type Locale } from '#platform/locale.ts';
import type { EventType, HostView, Place, Session } from '#modules/scheduling/index.ts';
import { isoInstant, MINUTE } from '#platform/clock.ts';
import type { EventCard, EventView, Money, PlaceView, SessionView, TeacherView } from '#pages/index.ts';

export type Languages = { locale: Locale; fallback: Locale };

export const priceView = (amount: number, currency: string): Money | null =>
  amount === 0 ? null : { amount, currency };

export function placeView(place: Place | null, languages: Languages): PlaceView | undefined {
  if (!place) return undefined;
  if (place.kind === 'address')
    return { kind: 'address', text: textIn(place.text, languages.locale, languages.fallback) };
  return place.kind === 'online' ? { kind: 'online', url: place.url } : { kind: 'phone', text: place.text };
}

export const teacherView = (host: HostView, languages: Languages): TeacherView => ({
  id: host.uid,
  name: host.name,
  photoUrl: host.photoUrl ?? undefined,
  timeZone: host.timeZone,
  headline: host.bio ? textIn(host.bio, languages.locale, languages.fallback) : undefined,
});

export function eventView(
  eventType: EventType,
  teachers: readonly HostView[],
  languages: Languages,
): EventView {
  const text = (localised: EventType['title']) => textIn(localised, languages.locale, languages.fallback);
  return {
    slug: eventType.slug,
    kind: eventType.isWorkshop ? 'workshop' : 'lesson',
    title: text(eventType.title),
    description: text(eventType.description) || undefined,
    lengthMinutes: eventType.length,
    price: priceView(eventType.price, eventType.currency),
    refundWindowHours: eventType.refundWindowHours,
    whitelistOnly: eventType.whitelistEnabled,
    collective: eventType.schedulingType === 'COLLECTIVE',
    // Where to click is for those who have booked.
    place: eventType.place?.kind === 'online' ? { kind: 'online' } : placeView(eventType.place, languages),
    teachers: teachers
      .filter((teacher) => teacher.eventTypeId === eventType.id)
      .map((teacher) => teacherView(teacher, languages)),
  };
}

export function eventCard(
  eventType: EventType,
  next: { start: number; seatsLeft: number } | undefined,
  languages: Languages,
): EventCard {
  const text = (localised: EventType['title']) => textIn(localised, languages.locale, languages.fallback);
  return {
    slug: eventType.slug,
    kind: eventType.isWorkshop ? 'workshop' : 'lesson',
    title: text(eventType.title),
    summary: firstSentences(text(eventType.description)),
    lengthMinutes: eventType.length,
    price: priceView(eventType.price, eventType.currency),
    whitelistOnly: eventType.whitelistEnabled,
    next: next && { start: isoInstant(next.start), seatsLeft: next.seatsLeft },
  };
}

const SUMMARY_LENGTH = 160;

/** The beginning of a Markdown text as plain words, for a card. */
function firstSentences(markdown: string): string | undefined {
  const plain = (markdown.split('\n\n')[0] ?? '').replace(/[*_`#>]|\[([^\]]*)\]\([^)]*\)/g, '$1').trim();
  if (plain === '') return undefined;
  if (plain.length <= SUMMARY_LENGTH) return plain;
  const cut = plain.slice(0, SUMMARY_LENGTH);
  return `${cut.slice(0, Math.max(80, cut.lastIndexOf(' ')))}…`;
}

export function sessionView(session: Session, eventType: EventType, now: number): SessionView {
  const earliest = now + eventType.minimumBookingNotice * MINUTE;
  const state =
    session.start <= now
      ? 'past'
      : session.seatsLeft <= 0
        ? 'full'
        : session.start < earliest
          ? 'too_soon'
          : 'open';
  return {
    number: session.number ?? 0,
    start: isoInstant(session.start),
    end: isoInstant(session.end),
    seatsLeft: session.seatsLeft,
    seatLimit: session.seatLimit,
    state,
    teacherName: session.teacherName,
  };
}
