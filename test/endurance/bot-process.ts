/**
 * A bot as a process of its own, to be killed and loaded: its first argument is
 * the setting as JSON. Its newsroom repeats the question, so that every answer can
 * be told from every other; behind it stands, where it is asked for, the real one
 * over the sample articles.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Update } from "grammy/types";
import { runBot } from "../../src/bot/bot.js";
import type { KeptBody } from "../../src/bot/buttons.js";
import type { Newsroom } from "../../src/bot/newsroom.js";
import { createLog } from "../../src/log.js";
import { serveIndex } from "../../src/serving/serve-index.js";
import type { Serving } from "../../src/serving/serving.js";
import { openStore } from "../../src/store/store.js";
import { fakeNewsroom, LIBRARY, LIBRARY_ANSWER } from "../fakes/newsroom.js";
import { processorMs } from "./process-tree.js";

export interface Setting {
  readonly root: string;
  readonly token: string;
  readonly stateFile: string;
  /** Which start this is; said with each answer. */
  readonly run: number;
  /** How long an echo takes, in milliseconds, without using the processor. */
  readonly restMs: number;
  /** Where the sample articles are indexed, if they are to answer and not an echo; built if there is none. */
  readonly indexDir: string | null;
}

const { root, token, stateFile, run, restMs, indexDir } = JSON.parse(process.argv[2]!) as Setting;
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());

function echoNewsroom(): Newsroom {
  return fakeNewsroom(async (question) => {
    if (restMs > 0) await delay(restMs);
    const [citation] = LIBRARY_ANSWER.status === "answered" ? LIBRARY_ANSWER.citations : [];
    return {
      status: "answered",
      mode: "extractive",
      text: `答<${question}>${run}：${LIBRARY.body.slice(0, 15)}[1]`,
      citations: [citation!],
    };
  });
}

/** The sample articles, indexed and served as the program does it; an answer names the number in its question. */
async function serveSample(indexDir: string): Promise<Served> {
  const serving = await serveIndex({
    indexDir,
    staleAfterDays: 100_000,
    log: createLog({ level: "error" }),
    signal: stop.signal,
    env: { ...process.env, OPENAI_API_KEY: "", OPENAI_MODEL: "" },
  });
  return {
    newsroom() {
      const newsroom = serving.newsroom();
      return {
        ...newsroom,
        async ask(asked, context) {
          const [, number, question = ""] = /^(\d+) (.+)$/s.exec(asked) ?? [];
          const answer = await newsroom.ask(question, context);
          return { ...answer, text: `答<问题${number}>${run}：${answer.text}` };
        },
      };
    },
    cpuMs: () => processorMs(serving.pid!),
    close: serving.close,
  };
}

interface Served extends Pick<Serving, "newsroom" | "close"> {
  /** Processor time of what answers, where that is a process of its own. */
  cpuMs(): number;
}

function serveEcho(): Served {
  const newsroom = echoNewsroom();
  return { newsroom: () => newsroom, cpuMs: () => 0, close: async () => {} };
}

const served = await (indexDir === null ? serveEcho() : serveSample(indexDir));
const started = process.cpuUsage();
const startedThere = served.cpuMs();
const store = openStore<Update, KeptBody>(stateFile);
await runBot(
  {
    token,
    apiRoot: root,
    store,
    newsroom: served.newsroom,
    log: createLog({ level: "error" }),
    // The figures are those of the machine, not of Telegram's limit for all chats together.
    pace: { perSecond: 2000 },
    options: { personPerMinute: 1000, concurrency: 8 },
  },
  stop.signal,
);
store.close();
const there = served.cpuMs() - startedThere;
await served.close();
const { user, system } = process.cpuUsage(started);
// What the run cost, without what the machine's other work did to it.
process.stdout.write(`${Math.round((user + system) / 1000 + there)}\n`);
