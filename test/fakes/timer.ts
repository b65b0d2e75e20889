/**
 * Time that stands still until it is told to move. Rests between two tries pass
 * at once, so that only real hanging needs a push.
 */
import type { Timer } from "../../src/models/timer.js";

export interface FakeTimer extends Timer {
  /** Runs everything that is due on the way. */
  advance(ms: number): void;
  /** Waits that have not run yet. */
  readonly pending: number;
}

export function fakeTimer({ passAtOnce = 1_500 } = {}): FakeTimer {
  let now = 0;
  let waits: { readonly at: number; readonly run: () => void }[] = [];
  const runDue = () => {
    for (;;) {
      const due = waits.filter((wait) => wait.at <= now).sort((a, b) => a.at - b.at)[0];
      if (!due) return;
      waits = waits.filter((wait) => wait !== due);
      due.run();
    }
  };
  return {
    now: () => now,
    after(ms, run) {
      const wait = { at: now + ms, run };
      waits.push(wait);
      if (ms <= passAtOnce) {
        setImmediate(() => {
          if (!waits.includes(wait)) return;
          now = Math.max(now, wait.at);
          runDue();
        });
      }
      return () => {
        waits = waits.filter((one) => one !== wait);
      };
    },
    advance(ms) {
      now += ms;
      runDue();
    },
    get pending() {
      return waits.length;
    },
  };
}

/** Turns of the event loop until something holds; fails after two seconds of real time. */
export async function until(holds: () => boolean): Promise<void> {
  const started = performance.now();
  while (!holds()) {
    if (performance.now() - started > 2_000) throw new Error("it never came to pass");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
