import { createFaultQueue } from '../http/faults.ts';
import { answerControl } from '../http/control-endpoint.ts';
import { type Exchange, listen, sendJson } from '../http/listen.ts';
import { openStateFile } from '../http/state-file.ts';
import { createWaiting } from '../http/waiting.ts';
import { type SeenRequest, serveApi } from './api/serve.ts';
import { createControl } from './control.ts';
import { controlCalls } from './control-calls.ts';
import { expireDueSessions } from './objects/expire-session.ts';
import { sendOverview } from './pages/overview.ts';
import { servePayPage } from './pages/pay-routes.ts';
import { restoreWorld, saveWorld } from './saved-world.ts';
import type { StripeFault, StripeSimulator, StripeSimulatorOptions } from './types.ts';
import { createDispatcher } from './webhooks/dispatcher.ts';
import { createWorld } from './world.ts';

export type {
  AccountDump,
  PayOptions,
  PayOutcome,
  RegisteredWebhook,
  RegisterWebhook,
  StripeControl,
  StripeFault,
  StripeSimulator,
  StripeSimulatorOptions,
  TestCard,
  WebhookDelivery,
} from './types.ts';

const RETRY_DELAYS_MS = [1_000, 5_000, 25_000, 125_000, 625_000, 3_125_000];
const LOOK_FOR_EXPIRED_MS = 250;
const KEPT_REQUESTS = 5_000;

/**
 * Starts a Stripe simulator for development and tests.
 * Rejects when the port is taken.
 */
export async function startStripeSimulator(options: StripeSimulatorOptions = {}): Promise<StripeSimulator> {
  const world = createWorld({
    now: options.now ?? Date.now,
    paymentIntents: options.paymentIntents ?? 'with_session',
    baseUrl: '',
  });
  const faults = createFaultQueue<StripeFault>();
  const waiting = createWaiting();
  const seen: SeenRequest[] = [];
  const dispatcher = createDispatcher(world, {
    retryDelays: options.webhookRetryDelays ?? RETRY_DELAYS_MS,
    jitter: options.webhookJitter ?? 25,
  });
  const control = createControl(world, dispatcher, faults, seen);
  const calls = controlCalls(control);

  const handle = async (exchange: Exchange): Promise<void> => {
    const { path } = exchange;
    if (path.startsWith('/v1/')) {
      seen.push(await serveApi(world, exchange, faults, waiting));
      if (seen.length > KEPT_REQUESTS) seen.splice(0, seen.length - KEPT_REQUESTS);
    } else if (path.startsWith('/pay/')) servePayPage(world, exchange);
    else if (path.startsWith('/_control/'))
      await answerControl(exchange, calls, path.slice('/_control/'.length));
    else if (path === '/') {
      expireDueSessions(world);
      sendOverview(exchange, world, dispatcher.deliveries());
    } else
      sendJson(exchange, 404, { error: { message: `Nothing at ${path}.`, type: 'invalid_request_error' } });
  };

  const listening = await listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' }, handle);
  world.settings.baseUrl = listening.url;
  const stateFile = openStateFile(options.stateFile, () => saveWorld(world));
  restoreWorld(world, stateFile.load());
  world.changed = () => stateFile.touch();
  world.deliver = (account, event) => dispatcher.deliver(account, event);
  dispatcher.resume();
  const ticker = setInterval(() => expireDueSessions(world), LOOK_FOR_EXPIRED_MS);
  ticker.unref();

  return {
    url: listening.url,
    port: listening.port,
    control,
    async close() {
      clearInterval(ticker);
      waiting.cancelAll();
      dispatcher.close();
      stateFile.close();
      await listening.close();
    },
  };
}
