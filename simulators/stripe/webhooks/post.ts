import { lookup } from 'node:dns';
import { Agent, request as requestHttp } from 'node:http';
import { Agent as SecureAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';

export type Answer = { status: number | null; error: string | null };
type Poster = {
  /** Posts a JSON body; never rejects. */
  post(url: string, body: string, headers: Record<string, string>): Promise<Answer>;
  /** Cuts everything under way. */
  close(): void;
};

const TIMEOUT_MS = 10_000;
const AT_ONCE = 32;

/** Browsers resolve every name under .localhost to this machine; node does not by itself. */
const lookupLocally: LookupFunction = (hostname, options, callback) => {
  lookup(hostname.endsWith('.localhost') ? 'localhost' : hostname, options, callback);
};

export function createPoster(): Poster {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const secureAgent = new SecureAgent({ keepAlive: true, maxSockets: AT_ONCE });
  return {
    close() {
      agent.destroy();
      secureAgent.destroy();
    },
    post: (url, body, headers) =>
      new Promise((resolve) => {
        const secure = url.startsWith('https:');
        const outgoing = (secure ? requestHttps : requestHttp)(
          url,
          {
            method: 'POST',
            agent: secure ? secureAgent : agent,
            lookup: lookupLocally,
            signal: AbortSignal.timeout(TIMEOUT_MS),
            headers: {
              'content-type': 'application/json; charset=utf-8',
              'content-length': Buffer.byteLength(body),
              accept: '*/*; q=0.5, application/xml',
              'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
              ...headers,
            },
          },
          (response) => {
            // A body that is cut short does not change the answer: the status has arrived.
            response.on('error', () => undefined);
            response.resume();
            response.once('close', () => resolve({ status: response.statusCode ?? null, error: null }));
          },
        );
        outgoing.once('error', (error) => resolve({ status: null, error: error.message }));
        outgoing.end(body);
      }),
  };
}
