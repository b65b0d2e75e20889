import { describe, expect, it } from "vitest";
import type { IsoDay } from "../../src/clock.js";
import { type Reranker, withReranker } from "../../src/search/reranker.js";
import type { ExplainingRetriever, Passage, Query } from "../../src/search/retriever.js";
import { anArticle } from "../fakes/articles.js";

/** Articles 0, 1, 2 … in that order; article 1 with two passages. */
function foundInOrder(count: number) {
  const asked: number[] = [];
  const retriever: ExplainingRetriever = {
    async retrieve({ k }) {
      asked.push(k);
      return Array.from({ length: Math.min(k, count) }, (_, i) => i).flatMap((i) =>
        i === 1 ? [passage(i, 10 - i), passage(i, (10 - i) * 0.8)] : [passage(i, 10 - i)],
      );
    },
    explain: async () => [],
  };
  return { asked, retriever };
}

function passage(articleIndex: number, score: number): Passage {
  const text = `第${articleIndex}篇`;
  const article = anArticle({ body: text });
  return { article, articleIndex, chunk: { article: articleIndex, start: 0, end: text.length }, text, score };
}

const QUERY: Query = { text: "问", clauses: ["问"], today: "2025-04-02" as IsoDay, period: null, k: 3 };
const never = () => new AbortController().signal;

/** Scores passages by the table, the number of the article → score. */
function scoring(
  scores: Readonly<Record<number, number>>,
): Reranker & { readonly shown: (readonly string[])[] } {
  const shown: (readonly string[])[] = [];
  return {
    id: "table",
    shown,
    async score(_question, passages) {
      shown.push(passages);
      return passages.map((text) => scores[Number(/\d+/.exec(text)?.[0])] ?? 0);
    },
  };
}

const order = (passages: readonly Passage[]) => passages.map(({ articleIndex }) => articleIndex);

describe("withReranker", () => {
  it("looks at thirty articles and keeps as many as were asked for, best first", async () => {
    const { asked, retriever } = foundInOrder(40);
    const reranker = scoring({ 25: 3, 1: 2, 7: 1 });
    const passages = await withReranker(retriever, { reranker, deadline: never }).retrieve(QUERY);

    expect(asked).toEqual([30]);
    expect(reranker.shown[0]).toHaveLength(30);
    expect(order(passages)).toEqual([25, 1, 1, 7]);
    expect(passages.map(({ score }) => score)).toEqual([10, 9, expect.closeTo(7.2), 8]);
  });

  it("keeps the first order where scores are equal", async () => {
    const { retriever } = foundInOrder(5);

    const passages = await withReranker(retriever, { reranker: scoring({}), deadline: never }).retrieve(
      QUERY,
    );

    expect(order(passages)).toEqual([0, 1, 1, 2]);
  });

  it.each([
    ["fails", { id: "x", score: () => Promise.reject(new Error("down")) }],
    ["scores too few", { id: "x", score: async () => [1] }],
    [
      "gives what is no figure",
      { id: "x", score: async (_: string, all: readonly string[]) => all.map(() => Number.NaN) },
    ],
  ] satisfies [string, Reranker][])("leaves the answer as it is when it %s", async (_, reranker) => {
    const { asked, retriever } = foundInOrder(5);
    const failures: unknown[] = [];
    const onFailure = (error: unknown) => void failures.push(error);
    const passages = await withReranker(retriever, { reranker, deadline: never, onFailure }).retrieve(QUERY);

    expect(order(passages)).toEqual([0, 1, 1, 2]);
    expect(asked).toEqual([30]);
    expect(failures).toHaveLength(1);
  });

  it("does not wait for one that hangs longer than its time", async () => {
    const { retriever } = foundInOrder(5);
    const spent = new AbortController();
    const reranker: Reranker = {
      id: "hangs",
      score: () => {
        spent.abort(new Error("its time is spent"));
        return new Promise(() => undefined);
      },
    };
    const failures: unknown[] = [];
    const options = {
      reranker,
      deadline: () => spent.signal,
      onFailure: (error: unknown) => void failures.push(error),
    };
    const passages = await withReranker(retriever, options).retrieve(QUERY);

    expect(order(passages)).toEqual([0, 1, 1, 2]);
    expect(failures).toEqual([new Error("its time is spent")]);
  });

  it("ends with the question", async () => {
    const { retriever } = foundInOrder(5);
    const over = new AbortController();
    const reranker: Reranker = {
      id: "hangs",
      score: () => {
        over.abort(new Error("nobody asks"));
        return new Promise(() => undefined);
      },
    };

    const asked = withReranker(retriever, { reranker, deadline: never }).retrieve(QUERY, over.signal);

    await expect(asked).rejects.toThrow("nobody asks");
  });

  it("is left alone while it rests", async () => {
    const { asked, retriever } = foundInOrder(5);
    const reranker = scoring({ 4: 9 });

    const passages = await withReranker(retriever, {
      reranker,
      deadline: never,
      isResting: () => true,
    }).retrieve(QUERY);

    expect(order(passages)).toEqual([0, 1, 1, 2]);
    expect([asked, reranker.shown]).toEqual([[3], []]);
  });

  it("does not ask about a single article", async () => {
    const { retriever } = foundInOrder(1);
    const reranker = scoring({});

    await withReranker(retriever, { reranker, deadline: never }).retrieve(QUERY);

    expect(reranker.shown).toEqual([]);
  });
});
