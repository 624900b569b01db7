import type { FastifyInstance } from 'fastify';
import type { HttpDeps } from '#http/context.ts';
import { AppError } from '#platform/errors.ts';
import { receiveStripeEvent } from './webhook.ts';

/** `POST /webhooks/stripe/<school>/<uid>` on the platform's host: raw bodies, signed by Stripe with the school's secret. */
export function stripeWebhookRoutes(deps: HttpDeps) {
  return async (app: FastifyInstance): Promise<void> => {
    // The signature is over the very bytes, so nothing may parse them before.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    app.post<{ Params: { school: string; uid: string } }>(
      '/webhooks/stripe/:school/:uid',
      {
        config: { policy: 'public', limit: 'webhooks', host: 'platform', fromElsewhere: true },
        schema: { hide: true },
      },
      async (request) => {
        const signature = request.headers['stripe-signature'];
        if (typeof signature !== 'string' || !Buffer.isBuffer(request.body)) {
          throw new AppError('webhook_rejected', 'A body and a Stripe-Signature are needed');
        }
        const tenant = await deps.db.platform.tenantByHost(request.params.school, '');
        if (!tenant) throw new AppError('not_found', 'There is nothing here');
        await receiveStripeEvent(deps, tenant.id, {
          webhookUid: request.params.uid,
          body: request.body,
          signature,
        });
        return { received: true };
      },
    );
  };
}
