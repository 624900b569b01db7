import {
  confirmVerificationSchema,
  problemSchema,
  requestVerificationSchema,
  verificationAcceptedSchema,
  verificationConfirmedSchema,
} from '@lessonry/api-contract';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { schoolOf, type HttpDeps } from '#http/context.ts';
import { isoInstant } from '#platform/clock.ts';
import { parseEmailAddress, type EmailAddress } from '#platform/email-address.ts';
import { AppError } from '#platform/errors.ts';
import { issueProof } from './address-proof.ts';
import { CODE_LASTS, confirmProof, requestProof } from './proofs.ts';

const problems = { 403: problemSchema, 422: problemSchema, 429: problemSchema };

function addressIn(text: string): EmailAddress {
  const email = parseEmailAddress(text.trim());
  if (email !== null) return email;
  throw new AppError('validation_failed', 'Some fields are not right', {
    fields: [{ field: 'email', code: 'email_invalid', message: 'must be an e-mail address' }],
  });
}

/** `/api/v1/verifications…`: have a code and a link mailed, show one of them, get a proof that bookings carry. */
export function verificationRoutes(deps: HttpDeps) {
  return async (instance: FastifyInstance): Promise<void> => {
    const app = instance.withTypeProvider<ZodTypeProvider>();
    const config = { policy: 'public', limit: 'sign_in' } as const;

    app.post(
      '/verifications',
      {
        config,
        schema: {
          tags: ['verifications'],
          summary: 'Have a code and a link mailed to an address',
          description:
            'Always the same answer, whoever has the address and whether or not anything is mailed.',
          body: requestVerificationSchema,
          response: { 202: verificationAcceptedSchema, ...problems },
        },
      },
      async (request, reply) => {
        const { email, eventType, locale = request.locale, next } = request.body;
        const nextPath = next ?? (eventType === undefined ? '/' : `/e/${encodeURIComponent(eventType)}`);
        await requestProof(deps, schoolOf(request).id, {
          email: addressIn(email),
          purpose: 'verification',
          locale,
          nextPath,
        });
        return reply.code(202).send({ validForSeconds: CODE_LASTS / 1000 });
      },
    );

    app.post(
      '/verifications/confirm',
      {
        config,
        schema: {
          tags: ['verifications'],
          summary: 'Prove the address with the code or the token of the link',
          body: confirmVerificationSchema,
          response: { 200: verificationConfirmedSchema, ...problems },
        },
      },
      async (request) => {
        const { body } = request;
        const school = schoolOf(request);
        const shown =
          'token' in body ? { token: body.token } : { email: addressIn(body.email), code: body.code };
        const proved = await confirmProof(deps, school.id, shown, ['verification']);
        if (!proved) throw new AppError('verification_failed', 'Wrong, used, or too old: ask for a new one');
        const { proof, expiresAt } = issueProof(deps, school.id, proved.email);
        return { proof, expiresAt: isoInstant(expiresAt) };
      },
    );
  };
}
