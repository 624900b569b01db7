import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function letters(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** A random id such as `pi_3S…`. */
export function randomId(prefix: string, length = 24): string {
  return prefix + letters(randomBytes(length));
}

/** The account a key belongs to: always the same for the same key. */
export function accountIdOf(secretKey: string): string {
  return `acct_1${letters(createHash('sha256').update(secretKey).digest().subarray(0, 15))}`;
}

/** The id of a field that holds an id, an expanded object or nothing. */
export function idOf(value: string | { id: string } | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : value.id;
}
