/** The other end of the line: takes the calls for one newsroom, and says what becomes of each. */
import type { AskContext, Newsroom } from "../bot/newsroom.js";
import { NewsError } from "../errors.js";
import { type Asked, CALLS, type FromProcess, type Method, type ToProcess } from "./protocol.js";

export interface Desk {
  take(message: Extract<ToProcess, { readonly call: number }>): void;
  /** Stops what is under way. Resolves when it is put down. */
  close(): Promise<void>;
}

export function createDesk(newsroom: Newsroom, say: (message: FromProcess) => void): Desk {
  const running = new Map<number, { readonly stop: AbortController; readonly over: Promise<void> }>();
  const answer = async (
    { call, method, asked }: Extract<ToProcess, { kind: "call" }>,
    signal: AbortSignal,
  ) => {
    const onText = (soFar: string) => say({ kind: "piece", call, soFar });
    try {
      say({ kind: "result", call, value: await ask(newsroom, { method, asked }, { signal, onText }) });
    } catch (error) {
      // Whoever aborted it does not wait.
      if (!signal.aborted) say({ kind: "failure", call, ...wordsOf(error) });
    } finally {
      running.delete(call);
    }
  };
  return {
    take(message) {
      if (message.kind === "abort") return running.get(message.call)?.stop.abort();
      const stop = new AbortController();
      running.set(message.call, { stop, over: answer(message, stop.signal) });
    },
    async close() {
      for (const { stop } of running.values()) stop.abort();
      await Promise.all([...running.values()].map(({ over }) => over));
    },
  };
}

interface Request {
  readonly method: Method;
  readonly asked: unknown;
}

type Handed = Required<Pick<AskContext, "signal" | "onText">>;

async function ask(newsroom: Newsroom, { method, asked }: Request, handed: Handed): Promise<unknown> {
  switch (method) {
    case "ask": {
      const { question, ...context } = read("ask", asked);
      return newsroom.ask(question, toContext(context, handed));
    }
    case "quote": {
      const { question, ...context } = read("quote", asked);
      return newsroom.quote(question, toContext(context, handed));
    }
    case "search": {
      const { words, ...options } = read("search", asked);
      return newsroom.search(words, { ...options, signal: handed.signal });
    }
    case "related": {
      const { question, ...options } = read("related", asked);
      return newsroom.related(question, { ...options, signal: handed.signal });
    }
    case "latest":
      return newsroom.latest(read("latest", asked).k);
    case "article":
      return (await newsroom.article(read("article", asked).key)) ?? null;
    case "examples":
      return newsroom.examples(read("examples", asked).today);
    case "ping":
      return null;
    default:
      return method satisfies never;
  }
}

function toContext(
  { today, history, reader, grows }: Omit<Asked<"ask">, "question">,
  { signal, onText }: Handed,
): AskContext {
  return { today, history, signal, ...(reader !== null && { reader }), ...(grows && { onText }) };
}

/** @throws {NewsError} naming the field */
function read<M extends Method>(method: M, asked: unknown): Asked<M> {
  const result = CALLS[method].asked.safeParse(asked);
  if (result.success) return result.data as Asked<M>;
  const { path, message } = result.error.issues[0]!;
  throw new NewsError(`“${method}” was asked with ${path.join(".")}: ${message}`);
}

function wordsOf(error: unknown): { readonly message: string; readonly stack: string | null } {
  if (error instanceof Error) return { message: error.message, stack: error.stack ?? null };
  return { message: String(error), stack: null };
}
