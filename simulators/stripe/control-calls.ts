import { type ControlArguments, type ControlCalls, textOf } from '../http/control-endpoint.ts';
import type { RegisterWebhook, StripeControl, StripeFault } from './types.ts';

/** The control object as calls over HTTP; arguments carry the names of the parameters of `StripeControl`. */
export function controlCalls(control: StripeControl): ControlCalls {
  const reads = (run: (given: ControlArguments) => unknown) => ({ reads: true, run });
  const acts = (run: (given: ControlArguments) => unknown) => ({ reads: false, run });
  const key = (given: ControlArguments): string =>
    textOf(given, given['account'] === undefined ? 'secretKey' : 'account');
  return {
    pay: acts((given) => control.pay(textOf(given, 'sessionId'), given)),
    expire: acts((given) => control.expire(textOf(given, 'sessionId'))),
    events: reads((given) => control.events(given)),
    deliveries: reads((given) => control.deliveries(given)),
    redeliver: acts((given) => control.redeliver(textOf(given, 'eventId'), Number(given['times'] ?? 1))),
    'hold-webhooks': acts(() => control.holdWebhooks()),
    'release-webhooks': acts((given) => control.releaseWebhooks(given)),
    'held-webhooks': reads(() => control.heldWebhooks()),
    'webhooks-settled': reads(() => control.webhooksSettled()),
    fail: acts((given) => {
      textOf(given, 'kind');
      control.fail(given as StripeFault);
    }),
    'clear-faults': acts(() => control.clearFaults()),
    'refund-outcome': acts((given) =>
      control.refundOutcome(textOf(given, 'status') as 'succeeded' | 'pending' | 'failed'),
    ),
    'settle-refund': acts((given) =>
      control.settleRefund(textOf(given, 'refundId'), textOf(given, 'status') as 'succeeded' | 'failed'),
    ),
    'open-dispute': acts((given) => control.openDispute(textOf(given, 'paymentIntentId'), given)),
    'close-dispute': acts((given) =>
      control.closeDispute(textOf(given, 'disputeId'), textOf(given, 'status') as 'won' | 'lost'),
    ),
    dump: reads((given) => control.dump(key(given))),
    'account-of': reads((given) => control.accountOf(textOf(given, 'secretKey'))),
    'name-account': acts((given) => control.nameAccount(key(given), textOf(given, 'name'))),
    'register-webhook': acts((given) => {
      textOf(given, 'secretKey');
      textOf(given, 'url');
      return control.registerWebhook(given as RegisterWebhook);
    }),
    'connect-account': acts((given) => {
      textOf(given, 'platformKey');
      return control.connectAccount(given as { platformKey: string; account?: string });
    }),
    requests: reads(() => control.requests()),
    tick: acts(() => control.tick()),
    reset: acts(() => control.reset()),
  };
}
