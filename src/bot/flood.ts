/**
 * Too many questions from one person or group: said once, then silence until it
 * is quiet again. Counted by when messages were written, so that those who wait
 * through an outage of ours are not taken for a flood.
 */
export type Flow = "fine" | "too_many" | "silent";

export interface Flood {
  /** @param writtenAt milliseconds since 1970 */
  check(key: number, writtenAt: number): Flow;
}

export interface FloodOptions {
  readonly most: number;
  readonly withinMs: number;
  /** Keys remembered; the ones idle longest are dropped. Default 10,000. */
  readonly kept?: number;
}

export function createFlood({ most, withinMs, kept = 10_000 }: FloodOptions): Flood {
  const seen = new Map<number, { times: number[]; warnedAt: number }>();
  return {
    check(key, writtenAt) {
      const entry = seen.get(key) ?? { times: [], warnedAt: Number.NEGATIVE_INFINITY };
      seen.delete(key);
      seen.set(key, entry);
      if (seen.size > kept) for (const oldest of seen.keys()) if (seen.delete(oldest)) break;
      entry.times = entry.times.filter((time) => time > writtenAt - withinMs);
      if (entry.times.length < most) {
        entry.times.push(writtenAt);
        return "fine";
      }
      if (entry.warnedAt > writtenAt - withinMs) return "silent";
      entry.warnedAt = writtenAt;
      return "too_many";
    },
  };
}
