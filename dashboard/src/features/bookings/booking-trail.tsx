import type { BookingDetailsBody } from '@lessonry/api-contract';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session-context.ts';
import { formatDateTime } from '../../format/dates.ts';
import { formatMoney } from '../../format/money.ts';
import { labelOf } from '../../i18n/texts.ts';
import { useLanguage } from '../../preferences/language.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Entry, EntryList } from '../../ui/entry-list.tsx';
import { Section } from '../../ui/section.tsx';

type Trail = NonNullable<BookingDetailsBody['trail']>;

const TONES: Readonly<Record<string, Tone>> = {
  SUCCEEDED: 'success',
  SENT: 'success',
  ENROLLED: 'success',
  FAILED: 'danger',
  PENDING: 'warning',
  SENDING: 'warning',
  CREATED: 'warning',
};

function State({ labels, status }: { labels: Readonly<Record<string, string>>; status: string }) {
  return <Badge tone={TONES[status] ?? 'neutral'}>{labelOf(labels, status)}</Badge>;
}

const Note = ({ children }: { children: ReactNode }) => <div className="text-xs text-muted">{children}</div>;

export function Payments({ payments, free }: { payments: Trail['payments']; free: boolean }) {
  const { t, locale } = useLanguage();
  const { timeZone } = useSession().school;
  return (
    <Section title={t.booking.payments}>
      {payments.length === 0 && (
        <p className="text-muted">{free ? t.booking.noPaymentNeeded : t.booking.noPayments}</p>
      )}
      <EntryList>
        {payments.map(({ uid, amount, currency, status, amountRefunded, createdAt }) => (
          <Entry key={uid} badge={<State labels={t.booking.paymentStatuses} status={status} />}>
            <div className="font-strong tabular-nums">{formatMoney(amount, currency, locale)}</div>
            {amountRefunded > 0 && (
              <div>{t.booking.refunded(formatMoney(amountRefunded, currency, locale))}</div>
            )}
            <Note>{formatDateTime(createdAt, { timeZone, locale })}</Note>
            <Note>
              <code className="font-mono">{uid}</code>
            </Note>
          </Entry>
        ))}
      </EntryList>
    </Section>
  );
}

export function Messages({ messages }: { messages: Trail['messages'] }) {
  const { t, locale } = useLanguage();
  const { timeZone } = useSession().school;
  return (
    <Section title={t.booking.messages}>
      {messages.length === 0 && <p className="text-muted">{t.booking.noMessages}</p>}
      <EntryList>
        {messages.map(({ kind, recipient, subject, status, sentAt }) => (
          <Entry
            key={`${kind} ${recipient} ${sentAt ?? ''}`}
            badge={<State labels={t.booking.messageStatuses} status={status} />}
          >
            <div className="font-strong">{subject}</div>
            <div>{t.booking.messageTo(recipient)}</div>
            {sentAt !== null && <Note>{formatDateTime(sentAt, { timeZone, locale })}</Note>}
          </Entry>
        ))}
      </EntryList>
    </Section>
  );
}

export function Enrollments({ enrollments }: { enrollments: Trail['enrollments'] }) {
  const { t } = useLanguage();
  return (
    <Section title={t.booking.enrollments}>
      {enrollments.length === 0 && <p className="text-muted">{t.booking.noEnrollments}</p>}
      <EntryList>
        {enrollments.map(({ email, courseId, enrollmentId, status }) => (
          <Entry
            key={`${email} ${courseId}`}
            badge={<State labels={t.booking.enrollmentStatuses} status={status} />}
          >
            <div className="font-strong">{email}</div>
            <Note>{t.booking.course(courseId)}</Note>
            {enrollmentId !== null && <Note>{t.booking.enrollment(enrollmentId)}</Note>}
          </Entry>
        ))}
      </EntryList>
    </Section>
  );
}
