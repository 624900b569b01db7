import type { Stripe } from 'stripe';
import { wrongState } from '../errors.ts';
import { randomId } from '../ids.ts';
import { type Account, type Cause, type NewPaymentIntent, seconds, type World } from '../world.ts';
import { emit } from './event.ts';

export function createPaymentIntent(
  world: World,
  account: Account,
  cause: Cause,
  given: NewPaymentIntent,
): Stripe.PaymentIntent {
  const id = randomId('pi_3', 23);
  const intent: Stripe.PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: given.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${randomId('', 25)}`,
    confirmation_method: 'automatic',
    created: seconds(world),
    currency: given.currency,
    customer: null,
    customer_account: null,
    description: given.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: given.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: given.receiptEmail,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  };
  account.paymentIntents.set(id, intent);
  emit(world, account, cause, 'payment_intent.created', intent);
  return intent;
}

/** Marks it cancelled; what was paid or cancelled already is Stripe's 400. */
export function cancelPaymentIntent(
  world: World,
  account: Account,
  cause: Cause,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): void {
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    throw wrongState(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
      'payment_intent_unexpected_state',
      { payment_intent: intent },
    );
  }
  intent.status = 'canceled';
  intent.canceled_at = seconds(world);
  intent.cancellation_reason = reason;
  intent.next_action = null;
  emit(world, account, cause, 'payment_intent.canceled', intent);
}
