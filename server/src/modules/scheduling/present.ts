import type { EventTypeBody } from '@lessonry/api-contract';
import { textIn, type Locale } from '#platform/locale.ts';
import type { EventType, HostView } from './event-types.ts';

/** An event type as the API shows it, its texts in the reader's language. */
export function presentEventType(
  eventType: EventType,
  teachers: readonly HostView[],
  languages: { locale: Locale; fallback: Locale },
): EventTypeBody {
  const text = (localised: EventType['title']) => textIn(localised, languages.locale, languages.fallback);
  return {
    slug: eventType.slug,
    title: text(eventType.title),
    description: text(eventType.description),
    imageUrl: eventType.imageUrl,
    isWorkshop: eventType.isWorkshop,
    length: eventType.length,
    schedulingType: eventType.schedulingType,
    seatLimit: eventType.seatLimit,
    price: { amount: eventType.price, currency: eventType.currency },
    whitelistEnabled: eventType.whitelistEnabled,
    refundWindowHours: eventType.refundWindowHours,
    hosts: teachers
      .filter((teacher) => teacher.eventTypeId === eventType.id)
      .map(({ uid, name, photoUrl, timeZone }) => ({ uid, name, photoUrl, timeZone })),
  };
}
