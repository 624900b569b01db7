import type { Keyring } from '#platform/crypto.ts';

type Booking = { tenantId: number; uid: string };

const PURPOSE = 'manage booking';
const signed = ({ tenantId, uid }: Booking): string => `${tenantId} ${uid}`;

/** The signature that opens a booking's page without signing in: it is in the mails, and needs no row of its own. */
export const manageToken = (keyring: Keyring, booking: Booking): string =>
  keyring.sign(PURPOSE, signed(booking));

export const isManageToken = (keyring: Keyring, booking: Booking, token: string): boolean =>
  keyring.verify(PURPOSE, signed(booking), token);

/** Address of the booking's page; `origin` is the school's. */
export const manageUrl = (keyring: Keyring, booking: Booking & { origin: string }): string =>
  `${booking.origin}/b/${booking.uid}?token=${manageToken(keyring, booking)}`;
