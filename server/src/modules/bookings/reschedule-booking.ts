import type { Tx } from '#db/database.ts';
import { emit } from '#db/outbox.ts';
import { NO_KEY, type Attempt } from '#http/idempotency.ts';
import { HOUR } from '#platform/clock.ts';
import {
  eventTypeById,
  freeHosts,
  freeSeats,
  hostsHeldBy,
  lockHosts,
  lockSessions,
  PlaceTaken,
  type EventType,
  type OwnTime,
} from '#modules/scheduling/index.ts';
import type { AfterwardsDeps, RescheduleInput, RescheduleOutcome, RescheduleRefusal } from './afterwards.ts';
import './events.ts';
import { findPlace, takePlace, type FoundPlace, type PlaceQuestion } from './place.ts';
import { lockBooking, type LockedBooking } from './release.ts';
import { scheduleReminders } from './reminders.ts';
import { insertSeats } from './settle.ts';

const refused = (reason: RescheduleRefusal): RescheduleOutcome => ({ kind: 'refused', reason });

// Free hosts of a round robin that a rival may take from under us, one after the other.
const TRIES = 5;

/**
 * Moves a confirmed booking to another time of the same event, seats and price as they are, in one transaction: the old place is
 * given up only together with the new one's being had. The teacher stays the same where possible; in a round robin another may
 * take over. Under a key (`attempt`) it happens once.
 */
export async function rescheduleBooking(
  deps: AfterwardsDeps,
  tenantId: number,
  input: RescheduleInput,
  attempt: Attempt = NO_KEY,
): Promise<RescheduleOutcome> {
  return await deps.gate(tenantId, async () => {
    for (let left = TRIES; ; left -= 1) {
      let outcome: RescheduleOutcome;
      try {
        outcome = await deps.db.withTenant(tenantId, (tx) => move(deps, tx, input, attempt));
      } catch (error) {
        if (!(error instanceof PlaceTaken)) throw error;
        outcome = refused(error.what === 'seats' ? 'fully_booked' : 'slot_taken');
      }
      const lost = outcome.kind === 'refused' && outcome.reason === 'slot_taken';
      // Taken while we looked: another host may be free. A plain read decides, and ends it here for most.
      if (!lost || left === 1 || !(await deps.db.withTenant(tenantId, (tx) => isFree(deps, tx, input))))
        return outcome;
    }
  });
}

async function isFree(deps: AfterwardsDeps, tx: Tx, input: RescheduleInput): Promise<boolean> {
  const booking = await tx.db
    .selectFrom('bookings')
    .select(['id', 'event_type_id', 'host_id', 'session_id', 'seats'])
    .where('id', '=', input.bookingId)
    .executeTakeFirstOrThrow();
  const eventType = await eventTypeById(tx, booking.event_type_id);
  return (await findNewPlace(tx, eventType, booking, input, deps.clock())).ok;
}

async function move(
  deps: AfterwardsDeps,
  tx: Tx,
  input: RescheduleInput,
  attempt: Attempt,
): Promise<RescheduleOutcome> {
  const now = deps.clock();
  const booking = await lockBooking(tx, input.bookingId);
  const from = booking.start_time.getTime();
  // Done by an earlier try under the same key, whose answer was lost.
  if (attempt.resumed !== null && booking.status === 'CONFIRMED') return { kind: 'moved', start: from };
  if (booking.status !== 'CONFIRMED') return refused('not_active');
  if (from <= now) return refused('past');
  const eventType = await eventTypeById(tx, booking.event_type_id);
  if (await isSamePlace(tx, booking, input)) return refused('same_time');
  const found = await findNewPlace(tx, eventType, booking, input, now);
  if (!found.ok) return refused(found.reason);

  const sessionId = await exchangePlace(tx, eventType, booking, found.place, input.start);
  const sequence = booking.sequence + 1;
  await tx.db
    .updateTable('bookings')
    .set({
      start_time: new Date(input.start),
      end_time: new Date(found.place.end),
      host_id: found.place.hostId,
      session_id: sessionId,
      workshop_session_number: found.place.kind === 'session' ? found.place.session.number : null,
      refund_window_hours: windowAfter(booking, input, now),
      sequence,
    })
    .where('id', '=', booking.id)
    .execute();
  await emit(tx, 'booking.rescheduled', {
    bookingId: booking.id,
    sequence,
    previousStart: from,
    previousHostId: booking.host_id,
  });
  await scheduleReminders(tx, { id: booking.id, start: input.start, sequence }, now);
  await attempt.bind(tx, booking.uid);
  return { kind: 'moved', start: input.start };
}

/** A window that has closed stays closed: or a student would move a lesson away first and have the money back then. */
function windowAfter(booking: LockedBooking, input: RescheduleInput, now: number): number | null {
  const hours = booking.refund_window_hours;
  if (hours === null || input.by === 'school') return hours;
  return now <= booking.start_time.getTime() - hours * HOUR ? hours : null;
}

async function isSamePlace(tx: Tx, booking: LockedBooking, input: RescheduleInput): Promise<boolean> {
  if (input.start !== booking.start_time.getTime()) return false;
  if (input.sessionNumber !== undefined) return input.sessionNumber === booking.workshop_session_number;
  if (input.hostUid === undefined) return true;
  const host = await tx.db
    .selectFrom('users')
    .select('uid')
    .where('id', '=', booking.host_id)
    .executeTakeFirstOrThrow();
  return input.hostUid === host.uid;
}

type Placed = Pick<LockedBooking, 'id' | 'host_id' | 'session_id' | 'seats'>;

/** Looks for the new place, by the same rules as a new booking's; what the booking itself holds does not stand in its way. */
async function findNewPlace(
  tx: Tx,
  eventType: EventType,
  booking: Placed,
  input: RescheduleInput,
  now: number,
): Promise<Awaited<ReturnType<typeof findPlace>>> {
  const question: PlaceQuestion = {
    start: input.start,
    seats: booking.seats,
    now,
    timeZone: input.timeZone,
    hostUid: input.hostUid,
    sessionNumber: input.sessionNumber,
    ignoring: await ownTime(tx, booking),
  };
  if (input.hostUid === undefined && !eventType.isWorkshop && eventType.schedulingType === 'ROUND_ROBIN') {
    const host = await tx.db
      .selectFrom('users')
      .select('uid')
      .where('id', '=', booking.host_id)
      .executeTakeFirstOrThrow();
    const same = await findPlace(tx, eventType, { ...question, hostUid: host.uid });
    if (same.ok) return same;
  }
  return await findPlace(tx, eventType, question);
}

/** The time that would be free again: the booking's own, or that of a shared start which nobody else is in. */
async function ownTime(tx: Tx, booking: Placed): Promise<OwnTime> {
  if (booking.session_id === null) return { bookingId: booking.id };
  const session = await tx.db
    .selectFrom('workshop_sessions')
    .select(['number', 'seats_taken'])
    .where('id', '=', booking.session_id)
    .executeTakeFirstOrThrow();
  const alone = session.number === null && session.seats_taken === booking.seats;
  return alone ? { sessionId: booking.session_id } : {};
}

/**
 * Gives the old place for the new one; all locks come first, in the order in which new bookings take them. Undoes the
 * transaction where a rival was quicker. Returns the session that the booking is in now, if any.
 */
async function exchangePlace(
  tx: Tx,
  eventType: EventType,
  booking: LockedBooking,
  place: FoundPlace,
  start: number,
): Promise<number | null> {
  const old = booking.session_id;
  if (place.kind !== 'session') {
    const held = await hostsHeldBy(tx, old === null ? { bookingId: booking.id } : { sessionId: old });
    await lockHosts(tx, [...held, ...place.hosts.map((host) => host.id)]);
  }
  await lockSessions(
    tx,
    [old, place.kind === 'session' ? place.session.id : null].filter((id) => id !== null),
  );
  const giveUp = () =>
    old === null ? freeHosts(tx, { bookingId: booking.id }) : freeSeats(tx, old, booking.seats);
  const wanted = { id: booking.id, start, seats: booking.seats };
  let now: number | null;
  if (place.kind === 'session') {
    now = await takePlace(tx, eventType, place, wanted);
    await giveUp();
  } else {
    // The new time may overlap the old.
    await giveUp();
    now = await takePlace(tx, eventType, place, wanted);
  }
  await tx.db.deleteFrom('booking_seats').where('booking_id', '=', booking.id).execute();
  if (now !== null) await insertSeats(tx, booking.id, now);
  return now;
}
