/**
 * Work in order for each person and side by side across people, so that nobody
 * waits for someone else's question, and answers never overtake each other.
 */
export interface Lanes<T> {
  /**
   * @param newestOnly what still waits in this lane is not needed any more
   * @returns what was taken out because of that
   */
  add(key: string, item: T, options?: { readonly newestOnly?: boolean }): readonly T[];
  /** Items waiting or running. */
  readonly size: number;
  /** Begins nothing new. What runs goes on. */
  stop(): void;
  /** Resolves when nothing runs; after `stop` only what was running is waited for. */
  idle(): Promise<void>;
}

/** @param run must not reject */
export function createLanes<T>(run: (item: T) => Promise<void>): Lanes<T> {
  const waiting = new Map<string, T[]>();
  let size = 0;
  let running = 0;
  let stopped = false;
  let wake: (() => void)[] = [];

  async function drive(key: string, queue: T[]): Promise<void> {
    running += 1;
    for (let item = queue.shift(); item !== undefined; item = stopped ? undefined : queue.shift()) {
      await run(item);
      size -= 1;
    }
    if (queue.length === 0) waiting.delete(key);
    running -= 1;
    if (running > 0) return;
    for (const resolve of wake) resolve();
    wake = [];
  }

  return {
    add(key, item, { newestOnly = false } = {}) {
      if (stopped) return [];
      const queue = waiting.get(key);
      size += 1;
      if (queue) {
        const dropped = newestOnly ? queue.splice(0) : [];
        size -= dropped.length;
        queue.push(item);
        return dropped;
      }
      const fresh = [item];
      waiting.set(key, fresh);
      void drive(key, fresh);
      return [];
    },
    get size() {
      return size;
    },
    stop() {
      stopped = true;
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => wake.push(resolve))),
  };
}

export interface Gate {
  /** Waits for one of the places, runs, and gives it back. */
  pass<T>(run: () => Promise<T>): Promise<T>;
  /** How many wait for a place. */
  readonly waiting: number;
}

/** @param places how many may be inside at once; the others come in the order they arrived */
export function createGate(places: number): Gate {
  const queue: (() => void)[] = [];
  let free = places;
  return {
    async pass(run) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => queue.push(resolve));
      try {
        return await run();
      } finally {
        const next = queue.shift();
        if (next) next();
        else free += 1;
      }
    },
    get waiting() {
      return queue.length;
    },
  };
}
