/** Another process for one that died: at once the first time, then after growing pauses, and one attempt for all who wait. */
import { messageOf, NewsError } from "../errors.js";
import type { Log } from "../log.js";
import { sleep, type Timer } from "../models/timer.js";
import type { Link } from "./link.js";
import type { Seat } from "./seat.js";

export interface RevivalParts {
  readonly open: (signal: AbortSignal) => Promise<Link>;
  readonly present: () => Seat;
  /** Lets it serve from now on. */
  readonly install: (link: Link) => Seat;
  readonly timer: Timer;
  readonly log: Log;
  /** Ends the attempts. */
  readonly signal: AbortSignal;
}

const PAUSES_MS = [0, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** Having served for so long, a process has not died of being started. */
const STEADY_MS = 60_000;

/**
 * @returns what gives the one that serves, or makes one: it throws what the attempt it waited for threw, while
 *   further attempts go on
 */
export function createRevival({
  open,
  present,
  install,
  timer,
  log,
  signal,
}: RevivalParts): () => Promise<Seat> {
  let attempt: Promise<Seat> | null = null;
  let attempts = 0;
  let told = "";
  const tryOnce = async (): Promise<Seat> => {
    if (timer.now() - present().since > STEADY_MS) attempts = 0;
    const pause = PAUSES_MS[Math.min(attempts, PAUSES_MS.length - 1)]!;
    attempts += 1;
    if (pause > 0) await sleep(timer, pause, signal);
    const link = await open(signal);
    // A new generation may have come to serve meanwhile.
    if (present().gone === null || signal.aborted) {
      await link.close();
      return present();
    }
    told = "";
    log.info({ generation: link.newsroom.generation }, "another process answers");
    return install(link);
  };
  const revive = (): Promise<Seat> => {
    if (present().gone === null) return Promise.resolve(present());
    if (signal.aborted) return Promise.reject(signal.reason);
    if (attempt !== null) return attempt;
    attempt = tryOnce().finally(() => {
      attempt = null;
    });
    attempt.catch((error: unknown) => {
      if (signal.aborted) return;
      const { reason, ...hint } = whyOf(error);
      if (reason !== told)
        log.error({ reason, ...hint }, "no process that answers could be started; it is tried again");
      told = reason;
      revive().catch(() => {});
    });
    return attempt;
  };
  return revive;
}

/** For the log. */
export function whyOf(error: unknown): { readonly reason: string; readonly hint?: string } {
  const hint = error instanceof NewsError ? error.hint : undefined;
  return { reason: messageOf(error), ...(hint !== undefined && { hint }) };
}
