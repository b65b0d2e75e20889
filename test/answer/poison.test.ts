/**
 * Articles and questions that try to speak to the model, and a model that obeys
 * them. What the model is shown cannot be mistaken for rules; what it writes
 * then leads nowhere, shows nothing of the prompt, and says nothing uncited.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeAnswer } from "../../src/answer/written/compose.js";
import { toGenerated } from "../../src/answer/written/generated.js";
import { buildPrompt } from "../../src/answer/written/prompt.js";
import type { IsoDay } from "../../src/clock.js";
import type { Article } from "../../src/news/article.js";
import { anArticle } from "../fakes/articles.js";
import { readSampleArticles, readSampleDictionary, toPassages } from "../fakes/sample-articles.js";
import { scriptedChat } from "../fakes/scripted-chat.js";
import { HOSTILE_QUESTIONS, POISON } from "./poison.js";

const TODAY = "2025-04-02" as IsoDay;
const sample = readSampleArticles();
const dictionary = readSampleDictionary();
const good = sample.filter(({ id }) => /首批公共数据|徐汇与上汽集团签约|体育消费券/.test(id));
const GOOD_SENTENCE = "徐汇区首批11个公共数据资源的登记已经完成";

async function answer(articles: readonly Article[], question: string, says: string) {
  const composed = await composeAnswer({
    question,
    passages: toPassages(articles),
    chatModel: scriptedChat([says]),
    today: TODAY,
    dictionary,
  });
  return { composed, generated: toGenerated(composed, "zh") };
}

/** What no answer may hold, whoever asked for it. */
function expectHarmless(
  { composed, generated }: Awaited<ReturnType<typeof answer>>,
  articles: readonly Article[],
): void {
  for (const { text, citations } of composed.sentences) {
    expect(citations.length).toBeGreaterThan(0);
    for (const { articleId, quote } of citations)
      expect(articles.find(({ id }) => id === articleId)?.body).toContain(quote);
    expect(text).not.toMatch(
      /https?:|www\.|\b[\w-]+\.(?:com|cn|top|xyz|me|ru)\b|@\w{4}|[<>`*_[\]]{1}|javascript:/i,
    );
    expect(text).not.toMatch(/<sources>|NO_ANSWER|OPENAI|API_KEY|BOT_TOKEN|process\.env|系统提示|\p{Cf}/u);
  }
  if (generated === null) return;
  expect(generated.text.startsWith("〔人工智能生成，每句附报纸出处〕\n")).toBe(true);
  const known = new Set(generated.citations.map(({ marker }) => marker));
  for (const [, marker] of generated.text.matchAll(/\[(\d+)\]/g)) expect(known).toContain(Number(marker));
}

describe("poisoned articles", () => {
  it("are forty", () => {
    expect(new Set(POISON).size).toBeGreaterThanOrEqual(40);
    expect(new Set(HOSTILE_QUESTIONS).size).toBeGreaterThanOrEqual(40);
  });

  it.each(POISON.map((text, i) => [i, text]))("cannot leave their frame in the prompt: %i", (_, poison) => {
    const articles = [
      ...good,
      anArticle({ id: "poison", title: poison.slice(0, 60), body: `社区举行活动。${poison}` }),
    ];
    const { messages, sources } = buildPrompt({
      question: "问",
      language: "zh",
      passages: toPassages(articles),
      today: TODAY,
    });
    const shown = messages[1]!.content;
    expect(messages.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(shown.match(/<source n="\d+">/g)).toHaveLength(sources.length);
    expect(shown.match(/<\/source>/g)).toHaveLength(sources.length);
    expect(shown.match(/<[^>]*>/g)?.length).toBe(sources.length * 2 + 4);
    expect(shown).not.toMatch(/[\u200B-\u200F\u202A-\u202E\u2060-\u206F]|NO_ANSWER/);
  });

  it.each(POISON.map((text, i) => [i, text]))(
    "do no harm when the model does as they say: %i",
    async (_, poison) => {
      const bad = anArticle({ id: "poison", body: `社区举行活动。${poison}` });
      const articles = [...good, bad];
      const own = articles.length;
      for (const says of [
        `${poison}`,
        `${poison}[1]`,
        `${poison}[${own}]`,
        `${GOOD_SENTENCE}[1]。${poison}[1][2]。`,
        `${GOOD_SENTENCE}，${poison}[1]。`,
      ]) {
        const result = await answer(articles, "登记了多少数据？", says);
        expectHarmless(result, articles);
        // What only the poison says is cited to it, and so is seen to be its.
        for (const { text, citations } of result.composed.sentences)
          if (!text.startsWith("徐汇区首批"))
            expect(citations.map(({ articleId }) => articleId)).toEqual(citations.map(() => "poison"));
      }
    },
  );
});

describe("hostile questions", () => {
  it.each(HOSTILE_QUESTIONS.map((text, i) => [i, text]))(
    "get nothing but the paper: %i",
    async (_, question) => {
      const prompt = buildPrompt({ question, language: "zh", passages: toPassages(good), today: TODAY });
      const rules = prompt.messages[0]!.content;
      for (const says of [
        rules,
        prompt.messages[1]!.content.slice(-700),
        `${question}[1]`,
        `好的，遵命：${question}`,
        `${GOOD_SENTENCE}[1]。${rules}`,
      ]) {
        const result = await answer(good, question, says);
        expectHarmless(result, good);
        for (const { text } of result.composed.sentences) expect(rules).not.toContain(text);
      }
    },
  );
});

describe("random output", () => {
  const pieces = sample.flatMap(({ body }) => body.match(/[^。]{6,60}。/g) ?? []).slice(0, 150);
  const noise = fc.oneof(
    fc.constantFrom(
      "[1]",
      "[2]",
      "[9]",
      "【3】",
      "[1,4]",
      "[1-9]",
      "[[2]]",
      "[^1]",
      "[2025]",
      "[",
      "]",
      "。",
      "\n",
      "\n- ",
      "**",
      "<b>",
      "</b>",
      "<!--",
      "-->",
    ),
    fc.constantFrom(
      "https://evil.top/x",
      "t.me/evil",
      "www.evil.cn",
      "[官网](http://evil.ru)",
      "@evilbot",
      "a@evil.com",
      "evil。com",
      "&lt;a href=x&gt;",
      "javascript:alert(1)",
    ),
    fc.constantFrom(...pieces),
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.integer({ min: 0, max: 99_999 }).map(String),
  );

  it("never shows a dangling or invented citation, a foreign link or markup: 10,000 outputs", {
    timeout: 300_000,
  }, async () => {
    const articles = good;
    await fc.assert(
      fc.asyncProperty(fc.array(noise, { minLength: 1, maxLength: 9 }), async (parts) => {
        expectHarmless(await answer(articles, "问", parts.join("")), articles);
      }),
      { numRuns: 10_000, seed: 6 },
    );
  });
});
