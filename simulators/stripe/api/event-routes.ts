import type { Stripe } from 'stripe';
import { invalidParameter } from '../errors.ts';
import { API_VERSION } from '../objects/event.ts';
import { type Endpoint, need } from '../world.ts';
import { createEndpoint } from '../webhooks/endpoint.ts';
import type { Call, Route } from './call.ts';
import { list, LIST_PARAMETERS } from './list.ts';
import * as given from './parameters.ts';

export const eventRoutes: Route[] = [
  {
    method: 'GET',
    path: '/v1/events',
    handle(call) {
      given.refuseUnknown(call.parameters, [...LIST_PARAMETERS, 'type', 'types', 'delivery_success']);
      const type = given.text(call.parameters, 'type');
      const types = given.textList(call.parameters, 'types');
      const delivered = given.oneOf(call.parameters, 'delivery_success', ['true', 'false']);
      return list(
        call,
        '/v1/events',
        call.account.events.values(),
        (event) =>
          (type === null || matches(type, event.type)) &&
          (types.length === 0 || types.includes(event.type)) &&
          (delivered === null || (event.pending_webhooks === 0) === (delivered === 'true')),
      );
    },
  },
  {
    method: 'GET',
    path: '/v1/events/:id',
    handle: (call) => need('event', call.account.events, call.ids[0] ?? ''),
  },
  {
    method: 'POST',
    path: '/v1/webhook_endpoints',
    handle(call) {
      given.refuseUnknown(call.parameters, [
        ...['url', 'enabled_events', 'description', 'metadata', 'api_version', 'connect', 'expand'],
      ]);
      const endpoint = createEndpoint(call.world, call.account, {
        url: urlOf(call),
        enabledEvents: eventsOf(call),
        description: given.text(call.parameters, 'description'),
        metadata: given.metadata(call.parameters),
        apiVersion: given.text(call.parameters, 'api_version') ?? call.apiVersion ?? API_VERSION,
        connect: given.oneOf(call.parameters, 'connect', ['true', 'false']) === 'true',
      });
      return present(endpoint, true);
    },
  },
  {
    method: 'GET',
    path: '/v1/webhook_endpoints',
    handle(call) {
      given.refuseUnknown(call.parameters, LIST_PARAMETERS);
      const shown = [...call.account.endpoints.values()].map((endpoint) => present(endpoint, false));
      return list(call, '/v1/webhook_endpoints', shown);
    },
  },
  { method: 'GET', path: '/v1/webhook_endpoints/:id', handle: (call) => present(endpointOf(call), false) },
  {
    method: 'POST',
    path: '/v1/webhook_endpoints/:id',
    handle(call) {
      const endpoint = endpointOf(call);
      given.refuseUnknown(call.parameters, [
        'url',
        'enabled_events',
        'description',
        'metadata',
        'disabled',
        'expand',
      ]);
      if (call.parameters.map['url'] !== undefined) endpoint.url = urlOf(call);
      if (call.parameters.map['enabled_events'] !== undefined) endpoint.enabled_events = eventsOf(call);
      const disabled = given.oneOf(call.parameters, 'disabled', ['true', 'false']);
      if (disabled !== null) endpoint.status = disabled === 'true' ? 'disabled' : 'enabled';
      endpoint.metadata = given.mergeMetadata(endpoint.metadata, call.parameters);
      endpoint.description = given.text(call.parameters, 'description') ?? endpoint.description;
      return present(endpoint, false);
    },
  },
  {
    method: 'DELETE',
    path: '/v1/webhook_endpoints/:id',
    handle(call) {
      const endpoint = endpointOf(call);
      call.account.endpoints.delete(endpoint.id);
      return { id: endpoint.id, object: 'webhook_endpoint', deleted: true };
    },
  },
];

function endpointOf(call: Call): Endpoint {
  return need('webhook endpoint', call.account.endpoints, call.ids[0] ?? '');
}

/** The secret is shown once, in the answer that creates the endpoint. */
function present(endpoint: Endpoint, withSecret: boolean): Stripe.WebhookEndpoint {
  const { secret, connect: _connect, ...shown } = endpoint;
  return withSecret ? { ...shown, secret } : shown;
}

function urlOf(call: Call): string {
  const url = given.requiredText(call.parameters, 'url');
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw invalidParameter('Invalid URL: URL must be an http or https address.', 'url', 'url_invalid');
  }
  return url;
}

function eventsOf(call: Call): string[] {
  const events = given.textList(call.parameters, 'enabled_events');
  if (events.length === 0) {
    throw invalidParameter('Missing required param: enabled_events.', 'enabled_events', 'parameter_missing');
  }
  const wrong = events.findIndex((event) => !/^(\*|[a-z_]+(\.[a-z_]+)+(\.\*)?)$/.test(event));
  if (wrong >= 0) {
    throw invalidParameter(`Invalid enabled_events: '${events[wrong] ?? ''}'.`, `enabled_events[${wrong}]`);
  }
  return events;
}

function matches(wanted: string, type: string): boolean {
  return wanted.endsWith('.*') ? type.startsWith(wanted.slice(0, -1)) : wanted === type;
}
