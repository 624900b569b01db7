import type { Database, Tx } from '#db/database.ts';
import type { SignedInUser } from '#http/context.ts';
import { DAY, type Clock } from '#platform/clock.ts';
import { sha256 } from '#platform/crypto.ts';
import { parseEmailAddress, type EmailAddress } from '#platform/email-address.ts';
import { newToken } from '#platform/ids.ts';
import type { Secret } from '#platform/secret.ts';
import { passwordMatches } from './passwords.ts';

const SESSION_LASTS = 30 * DAY;

export type OpenedSession = { token: string; expiresAt: number; user: SignedInUser };

const USER_COLUMNS = [
  'id',
  'uid',
  'name',
  'email',
  'role',
  'locale',
  'time_zone',
  'email_verified_at',
] as const;

type UserRow = {
  id: number;
  uid: string;
  name: string;
  email: string;
  role: string;
  locale: string | null;
  time_zone: string | null;
  email_verified_at: Date | null;
};

const present = (row: UserRow): SignedInUser => ({
  id: row.id,
  uid: row.uid,
  name: row.name,
  email: row.email,
  role: row.role as SignedInUser['role'],
  locale: row.locale as SignedInUser['locale'],
  timeZone: row.time_zone,
  emailVerified: row.email_verified_at !== null,
});

/** Opens a session by address and password; null when they do not fit, whichever of the two is wrong. */
export async function signIn(
  deps: { db: Database; clock: Clock },
  tenantId: number,
  input: { email: string; password: Secret },
): Promise<OpenedSession | null> {
  const email = parseEmailAddress(input.email.trim());
  const found =
    email === null
      ? undefined
      : await deps.db.withTenant(tenantId, (tx) =>
          tx.db
            .selectFrom('users')
            .select([...USER_COLUMNS, 'password_hash'])
            .where('email', '=', email)
            .where('deactivated_at', 'is', null)
            .executeTakeFirst(),
        );
  // Outside of the transaction: a hash takes 20 ms of a core, and no connection waits for it.
  if (!(await passwordMatches(found?.password_hash ?? null, input.password)) || !found) return null;
  return await startSession(deps, tenantId, found);
}

/** Opens a session for who has shown that this address is theirs; null when no active user of the school has it. */
export async function openSession(
  deps: { db: Database; clock: Clock },
  tenantId: number,
  email: EmailAddress,
): Promise<OpenedSession | null> {
  const found = await deps.db.withTenant(tenantId, (tx) =>
    tx.db
      .selectFrom('users')
      .select(USER_COLUMNS)
      .where('email', '=', email)
      .where('deactivated_at', 'is', null)
      .executeTakeFirst(),
  );
  return found ? await startSession(deps, tenantId, found) : null;
}

async function startSession(
  deps: { db: Database; clock: Clock },
  tenantId: number,
  user: UserRow,
): Promise<OpenedSession> {
  const token = newToken();
  const expiresAt = deps.clock() + SESSION_LASTS;
  await deps.db.withTenant(tenantId, (tx) =>
    tx.db
      .insertInto('user_sessions')
      .values({ token_hash: sha256(token), user_id: user.id, expires_at: new Date(expiresAt) })
      .execute(),
  );
  return { token, expiresAt, user: present(user) };
}

/** Ends the session behind this token, if there is one. */
export async function signOut(db: Database, tenantId: number, token: string): Promise<void> {
  await db.withTenant(tenantId, (tx) =>
    tx.db.deleteFrom('user_sessions').where('token_hash', '=', sha256(token)).execute(),
  );
}

/** The user behind a session's token, or null when it is unknown, over, or its user deactivated. */
export async function resolveSession(tx: Tx, token: string, now: number): Promise<SignedInUser | null> {
  const row = await tx.db
    .selectFrom('user_sessions')
    .innerJoin('users', 'users.id', 'user_sessions.user_id')
    .select(USER_COLUMNS.map((column) => `users.${column}` as const))
    .where('user_sessions.token_hash', '=', sha256(token))
    .where('user_sessions.expires_at', '>', new Date(now))
    .where('users.deactivated_at', 'is', null)
    .executeTakeFirst();
  return row ? present(row) : null;
}

/** Removes sessions that are over. */
export async function forgetExpiredSessions(tx: Tx, now: number): Promise<void> {
  await tx.db.deleteFrom('user_sessions').where('expires_at', '<', new Date(now)).execute();
}
