/** The answer of a model grows in a private chat, can be stopped, and comes as a message in the end. */
import { afterEach, describe, expect, it } from "vitest";
import { until } from "../fakes/fast-time.js";
import { LIBRARY_ANSWER } from "../fakes/newsroom.js";
import { type RunningBot, startBot } from "../fakes/running-bot.js";
import { groupMessage, privateMessage, READER } from "../fakes/telegram-updates.js";

let bot: RunningBot;

afterEach(async () => {
  await bot.stop();
  expect(bot.telegram.violations).toEqual([]);
  expect(bot.faults).toEqual([]);
});

const frames = () => bot.telegram.of("sendMessageDraft").map(({ payload }) => payload);

/** A newsroom that writes a sentence whenever it is told to, and is done when told so. */
async function startWriting() {
  let write = (_: string) => {};
  let done = () => {};
  let aborted = false;
  bot = await startBot({
    composes: true,
    newsroomSays: (_question, { onText, signal }) =>
      new Promise((resolve, reject) => {
        write = (text) => onText?.(text);
        done = () => resolve(LIBRARY_ANSWER);
        signal!.addEventListener("abort", () => {
          aborted = true;
          reject(signal!.reason);
        });
      }),
  });
  return { write: (text: string) => write(text), done: () => done(), wasAborted: () => aborted };
}

describe("an answer that is being written", () => {
  it("shows at once that it is thought about, then grows, then is a message", async () => {
    const writer = await startWriting();
    bot.telegram.push(privateMessage(bot.at(), "图书馆几点关门？"));
    await until(() => frames().length === 1);
    expect(frames()[0]).toMatchObject({ chat_id: READER, text: "", can_stop: true });
    writer.write("每晚到**九点**。[1]");
    await until(() => frames().length === 2);
    expect(frames()[1]).toMatchObject({
      text: "每晚到九点。[1]",
      draft_id: frames()[0]!.draft_id,
      entities: [{ type: "bold", offset: 3, length: 2 }],
    });
    writer.done();
    await bot.bring();

    expect(bot.telegram.posts).toHaveLength(1);
    const methods = bot.telegram.calls.map(({ method }) => method);
    expect(methods.lastIndexOf("sendMessageDraft")).toBeLessThan(methods.indexOf("sendMessage"));
  });

  it("is stopped for good by the button", async () => {
    const writer = await startWriting();
    bot.telegram.push(privateMessage(bot.at(), "图书馆几点关门？"));
    await until(() => frames().length === 1);
    const chat = { id: READER, type: "private" as const, first_name: "读者" };
    const stopped = { chat, draft_id: Number(frames()[0]!.draft_id) };
    await bot.bring({ update_id: bot.at().id, stopped_message_generation: stopped });

    expect(writer.wasAborted()).toBe(true);
    expect(bot.telegram.posts.map(({ payload }) => payload.text)).toEqual(["好的，不再写下去。"]);
  });

  it("skips frames that meet a pause, and never makes edits of them", async () => {
    const writer = await startWriting();
    bot.telegram.mishap("sendMessageDraft", { status: 429, parameters: { retry_after: 1 } });
    bot.telegram.push(privateMessage(bot.at(), "图书馆几点关门？"));
    await until(() => frames().length >= 1);
    for (let i = 1; i < 5; i++) writer.write("一句。".repeat(i));
    writer.done();
    await bot.bring();

    expect(bot.telegram.posts).toHaveLength(1);
    expect(bot.telegram.of("editMessageText")).toEqual([]);
  });

  it("is no draft in a group", async () => {
    const writer = await startWriting();
    bot.telegram.push(groupMessage(bot.at(-1_001_000_000_007), "/ask 图书馆几点关门？"));
    await until(() => bot.telegram.of("sendChatAction").length > 0);
    writer.done();
    await bot.bring();
    expect(frames()).toEqual([]);
    expect(bot.telegram.posts).toHaveLength(1);
  });
});
