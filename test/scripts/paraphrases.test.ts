/** The paraphrases are only worth something as long as none of their words stands in the article they ask for. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parseEvalAsBench } from "../../scripts/bench/questions.js";
import { createTokenizer, type Tokenizer } from "../../src/index/tokens.js";
import { readArchive } from "../../src/news/archive.js";
import type { Article } from "../../src/news/article.js";
import { fold } from "../../src/news/text.js";
import { ROOT } from "../source-files.js";

/** They ask or point, and say nothing of what is asked for. */
const FUNCTION_WORDS = new Set([
  "什么",
  "怎么",
  "这些",
  "多少",
  "哪些",
  "怎样",
  "如何",
  "为何",
  "是否",
  "没有",
]);

const PATH = "data/eval/paraphrases.jsonl";
let tokenizer: Tokenizer;
let articles: ReadonlyMap<string, Article>;
let questions: ReturnType<typeof parseEvalAsBench>;

beforeAll(async () => {
  tokenizer = await createTokenizer([]);
  const archive = await readArchive(join(ROOT, "data/articles"));
  articles = new Map(archive.articles.map((article) => [article.id, article]));
  questions = parseEvalAsBench(await readFile(join(ROOT, PATH), "utf8"), PATH);
}, 60_000);

describe("data/eval/paraphrases.jsonl", () => {
  it("has a hundred questions about most of the archive, each once", () => {
    expect(questions).toHaveLength(100);
    expect(new Set(questions.map(({ query }) => query.text)).size).toBe(100);
    expect(new Set(questions.flatMap(({ gold }) => gold.flat())).size).toBeGreaterThanOrEqual(40);
  });

  it("asks for articles that are there", () => {
    const missing = questions.flatMap(({ id, gold }) =>
      gold.flat().flatMap((one) => (articles.has(one) ? [] : [`${id}: ${one}`])),
    );

    expect(missing).toEqual([]);
  });

  it("shares no word and no number with the article that answers", () => {
    const shared = questions.flatMap(({ id, query, gold }) => {
      const words = tokenizer
        .cut(fold(query.text))
        .filter((word) => [...word].length > 1 && /[\p{L}\p{N}]/u.test(word));
      return gold.flat().flatMap((one) => {
        const { title, body } = articles.get(one)!;
        const text = fold(`${title}\n${body}`);
        return words
          .filter((word) => !FUNCTION_WORDS.has(word) && text.includes(word))
          .map((word) => `${id}: ${word}`);
      });
    });

    expect(shared).toEqual([]);
  });
});
