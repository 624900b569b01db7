import { StripeError } from '../errors.ts';
import { accountIdOf } from '../ids.ts';
import { type Account, accountForKey, type World } from '../world.ts';

/**
 * The accounts behind a key and an optional `Stripe-Account`.
 * Any test secret key is an account of its own, but those that begin with `sk_test_invalid`.
 */
export function authenticate(
  world: World,
  key: string | null,
  onBehalfOf: string | null,
): { keyAccount: Account; account: Account } {
  if (key === null || key === '') {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  }
  if (/^pk_/.test(key)) {
    throw unauthorized(
      'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
      'secret_key_required',
    );
  }
  if (!/^(sk|rk)_test_\w+$/.test(key) || key.startsWith('sk_test_invalid')) {
    throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
  }
  const keyAccount = accountForKey(world, key);
  if (onBehalfOf === null || onBehalfOf === keyAccount.id) return { keyAccount, account: keyAccount };
  const account = world.accounts.get(onBehalfOf);
  if (!account?.platforms.has(accountIdOf(key))) {
    throw new StripeError(403, {
      type: 'invalid_request_error',
      code: 'account_invalid',
      message: `The provided key '${masked(key)}' does not have access to account '${onBehalfOf}' (or that account does not exist). Application access may have been revoked.`,
    });
  }
  return { keyAccount, account };
}

function unauthorized(message: string, code?: string): StripeError {
  return new StripeError(401, { type: 'invalid_request_error', message, ...(code ? { code } : {}) });
}

function masked(key: string): string {
  return key.length <= 12 ? '*'.repeat(key.length) : `${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`;
}
