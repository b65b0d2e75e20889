/** Rendering: whatever an answer says, what leaves here is a message Telegram takes, with nothing cut in two. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer, Citation } from "../../src/answer/answer.js";
import { answerKeyboard, parseDeepLink, parsePress } from "../../src/bot/buttons.js";
import { fromMarked, plain, shorten, splitMessage } from "../../src/bot/formatted.js";
import { renderAnswer, renderPassage } from "../../src/bot/render.js";
import { anArticle, cite, LIBRARY } from "../fakes/newsroom.js";
import { checkKeyboard, checkText } from "../fakes/telegram-rules.js";

const boldOf = (text: string) => {
  const formatted = fromMarked(text);
  return formatted.entities
    .filter(({ type }) => type === "bold")
    .map(({ offset, length }) => formatted.text.slice(offset, offset + length));
};

describe("an answer's text", () => {
  it("marks what stands between asterisks and drops marks without a partner", () => {
    expect(fromMarked("共**二十**家，**三**个").text).toBe("共二十家，三个");
    expect(boldOf("共**二十**家，**三**个")).toEqual(["二十", "三"]);
    expect(fromMarked("**没有完").text).toBe("没有完");
    expect(fromMarked("a ** b ** c").text).toBe("a  b  c");
    expect(boldOf("**跨\n行**")).toEqual([]);
    expect(fromMarked("5*3=15, 2**").text).toBe("5*3=15, 2");
  });

  it("takes markup of other kinds as text", () => {
    const text = "<b>粗</b> _斜_ [链](https://e.cn) `码` & <br> [9]";
    expect(fromMarked(text)).toMatchObject({ text, entities: [] });
  });

  it("links the markers of citations that have an address", () => {
    const formatted = fromMarked("甲[1]乙**丙[2]**", new Map([[2, "https://e.cn/2"]]));
    expect(formatted.text).toBe("甲[1]乙丙[2]");
    expect(formatted.entities.find(({ type }) => type === "text_link")).toMatchObject({
      offset: 6,
      length: 3,
      url: "https://e.cn/2",
    });
  });
});

describe("a message that is too long", () => {
  it("is cut between sentences, and nothing is left out", () => {
    const sentence = "这是一个用来数长度的句子，不长不短。";
    const parts = splitMessage(plain(sentence.repeat(600)));
    expect(parts.map(({ text }) => text).join("")).toBe(sentence.repeat(600));
    for (const { text } of parts) expect(text.endsWith("。")).toBe(true);
    expect(parts).toHaveLength(Math.ceil((sentence.length * 600) / (4096 - (4096 % sentence.length))));
  });

  it("is cut in a sentence only if there is no other way, never in a character or marker", () => {
    const parts = splitMessage(plain("😀".repeat(3000)));
    expect(parts.map(({ text }) => text.length)).toEqual([4096, 1904]);
    const marked = splitMessage(plain(`${"字".repeat(4094)}[12]${"字".repeat(50)}`));
    expect(marked[0]!.text).toBe("字".repeat(4094));
  });

  it("keeps a folded quotation folded in every part", () => {
    const quote = "引用的一句话。".repeat(900);
    const answer: Answer = {
      status: "answered",
      mode: "extractive",
      text: "见[1]",
      citations: [cite(LIBRARY, quote)],
    };
    const parts = renderAnswer(answer, { language: "zh" });
    expect(parts.length).toBeGreaterThan(1);
    for (const { entities } of parts)
      expect(entities.filter(({ type }) => type === "expandable_blockquote")).toHaveLength(1);
  });

  it("is shortened for a group to whole sentences", () => {
    expect(shorten(plain("一二三四。五六七八。九十"), 8).text).toBe("一二三四。…");
    expect(shorten(plain("短"), 8).text).toBe("短");
  });
});

describe("a passage", () => {
  it("of a long article is what stands around the quote, whole paragraphs, the quote in bold", () => {
    const paragraphs = Array.from({ length: 300 }, (_, i) => `第${i}段讲了一些事情，说得很清楚。`);
    const article = anArticle({ title: "长文", body: paragraphs.join("\n\n") });
    const [message, ...more] = renderPassage(article, paragraphs[150]!, "zh");
    expect(more).toEqual([]);
    const bold = message!.entities.filter(({ type }) => type === "bold").at(-1)!;
    expect(message!.text.slice(bold.offset, bold.offset + bold.length)).toBe(paragraphs[150]);
    expect(message!.text).toContain("……\n第");
    expect(message!.text.endsWith("\n……")).toBe(true);
  });
});

describe("buttons", () => {
  it("come back as what they were, and nothing else does", () => {
    expect(parsePress("s:Ab_-12345678:3")).toEqual({ kind: "passage", answer: "Ab_-12345678", marker: 3 });
    expect(parsePress("v:Ab_-12345678:w")).toMatchObject({ kind: "verdict", verdict: "wrong" });
    for (const data of [
      "",
      "s",
      "v:x:constructor",
      "v:x:x",
      "s:x:a",
      "r:x:-1",
      "s:x y:1",
      `s:${"x".repeat(40)}:1`,
    ])
      expect(parsePress(data)).toBeUndefined();
    expect(parseDeepLink("x_Ab")).toEqual({ kind: "answer", answer: "Ab" });
    expect(parseDeepLink("inline")).toEqual({ kind: "none" });
  });
});

/** What a model may come up with: marks that do not match, markup, long runs, odd characters. */
const pieces = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(
      "字",
      "，",
      "。",
      "\n",
      " ",
      "*",
      "[",
      "]",
      "1",
      "😀",
      "👨‍👩‍👧",
      "\ud83d",
      "\u200b",
    ),
  }),
  fc.constantFrom(
    "**",
    "[1]",
    "[12]",
    "[999]",
    "**重点**",
    "<b>",
    "</b>",
    "&amp;",
    "```",
    "https://e.cn",
    "```\n",
    "\n\n",
  ),
  fc.nat(1500).map((length) => "长".repeat(length)),
  fc.nat(200).map((length) => "这是一句话。".repeat(length)),
);
const texts = fc.array(pieces, { minLength: 1, maxLength: 12 }).map((parts) => `答${parts.join("")}`);
const citations = fc.array(
  fc.record({
    title: fc.string({ unit: "binary", maxLength: 40 }),
    quote: texts,
    url: fc.constantFrom(null, "https://e.cn/a?b=1&c=2"),
  }),
  { maxLength: 6 },
);

describe("ten thousand random outputs", () => {
  it("are all messages that Telegram takes, and lose no character", () => {
    const options = fc.record({
      language: fc.constantFrom("zh" as const, "en" as const),
      short: fc.boolean(),
    });
    fc.assert(
      fc.property(texts, citations, options, (text, sources, how) => {
        const cited: Citation[] = sources.map((source, i) => ({
          ...cite(LIBRARY, source.quote, i + 1),
          ...source,
        }));
        const answer: Answer = { status: "answered", mode: "generated", text, citations: cited };
        const messages = renderAnswer(answer, how);
        expect(messages.length).toBeGreaterThan(0);
        for (const { text: said, entities } of messages)
          expect(checkText({ text: said, entities }, "text")).toEqual([]);
        expect(
          checkKeyboard({
            ...answerKeyboard("Ab_-12345678", {
              answer,
              related: [{ question: text, article: null }],
              language: "zh",
            }),
          }),
        ).toEqual([]);
        if (how.short) return;
        // Nothing but white space at the seams is gone.
        const squeeze = (whole: string) => whole.replace(/\s/g, "");
        const whole = squeeze(messages.map((message) => message.text).join(""));
        expect(whole.startsWith(squeeze(fromMarked(text).text))).toBe(true);
        for (const { quote } of cited) expect(whole).toContain(squeeze(plain(quote).text));
      }),
      { numRuns: 10_000 },
    );
  }, 120_000);
});
