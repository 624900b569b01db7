import { parseInstant } from './calendar.ts';
import { checkRequest } from './check-request.ts';
import { SlotRequestError } from './request-error.ts';
import type { SlotRequest } from './types.ts';

/**
 * The request of the command (instants as ISO 8601 strings) in the form that the functions take (epoch milliseconds). Fields that
 * the engine does not know are ignored. Throws SlotRequestError for anything malformed, with the field's path.
 */
export function parseRequest(json: unknown): SlotRequest {
  const given = object(json, 'request');
  const request = {
    ...given,
    now: instant(given['now'], 'now'),
    startTime: instant(given['startTime'], 'startTime'),
    endTime: instant(given['endTime'], 'endTime'),
    hosts: list(given['hosts'], 'hosts').map((host, index) => {
      const path = `hosts[${index}]`;
      const fields = object(host, path);
      return {
        ...fields,
        busy: list(fields['busy'], `${path}.busy`).map((busy, i) => interval(busy, `${path}.busy[${i}]`)),
      };
    }),
  } as unknown as SlotRequest;
  checkRequest(request);
  return request;
}

function interval(json: unknown, path: string): { start: number; end: number } {
  const given = object(json, path);
  return { start: instant(given['start'], `${path}.start`), end: instant(given['end'], `${path}.end`) };
}

function instant(json: unknown, path: string): number {
  const time = typeof json === 'string' ? parseInstant(json) : undefined;
  if (time === undefined) throw new SlotRequestError(path, 'must be an instant (2027-01-11T14:00:00Z)');
  return time;
}

function list(json: unknown, path: string): unknown[] {
  if (!Array.isArray(json)) throw new SlotRequestError(path, 'must be a list');
  return json;
}

function object(json: unknown, path: string): Record<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new SlotRequestError(path, 'must be an object');
  return json as Record<string, unknown>;
}
