/**
 * Time in which every wait is over at once and the clock has moved on by as much:
 * an hour's outage passes in a test without anyone waiting.
 */
import type { Timing } from "../../src/bot/timing.js";

export interface FastTime extends Timing {
  /** Every wait that was asked for, in milliseconds. */
  readonly slept: readonly number[];
  advance(ms: number): void;
}

/** A Monday morning in Beijing. */
export const MORNING = Date.parse("2025-04-07T02:00:00Z");

export function fastTime(start = MORNING): FastTime {
  let now = start;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    advance(ms) {
      now += ms;
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      slept.push(ms);
      const until = now + ms;
      // A turn of the loop, so that what answers over the network gets its chance.
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
      now = Math.max(now, until);
    },
  };
}

/** Turns of the event loop until something holds. @throws after so many milliseconds of real time */
export async function until(holds: () => boolean, within = 5_000): Promise<void> {
  const started = performance.now();
  while (!holds()) {
    if (performance.now() - started > within) throw new Error("it never came to pass");
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
