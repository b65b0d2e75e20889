/** The bot's view of a generation, over an answerer and a retriever that say what they are told. */
import { describe, expect, it } from "vitest";
import type { Answerer } from "../../src/answer/answerer.js";
import { articleKey, createNewsroom } from "../../src/bot/newsroom.js";
import type { IsoDay } from "../../src/clock.js";
import type { Article, ArticleId } from "../../src/news/article.js";
import type { Retriever } from "../../src/search/retriever.js";
import { anArticle, BUS, FAIR, LIBRARY, LIBRARY_ANSWER, NOT_FOUND } from "../fakes/newsroom.js";

const TODAY = "2025-04-07" as IsoDay;
const PHOTO = anArticle({ title: "一张照片", kind: "photo", publishedOn: "2025-04-01" as IsoDay });

function answerer(answers: (question: string) => boolean): Pick<Answerer, "ask"> {
  return {
    ask: async (question) => ({
      answer: answers(question) ? LIBRARY_ANSWER : NOT_FOUND,
      trace: { question: null, passages: [], extraction: null, searchMs: 0 },
    }),
  };
}

function retriever(...found: Article[]): Retriever {
  return {
    retrieve: async () =>
      found.map((article, articleIndex) => ({
        article,
        articleIndex,
        chunk: { article: articleIndex, start: 0, end: article.body.length },
        text: article.body,
        score: 1 / (articleIndex + 1),
      })),
  };
}

function newsroom(more: Partial<Parameters<typeof createNewsroom>[0]> = {}) {
  return createNewsroom({
    generation: "g1",
    articles: [BUS, LIBRARY, PHOTO, FAIR],
    quoting: answerer(() => true),
    retriever: retriever(LIBRARY, FAIR),
    ...more,
  });
}

describe("the newsroom", () => {
  it("knows what it covers, and its newest articles first", async () => {
    expect(newsroom().coverage).toEqual({
      paper: "徐汇报",
      articles: 4,
      from: "2025-01-27",
      to: "2025-04-01",
      newestIssue: "第1234期",
    });
    // A photo is no headline.
    const newest = await newsroom().latest(2);
    expect(newest.map(({ title }) => title)).toEqual([LIBRARY.title, FAIR.title]);
    expect(newsroom({ articles: [] }).coverage).toMatchObject({ articles: 0, from: null, newestIssue: null });
  });

  it("finds each article once, with the sentence nearest to the words", async () => {
    const found = newsroom({ retriever: retriever(LIBRARY, LIBRARY, FAIR) });
    const hits = await found.search("周一开不开馆", { k: 5, today: TODAY });
    expect(hits.map(({ title, quote }) => [title, quote])).toEqual([
      [LIBRARY.title, "每晚开放至九点，周一闭馆。"],
      [FAIR.title, "春季花展四月五日在公园开幕。"],
    ]);
  });

  it("knows which other headlines are near a question", async () => {
    const untitled = anArticle({ title: "", id: "untitled" as ArticleId });
    const found = newsroom({ retriever: retriever(LIBRARY, untitled, FAIR, FAIR, BUS) });
    const near = await found.related("图书馆", { k: 2, besides: [LIBRARY.id], today: TODAY });
    expect(near.map(({ title }) => title)).toEqual([FAIR.title, BUS.title]);
  });

  it("finds an article by a name that fits into buttons and links", async () => {
    expect(articleKey(LIBRARY.id)).toMatch(/^[\w-]{16}$/);
    expect(await newsroom().article(articleKey(LIBRARY.id))).toBe(LIBRARY);
    expect(await newsroom().article(articleKey(anArticle({ title: "没有" }).id))).toBeUndefined();
  });

  it("offers three questions that get an answer, headlines if the given ones do not", async () => {
    const given = ["甲问？", "乙问？"];
    const rooms = newsroom({ examples: given, quoting: answerer((question) => question !== "乙问？") });
    expect(await rooms.examples(TODAY)).toEqual([
      "甲问？",
      `《${LIBRARY.title}》说了什么？`,
      `《${FAIR.title}》说了什么？`,
    ]);
    expect(await newsroom({ quoting: answerer(() => false) }).examples(TODAY)).toEqual([]);
  });

  it("quotes without the model and asks with it", async () => {
    const rooms = newsroom({ composing: answerer(() => false) });
    expect(rooms.composes).toBe(true);
    expect(await rooms.ask("问", { today: TODAY })).toBe(NOT_FOUND);
    expect(await rooms.quote("问", { today: TODAY })).toBe(LIBRARY_ANSWER);
    expect(newsroom().composes).toBe(false);
  });
});
