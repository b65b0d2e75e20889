/** The paraphrases are only worth something as long as none of their words stands in the article they ask for. */
import { existsSync } from "node:fs";
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

/** The articles of a benchmark stand beside the project, where they are; they are no part of it. */
const BENCHMARK = join(ROOT, "../shared/benchmarks/crud/articles-20k.jsonl");
const SETS = [
  { path: "data/eval/paraphrases.jsonl", archive: join(ROOT, "data/articles"), count: 100, about: 40 },
  { path: "data/eval/paraphrases-news.jsonl", archive: BENCHMARK, count: 50, about: 40 },
].filter(({ archive }) => existsSync(archive));

let tokenizer: Tokenizer;
beforeAll(async () => {
  tokenizer = await createTokenizer([]);
}, 60_000);

describe.each(SETS)("$path", ({ path, archive, count, about }) => {
  let articles: ReadonlyMap<string, Article>;
  let questions: ReturnType<typeof parseEvalAsBench>;
  beforeAll(async () => {
    questions = parseEvalAsBench(await readFile(join(ROOT, path), "utf8"), path);
    articles = new Map((await readArchive(archive)).articles.map((article) => [article.id, article]));
  }, 60_000);

  it("has so many questions about so many articles, each once", () => {
    expect(questions).toHaveLength(count);
    expect(new Set(questions.map(({ query }) => query.text)).size).toBe(count);
    expect(new Set(questions.flatMap(({ gold }) => gold.flat())).size).toBeGreaterThanOrEqual(about);
  });

  it("asks for articles that are there", () => {
    const missing = questions.flatMap(({ id, gold }) =>
      gold.flat().flatMap((one) => (articles.has(one) ? [] : [`${id}: ${one}`])),
    );

    expect(missing).toEqual([]);
  });

  it("shares no word and no number with the articles that answer", () => {
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
