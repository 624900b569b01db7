import { sql } from 'kysely';
import type { Tx } from '#db/database.ts';
import type { LocalisedText } from '#platform/localised-text.ts';

/** An event type as commands and pages use it. Durations in minutes, price in minor units for one seat. */
export type EventType = {
  id: number;
  slug: string;
  ownerId: number;
  title: LocalisedText;
  description: LocalisedText;
  imageUrl: string | null;
  length: number;
  slotInterval: number | null;
  offsetStart: number;
  optimized: boolean;
  schedulingType: 'COLLECTIVE' | 'ROUND_ROBIN' | null;
  isWorkshop: boolean;
  whitelistEnabled: boolean;
  seatLimit: number;
  refundWindowHours: number | null;
  price: number;
  currency: string;
  immersioCourseId: string | null;
  workshopRecurrence: unknown;
  minimumBookingNotice: number;
  beforeBuffer: number;
  afterBuffer: number;
  periodType: 'UNLIMITED' | 'ROLLING' | 'ROLLING_WINDOW' | 'RANGE';
  periodDays: number | null;
  periodStartDate: string | null;
  periodEndDate: string | null;
  place: Place | null;
};

export type Place =
  | { kind: 'online'; url?: string }
  | { kind: 'address'; text: LocalisedText }
  | { kind: 'phone'; text: string };

const COLUMNS = [
  'id',
  'slug',
  'owner_id as ownerId',
  'title',
  'description',
  'image_url as imageUrl',
  'length',
  'slot_interval as slotInterval',
  'offset_start as offsetStart',
  'optimized',
  'scheduling_type as schedulingType',
  'is_workshop as isWorkshop',
  'whitelist_enabled as whitelistEnabled',
  'seat_limit as seatLimit',
  'refund_window_hours as refundWindowHours',
  'workshop_price as price',
  'currency',
  'immersio_course_id as immersioCourseId',
  'workshop_recurrence as workshopRecurrence',
  'minimum_booking_notice as minimumBookingNotice',
  'before_buffer as beforeBuffer',
  'after_buffer as afterBuffer',
  'period_type as periodType',
  'period_days as periodDays',
  'period_start_date as periodStartDate',
  'period_end_date as periodEndDate',
  'place',
] as const;

const offered = (tx: Tx) => tx.db.selectFrom('event_types').select(COLUMNS).where('archived_at', 'is', null);

/** The event type that is offered under this slug, or null. */
export async function eventTypeBySlug(tx: Tx, slug: string): Promise<EventType | null> {
  const row = await offered(tx).where('slug', '=', slug).executeTakeFirst();
  return (row as EventType | undefined) ?? null;
}

/** By id, archived ones included: bookings outlive what is offered. */
export async function eventTypeById(tx: Tx, id: number): Promise<EventType> {
  const row = await tx.db
    .selectFrom('event_types')
    .select(COLUMNS)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row as EventType;
}

const LIST_LIMIT = 200;

/** What the school offers, in its own order; at most 200. */
export async function listEventTypes(tx: Tx): Promise<EventType[]> {
  const rows = await offered(tx).orderBy('position').orderBy('id').limit(LIST_LIMIT).execute();
  return rows as EventType[];
}

export type HostView = {
  eventTypeId: number;
  id: number;
  uid: string;
  name: string;
  photoUrl: string | null;
  timeZone: string;
  bio: LocalisedText | null;
};

/** Who teaches these event types (hosts, published assignments, else the owner), one query for all of them. */
export async function teachersOf(tx: Tx, eventTypeIds: readonly number[]): Promise<HostView[]> {
  if (eventTypeIds.length === 0) return [];
  const { tenantId } = tx;
  const result = await sql<HostView>`
    with cte_teaching as (
      select h.event_type_id, h.user_id from hosts h where h.tenant_id = ${tenantId} and h.event_type_id = any(${[...eventTypeIds]})
      union
      select a.event_type_id, a.teacher_id from teacher_course_assignments a
      where a.tenant_id = ${tenantId} and a.event_type_id = any(${[...eventTypeIds]}) and a.is_published
    ), cte_all as (
      select t.event_type_id, t.user_id from cte_teaching t
      union all
      select e.id, e.owner_id from event_types e
      where e.tenant_id = ${tenantId} and e.id = any(${[...eventTypeIds]})
        and not exists (select 1 from cte_teaching t where t.event_type_id = e.id)
    )
    select t.event_type_id as "eventTypeId", u.id, u.uid, u.name, u.photo_url as "photoUrl", u.bio,
      coalesce(s.time_zone, u.time_zone, 'UTC') as "timeZone"
    from cte_all t
    join users u on u.tenant_id = ${tenantId} and u.id = t.user_id and u.deactivated_at is null
    left join schedules s on s.tenant_id = ${tenantId} and s.user_id = u.id and s.is_default
    order by t.event_type_id, u.name, u.id`.execute(tx.db);
  return result.rows;
}
