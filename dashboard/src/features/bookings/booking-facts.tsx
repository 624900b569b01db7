import type { BookingBody } from '@lessonry/api-contract';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session-context.ts';
import { formatDateTime, formatRange, formatZone } from '../../format/dates.ts';
import type { Texts } from '../../i18n/texts.ts';
import { useLanguage } from '../../preferences/language.tsx';
import { Section } from '../../ui/section.tsx';
import { Price } from './booking-parts.tsx';

export function BookingFacts({ booking }: { booking: BookingBody }) {
  const { t, locale } = useLanguage();
  const { timeZone } = useSession().school;
  const { start, end } = booking;
  return (
    <Section title={t.booking.details}>
      <dl className="grid gap-4">
        <Fact name={t.booking.event}>
          <a
            href={`/e/${encodeURIComponent(booking.eventType)}`}
            className="text-link -my-2.5 inline-block py-2.5"
            aria-label={t.booking.viewEvent(booking.title)}
          >
            {booking.title}
          </a>
        </Fact>
        {booking.sessionNumber !== null && <Fact name={t.booking.session}>{booking.sessionNumber}</Fact>}
        {booking.timeZone !== timeZone && (
          <Fact name={t.booking.studentTime}>
            {formatRange(start, end, { timeZone: booking.timeZone, locale })}
            <Aside>{formatZone(booking.timeZone, locale, start)}</Aside>
          </Fact>
        )}
        <Fact name={t.booking.teacher}>{booking.host.name}</Fact>
        <Fact name={t.booking.seats}>{booking.seats}</Fact>
        <Fact name={t.booking.price}>
          <Price booking={booking} />
        </Fact>
        {booking.price.amount > 0 && (
          <Fact name={t.booking.refunds}>{refundRule(booking.refundWindowHours, t)}</Fact>
        )}
        <Fact name={t.booking.language}>{t.booking.languages[booking.locale]}</Fact>
        <Fact name={t.booking.bookedOn}>{formatDateTime(booking.createdAt, { timeZone, locale })}</Fact>
        <Fact name={t.booking.reference}>
          <code className="font-mono text-xs">{booking.uid}</code>
        </Fact>
      </dl>
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const Aside = ({ children }: { children: ReactNode }) => (
  <span className="block text-xs text-muted">{children}</span>
);

/** Hours before the start until which everything is returned; null: never, 0: until the start. */
function refundRule(hours: number | null, t: Texts): string {
  if (hours === null) return t.booking.refundNever;
  return hours === 0 ? t.booking.refundUntilStart : t.booking.refundWindow(hours);
}
