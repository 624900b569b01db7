import { rollback, type Tx } from '#db/database.ts';
import { MINUTE } from '#platform/clock.ts';
import {
  checkLessonStart,
  chooseHosts,
  openSharedStart,
  reserveHosts,
  sessionsAt,
  takeSeats,
  type EventType,
  type LessonHost,
  type OwnTime,
  type Session,
} from '#modules/scheduling/index.ts';

export type PlaceRefusal = 'not_available' | 'too_soon' | 'slot_taken' | 'fully_booked' | 'session_ambiguous';

export type PlaceQuestion = {
  start: number;
  seats: number;
  now: number;
  timeZone: string;
  hostUid?: string | undefined;
  sessionNumber?: number | undefined;
  /** What a booking that is being moved holds now. */
  ignoring?: OwnTime | undefined;
};

/** A place that a plain read found free: what to take of it, and whose time it is. */
export type FoundPlace =
  | { kind: 'session'; session: Session; hostId: number; end: number }
  | { kind: 'lesson'; hosts: LessonHost[]; hostId: number; end: number }
  | { kind: 'new_shared_start'; hosts: LessonHost[]; hostId: number; end: number };

type Finding = { ok: true; place: FoundPlace } | { ok: false; reason: PlaceRefusal };

const refuse = (reason: PlaceRefusal): Finding => ({ ok: false, reason });

/** Looks for the place without any lock: those who come too late leave here, and never wait for a rival. */
export async function findPlace(tx: Tx, eventType: EventType, question: PlaceQuestion): Promise<Finding> {
  return eventType.isWorkshop
    ? await findSession(tx, eventType, question)
    : await findLesson(tx, eventType, question);
}

async function findSession(tx: Tx, eventType: EventType, question: PlaceQuestion): Promise<Finding> {
  const { start, seats, now, sessionNumber } = question;
  if (start <= now) return refuse('not_available');
  const at = await sessionsAt(tx, eventType.id, start);
  const sessions =
    sessionNumber === undefined ? at : at.filter((session) => session.number === sessionNumber);
  if (sessions.length > 1) return refuse('session_ambiguous');
  const [session] = sessions;
  if (!session) return refuse('not_available');
  if (start < now + eventType.minimumBookingNotice * MINUTE) return refuse('too_soon');
  if (session.seatsLeft < seats) return refuse('fully_booked');
  return { ok: true, place: { kind: 'session', session, hostId: session.teacherId, end: session.end } };
}

async function findLesson(tx: Tx, eventType: EventType, question: PlaceQuestion): Promise<Finding> {
  const { start, seats, now, timeZone, hostUid, ignoring } = question;
  const end = start + eventType.length * MINUTE;
  const check = await checkLessonStart(tx, eventType, { start, now, timeZone, hostUid, ignoring });
  if (!check.ok) {
    if (check.reason === 'busy') return await findSharedStart(tx, eventType, question);
    return refuse(check.reason === 'too_soon' ? 'too_soon' : 'not_available');
  }
  const hosts = await chooseHosts(tx, eventType, check.hosts, start);
  // The one whose lesson it is: the chosen one of a round robin, else the first.
  const host = hosts.find((candidate) => !candidate.isFixed) ?? hosts[0];
  if (!host) return refuse('not_available');
  if (eventType.seatLimit > 1) {
    if (seats > eventType.seatLimit) return refuse('fully_booked');
    return { ok: true, place: { kind: 'new_shared_start', hosts, hostId: host.id, end } };
  }
  return { ok: true, place: { kind: 'lesson', hosts, hostId: host.id, end } };
}

/** The hosts are taken; perhaps by this very lesson, and seats are left in it. */
async function findSharedStart(tx: Tx, eventType: EventType, question: PlaceQuestion): Promise<Finding> {
  if (eventType.seatLimit === 1) return refuse('slot_taken');
  const sessions = await sessionsAt(tx, eventType.id, question.start);
  const session = sessions.find((candidate) => candidate.seatsLeft >= question.seats);
  if (session)
    return { ok: true, place: { kind: 'session', session, hostId: session.teacherId, end: session.end } };
  return refuse(sessions.length > 0 ? 'fully_booked' : 'slot_taken');
}

/** Ends the transaction without its writes, the refusal as its result. */
function undo(reason: PlaceRefusal): never {
  rollback({ kind: 'refused', reason });
}

/**
 * Takes a found place for a booking that was just written, or undoes the transaction with the refusal as its result; may throw
 * `PlaceTaken`. Returns the session whose seats were taken, if it is one.
 */
export async function takePlace(
  tx: Tx,
  eventType: EventType,
  place: FoundPlace,
  booking: { id: number; start: number; seats: number },
): Promise<number | null> {
  switch (place.kind) {
    case 'session': {
      if (!(await takeSeats(tx, place.session.id, booking.seats))) undo('fully_booked');
      return place.session.id;
    }
    case 'new_shared_start': {
      const hostIds = place.hosts.map((host) => host.id);
      const session = await openSharedStart(tx, eventType, {
        hostIds,
        teacherId: place.hostId,
        start: booking.start,
      });
      if (!session) undo('slot_taken');
      if (!(await takeSeats(tx, session.id, booking.seats))) undo('fully_booked');
      return session.id;
    }
    case 'lesson': {
      const hostIds = place.hosts.map((host) => host.id);
      const reserved = await reserveHosts(tx, eventType, {
        hostIds,
        start: booking.start,
        for: { bookingId: booking.id },
      });
      if (!reserved) undo('slot_taken');
      return null;
    }
  }
}
