/** One serving process among those that come and go: who still waits for it, and its end when nobody does. */
import type { Newsroom } from "../bot/newsroom.js";
import type { Timer } from "../models/timer.js";
import { LinkEndedError } from "./calls.js";
import type { Link } from "./link.js";

export interface Seat {
  readonly link: Link;
  /** When it began to serve, in the timer's milliseconds. */
  readonly since: number;
  /** Why it cannot be asked any more; null while it can. */
  readonly gone: string | null;
  /** @throws {LinkEndedError} if it ends before the work does */
  run<T>(work: (newsroom: Newsroom) => Promise<T>): Promise<T>;
  /** Nothing new is to be asked of it: it ends once its last question is answered. */
  retire(): void;
  /** Ends it, whoever waits. */
  close(): Promise<void>;
}

/** An answer takes two calls with a moment between them, and the second shall find the generation of the first. */
const LINGER_MS = 1_000;
/** Longer than any answer may take; what waits then is asked again elsewhere. */
const DRAIN_WITHIN_MS = 600_000;

export function createSeat(link: Link, timer: Timer): Seat {
  let waiting = 0;
  let gone: string | null = null;
  let retired = false;
  let takeBack = () => {};
  void link.ended.then((how) => {
    gone ??= how;
    takeBack();
  });
  const close = () => {
    gone ??= "it was let go";
    takeBack();
    return link.close();
  };
  const endWhenIdle = () => {
    if (!retired || gone !== null) return;
    takeBack();
    takeBack = timer.after(waiting === 0 ? LINGER_MS : DRAIN_WITHIN_MS, () => void close());
  };
  return {
    link,
    since: timer.now(),
    get gone() {
      return gone;
    },
    async run(work) {
      if (gone !== null) throw new LinkEndedError(gone);
      waiting += 1;
      // While somebody waits the linger does not run out.
      endWhenIdle();
      try {
        return await work(link.newsroom);
      } finally {
        waiting -= 1;
        endWhenIdle();
      }
    },
    retire() {
      retired = true;
      endWhenIdle();
    },
    close,
  };
}
