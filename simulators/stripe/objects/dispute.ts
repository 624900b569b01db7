import type { Stripe } from 'stripe';
import { idOf, randomId } from '../ids.ts';
import { type Account, ITSELF, seconds, type World } from '../world.ts';
import { emit } from './event.ts';

/** The cardholder disputes a charge: the amount is withdrawn until the dispute is decided. */
export function openDispute(
  world: World,
  account: Account,
  charge: Stripe.Charge,
  given: { amount?: number; reason?: string },
): Stripe.Dispute {
  const dispute = {
    id: randomId('du_1', 23),
    object: 'dispute',
    amount: given.amount ?? charge.amount_captured - charge.amount_refunded,
    balance_transactions: [],
    charge: charge.id,
    created: seconds(world),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    // The thirty-odd fields of evidence are the school's business at Stripe, never read by an integration.
    evidence: {},
    evidence_details: {
      due_by: seconds(world) + 9 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    reason: given.reason ?? 'fraudulent',
    status: 'needs_response',
  } as unknown as Stripe.Dispute;
  account.disputes.set(dispute.id, dispute);
  charge.disputed = true;
  emit(world, account, ITSELF, 'charge.dispute.created', dispute);
  emit(world, account, ITSELF, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** Decides a dispute; false where it is decided already. */
export function closeDispute(
  world: World,
  account: Account,
  dispute: Stripe.Dispute,
  status: 'won' | 'lost',
): boolean {
  if (dispute.status === 'won' || dispute.status === 'lost') return false;
  const previous = { status: dispute.status };
  dispute.status = status;
  const charge = account.charges.get(idOf(dispute.charge) ?? '');
  if (charge && status === 'won') charge.disputed = false;
  emit(world, account, ITSELF, 'charge.dispute.closed', dispute, previous);
  if (status === 'won') emit(world, account, ITSELF, 'charge.dispute.funds_reinstated', dispute);
  return true;
}
