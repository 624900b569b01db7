import Stripe from 'stripe';
import type { StripeSimulator } from '../index.ts';

export const KEY = 'sk_test_lotus_1';

/** The official SDK, pointed at the simulator. */
export function sdk(simulator: StripeSimulator, key = KEY, maxNetworkRetries = 0, timeout = 5_000): Stripe {
  return new Stripe(key, {
    host: '127.0.0.1',
    port: simulator.port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries,
    timeout,
  });
}

/** A session for one seat in a workshop, 12 dollars unless told otherwise. */
export function order(
  more: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: 'payment',
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'usd', unit_amount: 1200, product_data: { name: 'Luyện phát âm' } },
      },
    ],
    customer_email: 'lan@example.com',
    client_reference_id: 'order-1',
    metadata: { order: 'order-1' },
    payment_intent_data: { metadata: { order: 'order-1' } },
    success_url: 'http://lotus.localhost:3000/done?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://lotus.localhost:3000/back',
    ...more,
  };
}

type Items = NonNullable<Stripe.Checkout.SessionCreateParams['line_items']>;

export const inDong: Items = [
  {
    quantity: 2,
    price_data: { currency: 'vnd', unit_amount: 250_000, product_data: { name: 'Buổi học riêng' } },
  },
];

/** One thing at a price. */
export function item(currency: string, amount: number, name = 'x'): Items {
  return [{ quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name } } }];
}
