export type Waiting = {
  /** Resolves after so many milliseconds; never, when everything is cancelled before. */
  pause(milliseconds: number): Promise<void>;
  /** Runs once after so many milliseconds. */
  after(milliseconds: number, run: () => void): void;
  /** Drops all that is still to come. */
  cancelAll(): void;
};

/** Timers that end together and never keep the process alive. */
export function createWaiting(): Waiting {
  const timers = new Set<NodeJS.Timeout>();
  const after = (milliseconds: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, milliseconds);
    timer.unref();
    timers.add(timer);
  };
  return {
    after,
    pause: (milliseconds) => new Promise((resolve) => after(milliseconds, resolve)),
    cancelAll() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
