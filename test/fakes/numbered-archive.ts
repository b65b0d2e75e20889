/** Generations that can be told apart: the articles of each bear its number, and so do all answers from it. */
import type { Answer } from "../../src/answer/answer.js";
import { type IsoDay, systemClock } from "../../src/clock.js";
import type { BuildOptions } from "../../src/index/build-options.js";
import { buildGeneration } from "../../src/index/generation-build.js";
import { createBuiltinEmbedder } from "../../src/models/builtin-embedder.js";
import { type Article, parseArticleLine } from "../../src/news/article.js";
import { EMPTY_DICTIONARY } from "../../src/news/dictionary.js";

const NO_STAMP = { files: 0, bytes: 0, by: "content" as const, hash: "0".repeat(64) };
/** Named in the manifest; nothing stands there, so nothing is compared with it. */
const NOWHERE = "../no-articles";

export const NEWEST = "2025-03-31" as IsoDay;
export const QUESTIONS = [
  "滨江步道全长多少公里？",
  "图书馆夜读专线几点发车？",
  "智慧菜场有多少个摊位？",
  "滨江步道全长多少公里，智慧菜场有多少个摊位？",
];

export function numberedArticles(number: number): Article[] {
  return [
    ["滨江步道开放", `第${number}版消息：滨江步道全长${number}公里，星期六开放。沿途种了四百棵樱花树。`],
    ["图书馆开出夜读专线", `第${number}版消息：图书馆夜读专线晚上${(number % 12) + 1}点发车，凭证免费乘坐。`],
    ["智慧菜场改造完成", `第${number}版消息：智慧菜场改造完成，现有${number + 100}个摊位，新装了空调。`],
  ].map(([title, text], i) => {
    const line = { id: `版${number}-${i}`, title, text, publishedOn: NEWEST };
    return parseArticleLine(JSON.stringify(line), "test");
  });
}

/** Builds with the words of `Intl.Segmenter`, which take no time to load. @returns its id */
export async function buildNumbered(
  indexDir: string,
  number: number,
  options: Partial<BuildOptions> = {},
): Promise<string> {
  const { manifest } = await buildGeneration({
    indexDir,
    articles: numberedArticles(number),
    dictionary: EMPTY_DICTIONARY,
    sources: { path: NOWHERE, articles: NO_STAMP, dictionary: NO_STAMP },
    embedder: createBuiltinEmbedder(),
    tool: "1.0.0",
    clock: systemClock,
    segmenter: "intl",
    ...options,
  });
  return manifest.id;
}

/** The numbers of the generations that an answer's text and sources come from: one, if all is well. */
export function numbersIn(answer: Answer): Set<number> {
  if (answer.status !== "answered") return new Set();
  const cited = answer.citations.map(({ articleId }) => /^版(\d+)-/.exec(articleId)?.[1]);
  const quoted = [
    ...`${answer.text}${answer.citations.map(({ quote }) => quote).join("")}`.matchAll(/第(\d+)版/g),
  ];
  return new Set([...cited, ...quoted.map(([, number]) => number)].map(Number));
}
