import { sql } from 'kysely';
import type { Subscriber, Tx } from './database.ts';

/** Topics and their payloads; each module adds its own by declaration merging. Payloads hold ids only. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the modules
export interface Events {}

export const MAX_ATTEMPTS = 25;

/**
 * Says that something happened, in the transaction that made it happen: one outbox row for each subscriber, and a job beside
 * it. The row is the truth (a sweeper finds it when the job was lost); the job is the fast way. `runAt` (epoch ms) is for what
 * has to happen later.
 */
export async function emit<K extends keyof Events>(
  tx: Tx,
  topic: K,
  payload: Events[K],
  options: { runAt?: number } = {},
): Promise<void> {
  const subscribers = tx.subscriptions[topic];
  if (!subscribers) throw new Error(`nobody is wired to the topic ${topic}`);
  for (const subscriber of subscribers) {
    const { id } = await tx.db
      .insertInto('outbox')
      .values({
        topic,
        subscriber: subscriber.task,
        payload: JSON.stringify(payload),
        ...(options.runAt === undefined ? {} : { run_at: new Date(options.runAt) }),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await enqueueOutboxJob(tx, { id, subscriber, runAt: options.runAt });
  }
}

/** Puts the job for an outbox row into the queue, unless it is there already. */
export async function enqueueOutboxJob(
  tx: Tx,
  row: { id: number; subscriber: Subscriber; runAt?: number | undefined },
): Promise<void> {
  const runAt = row.runAt === undefined ? null : new Date(row.runAt);
  const { task, serial } = row.subscriber;
  const payload = JSON.stringify({ tenantId: tx.tenantId, outboxId: row.id });
  const queue = serial === undefined ? null : `${serial}:${tx.tenantId}`;
  await sql`select enqueue_job(${task}, ${payload}::jsonb, coalesce(${runAt}::timestamptz, now()),
    ${`outbox:${tx.tenantId}:${row.id}`}, ${MAX_ATTEMPTS}, ${queue})`.execute(tx.db);
}
