import type { FaultQueue } from '../http/faults.ts';
import type { SeenRequest } from './api/serve.ts';
import { accountIdOf, idOf } from './ids.ts';
import { closeDispute, openDispute } from './objects/dispute.ts';
import { expireDueSessions, expireSession } from './objects/expire-session.ts';
import { paySession } from './objects/pay-session.ts';
import { settleRefund } from './objects/refund.ts';
import type { AccountDump, StripeControl, StripeFault } from './types.ts';
import {
  type Account,
  accountForKey,
  accountWithId,
  emptyAccount,
  findSession,
  ITSELF,
  type World,
} from './world.ts';
import type { Dispatcher } from './webhooks/dispatcher.ts';
import { createEndpoint } from './webhooks/endpoint.ts';

export function createControl(
  world: World,
  dispatcher: Dispatcher,
  faults: FaultQueue<StripeFault>,
  seen: SeenRequest[],
): StripeControl {
  const accounts = (): Account[] => [...world.accounts.values()];
  const owner = (has: (account: Account) => boolean): Account | undefined => accounts().find(has);

  return {
    pay: (sessionId, options) => paySession(world, sessionId, options),
    expire(sessionId) {
      const found = findSession(world, sessionId);
      return found !== null && expireSession(world, found.account, ITSELF, found.session);
    },
    events(filter = {}) {
      const id = filter.account ?? (filter.secretKey === undefined ? null : accountIdOf(filter.secretKey));
      return accounts()
        .filter((account) => id === null || account.id === id)
        .flatMap((account) => [...account.events.values()])
        .filter((event) => filter.type === undefined || event.type === filter.type);
    },
    deliveries: (filter = {}) =>
      dispatcher
        .deliveries()
        .filter(
          (delivery) =>
            (filter.eventId === undefined || delivery.eventId === filter.eventId) &&
            (filter.account === undefined || delivery.account === filter.account),
        ),
    redeliver: (eventId, times = 1) => dispatcher.redeliver(eventId, times),
    holdWebhooks: () => dispatcher.hold(),
    releaseWebhooks: (options = {}) => dispatcher.release(options),
    heldWebhooks: () => dispatcher.held(),
    webhooksSettled: () => dispatcher.settled(),
    fail: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    refundOutcome(status) {
      world.nextRefundStatus = status;
    },
    settleRefund(refundId, status) {
      const account = owner((one) => one.refunds.has(refundId));
      const refund = account?.refunds.get(refundId);
      return account !== undefined && refund !== undefined && settleRefund(world, account, refund, status);
    },
    openDispute(paymentIntentId, options = {}) {
      const account = owner((one) => one.paymentIntents.has(paymentIntentId));
      const intent = account?.paymentIntents.get(paymentIntentId);
      const charge = account?.charges.get(idOf(intent?.latest_charge) ?? '');
      if (!account || !charge?.paid) throw new Error(`Not a paid intent: ${paymentIntentId}`);
      return openDispute(world, account, charge, options).id;
    },
    closeDispute(disputeId, status) {
      const account = owner((one) => one.disputes.has(disputeId));
      const dispute = account?.disputes.get(disputeId);
      return account !== undefined && dispute !== undefined && closeDispute(world, account, dispute, status);
    },
    dump(secretKeyOrAccount) {
      const id = secretKeyOrAccount.startsWith('acct_')
        ? secretKeyOrAccount
        : accountIdOf(secretKeyOrAccount);
      return dumpOf(world.accounts.get(id) ?? emptyAccount(id, '', 0));
    },
    accountOf: accountIdOf,
    nameAccount(secretKeyOrAccount, name) {
      const isId = secretKeyOrAccount.startsWith('acct_');
      const account = isId
        ? accountWithId(world, secretKeyOrAccount)
        : accountForKey(world, secretKeyOrAccount);
      account.name = name;
      world.changed();
    },
    registerWebhook({ secretKey, url, secret, enabledEvents = ['*'], connect = false }) {
      const account = accountForKey(world, secretKey);
      // A development restart registers the same address again: the endpoint stays, so that its retries go on.
      const old = [...account.endpoints.values()].find((one) => one.url === url && one.connect === connect);
      if (old) {
        old.secret = secret ?? old.secret;
        old.enabled_events = enabledEvents;
        old.status = 'enabled';
        world.changed();
        return { id: old.id, secret: old.secret };
      }
      const endpoint = createEndpoint(world, account, {
        url,
        enabledEvents,
        connect,
        ...(secret === undefined ? {} : { secret }),
      });
      return { id: endpoint.id, secret: endpoint.secret };
    },
    connectAccount({ platformKey, account: id }) {
      const platform = accountForKey(world, platformKey);
      const account = accountWithId(
        world,
        id ?? accountIdOf(`${platformKey}/${platform.platforms.size}/${world.accounts.size}`),
      );
      account.platforms.add(platform.id);
      world.changed();
      return account.id;
    },
    requests: () => [...seen],
    tick: () => expireDueSessions(world),
    reset() {
      dispatcher.reset();
      faults.clear();
      seen.length = 0;
      world.accounts.clear();
      world.sessionOwners.clear();
      world.nextExpiry = Infinity;
      world.nextRefundStatus = 'succeeded';
      world.changed();
    },
  };
}

function dumpOf(account: Account): AccountDump {
  const totals: AccountDump['totals'] = {};
  const of = (currency: string): AccountDump['totals'][string] =>
    (totals[currency] ??= { captured: 0, refunded: 0, net: 0 });
  for (const charge of account.charges.values()) of(charge.currency).captured += charge.amount_captured;
  for (const refund of account.refunds.values()) {
    if (refund.status !== 'failed') of(refund.currency).refunded += refund.amount;
  }
  for (const total of Object.values(totals)) total.net = total.captured - total.refunded;
  // A copy: what a test holds in its hands must not change under it.
  return structuredClone({
    account: account.id,
    sessions: [...account.sessions.values()],
    paymentIntents: [...account.paymentIntents.values()],
    charges: [...account.charges.values()],
    refunds: [...account.refunds.values()],
    disputes: [...account.disputes.values()],
    events: [...account.events.values()],
    totals,
  });
}
