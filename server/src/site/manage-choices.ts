import type { Tx } from '#db/database.ts';
import type { BookingView } from '#modules/bookings/index.ts';
import {
  lessonCalendar,
  sessionsAt,
  sessionsBetween,
  teachersOf,
  type EventType,
} from '#modules/scheduling/index.ts';
import { DAY, HOUR, isoInstant, MINUTE } from '#platform/clock.ts';
import { newUid } from '#platform/ids.ts';
import { localDate } from '#platform/locale.ts';
import type { RescheduleStep } from '#pages/index.ts';
import { withQuery } from '#pages/links.ts';
import { sessionView } from './event-views.ts';

/** What the visitor has chosen or asked to see so far. */
export type MoveWish = {
  /** Epoch ms. */
  start: number | undefined;
  session: number | undefined;
  /** The first day of the week to show, as it came. */
  date: string | undefined;
  /** From where on to show sessions, as it came. */
  from: string | undefined;
  anyTeacher: boolean;
};

type Question = {
  tx: Tx;
  eventType: EventType;
  booking: BookingView;
  zone: string;
  now: number;
  /** The page's own address. */
  action: string;
};

/** The question whether to move there; otherwise why there is nothing to ask. */
export async function confirmStep(
  { tx, eventType, booking, now }: Question,
  { start, session, anyTeacher }: MoveWish,
): Promise<Extract<RescheduleStep, { name: 'confirm' }> | 'not_asked' | 'no_such_time'> {
  if (start === undefined) return 'not_asked';
  const refundUntil = refundAfterMove(booking, start, now);
  const idempotencyKey = newUid();
  if (!eventType.isWorkshop) {
    const end = isoInstant(start + eventType.length * MINUTE);
    const teacherUid = anyTeacher ? undefined : booking.host_uid;
    return {
      name: 'confirm',
      target: { start: isoInstant(start), end },
      teacherUid,
      idempotencyKey,
      refundUntil,
    };
  }
  const sessions = await sessionsAt(tx, eventType.id, start);
  const chosen = sessions.find(({ number }) => session === undefined || number === session);
  if (!chosen) return 'no_such_time';
  const target = {
    start: isoInstant(chosen.start),
    end: isoInstant(chosen.end),
    sessionNumber: chosen.number ?? undefined,
  };
  return { name: 'confirm', target, idempotencyKey, refundUntil };
}

/** A window that is closed stays closed; an open one is measured from the new start. */
function refundAfterMove(booking: BookingView, start: number, now: number): string | null | undefined {
  const hours = booking.refund_window_hours;
  if (!booking.paid || hours === null) return undefined;
  if (now > booking.start_time.getTime() - hours * HOUR) return null;
  const until = start - hours * HOUR;
  return now > until ? null : isoInstant(until);
}

/** The times or sessions to choose from. */
export async function choicesOf(question: Question, wish: MoveWish): Promise<RescheduleStep> {
  return question.eventType.isWorkshop ? await sessionsStep(question, wish) : await weekStep(question, wish);
}

const FARTHEST_DAYS = 366;
const DAYS_BEFORE = 3;

async function weekStep(
  { tx, eventType, booking, zone, now }: Question,
  { date, start, anyTeacher }: MoveWish,
): Promise<RescheduleStep> {
  const teachers = await teachersOf(tx, [eventType.id]);
  const present = teachers.find((teacher) => teacher.uid === booking.host_uid);
  const choosable =
    eventType.schedulingType === 'ROUND_ROBIN' && teachers.length > 1 && present !== undefined;
  const only = choosable && !anyTeacher;
  const today = Temporal.PlainDate.from(localDate(now, zone));
  const around = Temporal.PlainDate.from(localDate(start ?? booking.start_time.getTime(), zone));
  const first = askedDay(date, today) ?? later(around.subtract({ days: DAYS_BEFORE }), today);
  const after = first.add({ days: 7 });
  const { days, nextFree } = await lessonCalendar(tx, eventType, {
    first: first.toString(),
    last: first.add({ days: 6 }).toString(),
    now,
    timeZone: zone,
    hostUid: only ? booking.host_uid : undefined,
    // The booking's own time is free for the booking itself.
    ignoring: booking.session_id === null ? { bookingId: booking.id } : {},
  });
  return {
    name: 'lesson',
    days: days.map((day) => {
      const starts = day.starts.filter((time) => time !== booking.start_time.getTime());
      return { date: day.date, starts: starts.map(isoInstant), reason: day.reason };
    }),
    previousWeek:
      Temporal.PlainDate.compare(first, today) > 0
        ? later(first.subtract({ days: 7 }), today).toString()
        : undefined,
    nextWeek: today.until(after).days < FARTHEST_DAYS ? after.toString() : undefined,
    nextFreeDay: nextFree ?? undefined,
    teacher: choosable ? { name: present.name, only } : undefined,
  };
}

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(a, b) > 0 ? a : b;

function askedDay(asked: string | undefined, today: Temporal.PlainDate): Temporal.PlainDate | undefined {
  if (asked === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(asked)) return undefined;
  try {
    const date = Temporal.PlainDate.from(asked);
    const away = today.until(date).days;
    return away < 0 || away > FARTHEST_DAYS ? undefined : date;
  } catch {
    return undefined;
  }
}

const SESSIONS_SHOWN = 12;

async function sessionsStep(
  { tx, eventType, booking, now, action }: Question,
  { from: asked }: MoveWish,
): Promise<RescheduleStep> {
  const given = Date.parse(asked ?? '');
  const from = Number.isNaN(given) ? now : Math.max(now, given);
  const window = { from, to: from + 2 * FARTHEST_DAYS * DAY, limit: SESSIONS_SHOWN + 1 };
  const sessions = await sessionsBetween(tx, eventType.id, window);
  const next = sessions[SESSIONS_SHOWN];
  return {
    name: 'workshop',
    sessions: sessions.slice(0, SESSIONS_SHOWN).map((session) => {
      const view = sessionView(session, eventType, now);
      // Too few seats for everyone on the booking is as good as none.
      const tooFew = view.state === 'open' && session.seatsLeft < booking.seats;
      return tooFew ? { ...view, state: 'full' as const } : view;
    }),
    laterUrl: next && withQuery(action, { from: isoInstant(next.start) }),
    earlierUrl: from > now ? action : undefined,
  };
}
