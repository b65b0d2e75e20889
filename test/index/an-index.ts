/** A small index in a folder of its own, for tests of generations. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect } from "vitest";
import { IndexFileError } from "../../src/errors.js";
import type { BuildOptions } from "../../src/index/build-options.js";
import { checkGeneration } from "../../src/index/check.js";
import { generationDir, listGenerations } from "../../src/index/generation.js";
import { type BuiltGeneration, buildGeneration } from "../../src/index/generation-build.js";
import { openGeneration } from "../../src/index/generation-open.js";
import type { Manifest } from "../../src/index/manifest.js";
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
export async function build(indexDir: string, options: Partial<BuildOptions> = {}): Promise<Manifest> {
  return (await buildTelling(indexDir, options)).manifest;
}

/** As `build`, and says how much was embedded. */
export function buildTelling(
  indexDir: string,
  options: Partial<BuildOptions> = {},
): Promise<BuiltGeneration> {
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

/** Looks the generation over in this process, which a test can do: it wrote it itself a moment ago. */
export async function verifyHere(folder: string, id: string): Promise<void> {
  const { faults } = await checkGeneration(folder, id);
  if (faults.length > 0) throw new IndexFileError(faults.join("; "));
}

/** For the end of a test that touched an index: every generation there is must be whole. */
export async function expectWhole(indexDir: string): Promise<void> {
  for (const id of await listGenerations(indexDir)) {
    const { faults } = await checkGeneration(generationDir(indexDir, id), id);
    expect(faults, id).toEqual([]);
  }
}

export function open(indexDir: string, options: { hnswlib?: Hnswlib | null; name?: string } = {}) {
  const { name = "hash", ...rest } = options;
  return openGeneration(indexDir, { embedder: hashEmbedder({ name }), ...rest });
}
