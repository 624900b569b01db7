import { z } from 'zod';
import { lineOfText, localeSchema, slugSchema } from './common.ts';

export const requestVerificationSchema = z
  .strictObject({
    email: lineOfText(320),
    eventType: slugSchema.optional().meta({ description: 'The mailed link leads back to this event' }),
    locale: localeSchema.optional().meta({ description: "The mail's language" }),
    next: z
      .string()
      .max(2000)
      .regex(/^\/(?![/\\])[^\p{Cc}\\]*$/u)
      .optional()
      .meta({ description: 'Path on this host to which the mailed link leads back' }),
  })
  .meta({ id: 'RequestVerification' });

export const verificationAcceptedSchema = z
  .object({ validForSeconds: z.int().meta({ description: 'How long code and link are good for' }) })
  .meta({ id: 'VerificationAccepted' });

export const confirmVerificationSchema = z
  .union([
    z.strictObject({ email: lineOfText(320), code: lineOfText(20) }),
    z.strictObject({ token: lineOfText(200) }),
  ])
  .meta({ id: 'ConfirmVerification', description: 'The code with its address, or the token of the link' });

export const verificationConfirmedSchema = z
  .object({
    proof: z.string().meta({ description: 'For POST bookings: header Verification-Proof, or field proof' }),
    expiresAt: z.string(),
  })
  .meta({ id: 'VerificationConfirmed' });
