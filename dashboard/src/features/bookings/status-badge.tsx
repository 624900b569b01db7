import type { BookingBody } from '@lessonry/api-contract';
import { useLanguage } from '../../preferences/language.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';

const TONES: Readonly<Record<BookingBody['status'], Tone>> = {
  CONFIRMED: 'success',
  PENDING: 'warning',
  CANCELLED: 'danger',
  EXPIRED: 'neutral',
};

export function StatusBadge({ status }: { status: BookingBody['status'] }) {
  const { t } = useLanguage();
  return <Badge tone={TONES[status]}>{t.bookings.statuses[status]}</Badge>;
}
