import type { TestProduct } from './product.ts';

const ROWS: Readonly<Record<string, [columns: string, values: string, rows?: number]>> = {
  event_types: ['id, owner_id, title, slug, length, currency', `n, 1, '{}', 'e' || n, 60, 'USD'`, 20],
  users: ['uid, email, name, role', `'u' || n, 'e' || n || '@fill.example', 'n', 'student'`],
  orders: ['uid, user_id, amount, currency, description', `'o' || n, n, 100, 'USD', 'x'`],
  bookings: [
    'uid, user_id, event_type_id, host_id, order_id, title, start_time, end_time, status, confirmed_at, expires_at, seats, locale, time_zone',
    `'b' || n, n, n % 20, n % 10, n, 'x', now() + n * interval '1 h', now() + n * interval '1 h' + interval '30 min',
     case n % 10 when 0 then 'PENDING' when 1 then 'EXPIRED' else 'CONFIRMED' end, now(), now() + n * interval '1 s', 1, 'en', 'UTC'`,
  ],
  attendees: [
    'booking_id, position, name, email, locale, time_zone',
    `n, 0, 'n', 'e' || n || '@fill.example', 'en', 'UTC'`,
  ],
  workshop_sessions: [
    'event_type_id, teacher_id, number, starts_at, ends_at, seat_limit',
    `n % 10, n % 5, n, now() + n * interval '1 h', now() + n * interval '1 h' + interval '30 min', 8`,
  ],
  host_reservations: [
    'host_id, during, booking_id',
    `n % 10, tstzrange(now() + n * interval '1 h', now() + n * interval '1 h' + interval '30 min', '[)'), n`,
  ],
  whitelist_entries: ['event_type_id, email, added_by_id', `n % 5, 'e' || n || '@fill.example', 1`],
  webhook_inbox: [
    'provider, event_id, type, payload, processed_at',
    `'stripe', 'evt_' || n, 'x', '{}', now()`,
  ],
  user_sessions: ['token_hash, user_id, expires_at', `'t' || n, n, now() + n * interval '1 h'`],
  idempotency_keys: [
    'route, key, request_hash, attempt, locked_at',
    `'POST bookings', 'k' || n, 'h', gen_random_uuid(), now()`,
  ],
  outbox: [
    'topic, subscriber, payload, handled_at',
    `'x', 'x', '{}', case when n % 50 = 0 then null else now() end`,
  ],
};

/** Twenty more schools' worth of rows, so that the planner chooses as it does for a busy database. Nothing refers to anything. */
export async function fillTables(t: TestProduct): Promise<void> {
  await t.sql('set session_replication_role = replica');
  for (const [table, [columns, values, rows = 500]] of Object.entries(ROWS)) {
    await t.sql(
      `insert into ${table} (tenant_id, ${columns}) select t, ${values} from generate_series(1001, 1020) t, generate_series(1, ${rows}) n`,
    );
    await t.sql(`analyze ${table}`);
  }
  await t.sql('set session_replication_role = origin');
}
