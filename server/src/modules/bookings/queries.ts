import { sql } from 'kysely';
import type { BookingBody } from '@lessonry/api-contract';
import type { Tx } from '#db/database.ts';

type AttendeeView = { name: string; email: string };

/** A booking with what is shown of it everywhere. One query; attendees come with their booking. */
const views = (tx: Tx) =>
  tx.db
    .selectFrom('bookings as b')
    .innerJoin('event_types as e', 'e.id', 'b.event_type_id')
    .innerJoin('users as h', 'h.id', 'b.host_id')
    .leftJoin('orders as o', 'o.id', 'b.order_id')
    .select([
      'b.id',
      'b.uid',
      'b.user_id',
      'b.host_id',
      'b.event_type_id',
      'b.session_id',
      'b.order_id',
      'b.status',
      'b.paid',
      'b.title',
      'e.slug',
      'b.start_time',
      'b.end_time',
      'b.time_zone',
      'b.locale',
      'b.seats',
      'b.workshop_session_number',
      'h.uid as host_uid',
      'h.name as host_name',
      'o.amount',
      'o.currency as order_currency',
      'e.currency as event_currency',
      'b.expires_at',
      'b.refund_window_hours',
      'b.cancel_reason',
      'b.cancelled_by',
      'b.confirmed_at',
      'b.sequence',
      'b.created_at',
      'b.immersio_enrollment_id',
    ])
    .select((eb) => [
      eb
        .selectFrom('attendees as a')
        .select(
          sql<
            AttendeeView[]
          >`json_agg(json_build_object('name', a.name, 'email', a.email) order by a.position)`.as('list'),
        )
        .whereRef('a.booking_id', '=', 'b.id')
        .as('attendees'),
      eb
        .selectFrom('payments as p')
        .select('p.checkout_url')
        .whereRef('p.order_id', '=', 'b.order_id')
        .where('p.status', '=', 'CREATED')
        .orderBy('p.id', 'desc')
        .limit(1)
        .as('checkout_url'),
    ]);

export type BookingView = Awaited<ReturnType<ReturnType<typeof views>['executeTakeFirstOrThrow']>>;

/** The booking with this public identifier, or null. */
export async function bookingByUid(tx: Tx, uid: string): Promise<BookingView | null> {
  return (await views(tx).where('b.uid', '=', uid).executeTakeFirst()) ?? null;
}

export async function bookingById(tx: Tx, id: number): Promise<BookingView> {
  return await views(tx).where('b.id', '=', id).executeTakeFirstOrThrow();
}

export type BookingFilter = {
  status?: string | undefined;
  eventType?: string | undefined;
  /** Epoch ms; of the start. */
  from?: number | undefined;
  to?: number | undefined;
  /** Part of an attendee's name or address. */
  q?: string | undefined;
  hostId?: number | undefined;
  userId?: number | undefined;
  order: 'soonest' | 'latest';
  limit: number;
  cursor?: Cursor | undefined;
};

/** Where a page ended: the next one begins behind this start and id. */
export type Cursor = { start: number; id: number };

export const encodeCursor = (cursor: Cursor): string =>
  Buffer.from(`${cursor.start}.${cursor.id}`).toString('base64url');

/** Null for anything that is not a cursor of ours. */
export function decodeCursor(text: string): Cursor | null {
  const match = /^(-?\d{1,15})\.(\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString('utf8'));
  return match ? { start: Number(match[1]), id: Number(match[2]) } : null;
}

/** A page of bookings by start, and where the next one begins. */
export async function listBookings(
  tx: Tx,
  filter: BookingFilter,
): Promise<{ bookings: BookingView[]; next: Cursor | null }> {
  let query = views(tx);
  if (filter.status !== undefined) query = query.where('b.status', '=', filter.status);
  if (filter.eventType !== undefined) query = query.where('e.slug', '=', filter.eventType);
  if (filter.from !== undefined) query = query.where('b.start_time', '>=', new Date(filter.from));
  if (filter.to !== undefined) query = query.where('b.start_time', '<', new Date(filter.to));
  if (filter.hostId !== undefined) query = query.where('b.host_id', '=', filter.hostId);
  if (filter.userId !== undefined) query = query.where('b.user_id', '=', filter.userId);
  if (filter.q !== undefined && filter.q !== '') {
    const pattern = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('attendees as f')
          .select('f.id')
          .whereRef('f.booking_id', '=', 'b.id')
          .where((inner) =>
            inner.or([inner('f.name', 'ilike', pattern), inner('f.email', 'ilike', pattern)]),
          ),
      ),
    );
  }
  const down = filter.order === 'latest';
  if (filter.cursor) {
    const { start, id } = filter.cursor;
    query = query.where(
      sql<boolean>`(b.start_time, b.id) ${down ? sql.raw('<') : sql.raw('>')} (${new Date(start)}::timestamptz, ${id}::bigint)`,
    );
  }
  const rows = await query
    .orderBy('b.start_time', down ? 'desc' : 'asc')
    .orderBy('b.id', down ? 'desc' : 'asc')
    .limit(filter.limit + 1)
    .execute();
  const bookings = rows.slice(0, filter.limit);
  const last = bookings.at(-1);
  return {
    bookings,
    next: rows.length > filter.limit && last ? { start: last.start_time.getTime(), id: last.id } : null,
  };
}

/** As the API shows it. */
export function presentBooking(view: BookingView): BookingBody {
  return {
    uid: view.uid,
    status: view.status as BookingBody['status'],
    paid: view.paid,
    title: view.title,
    eventType: view.slug,
    start: view.start_time.toISOString(),
    end: view.end_time.toISOString(),
    timeZone: view.time_zone,
    locale: view.locale as BookingBody['locale'],
    seats: view.seats,
    sessionNumber: view.workshop_session_number,
    host: { uid: view.host_uid, name: view.host_name },
    attendees: view.attendees ?? [],
    price: { amount: view.amount ?? 0, currency: view.order_currency ?? view.event_currency },
    checkoutUrl: view.status === 'PENDING' ? view.checkout_url : null,
    expiresAt: view.expires_at?.toISOString() ?? null,
    refundWindowHours: view.refund_window_hours,
    cancelReason: view.cancel_reason,
    createdAt: view.created_at.toISOString(),
  };
}
