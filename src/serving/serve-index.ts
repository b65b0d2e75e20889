/** Serves an index folder by real processes, building the index first where there is none. */
import { beijingDay, systemClock } from "../clock.js";
import { NewsError } from "../errors.js";
import { currentGeneration, listGenerations } from "../index/generation.js";
import type { Log } from "../log.js";
import { systemTimer } from "../models/timer.js";
import { type ForkOptions, forkChannel } from "./channel.js";
import { buildOver, type Link, openLink } from "./link.js";
import { type Serving, startServing } from "./serving.js";

export interface ServeOptions extends ForkOptions {
  readonly indexDir: string;
  /** Days after the newest issue from which on the operator is told. */
  readonly staleAfterDays: number;
  readonly log: Log;
  /** Gives up the start. */
  readonly signal: AbortSignal;
}

/** An index of 20,000 articles opens in ten seconds on a busy machine. */
const OPEN_WITHIN_MS = 300_000;

/**
 * What else is set (the articles, a model) the processes read for themselves.
 *
 * @throws {RefusedError} if the index can be neither opened nor built. @throws the signal's reason
 */
export async function serveIndex({ indexDir, log, signal, ...options }: ServeOptions): Promise<Serving> {
  const { timer = systemTimer, staleAfterDays } = options;
  const today = () => beijingDay(systemClock.now());
  if ((await currentGeneration(indexDir)) === null && (await listGenerations(indexDir)).length === 0) {
    log.info({ indexDir }, "there is no index yet; it is being built");
    // In a process as well: the bot's own never takes what the building takes.
    const { articles, faults } = await buildOver(forkChannel(options), { indexDir, log, signal });
    for (const fault of faults) log.warn({ fault }, "an article was left out");
    log.info({ articles }, "the index is built");
  }
  const open = async (stop: AbortSignal): Promise<Link> => {
    const late = new AbortController();
    const within = AbortSignal.any([stop, late.signal]);
    const takeBack = timer.after(OPEN_WITHIN_MS, () =>
      late.abort(new NewsError(`the index could not be opened within ${OPEN_WITHIN_MS / 60_000} minutes`)),
    );
    try {
      const link = await openLink(forkChannel(options), { indexDir, log, signal: within });
      // What is loaded at its first use (about a second) is not to be waited for by a reader.
      await orClosed(link, link.newsroom.examples(today()), within);
      return link;
    } finally {
      takeBack();
    }
  };
  const current = () => currentGeneration(indexDir);
  return startServing({ open, current, timer, today, staleAfterDays, log }, signal);
}

/** Waits for the work; if it fails or is given up, the process is gone when this throws. */
async function orClosed(link: Link, work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  let stop = () => {};
  const given = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
  });
  try {
    await Promise.race([work, given]);
  } catch (error) {
    await link.close();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
