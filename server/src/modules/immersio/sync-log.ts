import type { Tx } from '#db/database.ts';

export type SyncLogEntry = {
  syncType: 'COURSE' | 'STUDENT' | 'ENROLLMENT' | 'WHITELIST';
  direction: 'PULL' | 'PUSH';
  resourceId: string;
  status: 'SUCCESS' | 'RETRY' | 'FAILED' | 'SKIPPED';
  /** A sentence for an admin; never a secret. */
  errorMessage?: string | undefined;
  at: number;
};

/** One row for every step of the exchange with Immersio. */
export async function logSync(tx: Tx, entry: SyncLogEntry): Promise<void> {
  await tx.db
    .insertInto('immersio_sync_logs')
    .values({
      sync_type: entry.syncType,
      direction: entry.direction,
      resource_id: entry.resourceId,
      status: entry.status,
      error_message: entry.errorMessage?.slice(0, 500) ?? null,
      synced_at: new Date(entry.at),
    })
    .execute();
}
