/** A minute of questions over the sample articles, in private chats, groups and inline, and how long each waits for its answer. */

import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startTelegram, type TelegramServer } from "../fakes/telegram-server.js";
import { aUser, groupMessage, inlineQuery, privateMessage } from "../fakes/telegram-updates.js";
import { connected, end, startProcess } from "./bot-kills.js";

export interface LoadReport {
  readonly questions: number;
  readonly seconds: number;
  readonly lost: number;
  readonly doubled: number;
  /** Answers that went to another place than their question came from. */
  readonly misrouted: number;
  /** From when an update could be fetched to when its answer arrived, in milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly slowest: number;
  /** Processor time of the bot for a question, in milliseconds. */
  readonly cpuEach: number;
  readonly violations: readonly string[];
}

export interface Load {
  readonly perSecond: number;
  readonly seconds: number;
  /** The processor core that the bot is pinned to, with `taskset`; default: none. */
  readonly core?: number | undefined;
  /** Of the bot's calls, the share answered with 429. */
  readonly refused?: number;
}

interface Asked {
  readonly at: number;
  readonly chat: number | null;
}

/** Enough that none gets more than twenty a minute. */
const GROUPS = 200;
const PATIENCE_MS = 60_000;

export async function runLoad({ perSecond, seconds, core, refused = 0 }: Load): Promise<LoadReport> {
  const telegram = await startTelegram({ checked: false });
  const folder = await mkdtemp(join(tmpdir(), "bot-load-"));
  const stateFile = join(folder, "state.db");
  const indexDir = join(folder, "index");
  const setting = { root: telegram.root, token: telegram.token, stateFile, run: 0, restMs: 0, indexDir };
  const bot = startProcess(setting, core);
  let cpuMs = 0;
  bot.stdout!.on("data", (chunk) => {
    cpuMs = Number(String(chunk));
  });
  let calls = 0;
  telegram.trouble = ({ method }) => {
    const hit = method !== "getUpdates" && refused > 0 && ++calls % Math.round(1 / refused) === 0;
    return hit
      ? { status: 429, description: "Too Many Requests", parameters: { retry_after: 1 } }
      : undefined;
  };
  try {
    await connected(telegram, bot);
    const asked = new Map<number, Asked>();
    const started = performance.now();
    for (let number = 1; number <= perSecond * seconds; number++) {
      const due = started + (number * 1000) / perSecond;
      if (due > performance.now()) await delay(due - performance.now());
      asked.set(number, ask(telegram, number));
    }
    const deadline = Date.now() + PATIENCE_MS;
    while (Date.now() < deadline && answered(telegram).size < asked.size) await delay(50);
    await end(bot, "SIGTERM");
    return { ...judge(telegram, asked, seconds), cpuEach: Math.round((10 * cpuMs) / asked.size) / 10 };
  } finally {
    bot.kill("SIGKILL");
    await telegram.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What readers ask of the sample articles; some of it they do not answer. Empty and overlong ones are not asked at all. */
const QUESTIONS = readFileSync(join(import.meta.dirname, "../../data/eval/questions.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => (JSON.parse(line) as { question: string }).question.trim())
  .filter((question) => question !== "" && question.length < 400);

/** Three in five in private, one in a group, one inline. */
function ask(telegram: TelegramServer, number: number): Asked {
  const date = Math.floor(Date.now() / 1000);
  const from = aUser(100_000 + number);
  const kind = number % 5;
  const question = QUESTIONS[number % QUESTIONS.length]!;
  if (kind === 0) {
    telegram.push(inlineQuery(number, question, from));
    return { at: Date.now(), chat: null };
  }
  const chat = kind === 1 ? -1_001_000_000_000 - (Math.floor(number / 5) % GROUPS) : from.id;
  const at = { id: number, message: telegram.nextMessage(chat), date };
  const group = { id: chat, type: "supergroup" as const, title: "群" };
  telegram.push(
    kind === 1
      ? groupMessage(at, `/ask ${number} ${question}`, { from, chat: group })
      : privateMessage(at, `${number} ${question}`, { from }),
  );
  return { at: Date.now(), chat };
}

interface Given {
  readonly at: number;
  readonly chat: number | null;
  readonly times: number;
}

/** Only calls that went through count: a refused one posts nothing. */
function answered({ posts, inlineAnswers }: TelegramServer): Map<number, Given> {
  const given = new Map<number, Given>();
  const note = (number: number, at: number, chat: number | null) => {
    const before = given.get(number);
    given.set(number, before ? { ...before, times: before.times + 1 } : { at, chat, times: 1 });
  };
  for (const { payload, chat, at } of posts) {
    const found = /答<问题(\d+)>/.exec(String(payload.text));
    if (found) note(Number(found[1]), at, chat);
  }
  for (const [id, at] of inlineAnswers) note(Number(id.replace("inline ", "")), at, null);
  return given;
}

function judge(
  telegram: TelegramServer,
  asked: ReadonlyMap<number, Asked>,
  seconds: number,
): Omit<LoadReport, "cpuEach"> {
  const given = answered(telegram);
  const waits: number[] = [];
  let misrouted = 0;
  let doubled = 0;
  for (const [number, { at, chat }] of asked) {
    const answer = given.get(number);
    if (!answer) continue;
    waits.push(answer.at - at);
    if (answer.chat !== chat) misrouted += 1;
    if (answer.times > 1) doubled += 1;
  }
  waits.sort((a, b) => a - b);
  const quantile = (share: number) =>
    waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
  return {
    questions: asked.size,
    seconds,
    lost: asked.size - waits.length,
    doubled,
    misrouted,
    p50: quantile(0.5),
    p95: quantile(0.95),
    p99: quantile(0.99),
    slowest: waits.at(-1) ?? 0,
    violations: telegram.violations,
  };
}
