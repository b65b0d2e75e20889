/**
 * A bot as a process of its own, to be killed and loaded: its first argument is
 * the setting as JSON. Its newsroom repeats the question, so that every answer can
 * be told from every other.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Update } from "grammy/types";
import { runBot } from "../../src/bot/bot.js";
import type { KeptBody } from "../../src/bot/buttons.js";
import { createLog } from "../../src/log.js";
import { openStore } from "../../src/store/store.js";
import { fakeNewsroom, LIBRARY, LIBRARY_ANSWER } from "../fakes/newsroom.js";

export interface Setting {
  readonly root: string;
  readonly token: string;
  readonly stateFile: string;
  /** Which start this is; said with each answer. */
  readonly run: number;
  /** How long an answer takes, in milliseconds, without using the processor. */
  readonly restMs: number;
  /** How long an answer keeps the processor busy, in milliseconds. */
  readonly workMs: number;
}

const { root, token, stateFile, run, restMs, workMs } = JSON.parse(process.argv[2]!) as Setting;
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());

const work = () => {
  for (const until = performance.now() + workMs; performance.now() < until; );
};
const newsroom = fakeNewsroom(async (question) => {
  if (restMs > 0) await delay(restMs);
  work();
  const [citation] = LIBRARY_ANSWER.status === "answered" ? LIBRARY_ANSWER.citations : [];
  return {
    status: "answered",
    mode: "extractive",
    text: `答<${question}>${run}：${LIBRARY.body.slice(0, 15)}[1]`,
    citations: [citation!],
  };
});
const quote = newsroom.quote;
newsroom.quote = async (question, context) => {
  work();
  return quote(question, context);
};
const store = openStore<Update, KeptBody>(stateFile);
await runBot(
  {
    token,
    apiRoot: root,
    store,
    newsroom: () => newsroom,
    log: createLog({ level: "error" }),
    // The figures are those of the machine, not of Telegram's limit for all chats together.
    pace: { perSecond: 2000 },
    options: { personPerMinute: 1000, concurrency: 8 },
  },
  stop.signal,
);
store.close();
const { user, system } = process.cpuUsage();
// What the run cost, without what the machine's other work did to it.
process.stdout.write(`${Math.round((user + system) / 1000)}\n`);
