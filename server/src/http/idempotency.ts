import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Tx } from '#db/database.ts';
import { MINUTE, type Clock } from '#platform/clock.ts';
import { sha256 } from '#platform/crypto.ts';
import { AppError } from '#platform/errors.ts';
import type { Gate } from '#platform/gate.ts';

/** One attempt under a key. `bind` is called in the transaction that makes the resource, so that a crash cannot make a second. */
export type Attempt = { bind: (tx: Tx, resourceUid: string) => Promise<void>; resumed: string | null };

export type StoredAnswer = { status: number; body: unknown };

/** A process that has said nothing for this long is taken for dead, and its request is taken over. */
const TAKEN_OVER_AFTER = MINUTE;

/** Of a request without a key. */
export const NO_KEY: Attempt = { bind: async () => undefined, resumed: null };

/**
 * Runs `work` once per (tenant, route, key): the same key with the same body replays the stored answer; another body is
 * `idempotency_mismatch`; one that is being worked on is `request_in_progress`. What `work` throws is not stored: the same key
 * may try again. Without a key `work` simply runs.
 */
export async function once(
  deps: { db: Database; clock: Clock; gate: Gate<number> },
  request: { tenantId: number; route: string; key: string | undefined; body: unknown },
  work: (attempt: Attempt) => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  const { tenantId, route, key } = request;
  if (key === undefined) return await work(NO_KEY);
  if (key.length === 0 || key.length > 255 || /[^\x21-\x7e]/.test(key)) {
    throw new AppError('validation_failed', 'The Idempotency-Key must be 1 to 255 visible ASCII characters', {
      fields: [
        { field: 'Idempotency-Key', code: 'invalid', message: 'must be 1 to 255 visible ASCII characters' },
      ],
    });
  }
  const id = randomUUID();
  const requestHash = sha256(canonical(request.body));
  // A rush of keyed requests keeps no other school waiting either.
  const inTenant = <T>(fn: (tx: Tx) => Promise<T>) =>
    deps.gate(tenantId, () => deps.db.withTenant(tenantId, fn));
  const claimed = await inTenant((tx) => claim(tx, { route, key, requestHash, id, now: deps.clock() }));
  if (claimed.kind === 'answer') return claimed.answer;

  const mine = (tx: Tx) =>
    tx.db
      .updateTable('idempotency_keys')
      .where('route', '=', route)
      .where('key', '=', key)
      .where('attempt', '=', id);
  const forget = (tx: Tx) =>
    tx.db
      .deleteFrom('idempotency_keys')
      .where('route', '=', route)
      .where('key', '=', key)
      .where('attempt', '=', id);
  let answer: StoredAnswer;
  try {
    answer = await work({
      resumed: claimed.resourceUid,
      bind: async (tx, resourceUid) => {
        const { numUpdatedRows } = await mine(tx).set({ resource_uid: resourceUid }).executeTakeFirst();
        // Taken over by another process meanwhile: its booking stands, this one must not.
        if (numUpdatedRows !== 1n)
          throw new AppError('request_in_progress', 'Another request with this key took over');
      },
    });
  } catch (error) {
    await inTenant(async (tx) => {
      if (error instanceof AppError && error.code !== 'internal') {
        await forget(tx).execute();
      } else {
        // A fault: what it left behind (a booking, perhaps) is taken up again by the next try, at once.
        await mine(tx)
          .set({ locked_at: new Date(0) })
          .execute();
      }
    });
    throw error;
  }
  await inTenant(async (tx) => {
    await mine(tx)
      .set({ response_status: answer.status, response_body: JSON.stringify(answer.body) })
      .execute();
  });
  return answer;
}

type Claim = { kind: 'answer'; answer: StoredAnswer } | { kind: 'work'; resourceUid: string | null };

async function claim(
  tx: Tx,
  {
    route,
    key,
    requestHash,
    id,
    now,
  }: { route: string; key: string; requestHash: string; id: string; now: number },
): Promise<Claim> {
  const inserted = await tx.db
    .insertInto('idempotency_keys')
    .values({ route, key, request_hash: requestHash, attempt: id, locked_at: new Date(now) })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'route', 'key']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return { kind: 'work', resourceUid: null };

  const row = await tx.db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'locked_at', 'response_status', 'response_body', 'resource_uid', 'attempt'])
    .where('route', '=', route)
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst();
  // Removed between the two statements: its work was refused a moment ago.
  if (!row)
    throw new AppError('request_in_progress', 'The same request was just refused; try again', {
      retryAfterSeconds: 1,
    });
  if (row.request_hash !== requestHash) {
    throw new AppError('idempotency_mismatch', 'This Idempotency-Key was used with another request');
  }
  if (row.response_status !== null) {
    return { kind: 'answer', answer: { status: row.response_status, body: row.response_body } };
  }
  if (row.locked_at.getTime() > now - TAKEN_OVER_AFTER) {
    throw new AppError('request_in_progress', 'The same request is being worked on', {
      retryAfterSeconds: 2,
    });
  }
  await tx.db
    .updateTable('idempotency_keys')
    .set({ attempt: sql`${id}::uuid`, locked_at: new Date(now) })
    .where('route', '=', route)
    .where('key', '=', key)
    .execute();
  return { kind: 'work', resourceUid: row.resource_uid };
}

/** JSON with sorted keys: the order in which a client writes its fields does not make another request. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
