import type { Stripe } from 'stripe';
import { invalidParameter, wrongState } from '../errors.ts';
import { idOf } from '../ids.ts';
import { isCurrency } from '../money.ts';
import { cancelPaymentIntent, createPaymentIntent } from '../objects/payment-intent.ts';
import { createRefund } from '../objects/refund.ts';
import { emit } from '../objects/event.ts';
import { need } from '../world.ts';
import type { Call, Route } from './call.ts';
import { list, LIST_PARAMETERS } from './list.ts';
import * as given from './parameters.ts';

export const paymentRoutes: Route[] = [
  {
    method: 'POST',
    path: '/v1/payment_intents',
    handle(call) {
      const currency = given.requiredText(call.parameters, 'currency').toLowerCase();
      if (!isCurrency(currency)) throw invalidParameter(`Invalid currency: ${currency}.`, 'currency');
      given.requiredText(call.parameters, 'amount');
      const amount = given.integer(call.parameters, 'amount') ?? 0;
      if (amount < 1)
        throw invalidParameter('Invalid positive integer', 'amount', 'parameter_invalid_integer');
      return createPaymentIntent(call.world, call.account, call.cause, {
        amount,
        currency,
        metadata: given.metadata(call.parameters),
        description: given.text(call.parameters, 'description'),
        receiptEmail: given.text(call.parameters, 'receipt_email'),
      });
    },
  },
  {
    method: 'GET',
    path: '/v1/payment_intents',
    handle(call) {
      given.refuseUnknown(call.parameters, LIST_PARAMETERS);
      return list(call, '/v1/payment_intents', call.account.paymentIntents.values());
    },
  },
  { method: 'GET', path: '/v1/payment_intents/:id', handle: (call) => intentOf(call) },
  {
    method: 'POST',
    path: '/v1/payment_intents/:id',
    handle(call) {
      const intent = intentOf(call);
      given.refuseUnknown(call.parameters, ['metadata', 'description', 'expand']);
      intent.metadata = given.mergeMetadata(intent.metadata, call.parameters);
      intent.description = given.text(call.parameters, 'description') ?? intent.description;
      return intent;
    },
  },
  {
    method: 'POST',
    path: '/v1/payment_intents/:id/cancel',
    handle(call) {
      const intent = intentOf(call);
      given.refuseUnknown(call.parameters, ['cancellation_reason', 'expand']);
      const reason = given.oneOf(call.parameters, 'cancellation_reason', [
        'abandoned',
        'duplicate',
        'fraudulent',
        'requested_by_customer',
      ]);
      const owner = [...call.account.sessions.values()].find(
        (session) => session.status === 'open' && idOf(session.payment_intent) === intent.id,
      );
      if (owner) {
        throw wrongState(
          'You cannot cancel this PaymentIntent because it was created by Checkout. Expire the Checkout Session instead.',
          'payment_intent_unexpected_state',
        );
      }
      cancelPaymentIntent(call.world, call.account, call.cause, intent, reason);
      return intent;
    },
  },
  {
    method: 'GET',
    path: '/v1/charges',
    handle(call) {
      given.refuseUnknown(call.parameters, [...LIST_PARAMETERS, 'payment_intent']);
      const intent = given.text(call.parameters, 'payment_intent');
      return list(
        call,
        '/v1/charges',
        call.account.charges.values(),
        (charge) => intent === null || idOf(charge.payment_intent) === intent,
      );
    },
  },
  {
    method: 'GET',
    path: '/v1/charges/:id',
    handle: (call) => need('charge', call.account.charges, call.ids[0] ?? ''),
  },
  { method: 'POST', path: '/v1/refunds', handle: refund },
  {
    method: 'GET',
    path: '/v1/refunds',
    handle(call) {
      given.refuseUnknown(call.parameters, [...LIST_PARAMETERS, 'payment_intent', 'charge']);
      const intent = given.text(call.parameters, 'payment_intent');
      const charge = given.text(call.parameters, 'charge');
      return list(
        call,
        '/v1/refunds',
        call.account.refunds.values(),
        (one) =>
          (intent === null || idOf(one.payment_intent) === intent) &&
          (charge === null || idOf(one.charge) === charge),
      );
    },
  },
  {
    method: 'GET',
    path: '/v1/refunds/:id',
    handle: (call) => need('refund', call.account.refunds, call.ids[0] ?? ''),
  },
  {
    method: 'POST',
    path: '/v1/refunds/:id',
    handle(call) {
      const one = need('refund', call.account.refunds, call.ids[0] ?? '');
      given.refuseUnknown(call.parameters, ['metadata', 'expand']);
      const previous = { metadata: one.metadata };
      one.metadata = given.mergeMetadata(one.metadata ?? {}, call.parameters);
      emit(call.world, call.account, call.cause, 'refund.updated', one, previous);
      return one;
    },
  },
  {
    method: 'GET',
    path: '/v1/disputes',
    handle(call) {
      given.refuseUnknown(call.parameters, [...LIST_PARAMETERS, 'payment_intent', 'charge']);
      const intent = given.text(call.parameters, 'payment_intent');
      return list(
        call,
        '/v1/disputes',
        call.account.disputes.values(),
        (dispute) => intent === null || idOf(dispute.payment_intent) === intent,
      );
    },
  },
  {
    method: 'GET',
    path: '/v1/disputes/:id',
    handle: (call) => need('dispute', call.account.disputes, call.ids[0] ?? ''),
  },
];

function intentOf(call: Call): Stripe.PaymentIntent {
  return need('payment_intent', call.account.paymentIntents, call.ids[0] ?? '', 'intent');
}

function refund(call: Call): Stripe.Refund {
  const { account, parameters } = call;
  given.refuseUnknown(parameters, [
    ...[
      'payment_intent',
      'charge',
      'amount',
      'currency',
      'reason',
      'metadata',
      'expand',
      'instructions_email',
    ],
    ...['refund_application_fee', 'reverse_transfer', 'origin', 'customer'],
  ]);
  const reason = given.oneOf(parameters, 'reason', ['duplicate', 'fraudulent', 'requested_by_customer']);
  const amount = given.integer(parameters, 'amount');
  return createRefund(call.world, account, call.cause, {
    charge: chargeToRefund(call),
    amount,
    reason,
    metadata: given.metadata(parameters),
  });
}

function chargeToRefund(call: Call): Stripe.Charge {
  const { account, parameters } = call;
  const intentId = given.text(parameters, 'payment_intent');
  const chargeId = given.text(parameters, 'charge');
  if (intentId === null && chargeId === null) {
    throw invalidParameter(
      'One of the following params should be provided for this request: payment_intent or charge.',
      'payment_intent',
      'parameter_missing',
    );
  }
  if (intentId === null) return need('charge', account.charges, chargeId ?? '', 'charge');
  const intent = need('payment_intent', account.paymentIntents, intentId, 'payment_intent');
  const charge = account.charges.get(idOf(intent.latest_charge) ?? '');
  if (intent.status !== 'succeeded' || !charge) {
    throw wrongState(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      'payment_intent_unexpected_state',
    );
  }
  return charge;
}
