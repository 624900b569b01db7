/** What every kind of fault has, whichever vendor it is for. */
type Matchable = { path?: string; method?: string; times?: number | 'always' };

export type FaultQueue<F extends Matchable> = {
  add(fault: F): void;
  /** The first fault that fits the request, used up by one; or null. */
  take(request: { method: string; path: string }, alsoFits?: (fault: F) => boolean): F | null;
  clear(): void;
};

/** Faults wait in the order they were added; each serves its number of requests, then is gone. */
export function createFaultQueue<F extends Matchable>(): FaultQueue<F> {
  let waiting: { fault: F; left: number }[] = [];
  return {
    add(fault) {
      const left = fault.times === 'always' ? Infinity : (fault.times ?? 1);
      if (left > 0) waiting.push({ fault, left });
    },
    take(request, alsoFits = () => true) {
      const found = waiting.find(
        ({ fault }) =>
          request.path.startsWith(fault.path ?? '/') &&
          (fault.method === undefined || fault.method.toUpperCase() === request.method) &&
          alsoFits(fault),
      );
      if (!found) return null;
      found.left -= 1;
      if (found.left <= 0) waiting = waiting.filter((entry) => entry !== found);
      return found.fault;
    },
    clear() {
      waiting = [];
    },
  };
}
