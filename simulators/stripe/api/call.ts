import type { Account, Cause, World } from '../world.ts';
import type { Fields } from './parameters.ts';

/** One authenticated API request. */
export type Call = {
  world: World;
  /** The account whose objects are meant: the key's own, or the one named by `Stripe-Account`. */
  account: Account;
  /** The account of the key itself. */
  keyAccount: Account;
  parameters: Fields;
  /** The ids in the path, in order. */
  ids: string[];
  cause: Cause;
  /** The version the caller speaks, or null. */
  apiVersion: string | null;
};

/** Answers with the object to send; throws a `StripeError` for everything else. */
type Handler = (call: Call) => unknown;

export type Route = { method: 'GET' | 'POST' | 'DELETE'; path: string; handle: Handler };
