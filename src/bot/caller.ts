/**
 * One call to Telegram, until it is done or cannot be done: at the pace allowed,
 * after every pause ordered, again after every failure that a repeat cannot harm.
 */
import type { RawApi } from "grammy";
import type { Log } from "../log.js";
import { classify, type Failure, type Outcome, unauthorized } from "./failures.js";
import type { Pace } from "./pace.js";
import type { Timing } from "./timing.js";

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
  /** Whom the pauses concern if the payload names no chat: the person. */
  readonly person?: number;
  /** May be dropped if it cannot go at once; default false: it goes, however long it takes. */
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
const LONGEST_PAUSE_MS = 30_000;
/** Failures in a row before the operator hears of it. */
const WORTH_TELLING = 3;
/** A clock of ours that runs fast must not make us early. */
const MARGIN_MS = 250;

export function createCaller({ api, pace, timing, log, signal }: CallerParts): Caller {
  const turn = createTurn({ pace, timing, signal });
  return async (method, payload, { person, passing = false, withinMs = Number.POSITIVE_INFINITY }) => {
    const key = chatOf(payload) ?? person ?? null;
    const tooLate = timing.now() + withinMs;
    for (let tries = 0; ; tries++) {
      if (passing && !turn.take(method, key)) return { ok: false, failure: { kind: "dropped" } };
      if (timing.now() + turn.due(method, key) > tooLate) return { ok: false, failure: { kind: "dropped" } };
      if (!passing) await turn.wait(method, key);
      const outcome = await callOnce(api, { method, payload, signal });
      if (key !== null && isPaced(method)) pace.note(key, timing.now());
      if (outcome.ok) return outcome;
      const { failure } = outcome;
      if (failure.kind === "unauthorized") throw unauthorized();
      if (failure.kind === "refused")
        log.error({ method, description: failure.description }, "Telegram refused a call");
      if (failure.kind === "wait" && key !== null) pace.block(key, timing.now() + failure.ms + MARGIN_MS);
      if (passing || !mayRepeat(method, failure)) return outcome;
      const pause = failure.kind === "wait" ? failure.ms + MARGIN_MS : pauseAfter(tries);
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

export function chatOf(payload: object): number | undefined {
  const chat = (payload as { chat_id?: number | string }).chat_id;
  return chat === undefined ? undefined : Number(chat);
}

function createTurn({ pace, timing, signal }: Pick<CallerParts, "pace" | "timing" | "signal">) {
  const due = (method: Method, key: number | null) => {
    if (key === null) return 0;
    return isPaced(method) ? pace.chatWait(key, timing.now()) : pace.blockedFor(key, timing.now());
  };
  return {
    due,
    async wait(method: Method, key: number | null): Promise<void> {
      // Looked at again after each wait: another pause may have been ordered meanwhile.
      for (;;) {
        const ms = due(method, key);
        if (ms <= 0) break;
        await timing.sleep(ms, signal);
      }
      const place = isPaced(method) ? pace.takePlace(timing.now()) : 0;
      if (place === 0) return;
      await timing.sleep(place, signal);
      // While it waited for its place among all, its own chat may have been told to pause.
      for (let ms = due(method, key); ms > 0; ms = due(method, key)) await timing.sleep(ms, signal);
    },
    take(method: Method, key: number | null): boolean {
      if (key === null) return true;
      return isPaced(method) ? pace.takeRoom(key, timing.now()) : pace.blockedFor(key, timing.now()) === 0;
    },
  };
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

function pauseAfter(tries: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(tries, 10), LONGEST_PAUSE_MS);
}
