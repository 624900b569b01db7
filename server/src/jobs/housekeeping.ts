import type { Database, Subscriptions, Tx } from '#db/database.ts';
import { enqueueOutboxJob } from '#db/outbox.ts';
import { DAY, MINUTE, type Clock } from '#platform/clock.ts';

const PAGE = 500;

/** Visits each tenant in turn; one tenant's fault is reported and does not stop the round. */
export async function forEachTenant(
  db: Database,
  visit: (tenantId: number) => Promise<void>,
  onFault: (tenantId: number, error: unknown) => void,
): Promise<void> {
  let previous = 0;
  for (;;) {
    const ids = await db.platform.tenantIdsAfter(previous, PAGE);
    for (const id of ids) {
      try {
        await visit(id);
      } catch (error) {
        onFault(id, error);
      }
    }
    const last = ids.at(-1);
    if (ids.length < PAGE || last === undefined) return;
    previous = last;
  }
}

// Younger rows are on the fast path still.
const FORGOTTEN_AFTER = MINUTE;
const SWEPT_AT_ONCE = 200;

/** Puts a job into the queue again for each due outbox row that is not handled; one that is in the queue stays alone. */
export async function sweepOutbox(tx: Tx, subscriptions: Subscriptions, now: number): Promise<void> {
  const rows = await tx.db
    .selectFrom('outbox')
    .select(['id', 'topic', 'subscriber'])
    .where('handled_at', 'is', null)
    .where('dead_at', 'is', null)
    .where('run_at', '<', new Date(now - FORGOTTEN_AFTER))
    .orderBy('run_at')
    .limit(SWEPT_AT_ONCE)
    .execute();
  for (const row of rows) {
    const subscriber = subscriptions[row.topic]?.find(({ task }) => task === row.subscriber);
    if (subscriber) await enqueueOutboxJob(tx, { id: row.id, subscriber });
  }
}

const KEPT = { outbox: 30 * DAY, idempotencyKeys: 2 * DAY, inbox: 90 * DAY };

/** Removes what has served: handled outbox rows, old idempotency keys, applied webhook events. */
export async function cleanUp(tx: Tx, clock: Clock): Promise<void> {
  const before = (age: number) => new Date(clock() - age);
  await tx.db.deleteFrom('outbox').where('handled_at', '<', before(KEPT.outbox)).execute();
  await tx.db.deleteFrom('idempotency_keys').where('created_at', '<', before(KEPT.idempotencyKeys)).execute();
  await tx.db
    .deleteFrom('webhook_inbox')
    .where('received_at', '<', before(KEPT.inbox))
    .where('processed_at', 'is not', null)
    .execute();
}
