import type { Problem } from '@lessonry/api-contract';
import { AppError, type ErrorCode } from '#platform/errors.ts';

const STATUS: Readonly<Record<ErrorCode, readonly [status: number, title: string]>> = {
  validation_failed: [422, 'Some fields are not right'],
  malformed_json: [400, 'The body is not valid JSON'],
  not_authenticated: [401, 'Sign in first'],
  invalid_credentials: [401, 'Address or password is wrong'],
  forbidden: [403, 'Not yours to see or do'],
  not_found: [404, 'There is nothing here'],
  event_not_found: [404, 'There is no such event'],
  booking_not_found: [404, 'There is no such booking'],
  booking_not_active: [409, 'This booking is over'],
  booking_past: [422, 'This booking has begun'],
  not_whitelisted: [403, 'Not on the list of this event'],
  verification_required: [403, 'Prove your address first'],
  verification_failed: [422, 'The address was not proved'],
  slot_taken: [409, 'This time has just been taken'],
  fully_booked: [409, 'There are not enough seats left'],
  too_soon: [422, 'This time is too soon'],
  not_available: [422, 'This time is not offered'],
  too_many_holds: [429, 'Too many unpaid bookings'],
  payment_unavailable: [503, 'Payment is not possible right now'],
  webhook_rejected: [400, 'The event was not accepted'],
  idempotency_mismatch: [422, 'This key was used with another request'],
  request_in_progress: [409, 'The same request is being worked on'],
  rate_limited: [429, 'Too many requests'],
  unsupported_media_type: [415, 'This type of body is not understood'],
  payload_too_large: [413, 'The body is too large'],
  wrong_host: [421, 'No school answers at this address'],
  cross_site_request: [403, 'The request came from another site'],
  busy: [503, 'Too busy, try again in a moment'],
  internal: [500, 'Something went wrong here'],
};

/** RFC 9457 problem details. The inside of faults (500 and above) is not shown: the log has it, by request id. */
export function problemOf(error: AppError, requestId: string): Problem {
  const [status, title] = STATUS[error.code];
  return {
    type: `https://lessonry.dev/problems/${error.code}`,
    title,
    status,
    code: error.code,
    detail: error.code === 'internal' ? title : error.message,
    requestId,
    ...(error.fields.length > 0 ? { errors: [...error.fields] } : {}),
    ...error.extra,
  };
}

/** Connection trouble and exhausted pools: the database is away, which is nobody's mistake and passes. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
  '08003',
]);

type FastifyFault = { code?: string; statusCode?: number; message?: string };

/** What any thrown thing is to the caller. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const fault = error as FastifyFault;
  const code = fault.code ?? '';
  if (
    code === 'FST_ERR_CTP_INVALID_JSON_BODY' ||
    code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ||
    error instanceof SyntaxError
  ) {
    return new AppError('malformed_json', 'The body must be one JSON document');
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new AppError('unsupported_media_type', 'Send application/json');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new AppError('payload_too_large', 'The body is too large');
  if (fault.statusCode !== undefined && fault.statusCode >= 400 && fault.statusCode < 500) {
    return new AppError('validation_failed', fault.message ?? 'The request is not right');
  }
  if (
    AWAY.has(code) ||
    /Connection terminated|timeout exceeded when trying to connect/.test(fault.message ?? '')
  ) {
    return new AppError('busy', 'The database cannot be reached', { retryAfterSeconds: 2, cause: error });
  }
  return new AppError('internal', 'fault', { cause: error });
}
