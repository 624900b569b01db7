import type { Stripe } from 'stripe';
import { randomId } from '../ids.ts';
import { type Account, type Cause, seconds, type World } from '../world.ts';

/** The API version that events and endpoints are written in: the one of the pinned SDK. */
export const API_VERSION = '2026-10-28.endive';

/** Records an event with the object as it is now, and hands it to the webhooks. */
export function emit(
  world: World,
  account: Account,
  cause: Cause,
  type: Stripe.Event.Type,
  object: object,
  previous?: Record<string, unknown>,
): void {
  const event = {
    id: randomId('evt_1', 23),
    object: 'event',
    api_version: API_VERSION,
    created: seconds(world),
    data: {
      object: structuredClone(object),
      ...(previous ? { previous_attributes: structuredClone(previous) } : {}),
    },
    livemode: false,
    pending_webhooks: 0,
    request: { id: cause.requestId, idempotency_key: cause.idempotencyKey },
    type,
  } as unknown as Stripe.Event;
  account.events.set(event.id, event);
  world.deliver(account, event);
  world.changed();
}
