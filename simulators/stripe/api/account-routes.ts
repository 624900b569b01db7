import { randomId } from '../ids.ts';
import { type Account, accountWithId, need, type World } from '../world.ts';
import type { Route } from './call.ts';
import * as given from './parameters.ts';

export const accountRoutes: Route[] = [
  { method: 'GET', path: '/v1/account', handle: (call) => presentAccount(call.account) },
  {
    method: 'GET',
    path: '/v1/accounts/:id',
    handle(call) {
      const reachable = reachableAccounts(call.world, call.keyAccount);
      return presentAccount(need('account', reachable, call.ids[0] ?? '', 'account'));
    },
  },
  {
    method: 'POST',
    path: '/v1/accounts',
    handle(call) {
      const profile = given.nested(call.parameters, 'business_profile');
      const name = profile ? given.text(profile, 'name') : null;
      const account = accountWithId(call.world, randomId('acct_1', 15), name ?? 'Connected shop');
      account.platforms.add(call.keyAccount.id);
      return presentAccount(account);
    },
  },
  {
    method: 'GET',
    path: '/v1/balance',
    handle: (call) => ({
      object: 'balance',
      available: balanceOf(call.account),
      livemode: false,
      pending: [],
    }),
  },
];

function reachableAccounts(world: World, keyAccount: Account): Map<string, Account> {
  const reachable = [...world.accounts].filter(
    ([id, account]) => id === keyAccount.id || account.platforms.has(keyAccount.id),
  );
  return new Map(reachable);
}

function presentAccount(account: Account): unknown {
  return {
    id: account.id,
    object: 'account',
    business_profile: { mcc: '8299', name: account.name, support_email: null, url: null },
    business_type: 'company',
    capabilities: { card_payments: 'active', transfers: 'active' },
    charges_enabled: true,
    controller: { type: 'account' },
    country: 'SG',
    created: account.created,
    default_currency: 'sgd',
    details_submitted: true,
    email: null,
    external_accounts: {
      object: 'list',
      data: [],
      has_more: false,
      url: `/v1/accounts/${account.id}/external_accounts`,
    },
    metadata: {},
    payouts_enabled: true,
    requirements: { currently_due: [], disabled_reason: null, errors: [], eventually_due: [], past_due: [] },
    settings: { dashboard: { display_name: account.name, timezone: 'Etc/UTC' } },
    type: 'standard',
  };
}

/** What was captured and not given back, per currency; the simulator takes no fees. */
function balanceOf(account: Account): unknown[] {
  const totals = new Map<string, number>();
  for (const charge of account.charges.values()) {
    const left = charge.amount_captured - charge.amount_refunded;
    totals.set(charge.currency, (totals.get(charge.currency) ?? 0) + left);
  }
  return [...totals].map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }));
}
