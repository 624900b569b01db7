import type { Tx } from '#db/database.ts';
import type { EmailAddress } from '#platform/email-address.ts';

export type WhitelistAnswer = 'allowed' | 'verification_required' | 'not_whitelisted';

/**
 * May these people book? The booker has to have proved the address before anything is said about the list, so that nobody can
 * ask who is on it; then every attendee has to be on it. Addresses are compared in their normal form.
 */
export async function checkWhitelist(
  tx: Tx,
  eventType: { id: number; whitelistEnabled: boolean },
  attendees: readonly EmailAddress[],
  proved: ReadonlySet<string>,
): Promise<WhitelistAnswer> {
  if (!eventType.whitelistEnabled) return 'allowed';
  const [booker] = attendees;
  if (booker === undefined || !proved.has(booker)) return 'verification_required';
  const wanted = [...new Set(attendees)];
  const listed = await tx.db
    .selectFrom('whitelist_entries')
    .select('email')
    .where('event_type_id', '=', eventType.id)
    .where('email', 'in', wanted)
    .execute();
  return listed.length === wanted.length ? 'allowed' : 'not_whitelisted';
}
