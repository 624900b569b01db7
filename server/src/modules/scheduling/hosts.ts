import type { AvailabilityRow, TravelSchedule } from '@lessonry/slots';
import { sql } from 'kysely';
import type { Tx } from '#db/database.ts';
import type { EventType } from './event-types.ts';

/** A teacher who may be booked for an event type, with the hours that count for it. */
export type LessonHost = {
  id: number;
  uid: string;
  name: string;
  isFixed: boolean;
  priority: number;
  weight: number;
  timeZone: string;
  availability: AvailabilityRow[];
  travelSchedules: TravelSchedule[];
};

type HostRow = {
  id: number;
  uid: string;
  name: string;
  is_fixed: boolean | null;
  priority: number | null;
  weight: number | null;
  schedule_id: number | null;
  time_zone: string;
};

/**
 * The hosts of a lesson: its Hosts and the teachers of its published assignments, else its owner. Whose hours count: the
 * teacher's availability for this event type, else the host's schedule, else the assignment's, else the teacher's default.
 * Three queries, whatever the number of hosts.
 */
export async function lessonHosts(
  tx: Tx,
  eventType: Pick<EventType, 'id' | 'ownerId'>,
): Promise<LessonHost[]> {
  const { tenantId } = tx;
  const { rows } = await sql<HostRow>`
    with cte_named as (
      select h.user_id from hosts h where h.tenant_id = ${tenantId} and h.event_type_id = ${eventType.id}
      union
      select a.teacher_id from teacher_course_assignments a
      where a.tenant_id = ${tenantId} and a.event_type_id = ${eventType.id} and a.is_published
    )
    select u.id, u.uid, u.name, h.is_fixed, h.priority, h.weight,
      s.id as schedule_id, coalesce(s.time_zone, u.time_zone, 'UTC') as time_zone
    from users u
    left join hosts h on h.tenant_id = ${tenantId} and h.user_id = u.id and h.event_type_id = ${eventType.id}
    left join teacher_course_assignments a on a.tenant_id = ${tenantId} and a.teacher_id = u.id
      and a.event_type_id = ${eventType.id} and a.is_published
    left join schedules d on d.tenant_id = ${tenantId} and d.user_id = u.id and d.is_default
    left join schedules s on s.tenant_id = ${tenantId} and s.id = coalesce(h.schedule_id, a.schedule_id, d.id)
    where u.tenant_id = ${tenantId} and u.deactivated_at is null
      and u.id in (select user_id from cte_named union all select ${eventType.ownerId}::bigint where not exists (select 1 from cte_named))
    order by u.id`.execute(tx.db);
  if (rows.length === 0) return [];

  const userIds = rows.map((row) => row.id);
  const scheduleIds = rows.map((row) => row.schedule_id).filter((id) => id !== null);
  const hours = await tx.db
    .selectFrom('availability')
    .select(['user_id', 'event_type_id', 'schedule_id', 'days', 'date', 'start_time', 'end_time'])
    .where((eb) =>
      eb.or([
        eb('schedule_id', '=', sql<number>`any(${scheduleIds}::bigint[])`),
        eb.and([
          eb('event_type_id', '=', eventType.id),
          eb('user_id', '=', sql<number>`any(${userIds}::bigint[])`),
        ]),
      ]),
    )
    .execute();
  const travel = await tx.db
    .selectFrom('travel_schedules')
    .select(['user_id', 'start_date', 'end_date', 'time_zone'])
    .where('user_id', '=', sql<number>`any(${userIds}::bigint[])`)
    .execute();

  const own = Map.groupBy(
    hours.filter((row) => row.event_type_id !== null),
    (row) => row.user_id,
  );
  const bySchedule = Map.groupBy(
    hours.filter((row) => row.schedule_id !== null),
    (row) => row.schedule_id,
  );
  const travelling = Map.groupBy(travel, (row) => row.user_id);
  return rows.map((row) => ({
    id: row.id,
    uid: row.uid,
    name: row.name,
    isFixed: row.is_fixed ?? false,
    priority: row.priority ?? 2,
    weight: row.weight ?? 100,
    timeZone: row.time_zone,
    availability: (own.get(row.id) ?? bySchedule.get(row.schedule_id) ?? []).map(toAvailabilityRow),
    travelSchedules: (travelling.get(row.id) ?? []).map((trip) => ({
      startDate: trip.start_date,
      endDate: trip.end_date,
      timeZone: trip.time_zone,
    })),
  }));
}

function toAvailabilityRow(row: {
  days: number[] | null;
  date: string | null;
  start_time: string;
  end_time: string;
}): AvailabilityRow {
  // The engine reads HH:MM; the database writes HH:MM:SS.
  const [start, end] = [row.start_time.slice(0, 5), row.end_time.slice(0, 5)];
  return row.date === null ? { days: row.days ?? [], start, end } : { date: row.date, start, end };
}
