/**
 * How long the event loop was kept from others, seen in two ways: by Node's own histogram, and by a chain of timers
 * that look at the clock. Both count the time in which the machine ran something else as well; what is left of a
 * gap without that time is our own doing. On a machine with more to do than cores the two differ tenfold.
 */
import { closeSync, openSync, readSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

/** Milliseconds. */
export interface Waits {
  readonly p99: number;
  readonly max: number;
  /** Longest time from one turn of the chain to the next, less what was asked for. */
  readonly gap: number;
  /** The longest gap left when the time this thread stood ready and got no core is taken away; null: not Linux. */
  readonly own: number | null;
}

const RESOLUTION_MS = 1;

export async function watchLoop<T>(
  run: () => Promise<T>,
): Promise<{ readonly value: T; readonly waits: Waits }> {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const queue = openQueue();
  let [gap, own] = [0, 0];
  let last = { at: performance.now(), queuedMs: queue?.waitedMs() ?? 0 };
  const chain = setInterval(() => {
    const now = { at: performance.now(), queuedMs: queue?.waitedMs() ?? 0 };
    const length = now.at - last.at - RESOLUTION_MS;
    gap = Math.max(gap, length);
    own = Math.max(own, length - (now.queuedMs - last.queuedMs));
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
    const waits = { p99: ms(delays.percentile(99)), max: ms(delays.max), gap, own: queue ? own : null };
    return { value, waits };
  } finally {
    delays.disable();
    clearInterval(chain);
    queue?.close();
  }
}

/** How long this thread has stood ready for a core and got none: Linux counts it. Read 1,000 times a second it costs some 1 %. */
function openQueue() {
  // The number of the main thread is that of the process; others do not know theirs.
  if (process.platform !== "linux" || !isMainThread) return null;
  const bytes = Buffer.alloc(100);
  try {
    const file = openSync(`/proc/self/task/${process.pid}/schedstat`, "r");
    return {
      waitedMs() {
        // “nanoseconds on a core, nanoseconds ready without one, turns”
        const text = bytes.toString("latin1", 0, readSync(file, bytes, 0, bytes.length, 0));
        return Number(text.split(" ")[1]) / 1e6;
      },
      close: () => closeSync(file),
    };
  } catch {
    return null;
  }
}
