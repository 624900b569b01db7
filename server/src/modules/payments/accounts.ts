import type { Tx } from '#db/database.ts';
import type { Keyring } from '#platform/crypto.ts';
import type { Secret } from '#platform/secret.ts';

export type StripeAccount = { id: number; secretKey: Secret; webhookSecret: Secret };

/** To what a stored secret of a school's Stripe account is bound: it decrypts nowhere else. */
export const stripeSecretContext = (tenantId: number, column: 'secret_key' | 'webhook_secret'): string =>
  `tenant ${tenantId} stripe_accounts.${column}`;

const COLUMNS = ['id', 'secret_key_encrypted', 'webhook_secret_encrypted'] as const;

type Row = { id: number; secret_key_encrypted: string; webhook_secret_encrypted: string };

const open = (tx: Tx, keyring: Keyring, row: Row): StripeAccount => ({
  id: row.id,
  secretKey: keyring.decrypt(row.secret_key_encrypted, stripeSecretContext(tx.tenantId, 'secret_key')),
  webhookSecret: keyring.decrypt(
    row.webhook_secret_encrypted,
    stripeSecretContext(tx.tenantId, 'webhook_secret'),
  ),
});

/** The account through which the school takes money now; null where it takes none. */
export async function activeAccount(tx: Tx, keyring: Keyring): Promise<StripeAccount | null> {
  const row = await tx.db
    .selectFrom('stripe_accounts')
    .select(COLUMNS)
    .where('is_active', '=', true)
    .executeTakeFirst();
  return row ? open(tx, keyring, row) : null;
}

export async function accountById(tx: Tx, keyring: Keyring, id: number): Promise<StripeAccount> {
  const row = await tx.db
    .selectFrom('stripe_accounts')
    .select(COLUMNS)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return open(tx, keyring, row);
}

/** The account whose webhooks arrive under this uid, active or not: money that is on its way still arrives. */
export async function accountByWebhookUid(
  tx: Tx,
  keyring: Keyring,
  uid: string,
): Promise<StripeAccount | null> {
  const row = await tx.db
    .selectFrom('stripe_accounts')
    .select(COLUMNS)
    .where('webhook_uid', '=', uid)
    .executeTakeFirst();
  return row ? open(tx, keyring, row) : null;
}
