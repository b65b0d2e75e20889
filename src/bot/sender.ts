/**
 * The only way out. What goes to a chat goes one after another, and each message is
 * posted exactly once: one whose reply was lost is looked for before it is sent again.
 */
import {
  type Caller,
  type CallOptions,
  chatOf,
  isSign,
  type Method,
  type Payload,
  type Reply,
} from "./caller.js";
import type { Outcome } from "./failures.js";
import { createSeenMessages, type SeenMessages } from "./lost.js";
import type { Timing } from "./timing.js";
import { createTurns } from "./turns.js";

export interface PostOptions extends CallOptions {
  /** The last message known to stand before the one that is posted; default: the one it replies to. */
  readonly after?: number;
  /** Looked for if its reply is lost, though it may be dropped; default: what may be dropped is not looked for. */
  readonly sought?: boolean;
}

export interface Sender {
  /** Where messages are known to stand. */
  readonly seen: SeenMessages;
  /** How many messages wait for their place among all. */
  ahead(): number;
  /** @returns the id of the message; `lost` if it cannot be told whether it was posted */
  post(payload: Payload<"sendMessage">, options?: PostOptions): Promise<Outcome<number>>;
  /** For everything that does no harm when done twice. */
  call<M extends Exclude<Method, "sendMessage">>(
    method: M,
    payload: Payload<M>,
    options?: CallOptions,
  ): Promise<Outcome<Reply<M>>>;
}

export interface SenderParts {
  readonly caller: Caller;
  readonly timing: Pick<Timing, "sleep">;
  /** How many messages wait for their place among all. */
  readonly ahead: () => number;
}

export function createSender({ caller, timing, ahead }: SenderParts): Sender {
  const seen = createSeenMessages();
  const { inTurn, ifFree } = createTurns(timing);
  return {
    seen,
    ahead,
    post: (payload, options = {}) =>
      inTurn(Number(payload.chat_id), () => postOnce(caller, seen, { payload, options })),
    call(method, payload, options = {}) {
      const chat = chatOf(payload);
      const run = () => caller(method, payload, options);
      // A query is answered whatever its chat is waiting for.
      if (chat === undefined) return run();
      if (!isSign(method)) return inTurn(chat, run);
      return ifFree(chat, run) ?? Promise.resolve({ ok: false, failure: { kind: "dropped" } });
    },
  };
}

interface Post {
  readonly payload: Payload<"sendMessage">;
  readonly options: PostOptions;
}

async function postOnce(caller: Caller, seen: SeenMessages, post: Post): Promise<Outcome<number>> {
  const { payload, options } = post;
  const chat = Number(payload.chat_id);
  for (;;) {
    const outcome = await caller("sendMessage", payload, options);
    const letGo = options.passing && !options.sought;
    if (!outcome.ok && (outcome.failure.kind !== "lost" || letGo)) return outcome;
    const id = outcome.ok ? outcome.value.message_id : await find(caller, seen, post);
    if (id === "absent" && options.passing) return { ok: false, failure: { kind: "dropped" } };
    if (id === "absent") continue;
    if (id === "unknown") return { ok: false, failure: { kind: "lost" } };
    seen.note(chat, id);
    return { ok: true, value: id };
  }
}

/** Looks for the message where it must stand if it was posted. */
async function find(
  caller: Caller,
  seen: SeenMessages,
  { payload, options }: Post,
): Promise<number | "absent" | "unknown"> {
  const after = options.after ?? payload.reply_parameters?.message_id;
  if (after === undefined) return "unknown";
  const { ids, complete } = seen.candidates(Number(payload.chat_id), after);
  for (const id of ids) {
    const outcome = await caller("editMessageText", toEdit(payload, id), {});
    if (outcome.ok || outcome.failure.kind === "unchanged") return id;
    if (outcome.failure.kind !== "no_message") return "unknown";
  }
  return complete ? "absent" : "unknown";
}

/** The same message, in the place of one that stands. */
export function toEdit(payload: Payload<"sendMessage">, message: number): Payload<"editMessageText"> {
  const { chat_id, text, entities, link_preview_options, reply_markup } = payload;
  const keyboard = reply_markup && "inline_keyboard" in reply_markup ? { reply_markup } : {};
  return {
    chat_id,
    message_id: message,
    text,
    ...(entities && { entities }),
    ...(link_preview_options && { link_preview_options }),
    ...keyboard,
  };
}
