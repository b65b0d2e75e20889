/**
 * Long sums cut into steps that others can run between: who fits an embedder for seconds still hears Ctrl-C, moves
 * its bar, and answers where it shares a process with something that must.
 */
import { setImmediate } from "node:timers/promises";

export interface Pace {
  /** Whether it is time to let others run; cheap enough to be asked thousands of times a second. */
  due(): boolean;
  /** @throws the signal's reason if it has aborted meanwhile. */
  rest(): Promise<void>;
}

/** So long the event loop is kept at a stretch; steps between two questions take up to 10 ms more. */
const STRETCH_MS = 20;

export function createPace(signal: AbortSignal | undefined, now = () => performance.now()): Pace {
  let since = now();
  return {
    due: () => now() - since >= STRETCH_MS,
    async rest() {
      await setImmediate();
      signal?.throwIfAborted();
      since = now();
    },
  };
}
