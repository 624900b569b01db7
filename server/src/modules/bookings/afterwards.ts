import type { PaymentDeps } from '#modules/payments/index.ts';
import type { Gate } from '#platform/gate.ts';
import type { PlaceRefusal } from './place.ts';

/** What commands on a booking that is there need. */
export type AfterwardsDeps = PaymentDeps & { gate: Gate<number> };

/** Whose decision it was: the refund depends on it. */
export type Side = 'student' | 'school';

/** In minor units. */
export type Refund = { amount: number; currency: string };

/**
 * What cancelling by the student would mean now. `windowClosesAt` (epoch ms): the last instant at which the money still goes
 * back; null where no money would go back at any time.
 */
export type CancellationPreview = {
  mayCancel: boolean;
  whyNot?: 'past' | 'not_active';
  refund: Refund | null;
  rule: 'free' | 'unpaid' | 'never' | 'inside_window' | 'window_closed';
  windowClosesAt: number | null;
};

export type CancelInput = { bookingId: number; by: Side; reason?: string | undefined };
export type CancelOutcome =
  { kind: 'cancelled'; refund: Refund | null } | { kind: 'refused'; reason: 'past' | 'not_active' };

export type RescheduleInput = {
  bookingId: number;
  /** Epoch ms. */
  start: number;
  sessionNumber?: number | undefined;
  hostUid?: string | undefined;
  /** The zone in which the new time was chosen. */
  timeZone: string;
  by: Side;
};
export type RescheduleRefusal = PlaceRefusal | 'past' | 'not_active' | 'same_time';
export type RescheduleOutcome =
  { kind: 'moved'; start: number } | { kind: 'refused'; reason: RescheduleRefusal };
