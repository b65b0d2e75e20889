/**
 * What has gone over to a process and not come back yet. A process that dies
 * fails all of it with an error that says so: the same can be asked elsewhere.
 */
import type { AskContext } from "../bot/newsroom.js";
import { NewsError } from "../errors.js";
import type { Channel } from "./channel.js";
import { type Asked, CALLS, type FromProcess, type Given, type Method } from "./protocol.js";

/** The process that was asked is gone. Nothing is wrong with the question, as far as can be known. */
export class LinkEndedError extends NewsError {
  override readonly name = "LinkEndedError";

  constructor(how: string) {
    super(`the process that answers ended (${how})`, {
      hint: "if the machine runs out of memory (signal SIGKILL), give it more",
    });
  }
}

export type Call = <M extends Method>(
  method: M,
  asked: Asked<M>,
  context?: Pick<AskContext, "signal" | "onText">,
) => Promise<Given<M>>;

/** A message about one call. */
export type Word = Extract<FromProcess, { readonly call: number }>;

export interface Calls {
  /** @throws {LinkEndedError} @throws the signal's reason, without waiting for the process */
  readonly call: Call;
  take(word: Word): void;
  /** The process is gone; what is called from now on fails at once. */
  end(how: string): void;
}

interface Waiting extends Pick<AskContext, "onText"> {
  readonly method: Method;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

export function createCalls(send: Channel["send"]): Calls {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let ended: string | null = null;
  const call: Call = async (method, asked, { signal, onText } = {}) => {
    signal?.throwIfAborted();
    if (ended !== null) throw new LinkEndedError(ended);
    const number = ++last;
    let stop = () => {};
    const answer = new Promise<never>((resolve, reject) => {
      waiting.set(number, { method, resolve, reject, ...(onText && { onText }) });
      stop = () => {
        send({ kind: "abort", call: number });
        reject(signal?.reason);
      };
    });
    signal?.addEventListener("abort", stop, { once: true });
    send({ kind: "call", call: number, method, asked });
    try {
      return await answer;
    } finally {
      waiting.delete(number);
      signal?.removeEventListener("abort", stop);
    }
  };
  return {
    call,
    take(word) {
      const one = waiting.get(word.call);
      // The reader gave up meanwhile.
      if (one === undefined) return;
      if (word.kind === "piece") one.onText?.(word.soFar);
      else if (word.kind === "failure") one.reject(toError(word));
      else settle(one, word.value);
    },
    end(how) {
      ended = how;
      for (const { reject } of waiting.values()) reject(new LinkEndedError(how));
    },
  };
}

function settle({ method, resolve, reject }: Waiting, value: unknown): void {
  const result = CALLS[method].given.safeParse(value);
  if (result.success) {
    resolve(result.data as never);
    return;
  }
  const { path, message } = result.error.issues[0]!;
  reject(new NewsError(`what came back from “${method}” cannot be read: ${path.join(".")}: ${message}`));
}

/** With the stack of where it was thrown, for the log. */
function toError({ message, stack }: Extract<Word, { kind: "failure" }>): NewsError {
  return new NewsError(message, { cause: Object.assign(new Error(message), stack !== null && { stack }) });
}
