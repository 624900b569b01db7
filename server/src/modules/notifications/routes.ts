import { bookingParamsSchema, bookingTokenQuerySchema, problemSchema } from '@lessonry/api-contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { schoolOf, type HttpDeps } from '#http/context.ts';
import { openBooking } from '#modules/bookings/index.ts';
import { AppError } from '#platform/errors.ts';
import { bookingCalendar } from './booking-mails.ts';
import type { MailDeps } from './booking-source.ts';

/** `/api/v1/bookings/{uid}/calendar.ics`: for the link's token or who is signed in, in the reader's language. */
export function calendarRoutes(deps: HttpDeps & Omit<MailDeps, 'mailer'>) {
  return async (instance: FastifyInstance): Promise<void> => {
    const app = instance.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/bookings/:uid/calendar.ics',
      {
        config: { policy: 'public' },
        schema: {
          tags: ['bookings'],
          summary: 'The confirmed booking as a calendar file (text/calendar)',
          params: bookingParamsSchema,
          querystring: bookingTokenQuerySchema,
          response: { 200: z.string(), 404: problemSchema, 429: problemSchema },
        },
      },
      async (request, reply) => {
        const { id } = schoolOf(request);
        const booking = await deps.db.withTenant(id, (tx) => openBooking(deps, tx, request));
        const content = await bookingCalendar(deps, id, booking.id, request.locale);
        if (content === null) throw new AppError('not_found', 'Only a confirmed booking has a calendar file');
        return await reply
          .header('content-disposition', 'attachment; filename="booking.ics"')
          .header('cache-control', 'private, no-store')
          .type('text/calendar; charset=utf-8')
          .send(content);
      },
    );
  };
}
