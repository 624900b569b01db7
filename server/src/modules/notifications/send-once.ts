import type { Database } from '#db/database.ts';
import type { Clock } from '#platform/clock.ts';
import { sha256 } from '#platform/crypto.ts';
import type { Locale } from '#platform/locale.ts';
import type { Mail, Mailer } from './mailer.ts';

export type Outgoing = Omit<Mail, 'messageId'> & {
  /** What makes this message this one: it is sent once for it. */
  dedupeKey: string;
  /** Null: of no booking. */
  bookingId: number | null;
  kind: string;
  locale: Locale;
};

/**
 * Sends a message once per dedupe key and keeps its state. A crash between the mail server's yes and our note of it sends it
 * again, with the same Message-ID, by which mail programs show it once.
 */
export async function sendOnce(
  deps: { db: Database; clock: Clock; mailer: Mailer; mailDomain: string },
  tenantId: number,
  outgoing: Outgoing,
): Promise<void> {
  const { dedupeKey, bookingId, kind, locale, ...mail } = outgoing;
  const messageId = `<${sha256(`${tenantId} ${dedupeKey}`)}@${deps.mailDomain}>`;
  const due = await deps.db.withTenant(tenantId, async (tx) => {
    await tx.db
      .insertInto('mail_messages')
      .values({
        dedupe_key: dedupeKey,
        booking_id: bookingId,
        kind,
        recipient: mail.to.address,
        locale,
        subject: mail.subject,
        message_id: messageId,
        status: 'SENDING',
      })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'dedupe_key']).doNothing())
      .execute();
    const row = await tx.db
      .selectFrom('mail_messages')
      .select('status')
      .where('dedupe_key', '=', dedupeKey)
      .executeTakeFirstOrThrow();
    return row.status !== 'SENT';
  });
  if (!due) return;
  const note = (state: { status: 'SENT' | 'FAILED'; last_error: string | null; sent_at: Date | null }) =>
    deps.db.withTenant(tenantId, (tx) =>
      tx.db.updateTable('mail_messages').set(state).where('dedupe_key', '=', dedupeKey).execute(),
    );
  try {
    await deps.mailer.send({ ...mail, messageId });
  } catch (error) {
    await note({ status: 'FAILED', last_error: (error as Error).message.slice(0, 500), sent_at: null });
    throw error;
  }
  await note({ status: 'SENT', last_error: null, sent_at: new Date(deps.clock()) });
}
