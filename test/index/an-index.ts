/** A small index in a folder of its own, for tests of generations. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { type BuildOptions, buildGeneration } from "../../src/index/generation-build.js";
import { openGeneration } from "../../src/index/generation-open.js";
import type { Hnswlib } from "../../src/index/vectors.js";
import { type Article, parseArticleLine } from "../../src/news/article.js";
import { EMPTY_DICTIONARY } from "../../src/news/dictionary.js";
import { hashEmbedder } from "../fakes/hash-embedder.js";

export const ARTICLES: readonly Article[] = [
  "河边新修的步道星期六开放，全长三公里。沿途种了四百棵樱花树，还设了五处歇脚的亭子。",
  "图书馆开出“夜读专线”，末班车晚上十点发车。读者凭借书证可以免费乘坐。",
  "小学生把《花园里的一天》排成了短剧，家长和老师坐满礼堂。",
  "“智慧菜场”改造完成，摊位由六十个增至八十二个，新装了空调和电子秤。".repeat(12),
].map((text, i) => parseArticleLine(JSON.stringify({ id: `a${i}`, title: `第${i}篇`, text }), "test"));

const NO_STAMP = { files: 0, bytes: 0, by: "content" as const, hash: "0".repeat(64) };
const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A folder that is gone after the test. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "generations-"));
  folders.push(folder);
  return folder;
}

/** A minute later with every build, so that ids differ. */
let minutes = 0;

/** Builds with the words of `Intl.Segmenter` and the fake embedder, which take no time to load. */
export function build(indexDir: string, options: Partial<BuildOptions> = {}) {
  const now = new Date(Date.UTC(2025, 2, 31, 8, minutes++));
  return buildGeneration({
    indexDir,
    articles: ARTICLES,
    dictionary: EMPTY_DICTIONARY,
    sources: { path: "../articles", articles: NO_STAMP, dictionary: NO_STAMP },
    embedder: hashEmbedder(),
    tool: "1.0.0",
    clock: { now: () => now },
    segmenter: "intl",
    ...options,
  });
}

export function open(indexDir: string, options: { hnswlib?: Hnswlib | null; name?: string } = {}) {
  const { name = "hash", ...rest } = options;
  return openGeneration(indexDir, { embedder: hashEmbedder({ name }), ...rest });
}
