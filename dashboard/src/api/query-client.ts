import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { signInPath } from './sign-in-path.ts';
import { ApiProblem, isWorthRetrying } from './problem.ts';

/** Whoever is not signed in any more signs in again and comes back to this page. */
function onError(error: unknown): void {
  if (error instanceof ApiProblem && error.status === 401)
    window.location.assign(signInPath(window.location));
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (failures, error) => failures < 1 && isWorthRetrying(error) },
    },
  });
}
