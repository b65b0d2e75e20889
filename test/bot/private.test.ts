/** What readers meet in a private chat, from the first hello to the last correction. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LIBRARY } from "../fakes/newsroom.js";
import { type RunningBot, startBot } from "../fakes/running-bot.js";
import { aUser, ME, press, READER } from "../fakes/telegram-updates.js";

let bot: RunningBot;

beforeEach(async () => {
  bot = await startBot();
});

afterEach(async () => {
  await bot.stop();
  expect(bot.telegram.violations).toEqual([]);
  expect(bot.faults).toEqual([]);
});

interface Keyboard {
  readonly inline_keyboard: readonly (readonly { text: string; callback_data?: string }[])[];
}

/** The data of the button with that label below the last message. */
function buttonData(label: string): string {
  const markup = bot.telegram.posts.at(-1)!.payload.reply_markup as Keyboard | undefined;
  const found = markup?.inline_keyboard.flat().find(({ text }) => text.includes(label));
  return found?.callback_data ?? expect.fail(`no button ${label}`);
}

async function pressButton(label: string) {
  const before = bot.telegram.posts.length;
  const below = { message: { message_id: bot.telegram.posts.at(-1)!.id } };
  await bot.bring(press(bot.at().id, buttonData(label), below));
  return bot.telegram.posts.slice(before);
}

describe("a question in a private chat", () => {
  it("is answered with the text and, folded up, its source", async () => {
    const [answer, ...more] = await bot.write("图书馆几点关门？");

    expect(more).toEqual([]);
    const text = String(answer!.payload.text);
    expect(text).toContain("每晚开放至九点，周一闭馆。」[1]");
    expect(text).toContain("《社区图书馆延长开放》\n徐汇报 第1234期 2025年3月31日 第1版");
    const entities = answer!.payload.entities as {
      type: string;
      offset: number;
      length: number;
      url?: string;
    }[];
    const of = (type: string) => entities.filter((entity) => entity.type === type);
    const [quote] = of("expandable_blockquote");
    expect(text.slice(quote!.offset)).toMatch(/^出处\n\[1\] /);
    expect(text.slice(of("bold")[0]!.offset).slice(0, 2)).toBe("九点");
    expect(of("text_link").map(({ url }) => url)).toContain(LIBRARY.url);
    expect(answer!.payload.link_preview_options).toEqual({ is_disabled: true });
  });

  it("that the paper does not answer gets a plain word and the nearest headlines to ask about", async () => {
    const [answer] = await bot.write("月球上有什么？");

    expect(answer!.payload.text).toBe("报上没有说到这件事。\n· 新公交线路开通（2025年1月27日）");
    expect(buttonData("新公交线路开通")).toMatch(/^r:/);
  });

  it("is asked on the Beijing day and with what was said before", async () => {
    await bot.write("图书馆几点关门？");
    await bot.write("那周一呢？");

    const [, second] = bot.newsroom.asked;
    expect(second!.context.today).toBe("2025-04-07");
    expect(second!.context.history).toEqual([
      { role: "user", content: "图书馆几点关门？" },
      { role: "assistant", content: "据《徐汇报》2025年3月31日：「每晚开放至九点，周一闭馆。」[1]" },
    ]);
  });

  it("does not know what others asked, nor what was said half an hour ago", async () => {
    await bot.write("图书馆几点关门？");
    await bot.write("那周一呢？", { from: aUser(99) });
    bot.time.advance(31 * 60_000);
    await bot.write("那周二呢？");

    expect(bot.newsroom.asked.slice(1).map(({ context }) => context.history)).toEqual([[], []]);
  });

  it("that replies to an older answer goes on from that one", async () => {
    const [first] = await bot.write("图书馆几点关门？");
    await bot.write("花展在哪里？");
    const replied = {
      message_id: first!.id,
      date: 1,
      chat: { id: READER, type: "private" as const },
      from: ME,
    };
    await bot.write("要证件吗？", { reply_to_message: replied as never });

    const history = bot.newsroom.asked.at(-1)!.context.history!;
    expect(history.map(({ content }) => content)[0]).toBe("图书馆几点关门？");
    expect(history).toHaveLength(2);
  });

  it("that is ten minutes old is answered with a word of apology", async () => {
    await bot.write("图书馆几点关门？", { date: Math.floor(bot.time.now() / 1000) - 700 });

    expect(bot.telegram.posts[0]!.payload.text).toMatch(/^抱歉，回复晚了。\n/);
  });

  it("in English is answered in English", async () => {
    const from = aUser(READER, { language_code: "en-GB" });
    const [help] = await bot.write("/help", { from });
    expect(help!.payload.text).toContain("Just send a question");
  });
});

describe("the buttons below an answer", () => {
  it("show the passage in full, the quote marked", async () => {
    await bot.write("图书馆几点关门？");
    const [passage] = await pressButton("原文 1");

    expect(passage!.payload.text).toBe(
      `《社区图书馆延长开放》\n徐汇报 第1234期 2025年3月31日 第1版\n\n${LIBRARY.body}`,
    );
    const { offset, length } = (passage!.payload.entities as { offset: number; length: number }[]).at(-1)!;
    expect(String(passage!.payload.text).slice(offset, offset + length)).toBe("每晚开放至九点，周一闭馆。");
  });

  it("take thumbs and reports, and thank for them", async () => {
    await bot.write("图书馆几点关门？");
    await pressButton("👍");
    expect(bot.store.feedback.count()).toEqual({ good: 1, bad: 0, wrong: 0 });
    await pressButton("有误");

    // One verdict a person and answer: the last.
    expect(bot.store.feedback.count()).toEqual({ good: 0, bad: 0, wrong: 1 });
    expect(bot.telegram.of("answerCallbackQuery").at(-1)!.payload.text).toContain("已记下");
  });

  it("show what a related article says", async () => {
    await bot.write("图书馆几点关门？");
    const [article] = await pressButton("《春季花展开幕》说了什么？");

    expect(article!.payload.text).toContain("花展展出郁金香三万株。");
  });

  it("say so when their answer is not kept any more, or when they are made up", async () => {
    await bot.bring(press(bot.at().id, "s:AAAAAAAAAAAA:1"), press(bot.at().id, "x".repeat(64)));

    const said = bot.telegram.of("answerCallbackQuery").map(({ payload }) => payload.text);
    expect(said).toEqual([expect.stringContaining("太旧"), expect.stringContaining("太旧")]);
  });
});

describe("the commands", () => {
  it("/start greets with what the bot knows and three questions that work", async () => {
    const [greeting] = await bot.write("/start");

    expect(greeting!.payload.text).toContain("3 篇报道，2025年1月27日至2025年3月31日；最新一期：第1234期");
    const [answer] = await pressButton("图书馆几点关门");
    expect(answer!.payload.text).toContain("九点");
  });

  it("/latest and /search list headlines, and a number shows the article", async () => {
    const [latest] = await bot.write("/latest");
    expect(latest!.payload.text).toContain("2. 春季花展开幕\n徐汇报 第1234期 2025年3月31日 第1版");
    const [passage] = await pressButton("2");
    expect(passage!.payload.text).toContain("郁金香三万株");

    const [found] = await bot.write("/search 花展");
    expect(found!.payload.text).toMatch(/^花展\n\n1\. /);
    const [nothing] = await bot.write("/search 月球");
    expect(nothing!.payload.text).toContain("没有找到");
    const [what] = await bot.write("/search");
    expect(what!.payload.text).toContain("/search 图书馆");
  });

  it("/sources, /privacy and /help explain; /ask wants a question", async () => {
    const texts: unknown[] = [];
    for (const command of ["/sources", "/privacy", "/help", "/ask", "/ask 图书馆几点关门？"])
      texts.push(...(await bot.write(command)).map(({ payload }) => payload.text));

    expect(texts).toEqual([
      expect.stringContaining("收录《徐汇报》 3 篇"),
      expect.stringContaining("30 天后自动删除"),
      expect.stringContaining("直接发问题"),
      expect.stringContaining("请在 /ask 后面写上问题，例如：/ask 图书馆几点关门？"),
      expect.stringContaining("九点"),
    ]);
  });

  it("/forget deletes what is kept of the asker", async () => {
    await bot.write("图书馆几点关门？");
    await pressButton("👎");
    const data = buttonData("原文 1");
    const tokens = bot.store.tokens({ daily: 100, perReader: 50 });
    const spend = { who: String(READER), day: "2025-04-07", tokens: 50 };
    await tokens.reserve(spend);
    await bot.write("/forget");
    expect(await tokens.reserve(spend)).not.toBeNull();
    await bot.bring(press(bot.at().id, data));
    await bot.write("那周一呢？");

    expect(bot.telegram.of("answerCallbackQuery").at(-1)!.payload.text).toContain("已经删除");
    expect(bot.newsroom.asked.at(-1)!.context.history).toEqual([]);
    expect(bot.store.feedback.count().bad).toBe(1);
  });

  it("/start with an answer's name shows that answer whole, and one can ask on", async () => {
    const [short] = await bot.writeInGroup("/ask 图书馆几点关门？");
    const { inline_keyboard: rows } = short!.payload.reply_markup as { inline_keyboard: { url: string }[][] };
    const payload = new URL(rows[0]![0]!.url).searchParams.get("start");
    const [whole] = await bot.write(`/start ${payload}`, { from: aUser(99) });
    await bot.write("那周一呢？", { from: aUser(99) });

    expect(whole!.payload.text).toContain("每晚开放至九点");
    expect(bot.newsroom.asked.at(-1)!.context.history).toHaveLength(2);
  });
});

describe("what is not a question", () => {
  it("gets a short line and costs no answer", async () => {
    const lines: unknown[] = [];
    const photo = { text: undefined, photo: [], caption: "图书馆" };
    for (const more of [{ text: undefined, voice: {} }, { text: undefined, sticker: {} }, photo])
      lines.push(...(await bot.write("", more as never)).map(({ payload }) => payload.text));
    const forwarded = { forward_origin: { type: "hidden_user", date: 1, sender_user_name: "某" } };
    lines.push(
      ...(await bot.write("长文。".repeat(100), forwarded as never)).map(({ payload }) => payload.text),
    );
    lines.push(...(await bot.write("问".repeat(501))).map(({ payload }) => payload.text));
    lines.push(...(await bot.write("/unknown")).map(({ payload }) => payload.text));

    expect(lines).toEqual([
      expect.stringContaining("只看得懂文字"),
      expect.stringContaining("只看得懂文字"),
      expect.stringContaining("只看得懂文字"),
      expect.stringContaining("不做摘要"),
      expect.stringContaining("最多 500 字"),
      expect.stringContaining("没有这个命令"),
    ]);
    expect(bot.newsroom.asked).toEqual([]);
  });

  it("gets no line at all if nobody said it", async () => {
    expect(await bot.write("", { text: undefined, pinned_message: {} } as never)).toEqual([]);
    expect(await bot.write("你好", { from: aUser(5, { is_bot: true }) })).toEqual([]);
  });
});

describe("one person with a hundred questions a minute", () => {
  it("is answered twenty times, asked once to wait, and then met with silence", async () => {
    const date = Math.floor(bot.time.now() / 1000);
    for (let i = 0; i < 100; i++) await bot.write(`图书馆 ${i}？`, { date });

    const texts = bot.telegram.posts.map(({ payload }) => String(payload.text));
    expect(texts.filter((text) => text.includes("九点"))).toHaveLength(20);
    expect(texts.filter((text) => text.includes("太快"))).toHaveLength(1);
    expect(texts).toHaveLength(21);
  });
});
