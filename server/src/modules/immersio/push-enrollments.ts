import type { Database } from '#db/database.ts';
import { PermanentFailure } from '#platform/permanent-failure.ts';
import type { Clock } from '#platform/clock.ts';
import type { Keyring } from '#platform/crypto.ts';
import { ownSchool, type School } from '#modules/tenants/index.ts';
import { callImmersio, type Answer, type ImmersioConnection } from './client/call.ts';
import { enrollmentBody, PATHS, readEnrollment } from './client/interface.ts';
import { logSync } from './sync-log.ts';

export type ImmersioDeps = { db: Database; clock: Clock; keyring: Keyring; apiBase: string };

/** To what the stored key of a school is bound. */
export const immersioKeyContext = (tenantId: number): string => `tenant ${tenantId} tenants.immersio_api_key`;

/** How to call Immersio for a school, its key decrypted. */
export const connectionOf = (
  deps: Pick<ImmersioDeps, 'apiBase' | 'keyring'>,
  tenantId: number,
  immersio: NonNullable<School['immersio']>,
): ImmersioConnection => ({
  baseUrl: deps.apiBase,
  apiKey: deps.keyring.decrypt(immersio.apiKeyEncrypted, immersioKeyContext(tenantId)),
  subdomainId: immersio.subdomainId,
});

type Pending = {
  attendeeId: number;
  position: number;
  uid: string;
  email: string;
  name: string;
  courseId: string;
};

/**
 * Enrolls every attendee of a confirmed booking in the event type's course, one after the other, and keeps each enrollment's id
 * (the booker's on the booking, too). Each call leaves a row in the sync log. Throws to be tried again, `PermanentFailure` where that cannot help.
 */
export async function pushEnrollments(
  deps: ImmersioDeps,
  tenantId: number,
  bookingId: number,
): Promise<void> {
  const work = await loadWork(deps, tenantId, bookingId);
  if (!work) return;
  let refusal: PermanentFailure | null = null;
  for (const pending of work.pending) {
    try {
      await pushOne(deps, tenantId, bookingId, work.connection, pending);
    } catch (error) {
      // One whom Immersio does not take keeps nobody else out.
      if (!(error instanceof PermanentFailure)) throw error;
      refusal ??= error;
    }
  }
  if (refusal) throw refusal;
}

async function loadWork(
  deps: ImmersioDeps,
  tenantId: number,
  bookingId: number,
): Promise<{ connection: ImmersioConnection; pending: Pending[] } | null> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const { immersio } = await ownSchool(tx);
    if (!immersio) return null;
    const rows = await tx.db
      .selectFrom('bookings as b')
      .innerJoin('event_types as e', 'e.id', 'b.event_type_id')
      .innerJoin('attendees as a', 'a.booking_id', 'b.id')
      .leftJoin('immersio_enrollments as n', 'n.attendee_id', 'a.id')
      .select([
        'a.id as attendeeId',
        'a.position',
        'b.uid',
        'a.email',
        'a.name',
        'e.immersio_course_id',
        'n.external_id',
      ])
      .where('b.id', '=', bookingId)
      .where('b.status', '=', 'CONFIRMED')
      .orderBy('a.position')
      .execute();
    const pending = rows.flatMap(({ immersio_course_id: courseId, external_id, ...row }) =>
      courseId === null || external_id !== null ? [] : [{ ...row, courseId }],
    );
    if (pending.length === 0) return null;
    for (const { attendeeId, courseId } of pending) {
      await tx.db
        .insertInto('immersio_enrollments')
        .values({
          booking_id: bookingId,
          attendee_id: attendeeId,
          course_external_id: courseId,
          status: 'PENDING',
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'attendee_id']).doNothing())
        .execute();
    }
    return {
      pending,
      connection: connectionOf(deps, tenantId, immersio),
    };
  });
}

async function pushOne(
  deps: ImmersioDeps,
  tenantId: number,
  bookingId: number,
  connection: ImmersioConnection,
  pending: Pending,
): Promise<void> {
  const reference = `${pending.uid}/${pending.position}`;
  const answer = await postEnrollment(connection, reference, pending);
  const enrollment = answer.kind === 'ok' ? readEnrollment(answer.body) : null;
  if (enrollment) {
    await deps.db.withTenant(tenantId, async (tx) => {
      await tx.db
        .updateTable('immersio_enrollments')
        .set({
          external_id: enrollment.id,
          student_external_id: enrollment.studentId,
          status: 'ENROLLED',
          updated_at: new Date(deps.clock()),
        })
        .where('attendee_id', '=', pending.attendeeId)
        .execute();
      if (pending.position === 0) {
        await tx.db
          .updateTable('bookings')
          .set({ immersio_enrollment_id: enrollment.id })
          .where('id', '=', bookingId)
          .execute();
      }
      await logSync(tx, {
        syncType: 'ENROLLMENT',
        direction: 'PUSH',
        resourceId: reference,
        status: 'SUCCESS',
        at: deps.clock(),
      });
    });
    return;
  }
  const { final, why } = describe(answer);
  await deps.db.withTenant(tenantId, async (tx) => {
    if (final) {
      await tx.db
        .updateTable('immersio_enrollments')
        .set({ status: 'FAILED', updated_at: new Date(deps.clock()) })
        .where('attendee_id', '=', pending.attendeeId)
        .execute();
    }
    const status = final ? 'FAILED' : 'RETRY';
    await logSync(tx, {
      syncType: 'ENROLLMENT',
      direction: 'PUSH',
      resourceId: reference,
      status,
      errorMessage: why,
      at: deps.clock(),
    });
  });
  if (final) throw new PermanentFailure(why);
  throw new Error(why);
}

/** Asks for an enrollment; asked again with the same reference, Immersio answers with the one that there is. */
export const postEnrollment = (
  connection: ImmersioConnection,
  reference: string,
  attendee: Pick<Pending, 'courseId' | 'email' | 'name'>,
): Promise<Answer> =>
  callImmersio(connection, {
    method: 'POST',
    path: PATHS.enrollments,
    idempotencyKey: `enroll-${reference}`,
    body: enrollmentBody({ ...attendee, externalReference: reference }),
  });

export function describe(
  answer: Answer,
  what: 'enrollment' | 'withdrawal' = 'enrollment',
): { final: boolean; why: string } {
  switch (answer.kind) {
    case 'ok':
      return { final: false, why: 'Immersio answered without an enrollment id' };
    case 'rejected':
      return { final: true, why: `Immersio does not accept the school's key (HTTP ${answer.status})` };
    case 'refused':
      return { final: true, why: `Immersio refused the ${what} (HTTP ${answer.status})` };
    case 'unavailable':
      return { final: false, why: `Immersio could not be reached: ${answer.why}` };
  }
}
