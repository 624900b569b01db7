import type { JobHelpers, Task } from 'graphile-worker';
import type { Database } from '#db/database.ts';
import type { Clock } from '#platform/clock.ts';
import type { Logger } from 'pino';
import { PermanentFailure } from '#platform/permanent-failure.ts';

/** Work for one outbox row: may run twice after a crash, so each handler is idempotent. `attempt` counts from 1. */
export type OutboxHandler = (tenantId: number, payload: never, job: { attempt: number }) => Promise<void>;

type JobPayload = { tenantId: number; outboxId: number };

/**
 * A graphile-worker task around a handler: reopens the tenant of the job, runs the handler unless the row is handled, and
 * keeps in the row what became of it. Throwing means another try; the last one, or a `PermanentFailure`, makes the row dead.
 */
export function outboxTask(deps: { db: Database; clock: Clock; log: Logger }, handler: OutboxHandler): Task {
  return async (raw, helpers: JobHelpers) => {
    const { tenantId, outboxId } = raw as JobPayload;
    const row = await deps.db.withTenant(tenantId, (tx) =>
      tx.db
        .selectFrom('outbox')
        .select(['payload', 'subscriber'])
        .where('id', '=', outboxId)
        .where('handled_at', 'is', null)
        .where('dead_at', 'is', null)
        .executeTakeFirst(),
    );
    if (!row) return;
    const { attempts, max_attempts } = helpers.job;
    try {
      await handler(tenantId, row.payload as never, { attempt: attempts });
    } catch (error) {
      const dead = error instanceof PermanentFailure || attempts >= max_attempts;
      const reason = error instanceof Error ? error.message : 'unknown';
      deps.log[dead ? 'error' : 'warn'](
        { err: error, task: row.subscriber, tenant: tenantId, outboxId, attempts },
        'task failed',
      );
      await deps.db.withTenant(tenantId, (tx) =>
        tx.db
          .updateTable('outbox')
          .set({
            attempts,
            last_error: reason.slice(0, 500),
            ...(dead ? { dead_at: new Date(deps.clock()) } : {}),
          })
          .where('id', '=', outboxId)
          .execute(),
      );
      if (dead) return;
      throw error;
    }
    await deps.db.withTenant(tenantId, (tx) =>
      tx.db
        .updateTable('outbox')
        .set({ handled_at: new Date(deps.clock()), attempts })
        .where('id', '=', outboxId)
        .execute(),
    );
  };
}
