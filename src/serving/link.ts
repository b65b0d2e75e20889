/**
 * The bot's side of one process: what it has it do first, open an index or build
 * one, and then a newsroom whose every call goes over and comes back.
 */
import type { AskContext, Newsroom } from "../bot/newsroom.js";
import { NewsError } from "../errors.js";
import type { Log } from "../log.js";
import { type Call, type Calls, createCalls, LinkEndedError } from "./calls.js";
import type { Channel } from "./channel.js";
import { type FromProcess, parseFromProcess, type Ready, type ToProcess } from "./protocol.js";

/** The index cannot be built or opened; message and hint are those of the process that tried. */
export class RefusedError extends NewsError {
  override readonly name = "RefusedError";
}

export interface Link extends Pick<Channel, "ended" | "close" | "kill" | "pid"> {
  readonly newsroom: Newsroom;
  /** What the operator should know of how the generation was opened. */
  readonly warnings: readonly string[];
  /** Comes back at once from a process that is well. @throws {LinkEndedError} */
  ping(): Promise<void>;
}

export interface LinkOptions {
  readonly indexDir: string;
  readonly log: Log;
  /** Gives the opening up; without meaning once it is done. */
  readonly signal: AbortSignal;
}

/**
 * Has the process open the index.
 *
 * @throws {RefusedError} if it cannot. @throws {LinkEndedError} if it dies over it. @throws the signal's reason
 */
export async function openLink(channel: Channel, { indexDir, ...options }: LinkOptions): Promise<Link> {
  const calls = createCalls(channel.send);
  const first: ToProcess = { kind: "open", indexDir };
  const ready = await begin(channel, first, { ...options, calls });
  if (ready.kind !== "ready") throw misunderstood();
  const { ended, close, kill, pid } = channel;
  void ended.then(calls.end);
  const ping = async () => void (await calls.call("ping", {}));
  return {
    newsroom: newsroomOver(ready, calls.call),
    warnings: ready.warnings,
    ping,
    ended,
    close,
    kill,
    pid,
  };
}

/**
 * Has a process build the index, and end.
 *
 * @returns how many articles there are, and those left out, a sentence each
 * @throws as `openLink`
 */
export async function buildOver(channel: Channel, { indexDir, ...options }: LinkOptions) {
  const built = await begin(channel, { kind: "build", indexDir }, options);
  await channel.close();
  if (built.kind !== "built") throw misunderstood();
  return { articles: built.articles, faults: built.faults };
}

interface Listening extends Pick<LinkOptions, "log" | "signal"> {
  /** Takes what comes about calls. */
  readonly calls?: Calls;
}

type Outcome = Extract<FromProcess, { readonly kind: "ready" | "built" }>;

/** Sends the first message and waits for what becomes of it; when this throws, the process is gone. */
async function begin(
  channel: Channel,
  first: ToProcess,
  { log, signal, calls }: Listening,
): Promise<Outcome> {
  let stop = () => {};
  const outcome = new Promise<Outcome>((resolve, reject) => {
    channel.onMessage((raw) => {
      const message = parseFromProcess(raw);
      if (message === null) {
        reject(misunderstood());
        log.error(misunderstood().message);
        // What it has under way would be waited for without end.
        channel.kill();
      } else if (message.kind === "log") log[message.level](message.fields, message.message);
      else if (message.kind === "refused") reject(refusedError(message));
      else if (message.kind === "ready" || message.kind === "built") resolve(message);
      else calls?.take(message);
    });
    void channel.ended.then((how) => reject(new LinkEndedError(how)));
    stop = () => reject(signal.reason);
  });
  signal.addEventListener("abort", stop);
  if (signal.aborted) stop();
  else channel.send(first);
  try {
    return await outcome;
  } catch (error) {
    await channel.close();
    throw error;
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function refusedError({ message, hint }: Extract<FromProcess, { kind: "refused" }>): RefusedError {
  return new RefusedError(message, hint === null ? {} : { hint });
}

function misunderstood(): RefusedError {
  return new RefusedError("a process of the bot says what the bot does not understand", {
    hint: "the program was changed while it ran: start it again",
  });
}

function newsroomOver({ generation, coverage, composes }: Ready, call: Call): Newsroom {
  const askBy = (method: "ask" | "quote") => (question: string, context: AskContext) => {
    const { today, history = [], reader = null, onText } = context;
    const asked = { question, today, history: [...history], reader, grows: onText !== undefined };
    return call(method, asked, context);
  };
  return {
    generation,
    coverage,
    composes,
    ask: askBy("ask"),
    quote: askBy("quote"),
    search: (words, { signal, ...options }) => call("search", { words, ...options }, signal && { signal }),
    related: (question, { signal, besides, ...options }) =>
      call("related", { question, besides: [...besides], ...options }, signal && { signal }),
    latest: (k) => call("latest", { k }),
    article: async (key) => (await call("article", { key })) ?? undefined,
    examples: (today) => call("examples", { today }),
  };
}
