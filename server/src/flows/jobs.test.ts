import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { breachedInvariants } from '#testing/invariants.ts';
import { startTestProduct, type TestProduct } from '#testing/product.ts';
import {
  addEvent,
  book,
  bookingBody,
  bookingRow,
  HOUR,
  iso,
  MINUTE,
  morning,
  person,
  uidOf,
  until,
  type SceneEvent,
} from '#testing/scene.ts';

let t: TestProduct;
let event: SceneEvent;
let hour = 0;
let stop = async (): Promise<void> => undefined;
beforeAll(async () => {
  t = await startTestProduct({ work: false });
  t.immersio.control.putCourse('imm_demo_lotus', { id: 'c_jobs', title: 'Jobs' });
  event = await addEvent(t, { courseId: 'c_jobs' });
}, 60_000);
afterAll(async () => {
  await stop();
  await t.close();
});
afterEach(async () => {
  await stop();
  stop = async () => undefined;
  t.immersio.control.clearFaults();
  expect(await breachedInvariants(t)).toEqual([]);
});

async function work(): Promise<void> {
  const worker = await t.product.work();
  stop = worker.stop;
}

/** A confirmed booking of its own time, while nobody works: its jobs are in the queue. */
async function confirmed(name: string): Promise<{ id: number; uid: string }> {
  hour += 1;
  const made = await book(t, bookingBody(event.slug, iso(morning(10, hour)), [person(name)]));
  expect(made.status).toBe(201);
  return await bookingRow(t, uidOf(made)).then(({ id }) => ({ id, uid: uidOf(made) }));
}

type OutboxRow = {
  id: number;
  subscriber: string;
  attempts: number;
  handled_at: Date | null;
  dead_at: Date | null;
  last_error: string | null;
};
const outboxOf = (bookingId: number, subscriber: string): Promise<OutboxRow> =>
  t
    .sql<OutboxRow>(`select * from outbox where (payload->>'bookingId')::bigint = $1 and subscriber = $2`, [
      bookingId,
      subscriber,
    ])
    .then(([row]) => row as OutboxRow);
const PUSH = 'immersio:push_enrollments';
const MAIL = 'notifications:confirmation';
const mailsTo = async (name: string): Promise<number> =>
  (await t.mails()).filter((mail) => mail.to?.[0]?.address === person(name).email).length;
const logOf = async (uid: string): Promise<string[]> =>
  (
    await t.sql<{ status: string }>(
      "select status from immersio_sync_logs where resource_id like $1 || '/%' order by id",
      [uid],
    )
  ).map(({ status }) => status);
const sweep = () => t.sql("select graphile_worker.add_job('jobs:sweep_outbox', json_build_object())");
/** A job as `enqueue_job` makes it, with a key of its own. */
const enqueue = (task: string, payload: object, key: string) =>
  t.sql('select enqueue_job($1, $2, now(), $3, 25, null)', [task, JSON.stringify(payload), key]);

describe('the outbox', () => {
  test('finds a job that was lost, and enqueues it once', async () => {
    const { id } = await confirmed('lost');
    await t.sql('delete from graphile_worker._private_jobs');
    await work();
    await t.advance(2 * MINUTE);
    await sweep();
    await sweep();
    await t.settled();
    expect((await outboxOf(id, MAIL)).handled_at).not.toBeNull();
    expect((await outboxOf(id, PUSH)).handled_at).not.toBeNull();
    expect(await mailsTo('lost')).toBe(1);
  });

  test('leaves a job that is in the queue alone', async () => {
    const { id } = await confirmed('queued');
    const { id: outboxId } = await outboxOf(id, MAIL);
    await t.sql("update outbox set run_at = now() - interval '5 min' where id = $1", [outboxId]);
    // Not those that wait for later: they are not due in an hour either.
    await t.sql(
      "update graphile_worker._private_jobs set run_at = now() + interval '1 hour' where run_at <= now()",
    );
    await work();
    await sweep();
    await until(
      async () =>
        (await t.sql("select 1 from graphile_worker.jobs where task_identifier = 'jobs:sweep_outbox'"))
          .length === 0,
      'the sweep',
    );
    expect(
      await t.sql('select 1 from graphile_worker.jobs where key = $1', [
        `outbox:${t.tenants.lotus}:${outboxId}`,
      ]),
    ).toHaveLength(1);
    expect(await mailsTo('queued')).toBe(0);
    await t.advance(2 * HOUR);
    await t.settled();
    expect(await mailsTo('queued')).toBe(1);
  });

  test('sends nothing twice, however many jobs there are for it', async () => {
    const { id } = await confirmed('duplicate');
    const { id: outboxId } = await outboxOf(id, MAIL);
    const payload = { tenantId: t.tenants.lotus, outboxId };
    for (let n = 0; n < 5; n += 1) await enqueue(MAIL, payload, `outbox:${t.tenants.lotus}:${outboxId}`);
    await work();
    await t.settled();
    for (let n = 0; n < 5; n += 1) await enqueue(MAIL, payload, `another ${n}`);
    // The same event told twice: another row, the same message.
    await t.sql(
      `with copy as (insert into outbox (tenant_id, topic, subscriber, payload) select tenant_id, topic, subscriber, payload from outbox where id = $1 returning tenant_id, id)
       select enqueue_job($2, jsonb_build_object('tenantId', tenant_id, 'outboxId', id), now(), 'copy', 25, null) from copy`,
      [outboxId, MAIL],
    );
    await t.settled();
    await until(
      async () => (await t.sql('select 1 from graphile_worker.jobs where run_at <= now()')).length === 0,
      'an empty queue',
    );
    expect(await mailsTo('duplicate')).toBe(1);
  });

  test('is read for the tenant that the job names, and no other', async () => {
    const { id } = await confirmed('foreign-job');
    const { id: outboxId } = await outboxOf(id, MAIL);
    await t.sql('delete from graphile_worker._private_jobs');
    await enqueue(MAIL, { tenantId: t.tenants.harbour, outboxId }, 'foreign');
    await work();
    await until(
      async () => (await t.sql("select 1 from graphile_worker.jobs where key = 'foreign'")).length === 0,
      'the job',
    );
    expect((await outboxOf(id, MAIL)).handled_at).toBeNull();
    expect(await mailsTo('foreign-job')).toBe(0);
    await t.sql('update outbox set handled_at = now() where handled_at is null');
  });
});

describe('a job', () => {
  test('runs as the worker’s role; requests as the application’s', async () => {
    await t.sql('alter table mail_messages add column made_by name default current_user');
    await t.sql('alter table bookings add column made_by name default current_user');
    const { id } = await confirmed('roles');
    await work();
    await t.settled();
    expect(await t.sql('select made_by from bookings where id = $1', [id])).toEqual([
      { made_by: 'lessonry_app' },
    ]);
    expect(await t.sql('select distinct made_by from mail_messages where booking_id = $1', [id])).toEqual([
      { made_by: 'lessonry_worker' },
    ]);
  });

  test('that a dead process had begun is begun again by the next one', async () => {
    await confirmed('orphaned');
    await t.sql(
      "update graphile_worker._private_jobs set locked_by = 'worker-of-a-dead-process', locked_at = now(), attempts = 1",
    );
    await t.sql(
      "update graphile_worker._private_job_queues set locked_by = 'worker-of-a-dead-process', locked_at = now()",
    );
    await work();
    await t.settled();
    expect(await mailsTo('orphaned')).toBe(1);
  });

  test('is tried again after a fault of the other side, and each try is logged', async () => {
    t.immersio.control.fault({ path: '/enrollments', method: 'POST', kind: 'status', status: 500 });
    t.immersio.control.fault({ path: '/enrollments', method: 'POST', kind: 'reset' });
    const { id, uid } = await confirmed('retried');
    await work();
    for (const tries of [1, 2]) {
      await until(async () => (await logOf(uid)).length === tries, `try ${tries}`);
      await until(async () => (await outboxOf(id, PUSH)).attempts === tries, `failure ${tries}`);
      expect((await outboxOf(id, PUSH)).last_error).toContain('could not be reached');
      // The job is given back a moment after its failure was noted.
      await until(
        async () =>
          (await t.sql('select 1 from graphile_worker._private_jobs where locked_at is not null')).length ===
          0,
        'the job',
      );
      await t.advance(HOUR);
    }
    await t.settled();
    expect(await logOf(uid)).toEqual(['RETRY', 'RETRY', 'SUCCESS']);
    expect((await outboxOf(id, PUSH)).handled_at).not.toBeNull();
    const enrolled = t.immersio.control
      .school('imm_demo_lotus')
      .enrollments.filter(({ email }) => email === person('retried').email);
    expect(enrolled).toHaveLength(1);
    expect(await mailsTo('retried')).toBe(1);
  });

  test('whose answer was lost after it took effect enrolls nobody twice', async () => {
    t.immersio.control.fault({ path: '/enrollments', method: 'POST', kind: 'reset', done: true });
    const { id, uid } = await confirmed('answer-lost');
    await work();
    await until(async () => (await outboxOf(id, PUSH)).attempts === 1, 'the failure');
    await until(
      async () =>
        (await t.sql('select 1 from graphile_worker._private_jobs where locked_at is not null')).length === 0,
      'the job',
    );
    await t.advance(HOUR);
    await t.settled();
    expect(await logOf(uid)).toEqual(['RETRY', 'SUCCESS']);
    const enrolled = t.immersio.control
      .school('imm_demo_lotus')
      .enrollments.filter(({ email }) => email === person('answer-lost').email);
    expect(enrolled).toHaveLength(1);
  });

  test('that cannot succeed is dead at once, and seen: in the outbox, in the log, on the enrollment', async () => {
    t.immersio.control.fault({ path: '/enrollments', kind: 'status', status: 401, times: 'always' });
    const { id, uid } = await confirmed('refused');
    await work();
    await t.settled();
    expect(await outboxOf(id, PUSH)).toMatchObject({
      handled_at: null,
      attempts: 1,
      last_error: expect.stringContaining('HTTP 401') as string,
    });
    expect((await outboxOf(id, PUSH)).dead_at).not.toBeNull();
    expect(await logOf(uid)).toEqual(['FAILED']);
    expect(
      await t.sql('select status, external_id from immersio_enrollments where booking_id = $1', [id]),
    ).toEqual([{ status: 'FAILED', external_id: null }]);
    expect(await mailsTo('refused')).toBe(1);
    expect(await t.sql('select status from bookings where id = $1', [id])).toEqual([{ status: 'CONFIRMED' }]);
    await sweep();
    await until(
      async () => (await t.sql('select 1 from graphile_worker.jobs where run_at <= now()')).length === 0,
      'an empty queue',
    );
    expect(await logOf(uid)).toEqual(['FAILED']);
  });

  test('that is refused for one attendee enrolls the others', async () => {
    t.immersio.control.fault({ path: '/enrollments', kind: 'status', status: 422 });
    const family = await addEvent(t, { seatLimit: 4, courseId: 'c_jobs' });
    const people = [person('odd-one'), person('second'), person('third')];
    const made = await book(t, bookingBody(family.slug, iso(morning(10)), people));
    const { id } = await bookingRow(t, uidOf(made));
    await work();
    await t.settled();
    expect(
      await t.sql('select status from immersio_enrollments where booking_id = $1 order by id', [id]),
    ).toEqual([{ status: 'FAILED' }, { status: 'ENROLLED' }, { status: 'ENROLLED' }]);
    expect(await logOf(uidOf(made))).toEqual(['FAILED', 'SUCCESS', 'SUCCESS']);
    expect((await outboxOf(id, PUSH)).dead_at).not.toBeNull();
  });

  test('that has failed as often as it may is dead, and its last fault is kept', async () => {
    t.immersio.control.fault({ path: '/enrollments', kind: 'status', status: 500, times: 'always' });
    const { id } = await confirmed('exhausted');
    await t.sql('update graphile_worker._private_jobs set attempts = max_attempts - 1');
    await work();
    await t.settled();
    const row = await outboxOf(id, PUSH);
    expect(row.dead_at).not.toBeNull();
    expect(row.last_error).toContain('HTTP 500');
  });
});
