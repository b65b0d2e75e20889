/**
 * How long the event loop was kept from others, seen in two ways: by Node's own histogram, and by a chain of timers
 * that look at the clock. Both count the time in which the machine ran something else as well: what an idle loop
 * waits beside it tells how much that is.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";

/** Milliseconds. */
export interface Waits {
  readonly p99: number;
  readonly max: number;
  /** Longest time from one turn of the chain to the next, less what was asked for. */
  readonly gap: number;
}

const RESOLUTION_MS = 1;

export async function watchLoop<T>(
  run: () => Promise<T>,
): Promise<{ readonly value: T; readonly waits: Waits }> {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let gap = 0;
  let last = performance.now();
  const chain = setInterval(() => {
    const now = performance.now();
    gap = Math.max(gap, now - last - RESOLUTION_MS);
    last = now;
  }, RESOLUTION_MS);
  delays.enable();
  try {
    const value = await run();
    // Work that blocks to its very end is seen by the turn after it.
    await new Promise((resolve) => setTimeout(resolve, 2 * RESOLUTION_MS));
    delays.disable();
    // The histogram counts the whole time between two samples, the asked-for millisecond with it.
    const ms = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
    return { value, waits: { p99: ms(delays.percentile(99)), max: ms(delays.max), gap } };
  } finally {
    delays.disable();
    clearInterval(chain);
  }
}
