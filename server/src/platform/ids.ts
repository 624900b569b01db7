import { randomBytes } from 'node:crypto';

/** A public identifier: 128 random bits, 22 characters of base64url. Counters never leave the server. */
export const newUid = (): string => randomBytes(16).toString('base64url');

/** A bearer token: 256 random bits, 43 characters of base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url');
