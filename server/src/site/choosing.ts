import type { FastifyInstance } from 'fastify';
import { schoolOf } from '#http/context.ts';
import { DAY, isoInstant } from '#platform/clock.ts';
import { localDate, textIn } from '#platform/locale.ts';
import {
  lessonCalendar,
  listEventTypes,
  nextSessions,
  offeredEventType,
  sessionsBetween,
  teachersOf,
  type EventType,
} from '#modules/scheduling/index.ts';
import type { Tx } from '#db/database.ts';
import type { CalendarView, LandingProps, LessonProps, WorkshopProps } from '#pages/index.ts';
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

type Query = { date?: unknown; month?: unknown; host?: unknown; from?: unknown };

const FARTHEST = 366;

async function lessonProps(tx: Tx, eventType: EventType, query: Query, where: Where): Promise<LessonProps> {
  const teachers = await teachersOf(tx, [eventType.id]);
  const host = teachers.find((teacher) => teacher.uid === query.host);
  const choosable = eventType.schedulingType === 'ROUND_ROBIN' && teachers.length > 1;
  return {
    event: eventView(eventType, teachers, where.languages),
    calendar: await calendarView(tx, eventType, query, { ...where, hostUid: host?.uid }),
    teacherChoice: choosable ? { selected: host?.uid } : undefined,
  };
}

/** The month asked for, of a day or as such; else this one, or the next where only that has something free. */
async function calendarView(
  tx: Tx,
  eventType: EventType,
  query: Query,
  { now, zone, hostUid }: Where & { hostUid: string | undefined },
): Promise<CalendarView> {
  const today = Temporal.PlainDate.from(localDate(now, zone));
  const farthest = today.add({ days: FARTHEST });
  const date = dateIn(query.date, today, farthest);
  const asked = date ?? dateIn(`${String(query.month)}-01`, today.with({ day: 1 }), farthest);
  const first = (asked ?? today).with({ day: 1 });
  const months = asked === undefined ? 2 : 1;
  const { days, nextFree } = await lessonCalendar(tx, eventType, {
    first: first.toString(),
    last: first.add({ months }).subtract({ days: 1 }).toString(),
    now,
    timeZone: zone,
    hostUid,
  });
  const free = days.find((day) => day.starts.length > 0);
  const month = (asked === undefined ? (free?.date ?? first.toString()) : first.toString()).slice(0, 7);
  const shown = days.filter((day) => day.date.startsWith(month));
  const chosen = shown.find((day) => (date ? day.date === date.toString() : day === free));
  const later = days.find((day) => day.date.slice(0, 7) > month && day.starts.length > 0);
  return {
    month,
    days: shown.map(({ date, starts, reason }) => ({ date, free: starts.length, reason })),
    nextFree: later?.date ?? nextFree,
    date: chosen?.date ?? null,
    times: (chosen?.starts ?? []).map(isoInstant),
    first: today.toString(),
    last: farthest.toString(),
  };
}

/** A date as it was asked for; undefined where it is none, or out of reach. */
function dateIn(
  asked: unknown,
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  if (typeof asked !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(asked)) return undefined;
  try {
    const date = Temporal.PlainDate.from(asked, { overflow: 'reject' });
    const isOutside =
      Temporal.PlainDate.compare(date, first) < 0 || Temporal.PlainDate.compare(date, last) > 0;
    return isOutside ? undefined : date;
  } catch {
    return undefined;
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
