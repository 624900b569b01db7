import { hash, verify } from '@node-rs/argon2';
import type { Secret } from '#platform/secret.ts';

// OWASP's recommendation for argon2id: 19 MiB, 2 passes, 1 lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: Secret): Promise<string> => hash(password.reveal(), COST);

let decoy: Promise<string> | undefined;

/** Takes the same time whether or not there is a hash, so that addresses cannot be found out by timing. */
export async function passwordMatches(stored: string | null, password: Secret): Promise<boolean> {
  decoy ??= hash('nobody has this password', COST);
  const matches = await verify(stored ?? (await decoy), password.reveal());
  return stored !== null && matches;
}
