/**
 * The bot from start to orderly stop: connect, take up what was left, receive,
 * answer; at the end begin nothing new, let what runs finish, leave the rest.
 */
import { setMaxListeners } from "node:events";
import { Api } from "grammy";
import type { UserFromGetMe } from "grammy/types";
import { messageOf } from "../errors.js";
import type { Log } from "../log.js";
import { todayOf } from "./asking.js";
import { createCaller } from "./caller.js";
import { createDrafts } from "./drafts.js";
import { TelegramError } from "./failures.js";
import { createHandler } from "./handling.js";
import { laneOf, readUpdate } from "./incoming.js";
import { createIntake, type Intake, type Job } from "./intake.js";
import { createGate, createLanes } from "./lanes.js";
import { setMenus } from "./menu.js";
import type { Newsroom } from "./newsroom.js";
import { createPace, type PaceOptions } from "./pace.js";
import { type BotOptions, type BotParts, type BotStore, DEFAULT_OPTIONS } from "./parts.js";
import { ALLOWED_UPDATES, poll } from "./polling.js";
import { createSender, type Sender } from "./sender.js";
import { systemTiming, type Timing } from "./timing.js";
import { listen } from "./webhook.js";

export interface WebhookOptions {
  /** Where Telegram reaches us; its path is the one that is served. */
  readonly url: string;
  /** 1–256 of `A-Za-z0-9_-`. */
  readonly secret: string;
  readonly host: string;
  readonly port: number;
}

export interface RunParts {
  readonly token: string;
  /** Without a slash at its end. */
  readonly apiRoot: string;
  readonly store: BotStore;
  /** The archive as it is now; asked for with each question. */
  readonly newsroom: () => Newsroom;
  readonly log: Log;
  /** Default: the system's. */
  readonly timing?: Timing;
  readonly options?: Partial<BotOptions>;
  readonly pace?: PaceOptions;
  /** Default: long polling. */
  readonly webhook?: WebhookOptions;
}

/** Together with what follows below the 10 seconds that a process manager waits. */
const FINISH_WITHIN_MS = 8_000;
/** A call without a reply for so long counts as lost; longer than a long poll. */
const CALL_TIMEOUT_S = 45;
const PRUNE_EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Runs until the signal is aborted, then stops in order.
 *
 * @throws {TelegramError} if the token is wrong, another instance is running, or the port is taken
 */
export async function runBot(given: RunParts, signal: AbortSignal): Promise<void> {
  const { token, apiRoot, store, newsroom, log, timing = systemTiming } = given;
  const options = { ...DEFAULT_OPTIONS, ...given.options };
  // What runs is cut off only after it had time to finish; receiving ends at once, with the signal or a failure.
  const cutOff = new AbortController();
  const failed = new AbortController();
  // Every wait listens to it, and there may be thousands.
  setMaxListeners(0, cutOff.signal);
  const receiving = AbortSignal.any([signal, failed.signal]);
  const { raw: api } = new Api(token, { apiRoot, timeoutSeconds: CALL_TIMEOUT_S });
  const pace = createPace(given.pace);
  const caller = createCaller({ api, pace, timing, log, signal: cutOff.signal });
  const sender = createSender({ caller, timing, ahead: () => pace.ahead(timing.now()) });
  const me = await connect(sender, { signal, cutOff, log });
  if (me === null) return;
  const gate = createGate(options.concurrency);
  const drafts = createDrafts({ sender, timing, signal: cutOff.signal });
  const parts = { me, newsroom, store, sender, drafts, gate, timing, log, options, signal: cutOff.signal };
  await warmUp(parts);
  const lanes = createLanes<Job>(createHandler(parts, (error) => failed.abort(error)));
  const intake = createBotIntake(parts, lanes);
  const left = intake.resume();
  log.info({ bot: me.username, left }, "the bot is running");
  void setMenus(sender).catch(() => log.debug("the menu was not set"));
  try {
    const receive = given.webhook ? receiveWebhook : receivePolling;
    await receive({ ...given, api, timing, sender, take: intake.take }, receiving);
  } finally {
    lanes.stop();
    const over = new AbortController();
    const patience = timing.sleep(FINISH_WITHIN_MS, over.signal).catch(() => over.signal.aborted);
    await Promise.race([lanes.idle(), patience]);
    over.abort();
    cutOff.abort(new Error("the bot is stopping"));
    await lanes.idle();
    log.info({ left: lanes.size }, "the bot has stopped");
  }
  if (failed.signal.reason instanceof TelegramError) throw failed.signal.reason;
}

/** Asks what newcomers are offered: the first reader should not wait for what is loaded at its first use (about a second). */
async function warmUp(parts: BotParts): Promise<void> {
  const { newsroom, log, signal } = parts;
  try {
    await newsroom().examples(todayOf(parts));
  } catch (error) {
    if (!signal.aborted) log.warn({ why: messageOf(error) }, "the questions for newcomers got no answer");
  }
}

/** @returns null if the bot is to stop before Telegram could be reached */
async function connect(
  sender: Sender,
  { signal, cutOff, log }: { signal: AbortSignal; cutOff: AbortController; log: Log },
): Promise<UserFromGetMe | null> {
  const giveUp = () => cutOff.abort(new Error("the bot is stopping"));
  signal.addEventListener("abort", giveUp);
  try {
    if (signal.aborted) return null;
    const me = await sender.call("getMe", {});
    if (me.ok) return me.value;
    throw new TelegramError(`Telegram did not say who the bot is (${me.failure.kind})`, {
      hint: "check TELEGRAM_API_ROOT",
    });
  } catch (error) {
    if (!cutOff.signal.aborted) throw error;
    log.info("stopped before Telegram was reached");
    return null;
  } finally {
    signal.removeEventListener("abort", giveUp);
  }
}

function createBotIntake(
  { me, store, sender, timing, options, log }: BotParts,
  lanes: ReturnType<typeof createLanes<Job>>,
): Intake {
  const intake = createIntake({
    inbox: store.inbox,
    lanes,
    laneOf,
    timing,
    maxWaiting: options.maxWaiting,
    log,
    read(update) {
      const incoming = readUpdate(update, me);
      if ("place" in incoming && incoming.place)
        sender.seen.note(incoming.place.chat, incoming.place.message);
      return incoming;
    },
  });
  let prunedAt = Number.NEGATIVE_INFINITY;
  return {
    resume: intake.resume,
    take(updates) {
      intake.take(updates);
      if (timing.now() - prunedAt < PRUNE_EVERY_MS) return;
      prunedAt = timing.now();
      store.prune(prunedAt, options.keepDays * DAY_MS);
    },
  };
}

type Receiving = RunParts & {
  readonly api: Api["raw"];
  readonly timing: Timing;
  readonly sender: Sender;
  readonly take: Intake["take"];
};

async function receivePolling(
  { api, take, timing, log, sender }: Receiving,
  signal: AbortSignal,
): Promise<void> {
  // While a webhook is set, Telegram refuses to be polled.
  await orAborted(sender.call("deleteWebhook", {}), signal);
  await poll({ api, take, timing, log }, signal);
}

async function receiveWebhook({ webhook, take, log, sender }: Receiving, signal: AbortSignal): Promise<void> {
  const { url, secret, host, port } = webhook!;
  const server = await listen({ path: new URL(url).pathname, secret, host, port, take, log });
  try {
    const request = { url, secret_token: secret, allowed_updates: [...ALLOWED_UPDATES], max_connections: 40 };
    const set = await orAborted(sender.call("setWebhook", request), signal);
    if (set !== null && !set.ok)
      throw new TelegramError(`Telegram does not accept the webhook (${set.failure.kind})`, {
        hint: "WEBHOOK_URL must be an https address that Telegram can reach",
      });
    await aborted(signal);
  } finally {
    await server.close();
  }
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener("abort", () => resolve(null), { once: true });
  });
}

/** @returns null if the signal came first; the work then ends with everything else */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return Promise.race([work, aborted(signal)]);
}
