import type { Tx } from '#db/database.ts';
import { DAY, HOUR, MINUTE } from '#platform/clock.ts';
import { newUid } from '#platform/ids.ts';
import { DEMO_PASSWORD } from '../demo/people.ts';
import type { TestProduct } from './product.ts';
import type { Answer, RequestOptions } from './request.ts';

export const API = '/api/v1';

export type SceneEvent = {
  id: number;
  slug: string;
  teacherIds: number[];
  /** Uids of the teachers, in the order of `teacherIds`. */
  teacherUids: string[];
};

export type EventScene = {
  /** `workshop`: sessions are added by `addSession`. */
  kind?: 'lesson' | 'workshop';
  seatLimit?: number;
  price?: number;
  currency?: string;
  refundWindowHours?: number | null;
  teachers?: number;
  schedulingType?: 'COLLECTIVE' | 'ROUND_ROBIN' | null;
  whitelist?: readonly string[];
  minimumBookingNotice?: number;
  title?: { vi: string; en: string };
  courseId?: string | null;
  length?: number;
  school?: 'lotus' | 'harbour';
};

let made = 0;

/** A new event type with teachers of its own, who are free around the clock (UTC): nothing else touches their time. */
export async function addEvent(t: TestProduct, scene: EventScene = {}): Promise<SceneEvent> {
  const { school = 'lotus', kind = 'lesson', teachers = 1 } = scene;
  made += 1;
  const slug = `scene-${made}`;
  return await t.owner.withTenant(t.tenants[school], async (tx) => {
    const people = [];
    for (let n = 1; n <= teachers; n += 1) people.push(await addTeacher(tx, `${slug}-${n}`));
    const teacherIds = people.map(({ id }) => id);
    const { id } = await tx.db
      .insertInto('event_types')
      .values({
        owner_id: teacherIds[0] ?? 0,
        slug,
        title: JSON.stringify(scene.title ?? { vi: `Sự kiện ${made}`, en: `Event ${made}` }),
        length: scene.length ?? 60,
        slot_interval: 30,
        scheduling_type: scene.schedulingType ?? null,
        is_workshop: kind === 'workshop',
        whitelist_enabled: scene.whitelist !== undefined,
        seat_limit: scene.seatLimit ?? 1,
        workshop_price: scene.price ?? 0,
        refund_window_hours: scene.refundWindowHours ?? null,
        currency: scene.currency ?? 'USD',
        minimum_booking_notice: scene.minimumBookingNotice ?? 0,
        immersio_course_id: scene.courseId ?? null,
        place: JSON.stringify({ kind: 'online', url: 'https://meet.example.com/scene' }),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    if (kind === 'lesson') {
      await tx.db
        .insertInto('hosts')
        .values(teacherIds.map((user_id) => ({ event_type_id: id, user_id })))
        .execute();
    }
    for (const email of scene.whitelist ?? []) {
      await tx.db
        .insertInto('whitelist_entries')
        .values({ event_type_id: id, email, added_by_id: teacherIds[0] ?? 0 })
        .execute();
    }
    return { id, slug, teacherIds, teacherUids: people.map(({ uid }) => uid) };
  });
}

async function addTeacher(tx: Tx, name: string): Promise<{ id: number; uid: string }> {
  const uid = newUid();
  const { id } = await tx.db
    .insertInto('users')
    .values({
      uid,
      email: `${name}@teachers.example`,
      name: `Teacher ${name}`,
      role: 'teacher',
      time_zone: 'UTC',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const schedule = await tx.db
    .insertInto('schedules')
    .values({ user_id: id, name: 'Always', time_zone: 'UTC', is_default: true })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('availability')
    .values({
      user_id: id,
      schedule_id: schedule.id,
      days: [0, 1, 2, 3, 4, 5, 6],
      start_time: '00:00',
      end_time: '23:30',
    })
    .execute();
  return { id, uid };
}

/** A session of a workshop with its teacher's time reserved; its start as ISO UTC. */
export async function addSession(
  t: TestProduct,
  event: SceneEvent,
  session: { start: number; seats: number; number?: number; school?: 'lotus' | 'harbour' },
): Promise<{ id: number; start: string }> {
  const start = new Date(session.start);
  const end = new Date(session.start + HOUR);
  return await t.owner.withTenant(t.tenants[session.school ?? 'lotus'], async (tx) => {
    const { id } = await tx.db
      .insertInto('workshop_sessions')
      .values({
        event_type_id: event.id,
        teacher_id: event.teacherIds[0] ?? 0,
        number: session.number ?? 1,
        starts_at: start,
        ends_at: end,
        seat_limit: session.seats,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx.db
      .insertInto('host_reservations')
      .values({
        host_id: event.teacherIds[0] ?? 0,
        during: `[${start.toISOString()},${end.toISOString()})`,
        session_id: id,
      })
      .execute();
    return { id, start: start.toISOString() };
  });
}

/** 10:00 UTC on the day so many days from now: on every scene teacher's grid. */
export const morning = (days: number, hour = 10): number =>
  Math.floor(Date.now() / DAY) * DAY + days * DAY + hour * HOUR;

export const iso = (epochMs: number): string => new Date(epochMs).toISOString();

export type Person = { name: string; email: string };
export const person = (name: string): Person => ({
  name: `Student ${name}`,
  email: `${name}@students.example`,
});

/** A request to book that nothing is wrong with. */
export const bookingBody = (eventType: string, start: string, attendees: readonly Person[]) => ({
  eventType,
  start,
  timeZone: 'Europe/London',
  locale: 'en' as 'vi' | 'en',
  attendees,
});

export const book = (t: TestProduct, body: unknown, options: RequestOptions = {}): Promise<Answer> =>
  t.call('POST', `${API}/bookings`, { ...options, body });

/** Signs in and gives the cookie's `name=value`. */
export async function signIn(
  t: TestProduct,
  email: string,
  school: 'lotus' | 'harbour' = 'lotus',
): Promise<string> {
  const answer = await t.call('POST', `${API}/session`, {
    host: hostOf(t, school),
    body: { email, password: DEMO_PASSWORD },
  });
  const [cookie] = answer.headers['set-cookie'] ?? [];
  if (answer.status !== 200 || cookie === undefined)
    throw new Error(`no sign-in for ${email}: ${answer.text}`);
  return cookie.split(';')[0] ?? '';
}

export const hostOf = (t: TestProduct, school: 'lotus' | 'harbour'): string =>
  `${school}.localhost:${t.port}`;

/** The id of the Checkout session behind the address that a booking gave. */
export const checkoutIdOf = (booked: Answer): string =>
  new URL((booked.json as { checkoutUrl: string }).checkoutUrl).pathname.split('/').at(-1) ?? '';

export const uidOf = (booked: Answer): string => (booked.json as { uid: string }).uid;

/** What is true of the booking now, as the database has it. */
export async function bookingRow(t: TestProduct, uid: string) {
  const [row] = await t.sql<{
    id: number;
    tenant_id: number;
    status: string;
    paid: boolean;
    host_id: number;
    session_id: number | null;
    order_id: number | null;
    seats: number;
    expires_at: Date | null;
    immersio_enrollment_id: string | null;
  }>('select * from bookings where uid = $1', [uid]);
  if (!row) throw new Error(`no booking ${uid}`);
  return row;
}

/** Waits until `check` gives something other than null, undefined or false. */
export async function until<T>(
  check: () => Promise<T>,
  what: string,
  patience = 10_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + patience;
  for (;;) {
    const value = await check();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export { DAY, HOUR, MINUTE };
