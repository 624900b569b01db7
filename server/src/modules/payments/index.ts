export { activeAccount, stripeSecretContext } from './accounts.ts';
export {
  CHECKOUT_GRACE,
  closeCheckout,
  openCheckout,
  SHORTEST_CHECKOUT,
  type CheckoutInput,
  type PaymentDeps,
} from './checkout.ts';
export { executeRefund } from './execute-refund.ts';
export { allocate, recordCapture, requestRefund } from './ledger.ts';
export { closeOrder, lockOrder, openOrder, openPayment } from './orders.ts';
export { refundableOf, returnAll } from './returns.ts';
export { stripeWebhookRoutes } from './routes.ts';
export { applyStripeEvent } from './webhook.ts';
