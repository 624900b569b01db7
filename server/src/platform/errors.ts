/** A field of the request that is wrong: its path (`attendees.0.email`), a stable code, and a sentence in English. */
export type FieldError = { field: string; code: string; message: string };

/** Every code that the service answers with. The HTTP layer maps each to a status; nothing here knows of HTTP. */
export type ErrorCode =
  | 'validation_failed'
  | 'malformed_json'
  | 'not_authenticated'
  | 'invalid_credentials'
  | 'forbidden'
  | 'not_found'
  | 'event_not_found'
  | 'booking_not_found'
  | 'booking_not_active'
  | 'booking_past'
  | 'not_whitelisted'
  | 'verification_required'
  | 'verification_failed'
  | 'slot_taken'
  | 'fully_booked'
  | 'too_soon'
  | 'not_available'
  | 'too_many_holds'
  | 'payment_unavailable'
  | 'webhook_rejected'
  | 'idempotency_mismatch'
  | 'request_in_progress'
  | 'rate_limited'
  | 'unsupported_media_type'
  | 'payload_too_large'
  | 'wrong_host'
  | 'cross_site_request'
  | 'busy'
  | 'internal';

/** An answer other than success, by code. `extra` is shown to the caller (alternatives, for instance). */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: readonly FieldError[];
  readonly extra: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    options: {
      fields?: readonly FieldError[];
      extra?: Record<string, unknown>;
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(detail, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = options.fields ?? [];
    this.extra = options.extra ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** For what the compiler proves impossible. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
