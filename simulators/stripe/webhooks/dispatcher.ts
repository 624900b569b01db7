import type { Stripe } from 'stripe';
import { createWaiting } from '../../http/waiting.ts';
import { randomId } from '../ids.ts';
import type { WebhookDelivery } from '../types.ts';
import { type Account, type Endpoint, seconds, type World } from '../world.ts';
import { endpointsFor } from './endpoint.ts';
import { createPoster } from './post.ts';
import { signatureHeader } from './signature.ts';

type Job = { account: Account; event: Stripe.Event; endpoint: Endpoint; connect: boolean };

export type Dispatcher = {
  deliver(account: Account, event: Stripe.Event): void;
  redeliver(eventId: string, times: number): Promise<(number | null)[]>;
  hold(): void;
  release(options: { shuffle?: boolean; copies?: number }): void;
  held(): string[];
  deliveries(): WebhookDelivery[];
  settled(): Promise<void>;
  /** Takes up again what the last process had not delivered. */
  resume(): void;
  reset(): void;
  close(): void;
};

const KEPT_DELIVERIES = 20_000;

/** Delivers events to their endpoints, in no promised order, again and again until a 2xx or the delays run out. */
export function createDispatcher(
  world: World,
  options: { retryDelays: number[]; jitter: number },
): Dispatcher {
  const poster = createPoster();
  const waiting = createWaiting();
  let deliveries: WebhookDelivery[] = [];
  let held: { account: Account; event: Stripe.Event }[] | null = null;
  let open = 0;
  let generation = 0;
  let watchers: (() => void)[] = [];

  const finish = (): void => {
    open -= 1;
    if (open > 0) return;
    const resolved = watchers;
    watchers = [];
    for (const resolve of resolved) resolve();
  };

  const attempt = async (job: Job, number: number): Promise<number | null> => {
    const { account, endpoint, event } = job;
    const mine = generation;
    const body = JSON.stringify(job.connect ? { ...event, account: account.id } : event, null, 2);
    const signature = signatureHeader(body, endpoint.secret, seconds(world));
    const answer = await poster.post(endpoint.url, body, { 'stripe-signature': signature });
    if (mine !== generation) return answer.status;
    deliveries.push({
      id: randomId('wd_1', 20),
      account: account.id,
      eventId: event.id,
      eventType: event.type,
      endpointId: endpoint.id,
      url: endpoint.url,
      attempt: number,
      at: world.settings.now(),
      ...answer,
    });
    if (deliveries.length > KEPT_DELIVERIES) deliveries = deliveries.slice(-KEPT_DELIVERIES / 2);
    return answer.status;
  };

  const isGood = (status: number | null): boolean => status !== null && status >= 200 && status < 300;

  const run = (job: Job, number: number, delay: number): void => {
    const mine = generation;
    open += 1;
    waiting.after(delay, () => {
      void attempt(job, number).then((status) => {
        if (mine !== generation) return;
        const retry = options.retryDelays[number - 1];
        const stillThere = job.endpoint.status === 'enabled' && isRegistered(world, job.endpoint);
        if (isGood(status)) {
          job.event.pending_webhooks = Math.max(0, job.event.pending_webhooks - 1);
          world.changed();
        } else if (retry !== undefined && stillThere) run(job, number + 1, retry);
        finish();
      });
    });
  };

  const send = (account: Account, event: Stripe.Event): void => {
    for (const target of endpointsFor(world, account, event)) {
      run({ account, event, ...target }, 1, Math.random() * options.jitter);
    }
  };

  const drop = (): void => {
    generation += 1;
    waiting.cancelAll();
    open = 1;
    finish();
  };

  return {
    deliver(account, event) {
      event.pending_webhooks = endpointsFor(world, account, event).length;
      if (held) held.push({ account, event });
      else send(account, event);
    },
    async redeliver(eventId, times) {
      const account = [...world.accounts.values()].find((one) => one.events.has(eventId));
      const event = account?.events.get(eventId);
      if (!account || !event) throw new Error(`No such event: ${eventId}`);
      const targets = endpointsFor(world, account, event);
      const jobs = Array.from({ length: times }, () => targets).flat();
      return Promise.all(jobs.map((target) => attempt({ account, event, ...target }, 1)));
    },
    hold() {
      held ??= [];
    },
    release({ shuffle = false, copies = 1 }) {
      const entries = (held ?? []).flatMap((entry) => Array.from({ length: copies }, () => entry));
      held = null;
      if (shuffle) entries.sort(() => Math.random() - 0.5);
      for (const { account, event } of entries) send(account, event);
    },
    held: () => (held ?? []).map(({ event }) => event.id),
    deliveries: () => deliveries,
    settled: () =>
      open === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            watchers.push(resolve);
          }),
    resume() {
      const youngest = seconds(world) - 3 * 86_400;
      for (const account of world.accounts.values()) {
        for (const event of account.events.values()) {
          if (event.pending_webhooks > 0 && event.created > youngest) send(account, event);
        }
      }
    },
    reset() {
      drop();
      held = null;
      deliveries = [];
    },
    close() {
      drop();
      poster.close();
    },
  };
}

function isRegistered(world: World, endpoint: Endpoint): boolean {
  return [...world.accounts.values()].some((account) => account.endpoints.get(endpoint.id) === endpoint);
}
