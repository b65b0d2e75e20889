/** Groups: spoken to only when called, short, in the right topic, never too often, and silent where it has to be. */
import type { Chat } from "grammy/types";
import { afterEach, describe, expect, it } from "vitest";
import { type BotSetting, type RunningBot, startBot } from "../fakes/running-bot.js";
import { aUser, GROUP, groupMessage, ME, READER } from "../fakes/telegram-updates.js";

let bot: RunningBot;

async function start(setting: BotSetting = {}): Promise<void> {
  bot = await startBot(setting);
}

afterEach(async () => {
  await bot.stop();
  expect(bot.telegram.violations).toEqual([]);
  expect(bot.faults).toEqual([]);
});

const repliedTo = (more: object) => ({ reply_to_message: { message_id: 1, date: 1, ...more } as never });

describe("a group", () => {
  it("is answered when the bot is called: /ask, its name, a reply to it", async () => {
    await start();
    const calls = [
      "/ask 图书馆几点关门？",
      "/ask@District_News_Bot 图书馆几点关门？",
      "@district_news_bot 图书馆几点关门？",
    ];
    for (const call of calls) expect(await bot.writeInGroup(call)).toHaveLength(1);
    expect(await bot.writeInGroup("图书馆周一开吗？", repliedTo({ from: ME }))).toHaveLength(1);
    // “/ask” as a reply asks what the other one asked.
    const other = { from: aUser(77), text: "图书馆在哪里？" };
    expect(await bot.writeInGroup("/ask", repliedTo(other))).toHaveLength(1);

    expect(bot.newsroom.asked.map(({ question }) => question)).toEqual([
      "图书馆几点关门？",
      "图书馆几点关门？",
      "图书馆几点关门？",
      "图书馆周一开吗？",
      "图书馆在哪里？",
    ]);
  });

  it("hears nothing when the bot is not meant", async () => {
    await start();
    for (const talk of [
      "图书馆几点关门？",
      "@someone_else 图书馆？",
      "/ask@other_bot 图书馆？",
      "邮箱 a@district_news_bot.cn",
    ])
      expect(await bot.writeInGroup(talk)).toEqual([]);
    expect(await bot.writeInGroup("好的", repliedTo({ from: aUser(77) }))).toEqual([]);
    expect(await bot.writeInGroup("/banall")).toEqual([]);
    expect(await bot.writeInGroup("", { text: undefined, sticker: {} } as never)).toEqual([]);
    expect(bot.newsroom.asked).toEqual([]);
  });

  it("gets one short message: a reply in the topic, with a way to the whole answer", async () => {
    await start();
    const [answer] = await bot.writeInGroup("/ask 图书馆几点关门？", {
      is_topic_message: true,
      message_thread_id: 12,
    });

    expect(answer!.payload).toMatchObject({
      chat_id: GROUP,
      message_thread_id: 12,
      reply_parameters: { allow_sending_without_reply: true },
    });
    const markup = answer!.payload.reply_markup as { inline_keyboard: { text: string; url: string }[][] };
    expect(markup.inline_keyboard).toHaveLength(1);
    expect(markup.inline_keyboard[0]![0]).toMatchObject({ text: "展开" });
    expect(markup.inline_keyboard[0]![0]!.url).toMatch(
      /^https:\/\/t\.me\/district_news_bot\?start=x_[\w-]{12}$/,
    );
  });

  it("does not name a thread where there are no topics", async () => {
    await start();
    const [answer] = await bot.writeInGroup("/ask 图书馆几点关门？", { message_thread_id: 12 });
    expect(answer!.payload).not.toHaveProperty("message_thread_id");
  });

  it("keeps each person's talk apart", async () => {
    await start();
    await bot.writeInGroup("/ask 图书馆几点关门？");
    await bot.writeInGroup("/ask 那周一呢？", { from: aUser(77) });
    await bot.writeInGroup("/ask 那周一呢？");
    expect(bot.newsroom.asked.map(({ context }) => context.history!.length)).toEqual([0, 0, 2]);
  });

  it("never gets more than twenty messages a minute, and every answer all the same", async () => {
    await start();
    const updates = Array.from({ length: 50 }, (_, i) =>
      groupMessage(bot.at(GROUP), `/ask 图书馆 ${i}？`, { from: aUser(1000 + i) }),
    );
    await bot.bring(...updates);

    // The server minds the twenty-first within a minute; see afterEach.
    expect(bot.telegram.posts).toHaveLength(50);
    const answered = bot.telegram.posts.map(
      ({ payload }) => (payload.reply_parameters as { message_id: number }).message_id,
    );
    expect(new Set(answered).size).toBe(50);
  });
});

describe("who decides over a group", () => {
  it("is answered only if it is on the list, where there is one", async () => {
    await start({ options: { allowedChats: [GROUP - 1] } });
    expect(await bot.writeInGroup("/ask 图书馆几点关门？")).toEqual([]);
    const chat: Chat.SupergroupChat = { id: GROUP - 1, type: "supergroup", title: "另一个群" };
    expect(await bot.writeInGroup("/ask 图书馆几点关门？", { chat })).toHaveLength(1);
    expect(await bot.write("图书馆几点关门？")).toHaveLength(1);
  });

  it("its admins switch the bot off and on; others cannot", async () => {
    await start();
    expect((await bot.writeInGroup("/off"))[0]!.payload.text).toContain("只有群管理员");
    bot.telegram.admins.add(READER);
    expect((await bot.writeInGroup("/off"))[0]!.payload.text).toContain("不再回答");
    expect(await bot.writeInGroup("/ask 图书馆几点关门？")).toEqual([]);
    // An anonymous admin speaks as the group.
    const anonymous = { from: aUser(1_087_968_824, { is_bot: true }), sender_chat: { id: GROUP } as never };
    expect((await bot.writeInGroup("/on", anonymous))[0]!.payload.text).toContain("恢复回答");
    expect(await bot.writeInGroup("/ask 图书馆几点关门？")).toHaveLength(1);
  });

  it("keeps its settings and gets its answers when it becomes a supergroup", async () => {
    await start();
    const chat: Chat.GroupChat = { id: -500, type: "group", title: "小群" };
    bot.telegram.admins.add(READER);
    await bot.writeInGroup("/off", { chat });
    await bot.writeInGroup("", { chat, text: undefined, migrate_to_chat_id: GROUP } as never);
    expect(await bot.writeInGroup("/ask 图书馆几点关门？")).toEqual([]);

    // A question that was asked before, and answered when the group had moved on.
    const old: Chat.GroupChat = { id: -600, type: "group", title: "小群" };
    bot.telegram.upgraded.set(-600, GROUP - 5);
    const [answer] = await bot.writeInGroup("/ask 图书馆几点关门？", { chat: old });
    expect(answer!.chat).toBe(GROUP - 5);
  });

  it("can remove, block or mute the bot without any trouble", async () => {
    await start();
    const reasons = [
      "Forbidden: bot was kicked from the supergroup chat",
      "Bad Request: not enough rights to send text messages to the chat",
      "Bad Request: TOPIC_CLOSED",
    ];
    for (const reason of reasons) {
      bot.telegram.closed.set(GROUP, reason);
      expect(await bot.writeInGroup("/ask 图书馆几点关门？")).toEqual([]);
    }
    bot.telegram.closed.set(READER, "Forbidden: bot was blocked by the user");
    expect(await bot.write("图书馆几点关门？")).toEqual([]);

    // One try each.
    expect(bot.telegram.of("sendMessage")).toHaveLength(4);
  });
});
