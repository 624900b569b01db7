import { HOUR } from '#platform/clock.ts';
import type { Keyring } from '#platform/crypto.ts';
import { parseEmailAddress, type EmailAddress } from '#platform/email-address.ts';

const PURPOSE = 'address proof';
const PROOF_LASTS = 2 * HOUR;

export type AddressProof = { proof: string; expiresAt: number };

const signed = (tenantId: number, email: string, expiresAt: number): string =>
  `${tenantId} ${expiresAt} ${email}`;

/** A signed statement that its bearer reads this address' mail, good at one school until `expiresAt` (epoch ms); kept by nobody. */
export function issueProof(
  deps: { keyring: Keyring; clock: () => number },
  tenantId: number,
  email: EmailAddress,
): AddressProof {
  const expiresAt = deps.clock() + PROOF_LASTS;
  const signature = deps.keyring.sign(PURPOSE, signed(tenantId, email, expiresAt));
  return { proof: `${Buffer.from(email).toString('base64url')}.${expiresAt}.${signature}`, expiresAt };
}

/** The address that a proof speaks of; null when it is forged, over, or another school's. */
function addressOf(
  deps: { keyring: Keyring; clock: () => number },
  tenantId: number,
  proof: string,
): EmailAddress | null {
  const [encoded = '', until = '', ...signature] = proof.split('.');
  const email = parseEmailAddress(Buffer.from(encoded, 'base64url').toString());
  const expiresAt = Number(until);
  if (email === null || !(expiresAt > deps.clock())) return null;
  const genuine = deps.keyring.verify(PURPOSE, signed(tenantId, email, expiresAt), signature.join('.'));
  return genuine ? email : null;
}

/** The addresses that are the visitor's own: the verified one of who is signed in, and those of valid proofs. */
export function provedAddresses(
  deps: { keyring: Keyring; clock: () => number },
  tenantId: number,
  visitor: {
    user: { email: string; emailVerified: boolean } | null;
    proofs: readonly (string | undefined)[];
  },
): ReadonlySet<string> {
  const proved = new Set<string>(visitor.user?.emailVerified ? [visitor.user.email] : []);
  for (const proof of visitor.proofs) {
    const email = proof === undefined ? null : addressOf(deps, tenantId, proof);
    if (email !== null) proved.add(email);
  }
  return proved;
}
