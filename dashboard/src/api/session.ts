import type { SessionBody } from '@lessonry/api-contract';
import { queryOptions } from '@tanstack/react-query';
import { api, bodyOf } from './client.ts';

export type SignedInUser = NonNullable<SessionBody['user']>;
export type School = SessionBody['school'];

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }): Promise<SessionBody> => bodyOf(api.GET('/api/v1/session', { signal })),
  staleTime: 5 * 60_000,
});

/** Signs out here; the cookie is the server's to clear. */
export async function signOut(): Promise<void> {
  await bodyOf(api.DELETE('/api/v1/session'));
}
