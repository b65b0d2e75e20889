/**
 * The generation that serves, and its change while questions come in: a new one
 * is opened and warmed beside the old, takes over from one question to the next,
 * and the old one goes when its last question is answered.
 *
 * A question whose process dies is asked once more in another: nothing of an
 * answer is final before all of it is there.
 */
import type { Newsroom } from "../bot/newsroom.js";
import { daysBetween, type IsoDay } from "../clock.js";
import type { Log } from "../log.js";
import type { Timer } from "../models/timer.js";
import { LinkEndedError } from "./calls.js";
import type { Link } from "./link.js";
import { createRevival, whyOf } from "./revival.js";
import { createSeat, type Seat } from "./seat.js";
import { watchCurrent } from "./watch.js";

export interface ServingParts {
  /** Opens and warms the generation that CURRENT names, or the newest that is whole. */
  readonly open: (signal: AbortSignal) => Promise<Link>;
  /** The generation that CURRENT names now. */
  readonly current: () => Promise<string | null>;
  readonly timer: Timer;
  readonly today: () => IsoDay;
  /** Days after the newest issue from which on the operator is told. */
  readonly staleAfterDays: number;
  readonly log: Log;
}

export interface Serving {
  /** The archive as it is now, to be asked for with each question. */
  newsroom(): Newsroom;
  /** The process that answers. */
  readonly pid: number | undefined;
  /** Ends every process. */
  close(): Promise<void>;
}

/** @throws what `open` throws: there is nothing that can serve. */
export async function startServing(parts: ServingParts, signal: AbortSignal): Promise<Serving> {
  const { log } = parts;
  const first = await parts.open(signal);
  const over = new AbortController();
  const seats = createSeats(parts, over.signal);
  const revive = createRevival({ ...parts, ...seats, signal: over.signal });
  seats.onDeath(() => void revive().catch(() => {}));
  seats.install(first);
  announce(first, parts);
  const current = createLook(parts);
  const named = await current();
  const stoodIn = first.warnings.length > 0 && named !== first.newsroom.generation;
  const change = (link: Link) => {
    const before = seats.present();
    seats.install(link);
    before.retire();
    const { generation, coverage } = link.newsroom;
    log.info({ generation, articles: coverage.articles }, "a new index serves");
    announce(link, parts);
  };
  watchCurrent({
    ...parts,
    current,
    present: seats.present,
    change,
    refused: stoodIn ? named : null,
    signal: over.signal,
  });
  return {
    newsroom: () => newsroomOf(seats.present(), revive),
    get pid() {
      return seats.present().link.pid;
    },
    async close() {
      over.abort(new Error("the bot is stopping"));
      await seats.close();
    },
  };
}

/** Looks which generation CURRENT names; null if it cannot be read, which is told once: what serves goes on serving. */
function createLook({ current, log }: ServingParts): () => Promise<string | null> {
  let told = false;
  return async () => {
    try {
      const id = await current();
      told = false;
      return id;
    } catch (error) {
      if (!told) log.error(whyOf(error), "it cannot be seen whether there is a new index");
      told = true;
      return null;
    }
  };
}

/** Every process there is, and which of them serves. */
function createSeats({ timer, log }: ServingParts, over: AbortSignal) {
  const all = new Set<Seat>();
  let present: Seat | null = null;
  let onDeath = () => {};
  return {
    onDeath(tell: () => void) {
      onDeath = tell;
    },
    present: () => present!,
    install(link: Link): Seat {
      const seat = createSeat(link, timer);
      all.add(seat);
      present = seat;
      void link.ended.then((how) => {
        all.delete(seat);
        if (seat !== present || over.aborted) return;
        log.error({ how }, "the process that answers ended; another one is started");
        onDeath();
      });
      return seat;
    },
    close: async () => void (await Promise.all([...all].map((seat) => seat.close()))),
  };
}

/** What the operator should know of what serves now. */
function announce({ newsroom, warnings }: Link, { log, today, staleAfterDays }: ServingParts): void {
  for (const warning of warnings) log.warn({ warning }, "the index was opened with a warning");
  const newest = newsroom.coverage.to;
  if (newest === null) return;
  const days = daysBetween(newest, today());
  if (days > staleAfterDays)
    log.warn(
      { newest, days },
      "the newest issue is old; npm run import and npm run index bring in newer ones",
    );
}

/** Asks that process; if it dies over it, once more the one that takes its place. */
function newsroomOf(seat: Seat, revive: () => Promise<Seat>): Newsroom {
  const run = async <T>(work: (newsroom: Newsroom) => Promise<T>, signal?: AbortSignal): Promise<T> => {
    try {
      return await seat.run(work);
    } catch (error) {
      if (!(error instanceof LinkEndedError) || signal?.aborted) throw error;
      const other = await orAborted(revive(), signal);
      return other.run(work);
    }
  };
  const { generation, coverage, composes } = seat.link.newsroom;
  return {
    generation,
    coverage,
    composes,
    ask: (question, context) => run((newsroom) => newsroom.ask(question, context), context.signal),
    quote: (question, context) => run((newsroom) => newsroom.quote(question, context), context.signal),
    search: (words, options) => run((newsroom) => newsroom.search(words, options), options.signal),
    related: (question, options) => run((newsroom) => newsroom.related(question, options), options.signal),
    latest: (k) => run((newsroom) => newsroom.latest(k)),
    article: (key) => run((newsroom) => newsroom.article(key)),
    examples: (today) => run((newsroom) => newsroom.examples(today)),
  };
}

/** @throws the signal's reason as soon as it is aborted */
function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
