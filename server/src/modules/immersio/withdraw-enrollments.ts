import type { Tx } from '#db/database.ts';
import { PermanentFailure } from '#platform/permanent-failure.ts';
import { ownSchool } from '#modules/tenants/index.ts';
import { callImmersio, type Answer, type ImmersioConnection } from './client/call.ts';
import { PATHS, readEnrollment } from './client/interface.ts';
import { connectionOf, describe, postEnrollment, type ImmersioDeps } from './push-enrollments.ts';
import { logSync } from './sync-log.ts';

type Enrolled = {
  id: number;
  reference: string;
  externalId: string | null;
  courseId: string;
  email: string;
  name: string;
};

/**
 * Withdraws the enrollments of a cancelled booking, one after the other; one that Immersio does not know counts as done, one that
 * another confirmed booking stands on stays. Runs in one line with the school's pushes. Throws to be tried again,
 * `PermanentFailure` where that cannot help.
 */
export async function withdrawEnrollments(
  deps: ImmersioDeps,
  tenantId: number,
  bookingId: number,
): Promise<void> {
  const work = await deps.db.withTenant(tenantId, async (tx) => {
    const { immersio } = await ownSchool(tx);
    if (!immersio) return null;
    return {
      connection: connectionOf(deps, tenantId, immersio),
      enrolled: await enrolledIn(tx, bookingId),
    };
  });
  if (!work) return;
  let refusal: PermanentFailure | null = null;
  for (const row of work.enrolled) {
    try {
      await withdrawOne(deps, tenantId, work.connection, row);
    } catch (error) {
      // One whom Immersio does not let go keeps nobody else in.
      if (!(error instanceof PermanentFailure)) throw error;
      refusal ??= error;
    }
  }
  if (refusal) throw refusal;
}

async function enrolledIn(tx: Tx, bookingId: number): Promise<Enrolled[]> {
  const rows = await tx.db
    .selectFrom('immersio_enrollments as n')
    .innerJoin('bookings as b', 'b.id', 'n.booking_id')
    .innerJoin('attendees as a', 'a.id', 'n.attendee_id')
    .select(['n.id', 'b.uid', 'a.position', 'n.external_id', 'n.course_external_id', 'a.email', 'a.name'])
    .where('n.booking_id', '=', bookingId)
    .where('b.status', '=', 'CANCELLED')
    .where('n.status', 'in', ['PENDING', 'ENROLLED'])
    .orderBy('a.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reference: `${row.uid}/${row.position}`,
    externalId: row.external_id,
    courseId: row.course_external_id,
    email: row.email,
    name: row.name,
  }));
}

async function withdrawOne(
  deps: ImmersioDeps,
  tenantId: number,
  connection: ImmersioConnection,
  row: Enrolled,
): Promise<void> {
  const note = (entry: Pick<Parameters<typeof logSync>[1], 'status' | 'errorMessage'>, gone: boolean) =>
    deps.db.withTenant(tenantId, async (tx) => {
      if (gone) {
        await tx.db
          .updateTable('immersio_enrollments')
          .set({ status: 'WITHDRAWN', updated_at: new Date(deps.clock()) })
          .where('id', '=', row.id)
          .execute();
      }
      await logSync(tx, {
        syncType: 'ENROLLMENT',
        direction: 'PUSH',
        resourceId: row.reference,
        at: deps.clock(),
        ...entry,
      });
    });
  const failed = async (answer: Answer): Promise<never> => {
    const { final, why } = describe(answer, 'withdrawal');
    await note({ status: final ? 'FAILED' : 'RETRY', errorMessage: why }, false);
    throw final ? new PermanentFailure(why) : new Error(why);
  };

  let { externalId } = row;
  if (externalId === null) {
    // A push whose answer was lost may have enrolled: asked again under the same key, Immersio tells the id.
    const answer = await postEnrollment(connection, row.reference, row);
    if (answer.kind === 'refused') {
      await note({ status: 'SKIPPED', errorMessage: 'There was no enrollment to withdraw' }, true);
      return;
    }
    const enrollment = answer.kind === 'ok' ? readEnrollment(answer.body) : null;
    if (!enrollment) return await failed(answer);
    externalId = enrollment.id;
  }
  const id = externalId;
  if (await deps.db.withTenant(tenantId, (tx) => isShared(tx, row.id, id))) {
    await note({ status: 'SKIPPED', errorMessage: 'Another booking stands on this enrollment' }, true);
    return;
  }
  const answer = await callImmersio(connection, { method: 'DELETE', path: PATHS.enrollment(id) });
  const gone = answer.kind === 'ok' || (answer.kind === 'refused' && answer.status === 404);
  if (!gone) return await failed(answer);
  await note({ status: 'SUCCESS' }, true);
}

/** Does another confirmed booking stand on the same enrollment? Immersio has one per student and course. */
async function isShared(tx: Tx, rowId: number, externalId: string): Promise<boolean> {
  const other = await tx.db
    .selectFrom('immersio_enrollments as n')
    .innerJoin('bookings as b', 'b.id', 'n.booking_id')
    .select('n.id')
    .where('n.external_id', '=', externalId)
    .where('n.id', '<>', rowId)
    .where('n.status', '=', 'ENROLLED')
    .where('b.status', '=', 'CONFIRMED')
    .executeTakeFirst();
  return other !== undefined;
}
