/** The bot's time: handed in, so that a test can let an hour pass at once. */
import { setTimeout as delay } from "node:timers/promises";

export interface Timing {
  /** Milliseconds since 1970. */
  now(): number;
  /** @throws the signal's reason once it is aborted */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Twice as long after each failure in a row. @param failures how many there were before this one */
export function pauseAfter(failures: number, firstMs: number): number {
  return Math.min(firstMs * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MS);
}

const LONGEST_PAUSE_MS = 30_000;

// A longer wait would overflow Node's timer and end at once.
const LONGEST_MS = 2 ** 31 - 1;

export const systemTiming: Timing = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    await delay(Math.min(Math.max(ms, 0), LONGEST_MS), undefined, signal && { signal });
  },
};
