import type { BookingBody } from '@lessonry/api-contract';
import { useLanguage } from '../../preferences/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Entry, EntryList } from '../../ui/entry-list.tsx';
import { Section } from '../../ui/section.tsx';

/** Who comes, one seat each; the first one has booked. */
export function BookingAttendees({ attendees }: { attendees: BookingBody['attendees'] }) {
  const { t } = useLanguage();
  return (
    <Section title={t.booking.attendees}>
      <EntryList>
        {attendees.map(({ name, email }, seat) => (
          <Entry
            key={email}
            badge={seat === 0 && attendees.length > 1 && <Badge tone="neutral">{t.booking.booker}</Badge>}
          >
            <div className="font-strong">{name}</div>
            <a href={`mailto:${email}`} className="text-link inline-flex min-h-11 items-center">
              {email}
            </a>
          </Entry>
        ))}
      </EntryList>
    </Section>
  );
}
