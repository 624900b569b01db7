import type { Keyring } from '#platform/crypto.ts';

type Row = { tenantId: number; uid: string };

const CODE = 'proof code';
const LINK = 'proof link';
const CODE_DIGITS = 8;

const named = ({ tenantId, uid }: Row): string => `${tenantId} ${uid}`;

/** The code of a request, derived from its row: nothing that opens anything is stored. Changes when the first key does. */
export function codeOf(keyring: Keyring, row: Row): string {
  const signature = keyring.sign(CODE, named(row)).split('.').at(-1) ?? '';
  const number = Buffer.from(signature, 'base64url').readUIntBE(0, 6) % 10 ** CODE_DIGITS;
  return String(number).padStart(CODE_DIGITS, '0');
}

/** The token of a request's link: `<uid>.<signature>`. */
export const linkTokenOf = (keyring: Keyring, row: Row): string =>
  `${row.uid}.${keyring.sign(LINK, named(row))}`;

/** The request that a link's token names, or null when the token is none of ours at this school. */
export function uidOfLink(keyring: Keyring, tenantId: number, token: string): string | null {
  const dot = token.indexOf('.');
  const uid = token.slice(0, Math.max(0, dot));
  return keyring.verify(LINK, named({ tenantId, uid }), token.slice(dot + 1)) ? uid : null;
}

/** As it is typed: with spaces or dashes, perhaps. Null when it is no code. */
export function readCode(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '');
  return /^\d+$/.test(digits) && digits.length === CODE_DIGITS ? digits : null;
}
