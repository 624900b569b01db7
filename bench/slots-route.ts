/**
 * `npm run bench -- slots-route`: GET slots over HTTP for a month of a round robin of 50 hosts with 100 bookings each, beside a
 * route that makes the same queries and serialises the same answer without asking the engine.
 */
import { slotListSchema } from '@lessonry/api-contract';
import type { Tx } from '../server/src/db/database.ts';
import { schoolOf } from '../server/src/http/context.ts';
import { DAY, HOUR, MINUTE } from '../server/src/platform/clock.ts';
import { newUid } from '../server/src/platform/ids.ts';
import { eventTypeBySlug, lessonRequest } from '../server/src/modules/scheduling/index.ts';
import type { Product } from '../server/src/product.ts';
import { startTestProduct, type TestProduct } from '../server/src/testing/product.ts';
import { startTestServer } from '../server/src/testing/test-server.ts';

const HOSTS = 50;
const BOOKINGS_EACH = 100;
const ROUNDS = 120;
const WARM_UP = 30;
const TARGET = 1.5;

export async function run(): Promise<void> {
  const { stop } = await startTestServer();
  let product: TestProduct | undefined;
  try {
    let answer = { slots: [] as { start: string }[] };
    product = await startTestProduct({
      work: false,
      extend: (assembled) => baseline(assembled, () => answer),
    });
    const t = product;
    await seed(t);
    const from = new Date(Math.ceil(Date.now() / DAY) * DAY).toISOString();
    const to = new Date(Date.parse(from) + 31 * DAY).toISOString();
    const query = `?from=${from}&to=${to}&timeZone=UTC`;
    const real = `/api/v1/event-types/bench/slots${query}`;
    const plain = `/api/v1/bench-baseline${query}`;
    answer = (await t.call('GET', real)).json as typeof answer;

    const times = { real: [] as number[], plain: [] as number[] };
    const ratios: number[] = [];
    for (let round = -WARM_UP; round < ROUNDS; round += 1) {
      // In turn, so that both meet the same weather; the order changes, so that neither is always second.
      const order = round % 2 === 0 ? (['real', 'plain'] as const) : (['plain', 'real'] as const);
      const took = { real: 0, plain: 0 };
      for (const which of order) took[which] = await timed(t, which === 'real' ? real : plain);
      if (round < 0) continue;
      times.real.push(took.real);
      times.plain.push(took.plain);
      ratios.push(took.real / took.plain);
    }
    console.log(
      `${HOSTS} hosts, ${BOOKINGS_EACH} bookings each, 31 days: ${answer.slots.length} slots, ${ROUNDS} rounds`,
    );
    console.log(`GET slots            ${median(times.real).toFixed(2)} ms (median)`);
    console.log(`same queries, answer ${median(times.plain).toFixed(2)} ms (median)`);
    const ratio = median(ratios);
    console.log(
      `ratio                ${ratio.toFixed(2)} (median of pairs; target at most ${TARGET}): ${ratio <= TARGET ? 'reached' : 'MISSED'}`,
    );
  } finally {
    await product?.close();
    await stop();
  }
}

/** The route beside: the same statements, the same bytes out. */
async function baseline(
  { server, db }: Product,
  answer: () => { slots: { start: string }[] },
): Promise<void> {
  await server.register(async (instance) => {
    instance.get(
      '/api/v1/bench-baseline',
      { config: { policy: 'public' }, schema: { hide: true, response: { 200: slotListSchema } } },
      async (request) => {
        const { from, to } = request.query as { from: string; to: string };
        const { id } = schoolOf(request);
        await db.withTenant(id, async (tx) => {
          const eventType = await eventTypeBySlug(tx, 'bench');
          if (!eventType) throw new Error('the scene is not set');
          await lessonRequest(tx, eventType, {
            from: Date.parse(from),
            to: Date.parse(to),
            now: Date.now(),
            timeZone: 'UTC',
          });
        });
        return answer();
      },
    );
  });
}

async function timed(t: TestProduct, path: string): Promise<number> {
  const begin = performance.now();
  const { status } = await t.call('GET', path);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return performance.now() - begin;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function seed(t: TestProduct): Promise<void> {
  await t.owner.withTenant(t.tenants.lotus, async (tx) => {
    const people = await tx.db
      .insertInto('users')
      .values(
        Array.from({ length: HOSTS }, (_, n) => ({
          uid: newUid(),
          email: `bench-${n}@lotus.example`,
          name: `Teacher ${n}`,
          role: 'teacher',
        })),
      )
      .returning('id')
      .execute();
    const [owner] = people;
    const event = await tx.db
      .insertInto('event_types')
      .values({
        owner_id: owner?.id ?? 0,
        slug: 'bench',
        title: JSON.stringify({ en: 'Bench' }),
        length: 30,
        slot_interval: 30,
        scheduling_type: 'ROUND_ROBIN',
        currency: 'VND',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const zones = ['Asia/Ho_Chi_Minh', 'Europe/London', 'America/New_York', 'Australia/Melbourne'];
    for (const [index, { id }] of people.entries()) {
      const schedule = await tx.db
        .insertInto('schedules')
        .values({
          user_id: id,
          name: 'Hours',
          time_zone: zones[index % zones.length] ?? 'UTC',
          is_default: true,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tx.db
        .insertInto('availability')
        .values({
          user_id: id,
          schedule_id: schedule.id,
          days: [1, 2, 3, 4, 5],
          start_time: '09:00',
          end_time: '17:00',
        })
        .execute();
      await tx.db.insertInto('hosts').values({ user_id: id, event_type_id: event.id }).execute();
      await reserve(tx, event.id, id, index);
    }
  });
}

/** 100 reservations in a month, not overlapping, at other minutes for each host. */
async function reserve({ db }: Tx, eventId: number, hostId: number, index: number): Promise<void> {
  const begin = Math.ceil(Date.now() / DAY) * DAY;
  const starts = Array.from(
    { length: BOOKINGS_EACH },
    (_, n) => begin + Math.floor((n * 31 * DAY) / BOOKINGS_EACH / HOUR) * HOUR + ((index * 17) % 30) * MINUTE,
  );
  const sessions = await db
    .insertInto('workshop_sessions')
    .values(
      starts.map((start, n) => ({
        event_type_id: eventId,
        teacher_id: hostId,
        number: index * BOOKINGS_EACH + n + 1,
        starts_at: new Date(start),
        ends_at: new Date(start + 30 * MINUTE),
        seat_limit: 1,
      })),
    )
    .returning(['id', 'starts_at', 'ends_at'])
    .execute();
  await db
    .insertInto('host_reservations')
    .values(
      sessions.map(({ id, starts_at, ends_at }) => ({
        host_id: hostId,
        session_id: id,
        during: `[${starts_at.toISOString()},${ends_at.toISOString()})`,
      })),
    )
    .execute();
}
