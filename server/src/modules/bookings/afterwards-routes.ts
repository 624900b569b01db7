import {
  bookingDetailsSchema,
  bookingParamsSchema,
  bookingTokenQuerySchema,
  cancelBookingSchema,
  problemSchema,
  rescheduleBookingSchema,
  type BookingDetailsBody,
} from '@lessonry/api-contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { idempotencyKeyOf, schoolOf, type HttpDeps } from '#http/context.ts';
import { once } from '#http/idempotency.ts';
import type { AfterwardsDeps } from './afterwards.ts';
import { bookingDetails } from './details.ts';
import { openBooking, sideOf } from './open-booking.ts';
import { bookingById } from './queries.ts';
import { submitCancel, submitReschedule } from './submit-afterwards.ts';

// Under which name keys are kept.
const cancelRoute = (uid: string): string => `POST bookings/${uid}/cancel`;
const rescheduleRoute = (uid: string): string => `POST bookings/${uid}/reschedule`;

const common = {
  params: bookingParamsSchema,
  querystring: bookingTokenQuerySchema,
  headers: z.object({ 'idempotency-key': z.string().optional() }),
  response: {
    200: bookingDetailsSchema,
    400: problemSchema,
    404: problemSchema,
    409: problemSchema,
    422: problemSchema,
    429: problemSchema,
  },
};

/** `/api/v1/bookings/{uid}/cancel` and `/reschedule`: with the manage link's token, or signed in. */
export function afterwardsRoutes(deps: HttpDeps & AfterwardsDeps) {
  return async (instance: FastifyInstance): Promise<void> => {
    const app = instance.withTypeProvider<ZodTypeProvider>();
    const config = { policy: 'public', limit: 'bookings' } as const;
    // Kept under the key and given to whoever repeats it, so without what is for staff.
    const shown = (tenantId: number, bookingId: number) =>
      deps.db.withTenant(tenantId, async (tx) =>
        bookingDetails(tx, await bookingById(tx, bookingId), { user: null, now: deps.clock() }),
      );

    app.post(
      '/bookings/:uid/cancel',
      {
        config,
        schema: {
          tags: ['bookings'],
          summary: 'Cancel a booking',
          description:
            "Money goes back by the window fixed into the booking, which `GET` shows as `cancellation`; in full when the school's people cancel.",
          body: cancelBookingSchema,
          ...common,
        },
      },
      async (request) => {
        const { id } = schoolOf(request);
        const { user, body } = request;
        const booking = await deps.db.withTenant(id, (tx) => openBooking(deps, tx, request));
        const answer = await once(
          deps,
          { tenantId: id, route: cancelRoute(booking.uid), key: idempotencyKeyOf(request), body },
          async (attempt) => {
            const by = sideOf(user, booking);
            await submitCancel(deps, id, { bookingId: booking.id, by, reason: body.reason }, attempt);
            return { status: 200, body: await shown(id, booking.id) };
          },
        );
        return answer.body as BookingDetailsBody;
      },
    );

    app.post(
      '/bookings/:uid/reschedule',
      {
        config,
        schema: {
          tags: ['bookings'],
          summary: 'Move a booking to another time of the same event',
          body: rescheduleBookingSchema,
          ...common,
        },
      },
      async (request) => {
        const { id } = schoolOf(request);
        const { user, body } = request;
        const booking = await deps.db.withTenant(id, (tx) => openBooking(deps, tx, request));
        const answer = await once(
          deps,
          { tenantId: id, route: rescheduleRoute(booking.uid), key: idempotencyKeyOf(request), body },
          async (attempt) => {
            await submitReschedule(deps, id, { booking, body, by: sideOf(user, booking) }, attempt);
            return { status: 200, body: await shown(id, booking.id) };
          },
        );
        return answer.body as BookingDetailsBody;
      },
    );
  };
}
