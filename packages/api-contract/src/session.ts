import { z } from 'zod';
import { localeSchema, uidSchema } from './common.ts';

export const roleSchema = z.enum(['admin', 'teacher', 'student']);

export const signInSchema = z
  .strictObject({ email: z.string().min(1).max(320), password: z.string().min(1).max(1000) })
  .meta({ id: 'SignIn' });

export const userSchema = z
  .object({
    uid: uidSchema,
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    locale: localeSchema.nullable(),
  })
  .meta({ id: 'User' });

export const sessionSchema = z
  .object({
    user: userSchema.nullable(),
    school: z.object({
      name: z.string(),
      timeZone: z.string(),
      defaultLocale: localeSchema,
      primaryColor: z.string(),
      logoUrl: z.string().nullable(),
    }),
  })
  .meta({ id: 'Session' });
export type SessionBody = z.infer<typeof sessionSchema>;
