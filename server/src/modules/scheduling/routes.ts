import {
  eventTypeListSchema,
  eventTypeParamsSchema,
  eventTypeSchema,
  problemSchema,
  sessionListSchema,
  slotListSchema,
  slotsQuerySchema,
  windowQuerySchema,
} from '@lessonry/api-contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Tx } from '#db/database.ts';
import { schoolOf, type HttpDeps } from '#http/context.ts';
import { isoInstant } from '#platform/clock.ts';
import { AppError } from '#platform/errors.ts';
import { eventTypeBySlug, listEventTypes, teachersOf, type EventType } from './event-types.ts';
import { presentEventType } from './present.ts';
import { sessionsBetween } from './sessions.ts';
import { lessonSlots } from './slots.ts';
import { parseWindow } from './window.ts';

/** The offered event type, or the error that there is none under this slug. */
export async function offeredEventType(tx: Tx, slug: string): Promise<EventType> {
  const eventType = await eventTypeBySlug(tx, slug);
  if (!eventType) throw new AppError('event_not_found', 'There is no such event');
  return eventType;
}

const problems = { 404: problemSchema, 422: problemSchema, 429: problemSchema };

/** `/api/v1/event-types…`: what a school offers, and when. */
export function eventTypeRoutes(deps: HttpDeps) {
  return async (instance: FastifyInstance): Promise<void> => {
    const app = instance.withTypeProvider<ZodTypeProvider>();

    app.get(
      '/event-types',
      {
        config: { policy: 'public' },
        schema: {
          tags: ['event types'],
          summary: 'What the school offers',
          response: { 200: eventTypeListSchema },
        },
      },
      async (request) => {
        const school = schoolOf(request);
        const languages = { locale: request.locale, fallback: school.defaultLocale };
        return await deps.db.withTenant(school.id, async (tx) => {
          const eventTypes = await listEventTypes(tx);
          const teachers = await teachersOf(
            tx,
            eventTypes.map((eventType) => eventType.id),
          );
          return {
            eventTypes: eventTypes.map((eventType) => presentEventType(eventType, teachers, languages)),
          };
        });
      },
    );

    app.get(
      '/event-types/:slug',
      {
        config: { policy: 'public' },
        schema: {
          tags: ['event types'],
          summary: 'One event type',
          params: eventTypeParamsSchema,
          response: { 200: eventTypeSchema, ...problems },
        },
      },
      async (request) => {
        const school = schoolOf(request);
        return await deps.db.withTenant(school.id, async (tx) => {
          const eventType = await offeredEventType(tx, request.params.slug);
          const teachers = await teachersOf(tx, [eventType.id]);
          return presentEventType(eventType, teachers, {
            locale: request.locale,
            fallback: school.defaultLocale,
          });
        });
      },
    );

    app.get(
      '/event-types/:slug/slots',
      {
        config: { policy: 'public' },
        schema: {
          tags: ['event types'],
          summary: 'When a lesson can start',
          params: eventTypeParamsSchema,
          querystring: slotsQuerySchema,
          response: { 200: slotListSchema, ...problems },
        },
      },
      async (request) => {
        const school = schoolOf(request);
        const timeZone = request.query.timeZone ?? school.timeZone;
        const window = parseWindow(request.query, timeZone);
        const starts = await deps.db.withTenant(school.id, async (tx) => {
          const eventType = await offeredEventType(tx, request.params.slug);
          if (eventType.isWorkshop) return [];
          return await lessonSlots(tx, eventType, {
            ...window,
            now: deps.clock(),
            timeZone,
            hostUid: request.query.host,
          });
        });
        return { slots: starts.map((start) => ({ start: isoInstant(start) })) };
      },
    );

    app.get(
      '/event-types/:slug/sessions',
      {
        config: { policy: 'public' },
        schema: {
          tags: ['event types'],
          summary: 'The sessions of a workshop',
          params: eventTypeParamsSchema,
          querystring: windowQuerySchema,
          response: { 200: sessionListSchema, ...problems },
        },
      },
      async (request) => {
        const school = schoolOf(request);
        const window = parseWindow(request.query, request.query.timeZone ?? school.timeZone);
        const sessions = await deps.db.withTenant(school.id, async (tx) => {
          const eventType = await offeredEventType(tx, request.params.slug);
          // What has begun cannot be booked any more.
          const from = Math.max(window.from, deps.clock() + 1);
          return eventType.isWorkshop ? await sessionsBetween(tx, eventType.id, { from, to: window.to }) : [];
        });
        return {
          sessions: sessions.map(({ number, start, end, seatsLeft }) => ({
            number,
            start: isoInstant(start),
            end: isoInstant(end),
            seatsLeft,
          })),
        };
      },
    );
  };
}
