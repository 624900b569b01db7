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
