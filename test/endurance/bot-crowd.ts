/** Everybody asks at once: who is answered, who is told to wait, who is asked to come back later. */
import { setTimeout as delay } from "node:timers/promises";
import { type FastTime, MORNING } from "../fakes/fast-time.js";
import { LIBRARY_ANSWER } from "../fakes/newsroom.js";
import { startBot } from "../fakes/running-bot.js";
import { aUser, privateMessage } from "../fakes/telegram-updates.js";

export interface CrowdReport {
  readonly people: number;
  readonly answered: number;
  readonly toldTheirPlace: number;
  readonly turnedAway: number;
  /** Neither answered nor turned away. */
  readonly lost: number;
  /** Answered twice, or turned away and answered. */
  readonly doubled: number;
  /** Of the bot's time, until the last of them was served. */
  readonly minutes: number;
  readonly violations: readonly string[];
}

export interface Crowd {
  readonly people: number;
  /** So many may wait. */
  readonly maxWaiting: number;
  /** What an answer takes of the bot's time; four are made at once. */
  readonly answerMs?: number;
}

/** Times as fast as the clock on the wall: what waits for each other keeps its order, as it would not if all passed at once. */
const SPEED = 20;

function quickTime(): FastTime {
  const started = performance.now();
  let ahead = 0;
  return {
    slept: [],
    now: () => MORNING + ahead + Math.round((performance.now() - started) * SPEED),
    advance(ms) {
      ahead += ms;
    },
    async sleep(ms, signal) {
      await delay(ms / SPEED, undefined, signal && { signal });
    },
  };
}

export async function runCrowd({ people, maxWaiting, answerMs = 0 }: Crowd): Promise<CrowdReport> {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const bot = await startBot({
    time: quickTime(),
    options: { maxWaiting },
    newsroomSays: async (question) => {
      await opened;
      if (answerMs > 0) await bot.time.sleep(answerMs);
      return { ...LIBRARY_ANSWER, text: `答<${question}>[1]` };
    },
  });
  const { telegram, store, time } = bot;
  const started = time.now();
  try {
    telegram.push(
      ...Array.from({ length: people }, (_, i) =>
        privateMessage(bot.at(), `问题${i}`, { from: aUser(100_000 + i) }),
      ),
    );
    // None is answered before all of them are there.
    while (telegram.unconfirmed.length > 0) await delay(5);
    open();
    while (store.inbox.waiting().length > 0) await delay(200);
    return { ...judge(telegram.posts, people), minutes: since(started), violations: telegram.violations };
  } finally {
    await bot.stop();
  }

  function since(moment: number): number {
    return Math.round((time.now() - moment) / 6_000) / 10;
  }
}

function judge(posts: readonly { readonly chat: number; readonly payload: object }[], people: number) {
  const served = new Map<number, number>();
  let [answered, toldTheirPlace, turnedAway] = [0, 0, 0];
  for (const { chat, payload } of posts) {
    const text = String((payload as { text?: unknown }).text);
    if (text.includes("正在排队")) {
      toldTheirPlace += 1;
      continue;
    }
    if (text.includes(`答<问题${chat - 100_000}>`)) answered += 1;
    else if (text.includes("提问的人太多")) turnedAway += 1;
    else continue;
    served.set(chat, (served.get(chat) ?? 0) + 1);
  }
  const doubled = [...served.values()].filter((times) => times > 1).length;
  return { people, answered, toldTheirPlace, turnedAway, lost: people - served.size, doubled };
}
