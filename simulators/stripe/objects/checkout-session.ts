import type { Stripe } from 'stripe';
import { idOf, randomId } from '../ids.ts';
import { type Account, type Cause, type NewPaymentIntent, seconds, type World } from '../world.ts';
import { createPaymentIntent } from './payment-intent.ts';

export type NewLineItem = {
  name: string;
  description: string | null;
  productMetadata: Record<string, string>;
  unitAmount: number;
  quantity: number;
};

type NewSession = {
  currency: string;
  lineItems: NewLineItem[];
  successUrl: string;
  cancelUrl: string | null;
  /** Epoch seconds. */
  expiresAt: number;
  customerEmail: string | null;
  clientReferenceId: string | null;
  locale: string | null;
  metadata: Record<string, string>;
  paymentMethodTypes: string[];
  allowedPaymentMethodTypes: string[] | null;
  submitType: Stripe.Checkout.Session.SubmitType | null;
  intent: { metadata: Record<string, string>; description: string | null; receiptEmail: string | null };
};

export function createSession(
  world: World,
  account: Account,
  cause: Cause,
  given: NewSession,
): Stripe.Checkout.Session {
  const total = given.lineItems.reduce((sum, item) => sum + item.unitAmount * item.quantity, 0);
  const id = randomId('cs_test_', 58);
  const intent =
    world.settings.paymentIntents === 'with_session' && total > 0
      ? createPaymentIntent(world, account, cause, intentOf(given, total))
      : null;
  const session: Stripe.Checkout.Session = {
    id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: given.allowedPaymentMethodTypes,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: given.cancelUrl,
    client_reference_id: given.clientReferenceId,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: seconds(world),
    currency: given.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: 'if_required',
    customer_details: given.customerEmail === null ? null : customerDetails(given.customerEmail, null),
    customer_email: given.customerEmail,
    discounts: [],
    expires_at: given.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: {
      enabled: false,
      invoice_data: {
        account_tax_ids: null,
        custom_fields: null,
        description: null,
        footer: null,
        issuer: null,
        metadata: {},
        rendering_options: null,
      },
    },
    livemode: false,
    locale: given.locale,
    managed_payments: { enabled: false },
    metadata: given.metadata,
    mode: 'payment',
    origin_context: null,
    payment_intent: intent?.id ?? null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: 'automatic' } },
    payment_method_types: given.paymentMethodTypes,
    payment_status: total === 0 ? 'no_payment_required' : 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: given.submitType,
    subscription: null,
    success_url: given.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${world.settings.baseUrl}/pay/${id}`,
    wallet_options: null,
  };
  account.sessions.set(id, session);
  account.lineItems.set(
    id,
    given.lineItems.map((item) => lineItem(world, given.currency, item)),
  );
  world.sessionOwners.set(id, account.id);
  world.nextExpiry = Math.min(world.nextExpiry, given.expiresAt);
  if (!intent && total > 0) account.plannedIntents.set(id, intentOf(given, total));
  world.changed();
  return session;
}

function intentOf(given: NewSession, total: number): NewPaymentIntent {
  return { amount: total, currency: given.currency, ...given.intent };
}

/** The session's intent; made now where the session has none yet. */
export function intentOfSession(
  world: World,
  account: Account,
  cause: Cause,
  session: Stripe.Checkout.Session,
): Stripe.PaymentIntent {
  const existing = account.paymentIntents.get(idOf(session.payment_intent) ?? '');
  if (existing) return existing;
  const planned = account.plannedIntents.get(session.id);
  if (!planned) throw new Error(`session ${session.id} has neither an intent nor a plan for one`);
  account.plannedIntents.delete(session.id);
  const intent = createPaymentIntent(world, account, cause, planned);
  session.payment_intent = intent.id;
  return intent;
}

export function customerDetails(
  email: string | null,
  name: string | null,
): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name,
    phone: null,
    tax_exempt: 'none',
    tax_ids: null,
  };
}

function lineItem(world: World, currency: string, item: NewLineItem): Stripe.LineItem {
  const amount = item.unitAmount * item.quantity;
  return {
    id: randomId('li_1', 23),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency,
    description: item.name,
    metadata: {},
    price: {
      id: randomId('price_1', 23),
      object: 'price',
      active: false,
      billing_scheme: 'per_unit',
      created: seconds(world),
      currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: randomId('prod_', 14),
      recurring: null,
      tax_behavior: 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: 'one_time',
      unit_amount: item.unitAmount,
      unit_amount_decimal: null,
    },
    quantity: item.quantity,
  };
}
