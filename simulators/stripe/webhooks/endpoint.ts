import type { Stripe } from 'stripe';
import { randomId } from '../ids.ts';
import { API_VERSION } from '../objects/event.ts';
import { type Account, type Endpoint, seconds, type World } from '../world.ts';

type NewEndpoint = {
  url: string;
  enabledEvents: string[];
  secret?: string;
  description?: string | null;
  metadata?: Record<string, string>;
  apiVersion?: string;
  connect?: boolean;
};

export function createEndpoint(world: World, account: Account, given: NewEndpoint): Endpoint {
  const endpoint: Endpoint = {
    id: randomId('we_1', 23),
    object: 'webhook_endpoint',
    api_version: given.apiVersion ?? API_VERSION,
    application: null,
    created: seconds(world),
    description: given.description ?? null,
    enabled_events: given.enabledEvents,
    livemode: false,
    metadata: given.metadata ?? {},
    secret: given.secret ?? randomId('whsec_', 32),
    status: 'enabled',
    url: given.url,
    connect: given.connect ?? false,
  };
  account.endpoints.set(endpoint.id, endpoint);
  world.changed();
  return endpoint;
}

/** Where an event of an account goes: its own endpoints, and the Connect endpoints of its platforms. */
export function endpointsFor(
  world: World,
  account: Account,
  event: Stripe.Event,
): { endpoint: Endpoint; connect: boolean }[] {
  const wants = (endpoint: Endpoint): boolean =>
    endpoint.status === 'enabled' &&
    endpoint.enabled_events.some(
      (pattern) =>
        pattern === '*' ||
        pattern === event.type ||
        (pattern.endsWith('.*') && event.type.startsWith(pattern.slice(0, -1))),
    );
  const own = [...account.endpoints.values()].filter((endpoint) => !endpoint.connect && wants(endpoint));
  const platforms = [...account.platforms].flatMap((id) => [
    ...(world.accounts.get(id)?.endpoints.values() ?? []),
  ]);
  const above = platforms.filter((endpoint) => endpoint.connect && wants(endpoint));
  return [
    ...own.map((endpoint) => ({ endpoint, connect: false })),
    ...above.map((endpoint) => ({ endpoint, connect: true })),
  ];
}
