/** The sample archive and the district's dictionary, read from `data/` for tests that need real newspaper text. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chunkBody } from "../../src/index/chunk.js";
import { type Article, parseArticleMarkdown } from "../../src/news/article.js";
import { type Dictionary, parseDictionary } from "../../src/news/dictionary.js";
import type { Passage } from "../../src/search/retriever.js";

const DATA = join(import.meta.dirname, "../../data");

export function readSampleArticles(): Article[] {
  const folder = join(DATA, "articles");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) =>
      parseArticleMarkdown(readFileSync(join(folder, name), "utf8"), {
        id: name.replace(/\.md$/, ""),
        where: name,
      }),
    );
}

export function readSampleDictionary(): Dictionary {
  const table = (name: string) => readFileSync(join(DATA, "dict", `${name}.tsv`), "utf8");
  return parseDictionary({ names: table("names"), synonyms: table("synonyms"), english: table("english") });
}

/** Every chunk of the articles as the search would hand them over, in the order given. */
export function toPassages(articles: readonly Article[]): Passage[] {
  return articles.flatMap((article, articleIndex) =>
    chunkBody(article.body).map(({ start, end }, i) => ({
      article,
      articleIndex,
      chunk: { article: articleIndex, start, end },
      text: article.body.slice(start, end),
      score: 1 / (1 + articleIndex + i),
    })),
  );
}
