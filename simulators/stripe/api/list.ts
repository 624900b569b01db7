import { missing } from '../errors.ts';
import type { Call } from './call.ts';
import { type Fields, integer, nested, text } from './parameters.ts';

type Listed = { id: string; created: number };

/** Parameters that every list takes. */
export const LIST_PARAMETERS = ['limit', 'starting_after', 'ending_before', 'created', 'expand'] as const;

/** One page, newest first, by Stripe's `limit`, `starting_after`, `ending_before` and `created`. */
export function list<T extends Listed>(
  call: Call,
  url: string,
  objects: Iterable<T>,
  wanted: (object: T) => boolean = () => true,
): unknown {
  const { parameters } = call;
  const limit = Math.min(Math.max(integer(parameters, 'limit') ?? 10, 1), 100);
  const inTime = createdFilter(parameters);
  const all = [...objects].reverse().filter((object) => wanted(object) && inTime(object.created));
  const after = text(parameters, 'starting_after');
  const before = text(parameters, 'ending_before');
  if (before !== null) {
    const end = position(all, before, 'ending_before');
    const start = Math.max(0, end - limit);
    return page(url, all.slice(start, end), start > 0);
  }
  const start = after === null ? 0 : position(all, after, 'starting_after') + 1;
  return page(url, all.slice(start, start + limit), start + limit < all.length);
}

export function page(url: string, data: unknown[], hasMore: boolean): unknown {
  return { object: 'list', data, has_more: hasMore, url };
}

function position(objects: Listed[], id: string, parameter: string): number {
  const at = objects.findIndex((object) => object.id === id);
  if (at < 0) throw missing('object', id, parameter);
  return at;
}

function createdFilter(parameters: Fields): (created: number) => boolean {
  if (typeof parameters.map['created'] === 'string') {
    const exactly = integer(parameters, 'created');
    return (created) => exactly === null || created === exactly;
  }
  const range = nested(parameters, 'created');
  if (!range) return () => true;
  const least = integer(range, 'gte') ?? (integer(range, 'gt') ?? -Infinity) + 1;
  const most = integer(range, 'lte') ?? (integer(range, 'lt') ?? Infinity) - 1;
  return (created) => created >= least && created <= most;
}
