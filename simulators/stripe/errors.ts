/** An answer in Stripe's error format. */
export class StripeError extends Error {
  readonly status: number;
  readonly body: { error: Record<string, unknown> };
  /** Whether an idempotency key remembers it: parameters that fail validation are not remembered, as at Stripe. */
  readonly remembered: boolean;

  constructor(
    status: number,
    error: { type: string; message: string; code?: string; param?: string } & Record<string, unknown>,
    remembered = false,
  ) {
    super(error.message);
    this.status = status;
    this.remembered = remembered;
    const docs = error.code
      ? { doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll('_', '-')}` }
      : {};
    this.body = { error: { ...docs, ...error } };
  }
}

/** A parameter is wrong: 400, not remembered. */
export function invalidParameter(message: string, param: string, code?: string): StripeError {
  return new StripeError(400, { type: 'invalid_request_error', message, param, ...(code ? { code } : {}) });
}

/** The request is fine but the object's state forbids it: 400, remembered. */
export function wrongState(message: string, code?: string, more: Record<string, unknown> = {}): StripeError {
  return new StripeError(
    400,
    { type: 'invalid_request_error', message, ...(code ? { code } : {}), ...more },
    true,
  );
}

/** No such object: 404. */
export function missing(kind: string, id: string, param = 'id'): StripeError {
  return new StripeError(404, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  });
}
