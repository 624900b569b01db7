import { z } from 'zod';
import { cancellationSchema, refundSchema } from './afterwards.ts';
import {
  instantOrDateSchema,
  instantSchema,
  lineOfText,
  localeSchema,
  moneySchema,
  slugSchema,
  timeZoneSchema,
  uidSchema,
} from './common.ts';

export const bookingStatusSchema = z.enum(['PENDING', 'CONFIRMED', 'CANCELLED', 'EXPIRED']);

export const attendeeInputSchema = z.strictObject({ name: lineOfText(200), email: lineOfText(320) });

export const createBookingSchema = z
  .strictObject({
    eventType: slugSchema,
    start: instantSchema,
    timeZone: timeZoneSchema,
    locale: localeSchema,
    attendees: z
      .array(attendeeInputSchema)
      .min(1)
      .max(50)
      .meta({ description: 'The first one books; one seat each' }),
    host: uidSchema.optional().meta({ description: 'A lesson with this teacher' }),
    sessionNumber: z
      .int()
      .min(1)
      .max(2_147_483_647)
      .optional()
      .meta({ description: 'Needed only where several sessions start together' }),
    proof: z
      .string()
      .max(700)
      .optional()
      .meta({ description: "Of the booker's address, from POST verifications/confirm" }),
  })
  .meta({ id: 'CreateBooking' });
export type CreateBookingBody = z.infer<typeof createBookingSchema>;

export const bookingCreatedSchema = z
  .object({
    uid: uidSchema,
    status: bookingStatusSchema,
    checkoutUrl: z.string().optional().meta({ description: 'Where to pay, when PENDING' }),
    expiresAt: z.string().optional().meta({ description: 'Until when the place is held, when PENDING' }),
    manageUrl: z.string().meta({ description: "The booking's page; holds the token" }),
  })
  .meta({ id: 'BookingCreated' });
export type BookingCreatedBody = z.infer<typeof bookingCreatedSchema>;

export const bookingSchema = z
  .object({
    uid: uidSchema,
    status: bookingStatusSchema,
    paid: z.boolean(),
    title: z.string(),
    eventType: slugSchema,
    start: z.string(),
    end: z.string(),
    timeZone: z.string(),
    locale: localeSchema,
    seats: z.int(),
    sessionNumber: z.int().nullable(),
    host: z.object({ uid: uidSchema, name: z.string() }),
    attendees: z.array(z.object({ name: z.string(), email: z.string() })),
    price: moneySchema,
    checkoutUrl: z.string().nullable(),
    expiresAt: z.string().nullable(),
    refundWindowHours: z.int().nullable(),
    cancelReason: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'Booking' });
export type BookingBody = z.infer<typeof bookingSchema>;

/** What staff see beside the booking itself. */
export const bookingTrailSchema = z
  .object({
    immersioEnrollmentId: z.string().nullable(),
    payments: z.array(
      z.object({
        uid: uidSchema,
        amount: z.int(),
        currency: z.string(),
        status: z.string(),
        success: z.boolean(),
        amountRefunded: z.int(),
        createdAt: z.string(),
      }),
    ),
    messages: z.array(
      z.object({
        kind: z.string(),
        recipient: z.string(),
        subject: z.string(),
        status: z.string(),
        sentAt: z.string().nullable(),
      }),
    ),
    enrollments: z.array(
      z.object({
        email: z.string(),
        courseId: z.string(),
        enrollmentId: z.string().nullable(),
        status: z.string(),
      }),
    ),
  })
  .meta({ id: 'BookingTrail' });

export const bookingDetailsSchema = bookingSchema
  .extend({
    cancelledBy: z.enum(['student', 'school']).nullable(),
    sequence: z.int().meta({ description: 'Grows with each change; calendar files carry it' }),
    cancellation: cancellationSchema,
    refunds: z.array(refundSchema),
    trail: bookingTrailSchema.optional().meta({ description: 'For staff' }),
  })
  .meta({ id: 'BookingDetails' });
export type BookingDetailsBody = z.infer<typeof bookingDetailsSchema>;

export const bookingParamsSchema = z.object({ uid: z.string().max(64) });
export const bookingTokenQuerySchema = z.object({ token: z.string().max(200).optional() });

export const listBookingsQuerySchema = z.object({
  status: bookingStatusSchema.optional(),
  eventType: slugSchema.optional(),
  from: instantOrDateSchema.optional(),
  to: instantOrDateSchema.optional(),
  timeZone: timeZoneSchema.optional(),
  q: z.string().max(200).optional().meta({ description: "Part of an attendee's name or address" }),
  order: z.enum(['soonest', 'latest']).default('soonest'),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  cursor: z.string().max(200).optional(),
});
export const bookingListSchema = z
  .object({ bookings: z.array(bookingSchema), nextCursor: z.string().nullable() })
  .meta({ id: 'BookingList' });
