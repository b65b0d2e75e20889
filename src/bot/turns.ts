/**
 * What goes to one chat goes one after another, each once the reply to the one
 * before is there: a pause that is ordered in that reply is obeyed by all that
 * follow. Signs of life never queue, and hold up an answer for a second at most.
 */
import type { Timing } from "./timing.js";

export interface Turns {
  /** Runs after everything that was asked for before it. */
  inTurn<T>(chat: number, run: () => Promise<T>): Promise<T>;
  /** @returns null, without having run it, if something else is under way or waits */
  ifFree<T>(chat: number, run: () => Promise<T>): Promise<T> | null;
}

interface UnderWay {
  readonly over: Promise<unknown>;
  readonly isSign: boolean;
}

/** A sign whose reply does not come is given up by a broken line after 45 s only. */
const SIGN_HOLDS_UP_MS = 1_000;

export function createTurns(timing: Pick<Timing, "sleep">): Turns {
  const last = new Map<number, UnderWay>();
  const enter = async <T>(chat: number, over: Promise<T>, isSign: boolean): Promise<T> => {
    const mine = { over, isSign };
    last.set(chat, mine);
    try {
      return await over;
    } finally {
      if (last.get(chat) === mine) last.delete(chat);
    }
  };
  return {
    inTurn(chat, run) {
      const before = last.get(chat);
      const ready = before?.isSign ? orLate(before.over, timing) : (before?.over ?? Promise.resolve());
      return enter(chat, ready.then(run, run), false);
    },
    ifFree: (chat, run) => (last.has(chat) ? null : enter(chat, run(), true)),
  };
}

/** Never rejects. */
async function orLate(sign: Promise<unknown>, timing: Pick<Timing, "sleep">): Promise<void> {
  const over = new AbortController();
  const late = timing.sleep(SIGN_HOLDS_UP_MS, over.signal);
  await Promise.race([sign, late]).catch(() => {});
  over.abort();
}
