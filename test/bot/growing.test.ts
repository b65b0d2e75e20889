/** The answer of a model in a group: one message that grows, within the group's twenty a minute, and always ends whole. */
import type { Update } from "grammy/types";
import { afterEach, describe, expect, it } from "vitest";
import type { KeptBody } from "../../src/bot/buttons.js";
import { openStore } from "../../src/store/store.js";
import { until } from "../fakes/fast-time.js";
import { LIBRARY_ANSWER } from "../fakes/newsroom.js";
import { type BotSetting, type RunningBot, startBot } from "../fakes/running-bot.js";
import { aUser, GROUP, groupMessage } from "../fakes/telegram-updates.js";

let bot: RunningBot;

afterEach(async () => {
  await bot.stop();
  // The server minds the twenty-first send or edit within a minute.
  expect(bot.telegram.violations).toEqual([]);
  expect(bot.faults).toEqual([]);
});

const versions = () =>
  bot.telegram.calls.filter(({ method }) => method === "sendMessage" || method === "editMessageText");
const textOf = (index: number) => String(versions().at(index)?.payload.text);
const question = (i = 0) => groupMessage(bot.at(GROUP), `/ask 图书馆 ${i}？`, { from: aUser(41 + i) });

/** A newsroom that writes a sentence whenever it is told to, and is done when told so. */
async function startWriting(setting: BotSetting = {}) {
  let write = (_: string) => {};
  let done = () => {};
  let fail = () => {};
  bot = await startBot({
    composes: true,
    newsroomSays: (_question, { onText }) =>
      new Promise((resolve, reject) => {
        write = (text) => onText?.(text);
        done = () => resolve(LIBRARY_ANSWER);
        fail = () => reject(new Error("broken"));
      }),
    ...setting,
  });
  return { write: (text: string) => write(text), done: () => done(), fail: () => fail() };
}

describe("an answer that is written in a group", () => {
  it("is one message, edited every three seconds at most, and its last text has the buttons", async () => {
    const writer = await startWriting();
    bot.telegram.push(question());
    await until(() => bot.newsroom.asked.length === 1);
    writer.write("每晚到**九点**。[1]");
    await until(() => versions().length === 1);
    expect(versions()[0]!.payload).toMatchObject({
      text: "每晚到九点。[1] …",
      entities: [{ type: "bold", offset: 3, length: 2 }],
      reply_parameters: { allow_sending_without_reply: true },
    });
    writer.write("每晚到九点。[1]周一闭馆。[1]");
    await until(() => versions().length === 2);
    writer.done();
    await bot.bring();

    expect(versions().map(({ method }) => method)).toEqual([
      "sendMessage",
      "editMessageText",
      "editMessageText",
    ]);
    const gaps = versions().map(({ at }, i) => at - (versions()[i - 1]?.at ?? Number.NEGATIVE_INFINITY));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000);
    expect(bot.telegram.posts).toHaveLength(1);
    const [post] = bot.telegram.posts;
    expect(post!.payload).toMatchObject({
      text: expect.stringContaining("据《徐汇报》"),
      reply_markup: { inline_keyboard: [[{ text: "展开" }]] },
    });
    expect(bot.store.answers.findPosted(GROUP, post!.id)?.question).toBe("图书馆 0？");
  });

  it("that is done at once is simply posted", async () => {
    bot = await startBot({
      composes: true,
      newsroomSays: async (_, { onText }) => {
        onText?.("每晚到九点。[1]");
        return LIBRARY_ANSWER;
      },
    });
    await bot.bring(question());
    expect(versions().map(({ method }) => method)).toEqual(["sendMessage"]);
  });

  it("leaves room for the others in a busy group: frames go missing, last texts never", async () => {
    const perAnswer = 20;
    bot = await startBot({
      composes: true,
      newsroomSays: async (asked, { onText }) => {
        for (let i = 1; i <= perAnswer; i++) {
          onText?.("一句。".repeat(i));
          await bot.time.sleep(3_000);
        }
        return { ...LIBRARY_ANSWER, text: `答<${asked}>[1]` };
      },
    });
    await bot.bring(...Array.from({ length: 30 }, (_, i) => question(i)));

    const final = bot.telegram.posts.map(({ payload }) => /答<(.*?)>/.exec(String(payload.text))?.[1]);
    expect([...final].sort()).toEqual(Array.from({ length: 30 }, (_, i) => `图书馆 ${i}？`).sort());
    expect(versions().length).toBeGreaterThan(30);
    expect(versions().length).toBeLessThan(30 * perAnswer);
  }, 20_000);

  it("ends whole after a pause, a lost reply and a deletion", async () => {
    const writer = await startWriting();
    bot.telegram.mishap("sendMessage", "lost");
    bot.telegram.push(question());
    await until(() => bot.newsroom.asked.length === 1);
    writer.write("第一句。");
    // Found where it stands, not posted again.
    await until(() => bot.telegram.of("editMessageText").length >= 1);
    const wait = { status: 429, description: "Too Many Requests", parameters: { retry_after: 7 } };
    bot.telegram.mishap("editMessageText", wait, wait);
    writer.write("第一句。第二句。");
    await until(() => textOf(-1).startsWith("第一句。第二句。"));
    writer.done();
    await bot.bring();
    expect(bot.telegram.posts).toHaveLength(1);
    expect(bot.telegram.posts[0]!.payload.text).toContain("据《徐汇报》");

    bot.telegram.push(question(1));
    await until(() => bot.newsroom.asked.length === 2);
    writer.write("第一句。");
    await until(() => bot.telegram.posts.length === 2);
    const { chat, id } = bot.telegram.posts[1]!;
    bot.telegram.run("deleteMessage", { chat_id: chat, message_id: id });
    writer.done();
    await bot.bring();
    expect(bot.telegram.posts).toHaveLength(2);
    expect(bot.telegram.posts[1]!.payload.text).toContain("据《徐汇报》");
  });

  it("takes back what it began if it cannot be ended", async () => {
    const writer = await startWriting();
    bot.telegram.push(question());
    await until(() => bot.newsroom.asked.length === 1);
    writer.write("第一句。");
    await until(() => bot.telegram.posts.length === 1);
    writer.fail();
    await bot.bring();
    expect(bot.telegram.posts.map(({ payload }) => payload.text)).toEqual([
      expect.stringContaining("出了故障"),
    ]);
    (bot.faults as string[]).length = 0;
  });

  it("goes on in the message that an earlier run of the bot began", async () => {
    const store = openStore<Update, KeptBody>(":memory:");
    const asked = groupMessage({ id: 7, message: 1, date: 1_743_991_200 }, "/ask 图书馆几点关门？");
    store.inbox.take([asked], 0);
    bot = await startBot({
      store,
      before(telegram) {
        telegram.nextMessage(GROUP);
        telegram.run("sendMessage", { chat_id: GROUP, text: "第一句。 …" });
        store.inbox.begin(7, telegram.posts[0]!.id);
      },
    });
    await bot.bring();
    expect(bot.telegram.posts).toHaveLength(1);
    expect(bot.telegram.posts[0]!.payload.text).toContain("九点");
  });
});
