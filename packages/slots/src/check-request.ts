import { checkBusy } from './busy.ts';
import { planOf, windowOf } from './plan.ts';
import type { SlotRequest } from './types.ts';

/** Throws SlotRequestError, with the field's path, if the request is malformed. All functions check what they read by themselves. */
export function checkRequest(request: SlotRequest): void {
  windowOf(request);
  const { hosts } = planOf(request);
  for (const [host, { busy }] of hosts.entries())
    for (const [index, interval] of busy.entries()) checkBusy(interval, host, index);
}
