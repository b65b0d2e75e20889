/** Pauses, broken networks, lost replies and ends of the process: nothing lost, nothing said twice. */

import type { Update } from "grammy/types";
import { afterEach, describe, expect, it } from "vitest";
import type { KeptBody } from "../../src/bot/buttons.js";
import { TelegramError } from "../../src/bot/failures.js";
import { openStore } from "../../src/store/store.js";
import { until } from "../fakes/fast-time.js";
import { LIBRARY_ANSWER } from "../fakes/newsroom.js";
import { type BotSetting, type RunningBot, startBot } from "../fakes/running-bot.js";
import { aUser, GROUP, groupMessage, privateMessage } from "../fakes/telegram-updates.js";

let bot: RunningBot;

async function start(setting: BotSetting = {}): Promise<void> {
  bot = await startBot(setting);
}

afterEach(async () => {
  await bot.stop().catch(() => {});
  expect(bot.telegram.violations).toEqual([]);
});

const wait = (seconds: number) => ({
  status: 429,
  description: `Too Many Requests: retry after ${seconds}`,
  parameters: { retry_after: seconds },
});

describe("Telegram's pauses", () => {
  it("are obeyed however long they are, and the answer comes", async () => {
    await start();
    bot.telegram.mishap("sendMessage", wait(3), wait(280), wait(4000));
    expect(await bot.write("图书馆几点关门？")).toHaveLength(1);
    expect(bot.time.slept.some((ms) => ms >= 4_000_000)).toBe(true);
  });

  it("for one call in five hold up nobody's answer for good", async () => {
    await start();
    let calls = 0;
    bot.telegram.trouble = ({ method }) =>
      method !== "getUpdates" && ++calls % 5 === 0 ? wait(1 + (calls % 7)) : undefined;
    const updates = Array.from({ length: 60 }, (_, i) =>
      i % 2 === 0
        ? privateMessage(bot.at(), `图书馆 ${i}？`, { from: aUser(2000 + i) })
        : groupMessage(bot.at(GROUP), `/ask 图书馆 ${i}？`, { from: aUser(2000 + i) }),
    );
    await bot.bring(...updates);
    // None within a pause: the server minds; see afterEach.
    expect(bot.telegram.posts).toHaveLength(60);
  });
});

describe("a broken network", () => {
  it("that swallows the reply does not make the answer come twice", async () => {
    await start();
    bot.telegram.mishap("sendMessage", "lost");
    expect(await bot.write("图书馆几点关门？")).toHaveLength(1);
    expect(bot.telegram.of("sendMessage")).toHaveLength(1);
    // It knows where the answer stands: a reply to it goes on from it.
    const [post] = bot.telegram.posts;
    expect(bot.store.answers.findPosted(post!.chat, post!.id)?.question).toBe("图书馆几点关门？");
  });

  it("that swallows the message makes it go out again", async () => {
    await start();
    bot.telegram.mishap("sendMessage", "cut");
    expect(await bot.write("图书馆几点关门？")).toHaveLength(1);
    bot.telegram.mishap("sendMessage", "cut", "lost", { status: 502, description: "Bad Gateway" });
    expect(await bot.writeInGroup("/ask 图书馆几点关门？")).toHaveLength(1);
  });

  it("under load loses and doubles nothing", async () => {
    await start();
    let calls = 0;
    bot.telegram.trouble = ({ method }) =>
      method === "sendMessage" && ++calls % 4 === 0 ? (["lost", "cut"] as const)[(calls / 4) % 2] : undefined;
    for (let i = 0; i < 40; i++) await bot.write(`图书馆 ${i}？`, { from: aUser(3000 + i) });
    const chats = bot.telegram.posts.map(({ chat }) => chat);
    expect(chats).toHaveLength(40);
    expect(new Set(chats).size).toBe(40);
  });

  it("for an hour ends nothing: updates come in afterwards and are answered", async () => {
    await start();
    const gone = bot.time.now() + 3_600_000;
    bot.telegram.trouble = () =>
      bot.time.now() < gone ? { status: 502, description: "Bad Gateway" } : undefined;
    // Wakes the poll that is open.
    await bot.bring(privateMessage(bot.at(), "图书馆几点关门？"));
    expect(bot.telegram.posts).toHaveLength(1);
    expect(bot.time.now()).toBeGreaterThanOrEqual(gone);
  });
});

describe("what ends the bot", () => {
  it("is a wrong token", async () => {
    await start({ token: "1234567:wrong-token-of-at-least-thirty-chars" });
    await expect(bot.running).rejects.toThrow(TelegramError);
    await expect(bot.running).rejects.toThrow("does not know this token");
  });

  it("is a second instance", async () => {
    const taken = { status: 409, description: "Conflict: terminated by other getUpdates request" };
    await start({
      before: (telegram) => telegram.mishap("getUpdates", ...Array.from({ length: 9 }, () => taken)),
    });
    await expect(bot.running).rejects.toThrow("another instance");
  });

  it("is not one conflict, as after a restart", async () => {
    const taken = { status: 409, description: "Conflict: terminated by other getUpdates request" };
    await start({ before: (telegram) => telegram.mishap("getUpdates", taken) });
    expect(await bot.write("图书馆几点关门？")).toHaveLength(1);
  });
});

describe("too much at once", () => {
  it("beyond the bound get a polite no", async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    await start({
      options: { maxWaiting: 5 },
      newsroomSays: async () => {
        await gate;
        return LIBRARY_ANSWER;
      },
    });
    const updates = Array.from({ length: 8 }, (_, i) =>
      privateMessage(bot.at(), "图书馆？", { from: aUser(20_000 + i) }),
    );
    bot.telegram.push(...updates);
    await until(() => bot.store.inbox.waiting().length <= 5);
    go();
    await bot.bring();
    const texts = bot.telegram.posts.map(({ payload }) => String(payload.text));
    expect(texts.filter((text) => text.includes("九点"))).toHaveLength(5);
    expect(texts.filter((text) => text.includes("提问的人太多")).length).toBeGreaterThan(0);
  });
});

describe("a full disk", () => {
  it("that keeps an update from being noted as done makes no apology of an answer", async () => {
    const store = openStore<Update, KeptBody>(":memory:");
    let full = true;
    const finish = (id: number) => {
      if (full) throw new Error("database or disk is full");
      store.inbox.finish(id);
    };
    await start({ store: { ...store, inbox: { ...store.inbox, finish } } });
    bot.telegram.push(privateMessage(bot.at(), "图书馆几点关门？"));
    await until(() => bot.faults.length > 0);
    full = false;
    bot.telegram.push(privateMessage(bot.at(), "图书馆几点开门？"));
    await until(() => bot.newsroom.asked.length === 2 && store.inbox.waiting().length === 1);
    const texts = bot.telegram.posts.map(({ payload }) => String(payload.text));
    expect(texts).toEqual([expect.stringContaining("九点"), expect.stringContaining("九点")]);
    expect(bot.faults).toEqual([expect.stringContaining("disk is full")]);
  });
});

describe("a fault of our own", () => {
  it("is told to the reader, and the next question is answered", async () => {
    await start({
      newsroomSays: (question) => {
        if (question.includes("坏")) throw new Error("broken");
        return LIBRARY_ANSWER;
      },
    });
    expect((await bot.write("坏问题"))[0]!.payload.text).toContain("出了故障");
    expect((await bot.write("图书馆？"))[0]!.payload.text).toContain("九点");
    expect(bot.faults).toHaveLength(1);
    expect(bot.faults[0]).not.toContain("坏问题");
  });
});
