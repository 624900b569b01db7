import type { Stripe } from 'stripe';
import { invalidParameter, wrongState } from '../errors.ts';
import { idOf, randomId } from '../ids.ts';
import { formatMoney } from '../money.ts';
import { type Account, type Cause, ITSELF, seconds, type World } from '../world.ts';
import { emit } from './event.ts';

type NewRefund = {
  charge: Stripe.Charge;
  /** Minor units; null: all that is left. */
  amount: number | null;
  reason: Stripe.Refund.Reason | null;
  metadata: Record<string, string>;
};

/** Refunds a captured charge, wholly or in part; never more than is left of it. */
export function createRefund(world: World, account: Account, cause: Cause, given: NewRefund): Stripe.Refund {
  const { charge } = given;
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.disputed) {
    throw wrongState(`Charge ${charge.id} has been charged back; cannot issue a refund.`, 'charge_disputed');
  }
  if (left <= 0) {
    throw wrongState(`Charge ${charge.id} has already been refunded.`, 'charge_already_refunded');
  }
  const amount = given.amount ?? left;
  if (amount <= 0) {
    throw invalidParameter(
      'This value must be greater than or equal to 1.',
      'amount',
      'parameter_invalid_integer',
    );
  }
  if (amount > left) {
    const money = (value: number): string => formatMoney(value, charge.currency);
    throw wrongState(
      `Refund amount (${money(amount)}) is greater than unrefunded amount on charge (${money(left)})`,
      undefined,
      { param: 'amount' },
    );
  }
  const outcome = world.nextRefundStatus;
  const refund: Stripe.Refund = {
    id: randomId('re_3', 23),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: seconds(world),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
      type: 'card',
    },
    metadata: given.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: given.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: outcome === 'succeeded' ? 'succeeded' : 'pending',
    transfer_reversal: null,
  };
  account.refunds.set(refund.id, refund);
  const before = { amount_refunded: charge.amount_refunded, refunded: charge.refunded };
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  emit(world, account, cause, 'refund.created', refund);
  emit(world, account, cause, 'charge.refunded', charge, before);
  if (outcome === 'succeeded') announceReference(world, account, refund);
  if (outcome === 'failed') failRefund(world, account, refund);
  return refund;
}

/** The bank's reference number arrives shortly after a card refund. */
function announceReference(world: World, account: Account, refund: Stripe.Refund): void {
  const before = structuredClone(refund.destination_details);
  refund.destination_details = {
    card: {
      reference: randomId('', 11),
      reference_status: 'available',
      reference_type: 'acquirer_reference_number',
      type: 'refund',
    },
    type: 'card',
  };
  emit(world, account, ITSELF, 'refund.updated', refund, { destination_details: before });
  emit(world, account, ITSELF, 'charge.refund.updated', refund, { destination_details: before });
}

function failRefund(world: World, account: Account, refund: Stripe.Refund): void {
  const previous = { status: refund.status };
  refund.status = 'failed';
  refund.failure_reason = 'expired_or_canceled_card';
  const charge = account.charges.get(idOf(refund.charge) ?? '');
  if (charge) {
    charge.amount_refunded -= refund.amount;
    charge.refunded = false;
  }
  emit(world, account, ITSELF, 'refund.failed', refund, previous);
  emit(world, account, ITSELF, 'refund.updated', refund, previous);
  emit(world, account, ITSELF, 'charge.refund.updated', refund, previous);
}

/** The later fate of a refund; false where it has none of the wanted kind any more. */
export function settleRefund(
  world: World,
  account: Account,
  refund: Stripe.Refund,
  status: 'succeeded' | 'failed',
): boolean {
  if (refund.status === status || refund.status === 'failed') return false;
  if (status === 'failed') {
    failRefund(world, account, refund);
    return true;
  }
  refund.status = 'succeeded';
  announceReference(world, account, refund);
  return true;
}
