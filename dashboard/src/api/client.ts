import { createApiClient } from '@lessonry/api-contract/client';
import { ApiProblem, Unreachable } from './problem.ts';

export const api = createApiClient(window.location.origin);

type Answer<T> = { data?: T; error?: unknown; response: Response };

/** The body of a successful answer. Throws ApiProblem for a refusal, Unreachable where no answer came. */
export async function bodyOf<T>(request: Promise<Answer<T>>): Promise<T> {
  const answer = await request.catch((cause: unknown) => {
    // An aborted request is the query library's own doing, and its to handle.
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Unreachable('no answer', { cause });
  });
  if (!answer.response.ok) throw new ApiProblem(answer.response.status, answer.error);
  return answer.data as T;
}
