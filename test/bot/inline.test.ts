/** Queries while typing: cards in any chat, never a model. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { articleKey } from "../../src/bot/newsroom.js";
import { FAIR, LIBRARY, LIBRARY_ANSWER } from "../fakes/newsroom.js";
import { type RunningBot, startBot } from "../fakes/running-bot.js";
import { aUser, groupMessage, inlineQuery, READER } from "../fakes/telegram-updates.js";

let bot: RunningBot;

beforeEach(async () => {
  bot = await startBot();
});

afterEach(async () => {
  await bot.stop();
  expect(bot.telegram.violations).toEqual([]);
  expect(bot.faults).toEqual([]);
});

interface Card {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly input_message_content: { readonly message_text: string };
  readonly reply_markup: { readonly inline_keyboard: { readonly url: string }[][] };
}

async function type(query: string): Promise<readonly Card[]> {
  await bot.bring(inlineQuery(bot.at().id, query));
  return bot.telegram.of("answerInlineQuery").at(-1)!.payload.results as Card[];
}

describe("an inline query", () => {
  it("offers the direct answer first, then headline, day and sentence of the articles", async () => {
    const [direct, ...cards] = await type("图书馆几点关门");

    expect(direct!.title).toBe("直接回答");
    expect(direct!.input_message_content.message_text).toContain("每晚开放至九点，周一闭馆。」[1]");
    expect(cards.map(({ title }) => title)).toEqual(["社区图书馆延长开放", "春季花展开幕", "新公交线路开通"]);
    expect(cards[0]!.description).toBe("2025年3月31日 社区图书馆四月起延长开放时间。");
    expect(cards[0]!.input_message_content.message_text).toBe(
      "社区图书馆四月起延长开放时间。\n《社区图书馆延长开放》\n徐汇报 第1234期 2025年3月31日 第1版",
    );
    expect(bot.newsroom.asked).toEqual([]);
  });

  it("leads to the article in the private chat", async () => {
    const cards = await type("图书馆几点关门");
    const url = cards[1]!.reply_markup.inline_keyboard[0]![0]!.url;
    expect(url).toBe(`https://t.me/district_news_bot?start=a_${articleKey(LIBRARY.id)}`);
    const [article] = await bot.write(`/start a_${articleKey(FAIR.id)}`);

    expect(article!.payload.text).toContain("郁金香三万株");
    expect(bot.telegram.of("answerInlineQuery")[0]!.payload.button).toEqual({
      text: "在私聊中提问",
      start_parameter: "inline",
    });
  });

  it("is kept by Telegram for everybody, unless its language is that of the reader", async () => {
    for (const query of ["图书馆", "library", "", "2025"]) await type(query);
    const personal = bot.telegram.of("answerInlineQuery").map(({ payload }) => payload.is_personal);
    expect(personal).toEqual([false, false, true, true]);
  });

  it("that is empty shows the newest headlines", async () => {
    expect((await type("")).map(({ title }) => title)).toHaveLength(3);
    expect(bot.newsroom.quoted).toEqual([]);
  });

  it("asked again is answered from memory, until there is a new generation", async () => {
    await type("图书馆几点关门");
    await type("圖書館幾點關門");
    expect(bot.newsroom.searches).toBe(1);
    bot.newsroom.generation = "g2";
    await type("图书馆几点关门");
    expect(bot.newsroom.searches).toBe(2);
  });

  it("typed on is dropped where it still waits; one at a time is worked on", async () => {
    const word = "图书馆几点关门";
    const typed = Array.from(word, (_, i) => inlineQuery(bot.at().id, word.slice(0, i + 1)));
    await bot.bring(...typed);

    const answered = bot.telegram.of("answerInlineQuery").map(({ payload }) => payload.inline_query_id);
    expect(answered).toHaveLength(2);
    expect(answered.at(-1)).toBe(`inline ${typed.at(-1)!.update_id}`);
  });

  it("waits out a short pause, and not a long one", async () => {
    const wait = (seconds: number) => ({ status: 429, parameters: { retry_after: seconds } });
    bot.telegram.mishap("answerInlineQuery", wait(2));
    await bot.bring(inlineQuery(bot.at().id, "图书馆"));
    expect(bot.telegram.inlineAnswers.size).toBe(1);
    bot.telegram.mishap("answerInlineQuery", wait(280));
    await bot.bring(inlineQuery(bot.at().id, "花展"), inlineQuery(bot.at().id, "公交"));
    expect(bot.telegram.inlineAnswers.size).toBe(1);
  });

  it("that comes too late for Telegram is no fault", async () => {
    bot.telegram.mishap("answerInlineQuery", {
      status: 400,
      description: "Bad Request: query is too old and response timeout expired or query ID is invalid",
    });
    await bot.bring(inlineQuery(bot.at().id, "图书馆"));
    expect(bot.telegram.of("answerInlineQuery")).toHaveLength(1);
  });
});

describe("a direct answer that was chosen", () => {
  const chosen = (result_id: string) => ({
    update_id: bot.at().id,
    chosen_inline_result: { result_id, from: aUser(), query: "图书馆几点关门", inline_message_id: "m1" },
  });

  it("stays as it is without a model", async () => {
    await bot.bring(chosen("direct"));
    expect(bot.telegram.of("editMessageText")).toEqual([]);
  });

  it("is edited into the composed one where there is a model", async () => {
    await bot.stop();
    bot = await startBot({
      composes: true,
      newsroomSays: () => ({ ...LIBRARY_ANSWER, text: "九点。[1]" }) as never,
    });
    await bot.bring(chosen(articleKey(FAIR.id)), chosen("direct"));

    // The tokens it takes are the reader's.
    expect(bot.newsroom.asked[0]!.context).toMatchObject({ reader: String(READER) });
    const [edit, ...more] = bot.telegram.of("editMessageText");
    expect(more).toEqual([]);
    expect(edit!.payload).toMatchObject({
      inline_message_id: "m1",
      text: expect.stringMatching(/^九点。\[1\]/),
    });
    expect(edit!.payload.reply_markup).toBeDefined();
  });
});

describe("a guest query", () => {
  it("is answered from a chat the bot is no member of", async () => {
    const at = bot.at(-1_001_000_000_099);
    const { update_id, message } = groupMessage(at, "@district_news_bot 图书馆几点关门？");
    await bot.bring({ update_id, guest_message: { ...message!, guest_query_id: "guest 1" } });

    const [answer] = bot.telegram.of("answerGuestQuery");
    expect(answer!.payload).toMatchObject({ guest_query_id: "guest 1", result: { type: "article" } });
    expect(bot.newsroom.quoted).toEqual(["图书馆几点关门？"]);
    expect(bot.newsroom.asked).toEqual([]);
  });
});
