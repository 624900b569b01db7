import { createHash } from 'node:crypto';
import { StripeError } from '../errors.ts';
import type { Account, RememberedAnswer } from '../world.ts';

const REMEMBERED_FOR_MS = 24 * 3_600_000;

export function fingerprintOf(method: string, path: string, body: Buffer): string {
  return createHash('sha256').update(`${method} ${path}\n`).update(body).digest('base64url');
}

/**
 * Claims an idempotency key. The answer to replay, or null when this request is the first.
 * Throws 400 for another body under the same key, 409 while the first is under way.
 */
export function claimKey(
  account: Account,
  key: string,
  fingerprint: string,
  now: number,
): RememberedAnswer['answer'] {
  if (key.length > 255) {
    throw new StripeError(400, {
      type: 'invalid_request_error',
      message: 'Idempotency keys can be at most 255 characters.',
    });
  }
  const known = account.remembered.get(key);
  if (!known || now - known.at >= REMEMBERED_FOR_MS) {
    account.remembered.set(key, { fingerprint, answer: null, at: now });
    return null;
  }
  if (known.fingerprint !== fingerprint) {
    throw new StripeError(400, {
      type: 'idempotency_error',
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    });
  }
  if (known.answer === null) {
    throw new StripeError(409, {
      type: 'idempotency_error',
      code: 'idempotency_key_in_use',
      message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
    });
  }
  return known.answer;
}

/** Keeps the answer for a day, or frees the key where Stripe would not have started the work. */
export function settleKey(account: Account, key: string, answer: RememberedAnswer['answer']): void {
  const known = account.remembered.get(key);
  if (!known) return;
  if (answer) known.answer = answer;
  else account.remembered.delete(key);
}
