/**
 * A bot as a process of its own, to be killed and loaded: its first argument is
 * the setting as JSON. Its newsroom repeats the question, so that every answer can
 * be told from every other; behind it stands, where it is asked for, the real one
 * over the sample articles.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Update } from "grammy/types";
import { assembleNewsroom } from "../../src/assemble.js";
import { runBot } from "../../src/bot/bot.js";
import type { KeptBody } from "../../src/bot/buttons.js";
import { createNewsroom, type Newsroom } from "../../src/bot/newsroom.js";
import { projectRoot } from "../../src/config.js";
import { createLog } from "../../src/log.js";
import { openStore } from "../../src/store/store.js";
import { buildIndex, openIndex } from "../../src/wiring.js";
import { fakeNewsroom, LIBRARY, LIBRARY_ANSWER } from "../fakes/newsroom.js";

export interface Setting {
  readonly root: string;
  readonly token: string;
  readonly stateFile: string;
  /** Which start this is; said with each answer. */
  readonly run: number;
  /** How long an answer takes, in milliseconds, without using the processor. */
  readonly restMs: number;
  /** Whether the real newsroom answers. */
  readonly real: boolean;
}

const { root, token, stateFile, run, restMs, real } = JSON.parse(process.argv[2]!) as Setting;
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

/** The sample articles, indexed and put together as the program does it; an answer names the number in its question. */
async function sampleNewsroom(): Promise<Newsroom> {
  const indexDir = await mkdtemp(join(tmpdir(), "bot-index-"));
  const data = join(projectRoot(), "data");
  await buildIndex({ articlesPath: join(data, "articles"), dictionaryDir: join(data, "dict"), indexDir });
  const generation = await openIndex(indexDir);
  await rm(indexDir, { recursive: true });
  const { answerer, retriever } = assembleNewsroom(generation, { stopwatch: () => performance.now() });
  const { id, articles } = generation;
  const newsroom = createNewsroom({ generation: id, articles, quoting: answerer, retriever });
  return {
    ...newsroom,
    async ask(asked, context) {
      const [, number, question = ""] = /^(\d+) (.+)$/s.exec(asked) ?? [];
      const answer = await newsroom.ask(question, context);
      return { ...answer, text: `答<问题${number}>${answer.text}` };
    },
  };
}

const newsroom = real ? await sampleNewsroom() : echoNewsroom();
const started = process.cpuUsage();
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
const { user, system } = process.cpuUsage(started);
// What the run cost, without what the machine's other work did to it.
process.stdout.write(`${Math.round((user + system) / 1000)}\n`);
