import { z } from 'zod';
import { instantSchema, lineOfText, moneySchema, timeZoneSchema, uidSchema } from './common.ts';

export const cancelBookingSchema = z
  .strictObject({
    reason: lineOfText(500).optional().meta({ description: 'Shown to the other side' }),
  })
  .meta({ id: 'CancelBooking' });
export type CancelBookingBody = z.infer<typeof cancelBookingSchema>;

export const rescheduleBookingSchema = z
  .strictObject({
    start: instantSchema,
    timeZone: timeZoneSchema
      .optional()
      .meta({ description: "Where the time was chosen; the booking's own by default" }),
    sessionNumber: z.int().min(1).max(2_147_483_647).optional(),
    host: uidSchema.optional().meta({ description: 'With this teacher; else the same one where possible' }),
  })
  .meta({ id: 'RescheduleBooking' });
export type RescheduleBookingBody = z.infer<typeof rescheduleBookingSchema>;

export const cancellationSchema = z
  .object({
    mayCancel: z.boolean(),
    whyNot: z.enum(['past', 'not_active']).optional(),
    refund: moneySchema.nullable().meta({ description: 'What goes back if the student cancels now' }),
    rule: z.enum(['free', 'unpaid', 'never', 'inside_window', 'window_closed']),
    windowClosesAt: z
      .string()
      .nullable()
      .meta({ description: 'The last instant at which money goes back; null where there is none' }),
  })
  .meta({ id: 'Cancellation' });

export const refundSchema = z
  .object({
    amount: z.int(),
    currency: z.string(),
    status: z.enum(['REQUESTED', 'PENDING', 'SUCCEEDED', 'FAILED']),
    createdAt: z.string(),
  })
  .meta({ id: 'Refund' });
