import {
  bookingCreatedSchema,
  bookingDetailsSchema,
  bookingListSchema,
  bookingParamsSchema,
  bookingTokenQuerySchema,
  createBookingSchema,
  listBookingsQuerySchema,
  problemSchema,
  type BookingCreatedBody,
} from '@lessonry/api-contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { TenantIdentity } from '#db/database.ts';
import { idempotencyKeyOf, originOf, schoolOf, userOf, type HttpDeps } from '#http/context.ts';
import { once } from '#http/idempotency.ts';
import { isoInstant } from '#platform/clock.ts';
import { AppError } from '#platform/errors.ts';
import { parseEdge } from '#modules/scheduling/index.ts';
import { afterwardsRoutes } from './afterwards-routes.ts';
import type { BookingDeps } from './create-booking.ts';
import { bookingDetails } from './details.ts';
import { manageUrl } from './manage-link.ts';
import { openBooking } from './open-booking.ts';
import { decodeCursor, encodeCursor, listBookings, presentBooking } from './queries.ts';
import { submitBooking, type Booked } from './submit.ts';

export type BookingRouteDeps = HttpDeps & BookingDeps;

/** Under which name keys of booking requests are kept: the API's and the pages' are the same request. */
export const BOOKING_ROUTE = 'POST bookings';

/** As the API answers a booking that was just made. */
export function presentBooked(
  deps: BookingDeps,
  school: TenantIdentity,
  booked: Booked,
  origin: string,
): BookingCreatedBody {
  return {
    uid: booked.uid,
    status: booked.status,
    ...(booked.checkoutUrl === null ? {} : { checkoutUrl: booked.checkoutUrl }),
    ...(booked.expiresAt === null ? {} : { expiresAt: isoInstant(booked.expiresAt) }),
    manageUrl: manageUrl(deps.keyring, { tenantId: school.id, uid: booked.uid, origin }),
  };
}

const problems = {
  400: problemSchema,
  403: problemSchema,
  404: problemSchema,
  409: problemSchema,
  422: problemSchema,
  429: problemSchema,
  503: problemSchema,
};

/** `/api/v1/bookings…`: book, look at one, list the school's. */
export function bookingRoutes(deps: BookingRouteDeps) {
  return async (instance: FastifyInstance): Promise<void> => {
    const app = instance.withTypeProvider<ZodTypeProvider>();

    app.post(
      '/bookings',
      {
        config: { policy: 'public', limit: 'bookings' },
        schema: {
          tags: ['bookings'],
          summary: 'Book a lesson or seats of a workshop session',
          description:
            'Free events are CONFIRMED at once; paid ones are PENDING until they are paid at checkoutUrl, or expiresAt.',
          headers: z.object({
            'idempotency-key': z.string().optional(),
            'verification-proof': z.string().max(700).optional(),
          }),
          body: createBookingSchema,
          response: { 201: bookingCreatedSchema, ...problems },
        },
      },
      async (request, reply) => {
        const school = schoolOf(request);
        const origin = originOf(request);
        const { user } = request;
        // Who asks is no part of what is asked: the same request under another proof is still the same.
        const { proof, ...body } = request.body;
        const proofs = [request.headers['verification-proof'], proof];
        const answer = await once(
          deps,
          { tenantId: school.id, route: BOOKING_ROUTE, key: idempotencyKeyOf(request), body },
          async (attempt) => {
            const booked = await submitBooking(deps, school, { body, user, origin, proofs }, attempt);
            return { status: 201, body: presentBooked(deps, school, booked, origin) };
          },
        );
        return reply.code(201).send(answer.body as BookingCreatedBody);
      },
    );

    await app.register(afterwardsRoutes(deps));

    app.get(
      '/bookings',
      {
        config: { policy: 'staff' },
        schema: {
          tags: ['bookings'],
          summary: "The school's bookings (a teacher's own)",
          querystring: listBookingsQuerySchema,
          response: { 200: bookingListSchema, 401: problemSchema, ...problems },
        },
      },
      async (request) => {
        const school = schoolOf(request);
        const user = userOf(request);
        const { from, to, timeZone = school.timeZone, cursor, ...filter } = request.query;
        const decoded = cursor === undefined ? undefined : decodeCursor(cursor);
        if (decoded === null) {
          throw new AppError('validation_failed', 'The cursor is not one of ours', {
            fields: [{ field: 'cursor', code: 'invalid', message: 'is not a cursor' }],
          });
        }
        const page = await deps.db.withTenant(school.id, (tx) =>
          listBookings(tx, {
            ...filter,
            from: from === undefined ? undefined : parseEdge(from, timeZone, 0),
            to: to === undefined ? undefined : parseEdge(to, timeZone, 1),
            hostId: user.role === 'admin' ? undefined : user.id,
            cursor: decoded,
          }),
        );
        return {
          bookings: page.bookings.map(presentBooking),
          nextCursor: page.next === null ? null : encodeCursor(page.next),
        };
      },
    );

    app.get(
      '/bookings/:uid',
      {
        config: { policy: 'public' },
        schema: {
          tags: ['bookings'],
          summary: "One booking: with its manage link's token, or signed in",
          params: bookingParamsSchema,
          querystring: bookingTokenQuerySchema,
          response: { 200: bookingDetailsSchema, ...problems },
        },
      },
      async (request) =>
        await deps.db.withTenant(schoolOf(request).id, async (tx) =>
          bookingDetails(tx, await openBooking(deps, tx, request), {
            user: request.user,
            now: deps.clock(),
          }),
        ),
    );
  };
}
