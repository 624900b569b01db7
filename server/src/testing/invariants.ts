import type { TestProduct } from './product.ts';

/** Each finds the rows that break a rule which must always hold. */
const BREACHES: Readonly<Record<string, string>> = {
  'reservations of one host overlap': `
    select a.id from host_reservations a
    join host_reservations b on b.tenant_id = a.tenant_id and b.host_id = a.host_id and b.id > a.id and b.during && a.during`,
  'more seats are taken than there are':
    'select id from workshop_sessions where seats_taken > seat_limit or seats_taken < 0',
  'seats taken differ from seat rows': `
    select s.id from workshop_sessions s
    where s.seats_taken <> (select count(*) from booking_seats b where b.tenant_id = s.tenant_id and b.session_id = s.id)`,
  'seats taken differ from the seats of live bookings': `
    select s.id from workshop_sessions s
    where s.seats_taken <> (select coalesce(sum(b.seats), 0) from bookings b
      where b.tenant_id = s.tenant_id and b.session_id = s.id and b.status in ('PENDING', 'CONFIRMED'))`,
  'a live lesson has no reservation': `
    select b.id from bookings b where b.session_id is null and b.status in ('PENDING', 'CONFIRMED') and not exists (
      select 1 from host_reservations r where r.tenant_id = b.tenant_id and r.booking_id = b.id)`,
  'a dead booking has a reservation': `
    select b.id from bookings b join host_reservations r on r.tenant_id = b.tenant_id and r.booking_id = b.id
    where b.status not in ('PENDING', 'CONFIRMED')`,
  'a captured payment has neither a live booking nor a refund, nor was it forfeited by the window': `
    select p.id from payments p where p.success and p.amount_refunded < p.amount and not exists (
      select 1 from bookings b where b.tenant_id = p.tenant_id and b.order_id = p.order_id and (
        b.status in ('PENDING', 'CONFIRMED')
        or b.paid and b.cancelled_by = 'student' and (b.refund_window_hours is null
          or b.cancelled_at > b.start_time - b.refund_window_hours * interval '1 hour')))`,
  'a confirmed booking of a price is not paid': `
    select b.id from bookings b where b.status = 'CONFIRMED' and b.order_id is not null and not b.paid`,
};

/** Names of the rules that the database breaks, over all schools; none while all is well. */
export async function breachedInvariants(t: TestProduct): Promise<string[]> {
  const breached: string[] = [];
  for (const [name, query] of Object.entries(BREACHES)) {
    if ((await t.sql(query)).length > 0) breached.push(name);
  }
  return breached;
}
