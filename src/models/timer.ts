/**
 * Waiting as something handed in, so that tests of ten-minute outages take
 * milliseconds, and so that one place bounds every wait on a service.
 */

export interface Timer {
  /** Milliseconds from any fixed moment; never goes back. */
  now(): number;
  /** Runs once after `ms`. @returns takes it back. */
  after(ms: number, run: () => void): () => void;
}

export const systemTimer: Timer = {
  now: () => performance.now(),
  after(ms, run) {
    const handle = setTimeout(run, ms);
    return () => clearTimeout(handle);
  },
};

/** @throws the signal's reason if it aborts first. */
export function sleep(timer: Timer, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = () => {
      cancel();
      reject(signal.reason);
    };
    const cancel = timer.after(ms, () => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
    signal.addEventListener("abort", stop, { once: true });
  });
}

export interface RaceOptions {
  readonly timer: Timer;
  readonly ms: number;
  readonly signal: AbortSignal;
  /** Makes the error of a wait that took too long. */
  readonly late: () => Error;
}

/**
 * Waits for a promise, but no longer than `ms` and no longer than the signal allows. What comes of the promise
 * afterwards is dropped: a library that ignores its signal cannot hold us up.
 */
export function raceAgainst<T>(promise: Promise<T>, { timer, ms, signal, late }: RaceOptions): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (signal.aborted) {
      promise.catch(() => undefined);
      return reject(signal.reason);
    }
    const stop = () => settle(() => reject(signal.reason));
    const cancel = timer.after(Math.max(0, ms), () => settle(() => reject(late())));
    const settle = (done: () => void) => {
      cancel();
      signal.removeEventListener("abort", stop);
      done();
    };
    signal.addEventListener("abort", stop, { once: true });
    promise.then(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    );
  });
}
