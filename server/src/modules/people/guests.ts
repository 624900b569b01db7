import type { Tx } from '#db/database.ts';
import type { EmailAddress } from '#platform/email-address.ts';
import { newUid } from '#platform/ids.ts';
import type { Locale } from '#platform/locale.ts';

/**
 * The student with this address, made when there is none: a guest who books is a student who has not proved the address.
 * What is known of an existing person is never changed by somebody who merely types the address.
 */
export async function studentByAddress(
  tx: Tx,
  person: {
    email: EmailAddress;
    name: string;
    locale: Locale;
    timeZone: string;
    /** Epoch ms, when the one who books has shown that the address is theirs. */
    verifiedAt: number | null;
  },
): Promise<{ id: number }> {
  const known = await tx.db
    .selectFrom('users')
    .select('id')
    .where('email', '=', person.email)
    .executeTakeFirst();
  if (known) return known;
  const made = await tx.db
    .insertInto('users')
    .values({
      uid: newUid(),
      email: person.email,
      name: person.name,
      role: 'student',
      locale: person.locale,
      time_zone: person.timeZone,
      email_verified_at: person.verifiedAt === null ? null : new Date(person.verifiedAt),
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'email']).doNothing())
    .returning('id')
    .executeTakeFirst();
  // Made by another transaction in between: visible to a new statement.
  return (
    made ??
    (await tx.db.selectFrom('users').select('id').where('email', '=', person.email).executeTakeFirstOrThrow())
  );
}
