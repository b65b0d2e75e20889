/**
 * Looks every two seconds whether CURRENT names a new generation, and whether the
 * process that serves still answers.
 */
import type { Log } from "../log.js";
import type { Timer } from "../models/timer.js";
import type { Link } from "./link.js";
import { whyOf } from "./revival.js";
import type { Seat } from "./seat.js";

export interface WatchParts {
  /** Opens and warms the generation that CURRENT names, or the newest that is whole. */
  readonly open: (signal: AbortSignal) => Promise<Link>;
  /** The generation that CURRENT names now; never rejects. */
  readonly current: () => Promise<string | null>;
  readonly present: () => Seat;
  /** Lets it serve from now on. */
  readonly change: (link: Link) => void;
  readonly timer: Timer;
  readonly log: Log;
  /** The generation that could not be opened at the start; it has been told. */
  readonly refused: string | null;
  /** Ends the looking. */
  readonly signal: AbortSignal;
}

const LOOK_MS = 2_000;
/** No question takes a process for so long that it cannot say a word in between. */
const HUNG_MS = 60_000;
/** One that could not be opened is tried again, in case memory or files were short. */
const RETRY_MS: readonly number[] = [10_000, 60_000, 600_000];

export function watchCurrent(parts: WatchParts): void {
  const { timer, signal } = parts;
  const lookForNew = createLookForNew(parts);
  const lookAfterOld = createLookAfterOld(parts);
  let takeBack = () => {};
  let isOpening = false;
  const again = () => {
    if (signal.aborted) return;
    takeBack = timer.after(LOOK_MS, () => {
      lookAfterOld();
      // Opening may take minutes; the process that serves meanwhile is looked after all the same.
      if (!isOpening) {
        isOpening = true;
        void lookForNew().finally(() => {
          isOpening = false;
        });
      }
      again();
    });
  };
  signal.addEventListener("abort", () => takeBack());
  again();
}

function createLookForNew(parts: WatchParts): () => Promise<void> {
  const { open, current, present, change, timer, log, signal } = parts;
  let refused = { id: parts.refused, times: 1, until: timer.now() + RETRY_MS[0]! };
  const refuse = (id: string, why: object) => {
    const times = id === refused.id ? refused.times : 0;
    refused = { id, times: times + 1, until: timer.now() + RETRY_MS[Math.min(times, RETRY_MS.length - 1)]! };
    if (times > 0) return;
    log.error(
      { generation: id, ...why },
      "the new index cannot be opened; the one before it goes on serving",
    );
  };
  return async (): Promise<void> => {
    const id = await current();
    const old = present();
    // A process that died is replaced by one of the newest generation anyway.
    if (id === null || old.gone !== null || id === old.link.newsroom.generation) return;
    if (id === refused.id && timer.now() < refused.until) return;
    try {
      const link = await open(signal);
      const { generation } = link.newsroom;
      const isNamed = generation === id || generation === (await current());
      if (!isNamed) refuse(id, { reason: link.warnings.join("; ") });
      // Ids begin with their time: what stands in for a damaged one may be newer than what serves, but not older.
      const serving = present().link.newsroom.generation;
      const isBetter = generation !== serving && (isNamed || generation > serving);
      if (isBetter && !signal.aborted) change(link);
      else await link.close();
    } catch (error) {
      if (!signal.aborted) refuse(id, whyOf(error));
    }
  };
}

/** Ends a process that hangs; then it is treated like one that died. */
function createLookAfterOld({ present, timer, log }: WatchParts): () => void {
  let asked: { readonly seat: Seat; readonly at: number } | null = null;
  return () => {
    const seat = present();
    if (seat.gone !== null) return;
    if (asked?.seat === seat) {
      if (timer.now() - asked.at < HUNG_MS) return;
      log.error("the process that answers has not said a word for a minute; it is ended");
      asked = null;
      return seat.link.kill();
    }
    const mine = { seat, at: timer.now() };
    const heard = () => {
      if (asked === mine) asked = null;
    };
    asked = mine;
    seat.link.ping().then(heard, heard);
  };
}
