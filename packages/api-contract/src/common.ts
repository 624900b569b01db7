import { z } from 'zod';

/** Line breaks, NUL and every other control or separator character, and halves of a character: refused wherever a person's text is taken. */
const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** A short text of one line: 1 to `max` characters that show something, no control characters. */
export const lineOfText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !CONTROL.test(text), {
      error: 'must not contain line breaks or control characters',
      params: { code: 'control_characters' },
    })
    .refine((text) => text.trim().length > 0, { error: 'must not be empty', params: { code: 'empty' } });

export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const localeSchema = z.enum(['vi', 'en']);
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, {
    error: 'must be an IANA time zone, Asia/Ho_Chi_Minh for instance',
    params: { code: 'time_zone' },
  })
  .meta({ description: 'IANA time zone', example: 'Asia/Ho_Chi_Minh' });

export const instantSchema = z.iso
  .datetime({ offset: true, abort: true })
  .refine((text) => Math.abs(Date.parse(text)) < 8e15, {
    error: 'must be an instant',
    params: { code: 'instant' },
  })
  .meta({ description: 'Instant, ISO 8601 with Z or an offset', example: '2027-01-11T14:00:00.000Z' });

/** An instant, or a local date that the route reads in `timeZone`. */
export const instantOrDateSchema = z.union([instantSchema, z.iso.date()]).meta({
  description: 'Instant, or local date in timeZone (from: its first instant, to: the end of that day)',
  example: '2027-01-11',
});

export const uidSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/)
  .meta({ description: 'Public identifier' });
export const slugSchema = z.string().min(1).max(100).meta({ example: 'trial-lesson' });

export const moneySchema = z
  .object({
    amount: z.int().min(0).meta({ description: "In the currency's minor units (VND has none)" }),
    currency: z.string().length(3),
  })
  .meta({ id: 'Money' });

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable; act on this' }),
    detail: z.string(),
    requestId: z.string().optional(),
    errors: z
      .array(z.object({ field: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'The fields that are wrong' }),
    alternatives: z
      .array(
        z.object({
          start: z.string(),
          end: z.string().optional(),
          number: z.int().nullable().optional(),
          seatsLeft: z.int().optional(),
        }),
      )
      .optional()
      .meta({ description: 'With slot_taken and fully_booked: other times, soonest first' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' });
export type Problem = z.infer<typeof problemSchema>;
