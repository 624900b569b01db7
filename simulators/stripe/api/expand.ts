import { invalidParameter } from '../errors.ts';
import type { Account } from '../world.ts';
import { page } from './list.ts';

type Plain = Record<string, unknown>;

/** A copy of the answer with the fields named by `expand[]` (`payment_intent.latest_charge`, `data.charge`) filled in. */
export function expand(account: Account, answer: unknown, paths: string[]): unknown {
  if (paths.length === 0) return answer;
  const copy = structuredClone(answer) as Plain;
  for (const path of paths) follow(account, copy, path.split('.'), path);
  return copy;
}

function follow(account: Account, object: Plain, [field, ...rest]: string[], whole: string): void {
  if (field === undefined) return;
  if (object['object'] === 'checkout.session' && field === 'line_items') {
    const id = String(object['id']);
    object[field] = page(`/v1/checkout/sessions/${id}/line_items`, account.lineItems.get(id) ?? [], false);
    return;
  }
  const value = object[field];
  if (value === undefined) {
    throw invalidParameter(`This property cannot be expanded (${field}).`, 'expand', 'parameter_invalid');
  }
  if (Array.isArray(value)) {
    for (const entry of value as Plain[]) follow(account, entry, rest, whole);
    return;
  }
  const filled = typeof value === 'string' ? lookUp(account, value) : value;
  if (filled === null) return;
  if (typeof filled !== 'object') {
    throw invalidParameter(`This property cannot be expanded (${whole}).`, 'expand', 'parameter_invalid');
  }
  object[field] = filled;
  follow(account, filled as Plain, rest, whole);
}

function lookUp(account: Account, id: string): unknown {
  const found =
    account.paymentIntents.get(id) ??
    account.charges.get(id) ??
    account.refunds.get(id) ??
    account.disputes.get(id) ??
    account.sessions.get(id);
  return found ? structuredClone(found) : id;
}
