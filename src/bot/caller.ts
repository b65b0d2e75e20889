/**
 * One call to Telegram, until it is done or cannot be done: at the pace allowed,
 * after every pause ordered, again after every failure that a repeat cannot harm.
 */
import type { RawApi } from "grammy";
import type { Log } from "../log.js";
import { classify, type Failure, type Outcome, unauthorized } from "./failures.js";
import type { Pace, PauseKey } from "./pace.js";
import { pauseAfter, type Timing } from "./timing.js";

export type Method =
  | "sendMessage"
  | "sendMessageDraft"
  | "editMessageText"
  | "deleteMessage"
  | "sendChatAction"
  | "answerCallbackQuery"
  | "answerInlineQuery"
  | "answerGuestQuery"
  | "getChatMember"
  | "getMyCommands"
  | "setMyCommands"
  | "setWebhook"
  | "deleteWebhook"
  | "getMe";
/** grammY names the type of a package; Node's own signal does the same. */
export type GrammySignal = NonNullable<Parameters<RawApi["getUpdates"]>[1]>;
export type Payload<M extends Method> = M extends "getMe" ? object : Parameters<RawApi[M]>[0] & object;
export type Reply<M extends Method> = Awaited<ReturnType<RawApi[M]>>;

export interface CallOptions {
  /** Whose query it answers, if the payload names no chat. */
  readonly person?: number;
  /** May be dropped if it cannot go at once; default false: it goes, however long it takes. Signs of life always may. */
  readonly passing?: boolean;
  /** Not worth anything after so many milliseconds; default: it always is. */
  readonly withinMs?: number;
}

export interface CallerParts {
  readonly api: RawApi;
  readonly pace: Pace;
  readonly timing: Timing;
  readonly log: Log;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}

/**
 * @returns `lost` only from `sendMessage`, which must not be repeated blindly
 * @throws {TelegramError} if the token is wrong; the signal's reason once it is aborted
 */
export type Caller = <M extends Method>(
  method: M,
  payload: Payload<M>,
  options: CallOptions,
) => Promise<Outcome<Reply<M>>>;

const FIRST_PAUSE_MS = 500;
/** Failures in a row before the operator hears of it. */
const WORTH_TELLING = 3;
/** A clock of ours that runs fast must not make us early. */
const MARGIN_MS = 250;
/**
 * An order is about the call that is repeated. Messages obey the ones that signs of life are given, in case both are
 * counted together, but not without end: for drafts, pauses of minutes have been seen.
 */
const SIGN_PAUSE_MS = 10_000;

export function createCaller({ api, pace, timing, log, signal }: CallerParts): Caller {
  const turn = createTurn({ pace, timing, signal });
  return async (method, payload, { person, passing = false, withinMs = Number.POSITIVE_INFINITY }) => {
    const key = keyOf(payload, person);
    const tooLate = timing.now() + withinMs;
    for (let tries = 0; ; tries++) {
      if (passing && !turn.take(method, key)) return { ok: false, failure: { kind: "dropped" } };
      if (timing.now() + turn.due(method, key) > tooLate) return { ok: false, failure: { kind: "dropped" } };
      if (!passing) await turn.wait(method, key);
      const outcome = await callOnce(api, { method, payload, signal });
      turn.note(method, key, outcome);
      if (outcome.ok) return outcome;
      const { failure } = outcome;
      if (failure.kind === "unauthorized") throw unauthorized();
      if (failure.kind === "refused")
        log.error({ method, description: failure.description }, "Telegram refused a call");
      if (passing || !mayRepeat(method, failure)) return outcome;
      const pause = failure.kind === "wait" ? failure.ms + MARGIN_MS : pauseAfter(tries, FIRST_PAUSE_MS);
      if (timing.now() + pause > tooLate) return outcome;
      if (tries === WORTH_TELLING)
        log.warn({ method, why: failure.kind }, "Telegram does not answer; trying on");
      // With a key the block is waited for at the next turn.
      if (failure.kind !== "wait" || key === null) await timing.sleep(pause, signal);
    }
  };
}

/** Sends and edits count against what a chat may get; other calls only obey its pauses. */
export function isPaced(method: Method): boolean {
  return method === "sendMessage" || method === "editMessageText";
}

/** Shows that something is done, and is worth nothing a moment later. */
export function isSign(method: Method): boolean {
  return method === "sendChatAction" || method === "sendMessageDraft";
}

export function chatOf(payload: object): number | undefined {
  const chat = (payload as { chat_id?: number | string }).chat_id;
  return chat === undefined ? undefined : Number(chat);
}

/** What a chat may get says nothing of a person's queries, though a private chat has the person's number. */
function keyOf(payload: object, person: number | undefined): PauseKey | null {
  return chatOf(payload) ?? (person === undefined ? null : `query ${person}`);
}

function createTurn({ pace, timing, signal }: Pick<CallerParts, "pace" | "timing" | "signal">) {
  const due = (method: Method, key: PauseKey | null) => {
    if (key === null) return 0;
    if (isPaced(method)) return pace.chatWait(key, timing.now());
    const blocked = pace.blockedFor(key, timing.now());
    return isSign(method) ? Math.max(blocked, pace.blockedFor(signsOf(key), timing.now())) : blocked;
  };
  return {
    due,
    async wait(method: Method, key: PauseKey | null): Promise<void> {
      for (;;) {
        // Looked at again after each wait: another pause may have been ordered meanwhile.
        for (let ms = due(method, key); ms > 0; ms = due(method, key)) await timing.sleep(ms, signal);
        if (!isPaced(method)) return;
        const place = pace.takePlace(timing.now());
        if (place > 0) await timing.sleep(place, signal);
        // Not for all that wait at once when a pause is over: whoever misses the place takes another.
        if (due(method, key) === 0) return;
      }
    },
    take(method: Method, key: PauseKey | null): boolean {
      if (key !== null && isPaced(method)) return pace.takeRoom(key, timing.now());
      return due(method, key) === 0;
    },
    /** What the reply means for what goes to the same chat, or answers the same person, after it. */
    note(method: Method, key: PauseKey | null, outcome: Outcome<unknown>): void {
      if (key === null) return;
      const now = timing.now();
      const ordered = orderedBy(outcome);
      const until = ordered === null ? null : now + ordered;
      if (isPaced(method)) {
        pace.note(key, now);
        if (until !== null) pace.refuse(key, until);
        else if (hasReply(outcome)) pace.accept();
      } else if (until !== null && isSign(method)) {
        pace.block(signsOf(key), until);
        pace.block(key, Math.min(until, now + SIGN_PAUSE_MS));
      } else if (until !== null) pace.block(key, until);
    },
  };
}

function signsOf(chat: PauseKey): PauseKey {
  return `signs ${chat}`;
}

/** @returns milliseconds; null if no pause was ordered */
function orderedBy(outcome: Outcome<unknown>): number | null {
  return !outcome.ok && outcome.failure.kind === "wait" ? outcome.failure.ms + MARGIN_MS : null;
}

function hasReply(outcome: Outcome<unknown>): boolean {
  return outcome.ok || (outcome.failure.kind !== "lost" && outcome.failure.kind !== "unreachable");
}

async function callOnce<M extends Method>(
  api: RawApi,
  { method, payload, signal }: { method: M; payload: Payload<M>; signal: AbortSignal },
): Promise<Outcome<Reply<M>>> {
  try {
    // Each method's own types are kept by Payload and Reply; TypeScript cannot follow them through the union.
    type Run = (payload: Payload<M>, signal: GrammySignal) => Promise<Reply<M>>;
    const getMe: unknown = (_: object, stop: GrammySignal) => api.getMe(stop);
    const run = (method === "getMe" ? getMe : api[method]) as Run;
    return { ok: true, value: await run(payload, signal as GrammySignal) };
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, failure: classify(error) };
  }
}

function mayRepeat(method: Method, failure: Failure): boolean {
  if (failure.kind === "lost") return method !== "sendMessage";
  return failure.kind === "wait" || failure.kind === "unreachable";
}
