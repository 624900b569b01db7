import type { Stripe } from 'stripe';
import { invalidParameter, StripeError, wrongState } from '../errors.ts';
import { idOf } from '../ids.ts';
import { amountProblem, decimalsOf, isCurrency } from '../money.ts';
import { createSession, type NewLineItem } from '../objects/checkout-session.ts';
import { expireSession } from '../objects/expire-session.ts';
import { need, seconds } from '../world.ts';
import type { Call, Route } from './call.ts';
import { list, LIST_PARAMETERS, page } from './list.ts';
import * as given from './parameters.ts';

const CREATE_PARAMETERS = (
  'adaptive_pricing after_expiration allow_promotion_codes automatic_tax billing_address_collection branding_settings ' +
  'cancel_url client_reference_id consent_collection currency custom_fields custom_text customer_creation customer_email ' +
  'expand expires_at integration_identifier invoice_creation line_items locale metadata mode payment_intent_data payment_method_collection ' +
  'payment_method_options payment_method_types allowed_payment_method_types phone_number_collection submit_type success_url ui_mode'
).split(' ');

const LOCALES = (
  'auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru ' +
  'sk sl sv th tr vi zh zh-HK zh-TW'
).split(' ');

export const checkoutRoutes: Route[] = [
  { method: 'POST', path: '/v1/checkout/sessions', handle: create },
  {
    method: 'GET',
    path: '/v1/checkout/sessions',
    handle(call) {
      given.refuseUnknown(call.parameters, [
        ...LIST_PARAMETERS,
        'payment_intent',
        'status',
        'customer_details',
      ]);
      const intent = given.text(call.parameters, 'payment_intent');
      const status = given.oneOf(call.parameters, 'status', ['open', 'complete', 'expired']);
      const customer = given.nested(call.parameters, 'customer_details');
      const email = customer && given.text(customer, 'email');
      return list(
        call,
        '/v1/checkout/sessions',
        call.account.sessions.values(),
        (session) =>
          (intent === null || idOf(session.payment_intent) === intent) &&
          (status === null || session.status === status) &&
          (email === null || session.customer_details?.email === email),
      );
    },
  },
  { method: 'GET', path: '/v1/checkout/sessions/:id', handle: (call) => sessionOf(call) },
  {
    method: 'POST',
    path: '/v1/checkout/sessions/:id',
    handle(call) {
      const session = sessionOf(call);
      given.refuseUnknown(call.parameters, ['metadata', 'expand']);
      session.metadata = given.mergeMetadata(session.metadata ?? {}, call.parameters);
      return session;
    },
  },
  {
    method: 'POST',
    path: '/v1/checkout/sessions/:id/expire',
    handle(call) {
      const session = sessionOf(call);
      if (!expireSession(call.world, call.account, call.cause, session)) {
        throw wrongState(
          `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of "${session.status ?? ''}".`,
        );
      }
      return session;
    },
  },
  {
    method: 'GET',
    path: '/v1/checkout/sessions/:id/line_items',
    handle(call) {
      const session = sessionOf(call);
      return page(
        `/v1/checkout/sessions/${session.id}/line_items`,
        call.account.lineItems.get(session.id) ?? [],
        false,
      );
    },
  },
];

function sessionOf(call: Call): Stripe.Checkout.Session {
  return need('checkout.session', call.account.sessions, call.ids[0] ?? '', 'session');
}

function create(call: Call): Stripe.Checkout.Session {
  const { parameters } = call;
  given.refuseUnknown(parameters, CREATE_PARAMETERS);
  const mode = given.requiredText(parameters, 'mode');
  if (mode !== 'payment')
    throw invalidParameter(`The simulator plays mode "payment" only, not "${mode}".`, 'mode');
  const successUrl = given.requiredText(parameters, 'success_url');
  const cancelUrl = given.text(parameters, 'cancel_url');
  checkUrl(successUrl, 'success_url');
  if (cancelUrl !== null) checkUrl(cancelUrl, 'cancel_url');
  const { currency, lineItems } = readLineItems(parameters);
  const locale = given.text(parameters, 'locale');
  if (locale !== null && !LOCALES.includes(locale)) {
    throw invalidParameter(`Invalid locale: must be one of ${LOCALES.join(', ')}`, 'locale');
  }
  const intent = given.nested(parameters, 'payment_intent_data');
  const allowed = given.textList(parameters, 'allowed_payment_method_types');
  const methods = allowed.length > 0 ? allowed : given.textList(parameters, 'payment_method_types');
  return createSession(call.world, call.account, call.cause, {
    currency,
    lineItems,
    successUrl,
    cancelUrl,
    locale,
    expiresAt: expiryOf(call),
    customerEmail: emailOf(parameters, 'customer_email'),
    clientReferenceId: given.text(parameters, 'client_reference_id', 200),
    metadata: given.metadata(parameters),
    paymentMethodTypes: methods.length > 0 ? methods : ['card'],
    allowedPaymentMethodTypes: allowed.length > 0 ? allowed : null,
    submitType: given.oneOf(parameters, 'submit_type', ['auto', 'book', 'donate', 'pay']),
    intent: {
      metadata: intent ? given.metadata(intent) : {},
      description: intent && given.text(intent, 'description'),
      receiptEmail: intent && emailOf(intent, 'receipt_email'),
    },
  });
}

function expiryOf(call: Call): number {
  const now = seconds(call.world);
  const expiresAt = given.integer(call.parameters, 'expires_at');
  if (expiresAt === null) return now + 24 * 3600;
  if (expiresAt < now + 30 * 60) {
    throw invalidParameter(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      'expires_at',
    );
  }
  if (expiresAt > now + 24 * 3600) {
    throw invalidParameter(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      'expires_at',
    );
  }
  return expiresAt;
}

function readLineItems(parameters: given.Fields): { currency: string; lineItems: NewLineItem[] } {
  const entries = given.nestedList(parameters, 'line_items');
  if (entries.length === 0) {
    throw invalidParameter('Missing required param: line_items.', 'line_items', 'parameter_missing');
  }
  const read = entries.map(readLineItem);
  const currency = read[0]?.currency ?? '';
  if (read.some((item) => item.currency !== currency)) {
    throw invalidParameter('All line items must have the same currency.', 'line_items');
  }
  const total = read.reduce((sum, item) => sum + item.unitAmount * item.quantity, 0);
  const problem = amountProblem(total, currency);
  if (problem) throw new StripeError(400, { type: 'invalid_request_error', ...problem });
  return { currency, lineItems: read };
}

function readLineItem(entry: given.Fields): NewLineItem & { currency: string } {
  given.refuseUnknown(entry, ['price_data', 'quantity', 'price', 'metadata']);
  const price = given.text(entry, 'price');
  if (price !== null)
    throw invalidParameter(`No such price: '${price}'`, given.nameOf(entry, 'price'), 'resource_missing');
  const priceData = given.nested(entry, 'price_data');
  if (!priceData) {
    const name = given.nameOf(entry, 'price_data');
    throw invalidParameter(`Missing required param: ${name}.`, name, 'parameter_missing');
  }
  given.refuseUnknown(priceData, ['currency', 'product_data', 'unit_amount', 'tax_behavior']);
  const currency = given.requiredText(priceData, 'currency').toLowerCase();
  if (!isCurrency(currency)) {
    throw invalidParameter(`Invalid currency: ${currency}.`, given.nameOf(priceData, 'currency'));
  }
  given.requiredText(priceData, 'unit_amount');
  const unitAmount = given.integer(priceData, 'unit_amount') ?? 0;
  const amountName = given.nameOf(priceData, 'unit_amount');
  if (unitAmount < 0) {
    throw invalidParameter('Invalid non-negative integer', amountName, 'parameter_invalid_integer');
  }
  if (decimalsOf(currency) === 3 && unitAmount % 10 !== 0) {
    throw invalidParameter(
      `Invalid amount: amounts in ${currency} must end in 0, as the last decimal is not charged.`,
      amountName,
    );
  }
  const quantity = given.integer(entry, 'quantity') ?? 1;
  if (quantity < 1) {
    throw invalidParameter('Invalid quantity: must be at least 1.', given.nameOf(entry, 'quantity'));
  }
  const product = given.nested(priceData, 'product_data');
  if (!product) {
    const name = given.nameOf(priceData, 'product_data');
    throw invalidParameter(`Missing required param: ${name}.`, name, 'parameter_missing');
  }
  given.refuseUnknown(product, ['name', 'description', 'images', 'metadata', 'tax_code', 'unit_label']);
  return {
    currency,
    unitAmount,
    quantity,
    name: given.requiredText(product, 'name'),
    description: given.text(product, 'description'),
    productMetadata: given.metadata(product),
  };
}

function emailOf(fields: given.Fields, key: string): string | null {
  const email = given.text(fields, key, 512);
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email)) {
    throw invalidParameter(`Invalid email address: ${email}`, given.nameOf(fields, key), 'email_invalid');
  }
  return email;
}

function checkUrl(url: string, param: string): void {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw invalidParameter('Not a valid URL', param, 'url_invalid');
  }
}
