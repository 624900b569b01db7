import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { schoolOf } from '#http/context.ts';
import { once } from '#http/idempotency.ts';
import { cancelBooking, cancellationPreview, type CancelOutcome } from '#modules/bookings/index.ts';
import { eventTypeById } from '#modules/scheduling/index.ts';
import { isoInstant } from '#platform/clock.ts';
import { newUid } from '#platform/ids.ts';
import type { CancelProps } from '#pages/index.ts';
import type { ServerDeps } from '../server.ts';
import { patiently } from './booking-form.ts';
import { bookingPath, briefOf, formKey, ownBooking } from './manage-access.ts';
import { schoolView, sendPage } from './page.ts';

const LONGEST_REASON = 500;

/** `/b/<uid>/cancel`: what cancelling would mean, the question, and the deed. */
export function cancelRoutes(deps: ServerDeps) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get(
      '/b/:uid/cancel',
      { config: { policy: 'public', limit: 'pages' }, schema: { hide: true } },
      (request, reply) => show(deps, request, reply),
    );

    app.post(
      '/b/:uid/cancel',
      { config: { policy: 'public', limit: 'bookings' }, schema: { hide: true } },
      async (request, reply) => {
        const { id: tenantId } = schoolOf(request);
        const booking = await deps.db.withTenant(tenantId, (tx) => ownBooking(deps, tx, request));
        const reason = reasonOf(request.body);
        const { body } = await patiently(() =>
          // The reason is no part of what is done: the form sent again with another one is the same cancellation.
          once(
            deps,
            { tenantId, route: 'POST b/cancel', key: formKey(request.body), body: { uid: booking.uid } },
            async (attempt) => ({
              status: 200,
              body: await cancelBooking(
                deps,
                tenantId,
                { bookingId: booking.id, by: 'student', reason },
                attempt,
              ),
            }),
          ),
        );
        const outcome = body as CancelOutcome;
        if (outcome.kind === 'refused') return await show(deps, request, reply, outcome.reason);
        return await reply.redirect(bookingPath(request, booking.uid, '', { done: 'cancelled' }), 303);
      },
    );
  };
}

async function show(
  deps: ServerDeps,
  request: FastifyRequest,
  reply: FastifyReply,
  refused?: CancelProps['refused'],
): Promise<FastifyReply> {
  const page = await deps.db.withTenant(schoolOf(request).id, async (tx) => {
    const { view } = await schoolView(tx, request);
    const booking = await ownBooking(deps, tx, request);
    const eventType = await eventTypeById(tx, booking.event_type_id);
    const { rule, refund, windowClosesAt, whyNot } = await cancellationPreview(tx, booking, deps.clock());
    const props: CancelProps = {
      booking: briefOf(request, booking, eventType.isWorkshop ? 'workshop' : 'lesson'),
      action: bookingPath(request, booking.uid, '/cancel'),
      rescheduleUrl:
        booking.status === 'CONFIRMED' ? bookingPath(request, booking.uid, '/reschedule') : undefined,
      idempotencyKey: newUid(),
      refund: {
        rule,
        amount: refund,
        windowClosesAt: windowClosesAt === null ? undefined : isoInstant(windowClosesAt),
      },
      refused: refused ?? whyNot,
    };
    return { props, school: view };
  });
  const status = refused === undefined ? 200 : 409;
  return await sendPage(deps, request, reply, { name: 'cancel', ...page, status, url: page.props.action });
}

/** As it was typed, without the invisible; undefined where nothing was. */
function reasonOf(body: unknown): string | undefined {
  const { reason } = (body ?? {}) as { reason?: unknown };
  if (typeof reason !== 'string') return undefined;
  const cleaned = reason
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]/gu, ' ')
    .trim()
    .slice(0, LONGEST_REASON);
  return cleaned === '' ? undefined : cleaned;
}
