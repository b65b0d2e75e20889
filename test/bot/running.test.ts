/** The bot's own life: start, menu, taking on before confirming, restart, orderly stop. */
import type { Update } from "grammy/types";
import { afterEach, describe, expect, it } from "vitest";
import type { KeptBody } from "../../src/bot/buttons.js";
import { openStore } from "../../src/store/store.js";
import { type FastTime, fastTime, until } from "../fakes/fast-time.js";
import { LIBRARY_ANSWER } from "../fakes/newsroom.js";
import { type BotSetting, type RunningBot, startBot } from "../fakes/running-bot.js";
import { aUser, press, privateMessage } from "../fakes/telegram-updates.js";

let bot: RunningBot;

async function start(setting: BotSetting = {}): Promise<void> {
  bot = await startBot(setting);
}

afterEach(async () => {
  await bot.stop().catch(() => {});
  expect(bot.telegram.violations).toEqual([]);
});

/** A promise that is kept when told to. */
function signalled() {
  let go = () => {};
  const gone = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { go, gone };
}

describe("at the start", () => {
  it("the menus are set in Chinese and English, and left alone when they are right", async () => {
    await start();
    await until(() => bot.telegram.of("setMyCommands").length === 6);
    const said = bot.telegram.of("setMyCommands").map(({ payload }) => payload);
    const commands = said[0]!.commands as { command: string; description: string }[];
    expect(commands.map(({ command }) => command)).toEqual([
      "ask",
      "latest",
      "search",
      "sources",
      "help",
      "privacy",
      "forget",
    ]);
    expect(said.map(({ language_code }) => language_code)).toEqual([
      undefined,
      "zh",
      "en",
      undefined,
      "zh",
      "en",
    ]);

    const { setMenus } = await import("../../src/bot/menu.js");
    const calls: string[] = [];
    await setMenus({
      call: async (method: string, payload: object) => {
        calls.push(method);
        const { result } = bot.telegram.run(method, payload as never) as { result: unknown };
        return { ok: true, value: result };
      },
    } as never);
    expect(new Set(calls)).toEqual(new Set(["getMyCommands"]));
  });

  it("what an earlier run left is answered first", async () => {
    const store = openStore<Update, KeptBody>(":memory:");
    const at = { id: 7, message: 1, date: Math.floor(fastTime().now() / 1000) };
    store.inbox.take([privateMessage(at, "图书馆几点关门？")], 0);
    await start({ store });
    await until(() => bot.telegram.posts.length === 1);
    expect(bot.telegram.posts[0]!.payload.text).toContain("九点");
  });

  it("what ended the process ten times is not tried an eleventh time", async () => {
    const store = openStore<Update, KeptBody>(":memory:");
    const at = { id: 7, message: 1, date: Math.floor(fastTime().now() / 1000) };
    store.inbox.take([privateMessage(at, "要命的问题")], 0);
    for (let i = 0; i < 10; i++) store.inbox.start(7);
    await start({ store });
    await until(() => bot.telegram.posts.length === 1);
    expect(bot.telegram.posts[0]!.payload.text).toContain("出了故障");
    expect(bot.newsroom.asked).toEqual([]);
  });
});

describe("while it runs", () => {
  it("an update is confirmed only once it stands in the store", async () => {
    const store = openStore<Update, KeptBody>(":memory:");
    const take = store.inbox.take.bind(store.inbox);
    let full = 3;
    const inbox = {
      ...store.inbox,
      take: (updates: readonly Update[], now: number) => {
        if (full-- > 0) throw new Error("disk full");
        return take(updates, now);
      },
    };
    await start({ store: { ...store, inbox } });
    expect(await bot.write("图书馆几点关门？")).toHaveLength(1);
    expect(bot.faults.filter((line) => line.includes("could not be written"))).toHaveLength(3);
  });

  it("people do not wait for each other's questions, and each gets answers in order", async () => {
    const slow = signalled();
    await start({
      newsroomSays: async (question) => {
        if (question.includes("慢")) await slow.gone;
        return { ...LIBRARY_ANSWER, text: `答${question}` };
      },
    });
    bot.telegram.push(
      privateMessage(bot.at(), "慢问题", { from: aUser(1) }),
      privateMessage(bot.at(), "第二问", { from: aUser(1) }),
      privateMessage(bot.at(), "快问题", { from: aUser(2) }),
    );
    await until(() => bot.telegram.posts.length === 1);
    slow.go();
    await bot.bring();
    const said = bot.telegram.posts.map(({ payload }) => String(payload.text).split("\n")[0]);
    expect(said).toEqual(["答快问题", "答慢问题", "答第二问"]);
  });

  it("admins are told what was reported as wrong, not by whom", async () => {
    await start({ options: { adminIds: [900] } });
    const [answer] = await bot.write("图书馆几点关门？");
    const markup = answer!.payload.reply_markup as {
      inline_keyboard: { text: string; callback_data: string }[][];
    };
    const wrong = markup.inline_keyboard.flat().find(({ text }) => text === "有误");
    await bot.bring(press(bot.at().id, wrong!.callback_data));
    const told = bot.telegram.posts.filter(({ chat }) => chat === 900).map(({ payload }) => payload.text);
    expect(told).toEqual([expect.stringMatching(/^有误：图书馆几点关门？\n\n据《徐汇报》/)]);
  });

  it("a slow answer is announced by “typing…”", async () => {
    const slow = signalled();
    await start({ newsroomSays: () => slow.gone.then(() => LIBRARY_ANSWER) });
    bot.telegram.push(privateMessage(bot.at(), "图书馆几点关门？"));
    await until(() => bot.telegram.of("sendChatAction").length > 0);
    expect(bot.telegram.posts).toEqual([]);
    slow.go();
    await bot.bring();
    expect(bot.telegram.posts).toHaveLength(1);
  });
});

describe("at the stop", () => {
  /** Time in which the bot's patience at the end lasts until it is told. */
  function patientTime(): FastTime & { runOut: () => void } {
    const time = fastTime();
    const patience = signalled();
    const sleep: FastTime["sleep"] = (ms, signal) => {
      if (ms !== 8000) return time.sleep(ms, signal);
      return new Promise((resolve, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason));
        void patience.gone.then(resolve);
      });
    };
    return { ...time, sleep, runOut: patience.go };
  }

  it("what runs is finished, nothing new is begun, and the rest waits for the next start", async () => {
    const slow = signalled();
    const timing = patientTime();
    await start({ timing, newsroomSays: () => slow.gone.then(() => LIBRARY_ANSWER) });
    bot.telegram.push(privateMessage(bot.at(), "图书馆？"), privateMessage(bot.at(), "那周一呢？"));
    await until(() => bot.newsroom.asked.length === 1);
    const stopped = bot.stop();
    slow.go();
    await stopped;

    expect(bot.telegram.posts).toHaveLength(1);
    expect(bot.store.inbox.waiting().map(({ update }) => update.message?.text)).toEqual(["那周一呢？"]);
  });

  it("what does not finish in eight seconds is left for the next start", async () => {
    const timing = patientTime();
    await start({
      timing,
      newsroomSays: (_, { signal }) =>
        new Promise((_resolve, reject) => signal!.addEventListener("abort", () => reject(signal!.reason))),
    });
    bot.telegram.push(privateMessage(bot.at(), "图书馆？"));
    await until(() => bot.newsroom.asked.length === 1);
    const stopped = bot.stop();
    timing.runOut();
    await stopped;

    expect(bot.telegram.posts).toEqual([]);
    expect(bot.store.inbox.waiting()).toHaveLength(1);
    expect(bot.faults).toEqual([]);
  });

  it("is possible while Telegram answers nothing but errors", async () => {
    const down = { status: 502, description: "Bad Gateway" };
    await start({
      before: (telegram) => {
        telegram.trouble = ({ method }) => (method === "getMe" ? undefined : down);
      },
    });
    await until(() => bot.telegram.of("deleteWebhook").length > 2);
    await bot.stop();
    expect(bot.faults).toEqual([]);
  });

  it("is possible while Telegram cannot be reached", async () => {
    await start({ apiRoot: "http://127.0.0.1:9" });
    await bot.stop();
    expect(bot.faults).toEqual([]);
  });
});
