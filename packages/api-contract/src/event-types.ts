import { z } from 'zod';
import { instantOrDateSchema, moneySchema, slugSchema, timeZoneSchema, uidSchema } from './common.ts';

export const hostSchema = z
  .object({ uid: uidSchema, name: z.string(), photoUrl: z.string().nullable(), timeZone: z.string() })
  .meta({ id: 'Host' });

export const eventTypeSchema = z
  .object({
    slug: slugSchema,
    title: z.string(),
    description: z.string().meta({ description: 'Markdown' }),
    imageUrl: z.string().nullable(),
    isWorkshop: z.boolean(),
    length: z.int().meta({ description: 'Minutes' }),
    schedulingType: z.enum(['COLLECTIVE', 'ROUND_ROBIN']).nullable(),
    seatLimit: z.int(),
    price: moneySchema,
    whitelistEnabled: z.boolean(),
    refundWindowHours: z.int().nullable().meta({ description: 'null: never; 0: until the start' }),
    hosts: z.array(hostSchema),
  })
  .meta({ id: 'EventType' });
export type EventTypeBody = z.infer<typeof eventTypeSchema>;

export const eventTypeListSchema = z
  .object({ eventTypes: z.array(eventTypeSchema) })
  .meta({ id: 'EventTypeList' });
export const eventTypeParamsSchema = z.object({ slug: slugSchema });

export const windowQuerySchema = z.object({
  from: instantOrDateSchema,
  to: instantOrDateSchema,
  timeZone: timeZoneSchema.optional(),
});
export const slotsQuerySchema = windowQuerySchema.extend({
  host: uidSchema.optional().meta({ description: 'Only times of this host' }),
});

export const daysQuerySchema = z.object({
  from: z.iso.date().meta({ description: 'Local date in timeZone', example: '2027-01-01' }),
  to: z.iso.date().meta({ description: 'Local date, included; at most 62 days', example: '2027-01-31' }),
  timeZone: timeZoneSchema.optional(),
  host: uidSchema.optional().meta({ description: 'Only times of this host' }),
});

const dayReasonSchema = z.enum(['closed', 'fully_booked', 'too_soon', 'in_past', 'outside_period']);
export const dayListSchema = z
  .object({
    days: z.array(
      z.object({
        date: z.iso.date(),
        free: z.int().min(0).meta({ description: 'How many starts the day has' }),
        reason: dayReasonSchema.nullable().meta({ description: 'Why none; null where there are some' }),
      }),
    ),
    nextFree: z.iso.date().nullable().meta({ description: 'The first free day after `to`, within 62 days' }),
  })
  .meta({ id: 'DayList' });

export const slotListSchema = z
  .object({ slots: z.array(z.object({ start: z.string() })) })
  .meta({ id: 'SlotList' });
export const sessionListSchema = z
  .object({
    sessions: z.array(
      z.object({ number: z.int().nullable(), start: z.string(), end: z.string(), seatsLeft: z.int() }),
    ),
  })
  .meta({ id: 'SessionList' });
