import type { Database, Tx } from '#db/database.ts';
import { DAY } from '#platform/clock.ts';
import type { Keyring } from '#platform/crypto.ts';
import { newToken, newUid } from '#platform/ids.ts';
import { Secret } from '#platform/secret.ts';
import { immersioKeyContext } from '#modules/immersio/index.ts';
import { stripeSecretContext } from '#modules/payments/index.ts';
import { hashPassword } from '#modules/people/index.ts';
import { extendAllSessions, extendSessions } from '#modules/scheduling/index.ts';
import { DEMO_PASSWORD, type DemoTeacher } from './people.ts';
import { DEMO_SCHOOLS, type DemoEvent, type DemoSchool } from './schools.ts';
import { seedBookings } from './seed-bookings.ts';

export type SeedDeps = { db: Database; keyring: Keyring; now: number };

export type SeededSchool = { school: DemoSchool; webhookUid: string; webhookSecret: Secret };

/**
 * Makes the demo schools that are not there yet, each in one transaction, and brings their sessions up to the horizon. `db` is
 * the owner's connection: nobody else can make a tenant.
 */
export async function seedDemoSchools({ db, keyring, now }: SeedDeps): Promise<SeededSchool[]> {
  const seeded: SeededSchool[] = [];
  let passwordHash: string | undefined;
  for (const school of DEMO_SCHOOLS) {
    const known = await db.platform.tenantByHost(school.subdomain, '');
    if (known) {
      await extendAllSessions(db, known.id, now);
    } else {
      passwordHash ??= await hashPassword(new Secret(DEMO_PASSWORD));
      await makeSchool({ db, keyring, now }, school, passwordHash);
    }
    seeded.push(await readAccount({ db, keyring }, school));
  }
  return seeded;
}

async function readAccount(
  { db, keyring }: Pick<SeedDeps, 'db' | 'keyring'>,
  school: DemoSchool,
): Promise<SeededSchool> {
  const tenant = await db.platform.tenantByHost(school.subdomain, '');
  if (!tenant) throw new Error(`the demo school ${school.subdomain} is not there`);
  const row = await db.withTenant(tenant.id, (tx) =>
    tx.db
      .selectFrom('stripe_accounts')
      .select(['webhook_uid', 'webhook_secret_encrypted'])
      .executeTakeFirstOrThrow(),
  );
  return {
    school,
    webhookUid: row.webhook_uid,
    webhookSecret: keyring.decrypt(
      row.webhook_secret_encrypted,
      stripeSecretContext(tenant.id, 'webhook_secret'),
    ),
  };
}

async function makeSchool(
  { db, keyring, now }: SeedDeps,
  school: DemoSchool,
  passwordHash: string,
): Promise<void> {
  const { rows } = await db.pool.query<{ id: number }>(
    "select nextval(pg_get_serial_sequence('tenants', 'id')) as id",
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('no tenant id');
  await db.withTenant(id, async (tx) => {
    await tx.db
      .insertInto('tenants')
      .values({
        id,
        name: school.name,
        subdomain: school.subdomain,
        subscription_plan: school.plan,
        default_locale: school.locale,
        time_zone: school.timeZone,
        currency: school.currency,
        immersio_api_key_encrypted: keyring.encrypt(new Secret(school.immersioKey), immersioKeyContext(id)),
        immersio_subdomain_id: school.immersioSubdomain,
        settings: JSON.stringify({
          demo: true,
          contactEmail: school.contact.email,
          address: school.contact.address,
        }),
      })
      .execute();
    await tx.db
      .insertInto('stripe_accounts')
      .values({
        publishable_key: school.stripeKey.replace('sk_', 'pk_'),
        secret_key_encrypted: keyring.encrypt(
          new Secret(school.stripeKey),
          stripeSecretContext(id, 'secret_key'),
        ),
        webhook_secret_encrypted: keyring.encrypt(
          new Secret(`whsec_${newToken()}`),
          stripeSecretContext(id, 'webhook_secret'),
        ),
        webhook_uid: newUid(),
      })
      .execute();
    const adminId = await insertUser(tx, {
      ...school.admin,
      role: 'admin',
      locale: school.locale,
      timeZone: school.timeZone,
      passwordHash,
      now,
    });
    const teachers = await seedTeachers(tx, school, { passwordHash, now });
    const students = new Map<string, number>();
    for (const student of school.students) {
      students.set(student.email, await insertUser(tx, { ...student, role: 'student', passwordHash, now }));
    }
    const events = new Map<string, number>();
    for (const [position, event] of school.events.entries()) {
      events.set(event.slug, await seedEvent(tx, event, { position, teachers, adminId, now }));
    }
    await seedLanding(tx, school);
    for (const event of school.events) {
      if (event.weekly) await extendSessions(tx, idOf(events, event.slug), now);
    }
    await seedBookings(tx, school, { teachers, students, events, now });
    await seedUsage(tx, school, now);
  });
}

async function insertUser(
  tx: Tx,
  user: {
    name: string;
    email: string;
    role: string;
    locale: string;
    timeZone: string;
    passwordHash: string;
    now: number;
    photo?: string;
    bio?: { vi: string; en: string };
  },
): Promise<number> {
  const { id } = await tx.db
    .insertInto('users')
    .values({
      uid: newUid(),
      email: user.email,
      name: user.name,
      role: user.role,
      locale: user.locale,
      time_zone: user.timeZone,
      password_hash: user.passwordHash,
      email_verified_at: new Date(user.now),
      photo_url: user.photo === undefined ? null : `/media/demo/${user.photo}`,
      bio: user.bio === undefined ? null : JSON.stringify(user.bio),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function seedTeachers(
  tx: Tx,
  school: DemoSchool,
  { passwordHash, now }: { passwordHash: string; now: number },
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const teacher of school.teachers) {
    const id = await insertUser(tx, {
      ...teacher,
      role: 'teacher',
      locale: school.locale,
      passwordHash,
      now,
    });
    await seedSchedule(tx, id, teacher, school.locale);
    ids.set(teacher.key, id);
  }
  return ids;
}

async function seedSchedule(
  tx: Tx,
  userId: number,
  teacher: DemoTeacher,
  locale: 'vi' | 'en',
): Promise<void> {
  const schedule = await tx.db
    .insertInto('schedules')
    .values({
      user_id: userId,
      name: locale === 'vi' ? 'Giờ làm việc' : 'Working hours',
      time_zone: teacher.timeZone,
      is_default: true,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('availability')
    .values(
      teacher.hours.map((hours) => ({
        user_id: userId,
        schedule_id: schedule.id,
        days: hours.days,
        start_time: hours.start,
        end_time: hours.end,
      })),
    )
    .execute();
}

async function seedEvent(
  tx: Tx,
  event: DemoEvent,
  context: { position: number; teachers: Map<string, number>; adminId: number; now: number },
): Promise<number> {
  const ownerId = idOf(context.teachers, event.owner);
  const { id } = await tx.db
    .insertInto('event_types')
    .values({
      owner_id: ownerId,
      slug: event.slug,
      title: JSON.stringify(event.title),
      description: JSON.stringify(event.description),
      length: event.length,
      slot_interval: event.interval ?? null,
      scheduling_type: event.schedulingType,
      is_workshop: event.weekly !== undefined,
      whitelist_enabled: event.whitelist !== undefined,
      seat_limit: event.seatLimit ?? 1,
      refund_window_hours: event.refundWindowHours ?? null,
      workshop_price: event.price,
      currency: event.currency,
      immersio_course_id: event.courseId ?? null,
      workshop_recurrence:
        event.weekly === undefined ? null : JSON.stringify(recurrenceOf(event.weekly, context.now)),
      minimum_booking_notice: event.notice ?? 0,
      after_buffer: event.afterBuffer ?? 0,
      period_type: event.periodDays === undefined ? 'UNLIMITED' : 'ROLLING',
      period_days: event.periodDays ?? null,
      place: JSON.stringify(event.place),
      position: context.position,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (event.weekly) {
    await tx.db
      .insertInto('teacher_course_assignments')
      .values({ event_type_id: id, teacher_id: ownerId, is_published: true })
      .execute();
  }
  for (const host of event.hosts) {
    await tx.db
      .insertInto('hosts')
      .values({ event_type_id: id, user_id: idOf(context.teachers, host) })
      .execute();
  }
  for (const email of event.whitelist ?? []) {
    await tx.db
      .insertInto('whitelist_entries')
      .values({ event_type_id: id, email, added_by_id: context.adminId })
      .execute();
  }
  return id;
}

/** Weekly since two months ago, so that there are past sessions, too. */
function recurrenceOf(weekly: { day: string; time: string; timeZone: string }, now: number) {
  const begin = Temporal.Instant.fromEpochMilliseconds(now - 56 * DAY)
    .toZonedDateTimeISO(weekly.timeZone)
    .toPlainDate();
  return {
    timeZone: weekly.timeZone,
    start: `${begin.toString()}T${weekly.time}`,
    frequency: 'WEEKLY',
    interval: 1,
    days: [weekly.day],
  };
}

async function seedLanding(tx: Tx, { landing }: DemoSchool): Promise<void> {
  await tx.db
    .insertInto('tenant_landing_settings')
    .values({
      primary_color: landing.color,
      logo_url: landing.logo,
      hero_image_url: landing.hero,
      page_title: JSON.stringify(landing.title),
      page_subtitle: JSON.stringify(landing.subtitle),
      teacher_bio: JSON.stringify(landing.bio),
      social_links: JSON.stringify(landing.social),
      published: true,
    })
    .execute();
}

async function seedUsage(tx: Tx, school: DemoSchool, now: number): Promise<void> {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(school.timeZone);
  const { count } = await tx.db
    .selectFrom('bookings')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('tenant_usage')
    .values({
      year: today.year,
      month: today.month,
      bookings_count: count,
      teachers_count: school.teachers.length,
      event_types_count: school.events.length,
    })
    .execute();
}

function idOf(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the demo data names ${key}, whom it does not make`);
  return id;
}
