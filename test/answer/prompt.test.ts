import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toAbsoluteDates } from "../../src/answer/verify/absolute-dates.js";
import { toPlainSentence } from "../../src/answer/written/plain-text.js";
import { buildPrompt, countTokens } from "../../src/answer/written/prompt.js";
import { createSentenceStream } from "../../src/answer/written/sentence-stream.js";
import { shownText, toSources } from "../../src/answer/written/sources.js";
import type { IsoDay } from "../../src/clock.js";
import { readSampleArticles, toPassages } from "../fakes/sample-articles.js";

const TODAY = "2025-04-02" as IsoDay;
const articles = readSampleArticles();

describe("the prompt", () => {
  it("stays under its budget by leaving passages out, never by cutting one", () => {
    for (const maxTokens of [900, 1_500, 3_000, 6_000]) {
      const { messages, sources, tokens } = buildPrompt({
        question: "登记了多少数据？",
        language: "zh",
        passages: toPassages(articles),
        today: TODAY,
        maxTokens,
      });
      expect(tokens).toBeLessThanOrEqual(Math.max(maxTokens, 1_100));
      expect(countTokens(messages.map(({ content }) => content).join(""))).toBeLessThanOrEqual(tokens);
      for (const source of sources) expect(messages[1]!.content).toContain(shownText(source).slice(0, 40));
      expect(shownText(sources[0]!)).toMatch(/[。：；”]$/);
    }
  });

  it("numbers each article once, its passages in reading order", () => {
    const passages = toPassages(articles.slice(0, 3));
    const sources = toSources([...passages].reverse());
    expect(sources.map(({ marker }) => marker)).toEqual([1, 2, 3]);
    expect(sources.map(({ article }) => article)).toEqual(articles.slice(0, 3).reverse());
    for (const { spans } of sources) expect([...spans].sort((a, b) => a.start - b.start)).toEqual(spans);
  });

  it("tells the day, the language and what to write when the sources do not answer", () => {
    const english = buildPrompt({
      question: "How many?",
      language: "en",
      passages: toPassages(articles),
      today: TODAY,
    });
    expect(english.messages[0]!.content).toMatch(/NO_ANSWER[\s\S]*Answer in English[\s\S]*2025年4月2日/);
  });
});

describe("sentences of a stream", () => {
  it("are the same however the text arrives, and nothing is lost", () => {
    const piece = fc.constantFrom(
      "数据11个。",
      "[1]",
      "“他说。”",
      "3.5亿元",
      "\n",
      "- ",
      "No. 5 is it. ",
      "！？",
      "【2】",
      "呢",
      " ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.integer({ min: 1, max: 9 }), (parts, size) => {
        const text = parts.join("");
        const read = (step: number) => {
          const stream = createSentenceStream();
          const sentences: string[] = [];
          for (let at = 0; at < text.length; at += step)
            sentences.push(...stream.push(text.slice(at, at + step)));
          return [...sentences, stream.rest()].filter((one) => one.trim() !== "");
        };
        expect(read(size).join("").replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        expect(read(size)).toEqual(read(1));
      }),
      { numRuns: 2_000 },
    );
  });

  it("keep figures, abbreviations and quotations whole, and their markers", () => {
    const stream = createSentenceStream();
    const sentences = stream.push(
      "It rose 3.5 percent at No. 5 Road. [1] 他说：“好。再来。”大家同意。[2][3]下一句",
    );
    expect(sentences).toEqual([
      "It rose 3.5 percent at No. 5 Road. [1]",
      " 他说：“好。再来。”",
      "大家同意。[2][3]",
    ]);
    expect(stream.rest()).toBe("下一句");
  });
});

describe("a sentence as plain text", () => {
  it.each([
    ["1. **登记了**11个[1][2]。", "登记了11个。", [1, 2]],
    ["登记了11个【1】、20家［2］。", "登记了11个、20家。", [1, 2]],
    ["11.5亿元（来源：[3]）。", "11.5亿元（来源：）。", [3]],
    ["见[1-3]和[^4]。", "见和。", [1, 2, 3, 4]],
    ["数组a[2025]。", "数组a。", []],
    ["<b>粗</b>体&lt;i&gt;斜&lt;/i&gt;", "粗体斜", []],
  ])("%s", (raw, text, markers) => {
    expect(toPlainSentence(raw)).toEqual({ text, markers, link: null });
  });

  it.each([
    "见 evil.com。",
    "见ｅｖｉｌ．ｃｏｍ",
    "[官网](http://a.b/c)",
    "<a href='//x.cn'>官网</a>",
    "找@evilbot",
    "tg://x",
    "写信 a@b.cn",
    "t.me/x",
  ])("sees the link in %s", (raw) => expect(toPlainSentence(raw).link).not.toBeNull());

  it("takes no decimal, version or time for a link", () => {
    for (const text of ["12.31PB", "3.5亿元", "14:30开始", "5.1假期", "V2.0版"])
      expect(toPlainSentence(text).link).toBeNull();
  });
});

describe("relative dates of an old article", () => {
  const old = { today: "2026-05-01" as IsoDay, publishedOn: "2024-05-13" as IsoDay };

  it.each([
    ["今年新开三家博物馆。", "2024年新开三家博物馆。"],
    ["去年营收750亿元。", "2023年营收750亿元。"],
    ["4月20日签约。", "2024年4月20日签约。"],
    ["2024年4月20日签约。", "2024年4月20日签约。"],
    ["他说“今年要加油”。", "他说“今年要加油”。"],
  ])("%s", (text, absolute) => {
    expect(toAbsoluteDates(text, old)).toBe(absolute);
  });

  it("stay as they are while they mean the same", () => {
    expect(toAbsoluteDates("今年新开三家博物馆。", { ...old, today: "2024-06-01" as IsoDay })).toBe(
      "今年新开三家博物馆。",
    );
  });
});
