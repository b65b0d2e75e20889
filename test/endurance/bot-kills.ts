/**
 * Kills the bot again and again while it answers, and counts what was lost and what was said twice. Where the sample
 * articles answer, from a process of their own, every third kill hits that process instead.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startTelegram, type TelegramServer } from "../fakes/telegram-server.js";
import { aUser, privateMessage } from "../fakes/telegram-updates.js";
import type { Setting } from "./bot-process.js";
import { isRunning, servingPids } from "./process-tree.js";

export interface KillReport {
  readonly kills: number;
  readonly questions: number;
  /** Never answered. */
  readonly lost: number;
  /** Of these given up with a word, because the process ended ten times while they were worked on. */
  readonly apologies: number;
  /** Answered twice. */
  readonly repeated: number;
  /** Answered twice though the first time was not the last thing that process said to that person. */
  readonly repeatedWithoutCause: number;
  /** Processes that outlived the bot they answered for. */
  readonly leftBehind: number;
  readonly violations: readonly string[];
}

const PEOPLE = 12;
/** A kill falls into the first so many milliseconds after questions were put. */
const WITHIN_MS = 250;

export interface Kills {
  readonly kills: number;
  readonly questionsEach: number;
  /** Whether the sample articles answer, and not an echo. */
  readonly real?: boolean;
}

export async function runKills({ kills, questionsEach, real = false }: Kills): Promise<KillReport> {
  const telegram = await startTelegram();
  const folder = await mkdtemp(join(tmpdir(), "bot-kills-"));
  const indexDir = real ? join(folder, "index") : null;
  const setting = {
    root: telegram.root,
    token: telegram.token,
    stateFile: join(folder, "state.db"),
    indexDir,
  };
  const served: number[] = [];
  let asked = 0;
  const ask = () => {
    for (let i = 0; i < questionsEach; i++) {
      // Others each time: nobody gets more than a message a second, and nobody should wait for that here.
      const from = aUser(500 + Math.floor(asked / questionsEach) * PEOPLE + (asked % PEOPLE));
      asked += 1;
      const at = { id: asked, message: telegram.nextMessage(from.id), date: Math.floor(Date.now() / 1000) };
      const question = real ? `${asked} 首批登记了多少个公共数据资源？` : `问题${asked}`;
      telegram.push(privateMessage(at, question, { from }));
    }
  };
  const allAnswered = async () => {
    // As long as something comes, there is more to come.
    let quietSince = Date.now();
    for (let seen = -1; new Set(answers(telegram).map(({ question }) => question)).size < asked; ) {
      if (telegram.posts.length > seen) quietSince = Date.now();
      if (Date.now() - quietSince > 20_000) break;
      seen = telegram.posts.length;
      await delay(100);
    }
  };
  let bot: ChildProcess | null = null;
  try {
    for (let kill = 0; kill < kills; kill++) {
      bot ??= await start(kill, 15);
      ask();
      // Steps of the golden ratio fall evenly over the time in which they are taken on, worked on and answered.
      await delay(WITHIN_MS * ((kill * 0.618034) % 1));
      const archive = real && kill % 3 === 2 ? servingPids(bot.pid!) : [];
      if (archive.length > 0) {
        for (const pid of archive) process.kill(pid, "SIGKILL");
        await allAnswered();
      } else {
        await end(bot, "SIGKILL");
        bot = null;
      }
    }
    bot ??= await start(kills, 0);
    await allAnswered();
    // Those that were answered just before a kill come now, if they come.
    await delay(300);
    await end(bot, "SIGTERM");
    return { ...judge(telegram, { asked, kills }), leftBehind: served.filter(isRunning).length };
  } finally {
    bot?.kill("SIGKILL");
    await telegram.close();
    await rm(folder, { recursive: true, force: true });
  }

  async function start(run: number, restMs: number): Promise<ChildProcess> {
    const started = startProcess({ ...setting, run, restMs });
    await connected(telegram, started);
    served.push(...servingPids(started.pid!));
    return started;
  }
}

/** @param core the only processor core it may use */
export function startProcess(setting: Setting, core?: number): ChildProcess {
  const file = join(import.meta.dirname, "bot-process.ts");
  const pinned = core === undefined ? [] : ["taskset", "-c", String(core)];
  const [program, ...words] = [...pinned, process.execPath, "--import", "tsx", file, JSON.stringify(setting)];
  return spawn(program!, words, { stdio: ["ignore", "pipe", "inherit"] });
}

export async function connected(telegram: TelegramServer, bot: ChildProcess): Promise<void> {
  const before = telegram.of("deleteWebhook").length;
  while (telegram.of("deleteWebhook").length === before) {
    if (bot.exitCode !== null) throw new Error(`the bot ended with ${bot.exitCode}`);
    await delay(5);
  }
}

export async function end(bot: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  const gone = once(bot, "exit");
  bot.kill(signal);
  await gone;
}

interface Given {
  readonly question: number;
  readonly person: number;
  /** Which start of the bot gave it. */
  readonly run: number;
}

function answers({ posts }: TelegramServer): Given[] {
  return posts.flatMap(({ payload, chat }) => {
    const found = /答<问题(\d+)>(\d+)/.exec(String(payload.text));
    return found ? [{ question: Number(found[1]), person: chat, run: Number(found[2]) }] : [];
  });
}

function judge(
  telegram: TelegramServer,
  { asked, kills }: { asked: number; kills: number },
): Omit<KillReport, "leftBehind"> {
  const given = answers(telegram);
  const first = new Map<number, Given>();
  let repeated = 0;
  let repeatedWithoutCause = 0;
  for (const answer of given) {
    const before = first.get(answer.question);
    if (!before) {
      first.set(answer.question, answer);
      continue;
    }
    repeated += 1;
    const last = given.findLast(({ person, run }) => person === before.person && run === before.run);
    if (last !== before) repeatedWithoutCause += 1;
  }
  const apologies = telegram.posts.filter(({ payload }) => /出了故障/.test(String(payload.text))).length;
  const lost = Array.from({ length: asked }, (_, i) => i + 1).filter((number) => !first.has(number)).length;
  const { violations } = telegram;
  return { kills, questions: asked, lost, apologies, repeated, repeatedWithoutCause, violations };
}
