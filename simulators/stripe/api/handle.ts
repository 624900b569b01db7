import { credentials, type Exchange, header, sendJson } from '../../http/listen.ts';
import { StripeError } from '../errors.ts';
import { randomId } from '../ids.ts';
import { API_VERSION } from '../objects/event.ts';
import { expireDueSessions } from '../objects/expire-session.ts';
import type { Account, World } from '../world.ts';
import { accountRoutes } from './account-routes.ts';
import { authenticate } from './authenticate.ts';
import type { Call, Route } from './call.ts';
import { checkoutRoutes } from './checkout-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { expand } from './expand.ts';
import { parseForm } from './form.ts';
import { claimKey, fingerprintOf, settleKey } from './idempotency.ts';
import { textList } from './parameters.ts';
import { paymentRoutes } from './payment-routes.ts';

type Answer = { status: number; body: string; replayed: boolean; account: string | null };

const routes = [...checkoutRoutes, ...paymentRoutes, ...eventRoutes, ...accountRoutes].map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll(/:id/g, '([^/]+)')}/?$`),
}));

/**
 * Answers one request under `/v1`. `whileUnderWay` runs after the idempotency key is claimed and before the work, so that
 * a slow request can be overtaken by its own repetition. Null where `whileUnderWay` says that the work must not be done.
 */
export async function answerApi(
  world: World,
  exchange: Exchange,
  requestId: string,
  whileUnderWay: () => Promise<'do' | 'skip'>,
): Promise<Answer | null> {
  let account: Account | null = null;
  try {
    const accounts = authenticate(world, credentials(exchange), header(exchange, 'stripe-account'));
    account = accounts.account;
    const found = findRoute(exchange);
    const key = exchange.method === 'POST' ? header(exchange, 'idempotency-key') : null;
    if (key !== null) {
      const fingerprint = fingerprintOf(exchange.method, exchange.path, exchange.body);
      const remembered = claimKey(account, key, fingerprint, world.settings.now());
      if (remembered) return { ...remembered, replayed: true, account: account.id };
    }
    if ((await whileUnderWay()) === 'skip') {
      if (key !== null) settleKey(account, key, null);
      return null;
    }
    expireDueSessions(world);
    const answer = run(found.route, {
      world,
      ...accounts,
      parameters: { map: parametersOf(exchange), at: '' },
      ids: found.ids,
      cause: { requestId, idempotencyKey: key },
      apiVersion: header(exchange, 'stripe-version'),
    });
    if (key !== null) settleKey(account, key, answer.remembered ? answer : null);
    return { status: answer.status, body: answer.body, replayed: false, account: account.id };
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    return { status: error.status, body: text(error.body), replayed: false, account: account?.id ?? null };
  }
}

function run(route: Route, call: Call): { status: number; body: string; remembered: boolean } {
  try {
    const answer = route.handle(call);
    const expanded = expand(call.account, answer, textList(call.parameters, 'expand'));
    if (route.method !== 'GET') call.world.changed();
    return { status: 200, body: text(expanded), remembered: true };
  } catch (error) {
    if (error instanceof StripeError) {
      return { status: error.status, body: text(error.body), remembered: error.remembered };
    }
    if (call.cause.idempotencyKey !== null) settleKey(call.account, call.cause.idempotencyKey, null);
    throw error;
  }
}

function findRoute(exchange: Exchange): { route: Route; ids: string[] } {
  for (const { route, pattern } of routes) {
    const match = route.method === exchange.method ? pattern.exec(exchange.path) : null;
    if (match) return { route, ids: match.slice(1).map(decodeURIComponent) };
  }
  throw new StripeError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${exchange.method}: ${exchange.path}). The simulator does not play this part of Stripe.`,
  });
}

function parametersOf(exchange: Exchange): ReturnType<typeof parseForm> {
  if (exchange.method === 'GET' || exchange.body.length === 0) return parseForm(exchange.url.search);
  const type = header(exchange, 'content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    throw new StripeError(400, {
      type: 'invalid_request_error',
      message: `Invalid request (check that your POST content type is application/x-www-form-urlencoded), not ${type}.`,
    });
  }
  return parseForm(exchange.body.toString('utf8'));
}

function text(body: unknown): string {
  return `${JSON.stringify(body, null, 2)}\n`;
}

export function sendAnswer(exchange: Exchange, requestId: string, answer: Answer): void {
  const key = header(exchange, 'idempotency-key');
  sendJson(exchange, answer.status, answer.body, {
    'request-id': requestId,
    'stripe-version': header(exchange, 'stripe-version') ?? API_VERSION,
    ...(key === null ? {} : { 'idempotency-key': key, 'original-request': requestId }),
    ...(answer.replayed ? { 'idempotent-replayed': 'true' } : {}),
    ...(header(exchange, 'stripe-account')
      ? { 'stripe-account': header(exchange, 'stripe-account') ?? '' }
      : {}),
  });
}

export function newRequestId(): string {
  return randomId('req_', 14);
}
