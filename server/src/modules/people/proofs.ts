import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Tx } from '#db/database.ts';
import { emit } from '#db/outbox.ts';
import { DAY, HOUR, MINUTE, type Clock } from '#platform/clock.ts';
import { sha256, type Keyring } from '#platform/crypto.ts';
import type { EmailAddress } from '#platform/email-address.ts';
import { newUid } from '#platform/ids.ts';
import type { Locale } from '#platform/locale.ts';
import { codeOf, linkTokenOf, readCode, uidOfLink } from './proof-secrets.ts';

declare module '#db/outbox.ts' {
  interface Events {
    /** Somebody says that an address is theirs, and wants to show it. */
    'verification.requested': { proofId: number };
  }
}

export type ProofPurpose = 'verification' | 'sign_in';

type Deps = { db: Database; clock: Clock; keyring: Keyring };

/** How long code and link of a message are good for. */
export const CODE_LASTS = 15 * MINUTE;

const MOST_TRIES = 5;
const DOUBLE_CLICK = MINUTE;
const MAILS_PER_HOUR = 5;

/**
 * Takes down that somebody wants to prove this address. Does the same work whoever's it is; whether anything is mailed is
 * decided by the job that follows, so that neither the answer nor its time says anything about the address.
 */
export async function requestProof(
  deps: Pick<Deps, 'db' | 'clock'>,
  tenantId: number,
  wanted: { email: EmailAddress; purpose: ProofPurpose; locale: Locale; nextPath: string },
): Promise<void> {
  const now = deps.clock();
  await deps.db.withTenant(tenantId, async (tx) => {
    const { id } = await tx.db
      .insertInto('email_proofs')
      .values({
        uid: newUid(),
        email: wanted.email,
        purpose: wanted.purpose,
        locale: wanted.locale,
        next_path: wanted.nextPath,
        created_at: new Date(now),
        expires_at: new Date(now + CODE_LASTS),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await emit(tx, 'verification.requested', { proofId: id });
  });
}

export type ProofMail = {
  uid: string;
  email: string;
  /** The person's name, where signing in. */
  name: string;
  purpose: ProofPurpose;
  locale: Locale;
  code: string;
  token: string;
};

/**
 * What to mail for a request; null when nothing is: it is over, the address has had its mails for this hour, or nobody of
 * this school signs in with it. From then on its code and link are good.
 */
export async function claimProofMail(tx: Tx, deps: Deps, proofId: number): Promise<ProofMail | null> {
  const now = deps.clock();
  const row = await tx.db
    .selectFrom('email_proofs')
    .select(['id', 'uid', 'email', 'purpose', 'locale', 'expires_at', 'sent_at'])
    .where('id', '=', proofId)
    .executeTakeFirst();
  if (!row || row.expires_at.getTime() <= now) return null;
  const user = await tx.db
    .selectFrom('users')
    .select('name')
    .where('email', '=', row.email)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  const signsIn = row.purpose === 'sign_in';
  if (signsIn && !user) return null;
  if (row.sent_at === null) {
    // Two jobs for one address count one after the other.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`proofs ${tx.tenantId} ${row.email}`}, 0))`.execute(
      tx.db,
    );
    const { sent } = await tx.db
      .selectFrom('email_proofs')
      .select((eb) => eb.fn.countAll<number | string>().as('sent'))
      .where('email', '=', row.email)
      .where('sent_at', '>', new Date(now - HOUR))
      .executeTakeFirstOrThrow();
    if (Number(sent) >= MAILS_PER_HOUR) return null;
    await tx.db
      .updateTable('email_proofs')
      .set({ sent_at: new Date(now) })
      .where('id', '=', row.id)
      .execute();
  }
  const named = { tenantId: tx.tenantId, uid: row.uid };
  return {
    uid: row.uid,
    email: row.email,
    name: signsIn ? (user?.name ?? '') : '',
    purpose: row.purpose as ProofPurpose,
    locale: row.locale as Locale,
    code: codeOf(deps.keyring, named),
    token: linkTokenOf(deps.keyring, named),
  };
}

export type Proved = { email: EmailAddress; purpose: ProofPurpose; nextPath: string };

/**
 * What a visitor shows: the code that an address was sent, or a link's token. `visit` is the mark of the page that asks:
 * within a minute the same page may show the same again, which is a double click.
 */
export type Shown = ({ email: EmailAddress; code: string } | { token: string }) & {
  visit?: string | undefined;
};

type Row = { id: number; email: string; purpose: string; next_path: string };

/** Uses up a code or a link. Null, for whatever reason: wrong, over, used, tried too often, never mailed. */
export async function confirmProof(
  deps: Deps,
  tenantId: number,
  shown: Shown,
  purposes: readonly ProofPurpose[],
): Promise<Proved | null> {
  const now = new Date(deps.clock());
  const usedBy = shown.visit === undefined || shown.visit === '' ? null : sha256(shown.visit);
  const among = { purposes, now, usedBy };
  return await deps.db.withTenant(tenantId, async (tx) => {
    const row =
      'token' in shown
        ? await rowOfLink(tx, deps.keyring, shown.token, among)
        : await rowOfCode(tx, deps.keyring, shown, among);
    if (!row) return null;
    await tx.db
      .updateTable('email_proofs')
      .set({ used_at: now, used_by: usedBy })
      .where('id', '=', row.id)
      .execute();
    await tx.db
      .updateTable('users')
      .set({ email_verified_at: now })
      .where('email', '=', row.email)
      .where('email_verified_at', 'is', null)
      .execute();
    return provedBy(row);
  });
}

/** Whose link this is, without using it up: mail programs look at links before people do. */
export async function peekAtLink(deps: Deps, tenantId: number, token: string): Promise<Proved | null> {
  const among = { purposes: ['verification', 'sign_in'], now: new Date(deps.clock()), usedBy: null } as const;
  return await deps.db.withTenant(tenantId, async (tx) => {
    const row = await rowOfLink(tx, deps.keyring, token, among);
    return row ? provedBy(row) : null;
  });
}

const provedBy = (row: Row): Proved => ({
  email: row.email as EmailAddress,
  purpose: row.purpose as ProofPurpose,
  nextPath: row.next_path,
});

type Among = { purposes: readonly ProofPurpose[]; now: Date; usedBy: string | null };

/** Requests that are still good; locked, so that of two who show the same thing one comes second. */
const liveRows = (tx: Tx, { purposes, now, usedBy }: Among) =>
  tx.db
    .selectFrom('email_proofs')
    .select(['id', 'uid', 'email', 'purpose', 'next_path'])
    .where('purpose', 'in', purposes)
    .where('sent_at', 'is not', null)
    .where('expires_at', '>', now)
    .where((eb) =>
      eb.or([
        eb('used_at', 'is', null),
        eb.and([eb('used_by', '=', usedBy), eb('used_at', '>', new Date(now.getTime() - DOUBLE_CLICK))]),
      ]),
    )
    .forUpdate();

async function rowOfLink(tx: Tx, keyring: Keyring, token: string, among: Among): Promise<Row | null> {
  const uid = uidOfLink(keyring, tx.tenantId, token);
  if (uid === null) return null;
  return (await liveRows(tx, among).where('uid', '=', uid).executeTakeFirst()) ?? null;
}

/** Every code of the address that is still good is tried, and counts the try. */
async function rowOfCode(
  tx: Tx,
  keyring: Keyring,
  shown: { email: EmailAddress; code: string },
  among: Among,
): Promise<Row | null> {
  const code = readCode(shown.code);
  if (code === null) return null;
  const rows = await liveRows(tx, among)
    .where('email', '=', shown.email)
    .where('tries', '<', MOST_TRIES)
    .orderBy('id')
    .execute();
  if (rows.length === 0) return null;
  await tx.db
    .updateTable('email_proofs')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute();
  const given = Buffer.from(code);
  const isRight = (uid: string) =>
    timingSafeEqual(given, Buffer.from(codeOf(keyring, { tenantId: tx.tenantId, uid })));
  return rows.find(({ uid }) => isRight(uid)) ?? null;
}

/** Removes requests that have been over for a day; until then they count for the limit. */
export async function forgetOldProofs(tx: Tx, now: number): Promise<void> {
  await tx.db
    .deleteFrom('email_proofs')
    .where('expires_at', '<', new Date(now - DAY))
    .execute();
}
