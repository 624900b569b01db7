import type { FastifyInstance } from 'fastify';
import { schoolOf } from '#http/context.ts';
import { DAY, isoInstant } from '#platform/clock.ts';
import { localDate, textIn } from '#platform/locale.ts';
import {
  lessonDays,
  lessonSlots,
  listEventTypes,
  nextSessions,
  offeredEventType,
  sessionsBetween,
  teachersOf,
  type EventType,
} from '#modules/scheduling/index.ts';
import type { Tx } from '#db/database.ts';
import type { DayView, EmptyDayReason, LandingProps, LessonProps, WorkshopProps } from '#pages/index.ts';
import type { ServerDeps } from '../server.ts';
import { eventCard, eventView, sessionView, teacherView, type Languages } from './event-views.ts';
import { schoolView, sendPage, visitorZone } from './page.ts';
import { sendPlatformPage } from './platform-pages.ts';

type Where = { languages: Languages; now: number; zone: string };

/** `/` and `/e/<slug>`: what a school offers, and the times or sessions to choose from. */
export function choosingRoutes(deps: ServerDeps) {
  return async (app: FastifyInstance): Promise<void> => {
    const config = { policy: 'public', limit: 'pages' } as const;

    app.get('/', { config: { ...config, host: 'both' }, schema: { hide: true } }, async (request, reply) => {
      if (!request.school) return await sendPlatformPage(deps, request, reply);
      const { id, defaultLocale } = schoolOf(request);
      const languages = { locale: request.locale, fallback: defaultLocale };
      const page = await deps.db.withTenant(id, async (tx) => {
        const { view, landing } = await schoolView(tx, request);
        const text = (localised: typeof landing.pageTitle) =>
          textIn(localised, languages.locale, languages.fallback);
        const eventTypes = await listEventTypes(tx);
        const teachers = await teachersOf(
          tx,
          eventTypes.map((eventType) => eventType.id),
        );
        const next = await nextSessions(tx, deps.clock());
        const staff = request.user !== null && request.user.role !== 'student';
        const props: LandingProps = {
          state: landing.published ? 'published' : staff ? 'preview' : 'unpublished',
          title: text(landing.pageTitle) || view.name,
          subtitle: text(landing.pageSubtitle) || undefined,
          heroImageUrl: landing.heroImageUrl ?? undefined,
          teacherBio: text(landing.teacherBio) || undefined,
          teachers: [...new Map(teachers.map((teacher) => [teacher.id, teacher])).values()].map((teacher) =>
            teacherView(teacher, languages),
          ),
          events: eventTypes.map((eventType) => eventCard(eventType, next.get(eventType.id), languages)),
          socialLinks: landing.socialLinks,
        };
        return { props, school: view };
      });
      return await sendPage(deps, request, reply, { name: 'landing', ...page });
    });

    app.get<{ Params: { slug: string }; Querystring: Query }>(
      '/e/:slug',
      { config, schema: { hide: true } },
      async (request, reply) => {
        const { id, defaultLocale } = schoolOf(request);
        const languages = { locale: request.locale, fallback: defaultLocale };
        const page = await deps.db.withTenant(id, async (tx) => {
          const { view } = await schoolView(tx, request);
          const eventType = await offeredEventType(tx, request.params.slug);
          const where = { languages, now: deps.clock(), zone: visitorZone(request, view.timeZone).id };
          return eventType.isWorkshop
            ? {
                name: 'workshop' as const,
                props: await workshopProps(tx, eventType, request.query, where),
                school: view,
              }
            : {
                name: 'lesson' as const,
                props: await lessonProps(tx, eventType, request.query, where),
                school: view,
              };
        });
        return await (page.name === 'workshop'
          ? sendPage(deps, request, reply, page)
          : sendPage(deps, request, reply, page));
      },
    );
  };
}

type Query = { date?: unknown; host?: unknown; from?: unknown };

const AHEAD = 62 * DAY;
const FARTHEST = 366;

async function lessonProps(tx: Tx, eventType: EventType, query: Query, where: Where): Promise<LessonProps> {
  const { now, zone } = where;
  const teachers = await teachersOf(tx, [eventType.id]);
  const host = teachers.find((teacher) => teacher.uid === query.host);
  const today = Temporal.PlainDate.from(localDate(now, zone));
  const first = firstDay(query.date, today);
  const last = first.add({ days: 7 });
  const edge = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: zone }).epochMilliseconds;
  const question = { from: edge(first), to: edge(last), now, timeZone: zone, hostUid: host?.uid };
  const { slots, days } = await lessonDays(tx, eventType, question);
  const byDate = Map.groupBy(slots, (start) => localDate(start, zone));
  const reasons = new Map(days.map((day) => [day.date, day.reason]));
  const shown = Array.from({ length: 7 }, (_, index): DayView => {
    const date = first.add({ days: index }).toString();
    const starts = byDate.get(date) ?? [];
    return {
      date,
      slots: starts.map((start) => ({ start: isoInstant(start) })),
      emptyReason: starts.length > 0 ? undefined : EMPTY[reasons.get(date) ?? 'closed'],
    };
  });
  const [free] =
    slots.length > 0
      ? slots
      : await lessonSlots(tx, eventType, { ...question, from: question.to, to: question.to + AHEAD });
  const choosable = eventType.schedulingType === 'ROUND_ROBIN' && teachers.length > 1;
  return {
    event: eventView(eventType, teachers, where.languages),
    days: shown,
    previousWeek:
      Temporal.PlainDate.compare(first, today) > 0
        ? later(first.subtract({ days: 7 }), today).toString()
        : undefined,
    nextWeek: last.since(today).days < FARTHEST ? last.toString() : undefined,
    nextFreeDay: free === undefined ? undefined : localDate(free, zone),
    teacherChoice: choosable ? { selected: host?.uid } : undefined,
  };
}

const EMPTY: Readonly<Record<string, EmptyDayReason>> = {
  in_past: 'past',
  too_soon: 'too_soon',
  outside_period: 'too_far',
  closed: 'closed',
  fully_booked: 'taken',
};

const later = (a: Temporal.PlainDate, b: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(a, b) > 0 ? a : b;

/** The first day shown: the one asked for, unless it is none, over, or out of all reach. */
function firstDay(asked: unknown, today: Temporal.PlainDate): Temporal.PlainDate {
  if (typeof asked !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(asked)) return today;
  try {
    const date = Temporal.PlainDate.from(asked);
    const away = today.until(date).days;
    return away < 0 || away > FARTHEST ? today : date;
  } catch {
    return today;
  }
}

const SESSIONS_SHOWN = 12;

async function workshopProps(
  tx: Tx,
  eventType: EventType,
  query: Query,
  where: Where,
): Promise<WorkshopProps> {
  const { now } = where;
  const asked = typeof query.from === 'string' ? Date.parse(query.from) : Number.NaN;
  const from = Number.isNaN(asked) ? now : Math.max(now, asked);
  const sessions = await sessionsBetween(tx, eventType.id, {
    from,
    to: from + 2 * 366 * DAY,
    limit: SESSIONS_SHOWN + 1,
  });
  const next = sessions[SESSIONS_SHOWN];
  const path = `/e/${eventType.slug}`;
  return {
    event: eventView(eventType, await teachersOf(tx, [eventType.id]), where.languages),
    sessions: sessions.slice(0, SESSIONS_SHOWN).map((session) => sessionView(session, eventType, now)),
    laterUrl: next && `${path}?from=${encodeURIComponent(isoInstant(next.start))}`,
    earlierUrl: from > now ? path : undefined,
  };
}
