/** Milliseconds since the epoch. Passed in, never read from the environment, so that tests can move time. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** UTC with milliseconds and a `Z`, as the API writes instants. */
export const isoInstant = (epochMs: number): string => new Date(epochMs).toISOString();
