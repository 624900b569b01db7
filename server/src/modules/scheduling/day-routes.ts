import { dayListSchema, daysQuerySchema, eventTypeParamsSchema, problemSchema } from '@lessonry/api-contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { schoolOf, type HttpDeps } from '#http/context.ts';
import { offeredEventType } from './routes.ts';
import { lessonCalendar } from './slots.ts';
import { parseWindow } from './window.ts';

const problems = { 404: problemSchema, 422: problemSchema, 429: problemSchema };

/** `/api/v1/event-types/{slug}/days`: what a calendar shows of a lesson. */
export function dayRoutes(deps: HttpDeps) {
  return async (instance: FastifyInstance): Promise<void> => {
    const app = instance.withTypeProvider<ZodTypeProvider>();

    app.get(
      '/event-types/:slug/days',
      {
        config: { policy: 'public' },
        schema: {
          tags: ['event types'],
          summary: 'How many times a lesson has free on each day, and why it has none',
          params: eventTypeParamsSchema,
          querystring: daysQuerySchema,
          response: { 200: dayListSchema, ...problems },
        },
      },
      async (request) => {
        const school = schoolOf(request);
        const { from, to, timeZone = school.timeZone, host } = request.query;
        parseWindow({ from, to }, timeZone);
        return await deps.db.withTenant(school.id, async (tx) => {
          const eventType = await offeredEventType(tx, request.params.slug);
          if (eventType.isWorkshop) return { days: [], nextFree: null };
          const asked = { first: from, last: to, now: deps.clock(), timeZone, hostUid: host };
          const { days, nextFree } = await lessonCalendar(tx, eventType, asked);
          return {
            days: days.map(({ date, starts, reason }) => ({ date, free: starts.length, reason })),
            nextFree,
          };
        });
      },
    );
  };
}
