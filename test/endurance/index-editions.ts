/** Archives of which every article says what edition it belongs to, so that a mixture could not hide. */
import { appendFileSync } from "node:fs";
import { IndexFileError } from "../../src/errors.js";
import { checkGeneration } from "../../src/index/check.js";
import { generationDir } from "../../src/index/generation.js";
import { type BuiltGeneration, buildGeneration } from "../../src/index/generation-build.js";
import { openGeneration } from "../../src/index/generation-open.js";
import { type Article, parseArticleLine } from "../../src/news/article.js";
import { EMPTY_DICTIONARY } from "../../src/news/dictionary.js";
import { learningEmbedder } from "../fakes/learning-embedder.js";

export interface Edition {
  readonly indexDir: string;
  readonly edition: number;
  readonly articles: number;
  /** A file to which every embedded text is written, a line each. */
  readonly log?: string;
}

/** A third of the articles is new in every edition; the others only say so in their headline's number. */
export function editionArticles({ edition, articles }: Edition): Article[] {
  return Array.from({ length: articles }, (_, i) => {
    const text = `第${edition}版第${i}篇：河边步道${i}号段开放，“第${i % 7}届花会”同日开幕，市民可以预约。`;
    return parseArticleLine(JSON.stringify({ id: `n${i}`, title: `新闻${i}`, text }), "edition");
  });
}

const STAMP = { files: 0, bytes: 0, by: "content" as const, hash: "0".repeat(64) };

export function buildEdition(edition: Edition): Promise<BuiltGeneration> {
  const { indexDir, log } = edition;
  const embedder = learningEmbedder({
    onBatch: (texts) => {
      if (log) appendFileSync(log, texts.map((text) => `${JSON.stringify(text)}\n`).join(""));
    },
  });
  return buildGeneration({
    indexDir,
    articles: editionArticles(edition),
    dictionary: EMPTY_DICTIONARY,
    sources: { path: "../articles", articles: STAMP, dictionary: STAMP },
    embedder,
    tool: "1.0.0",
    clock: { now: () => new Date() },
    segmenter: "intl",
    // In the builder's process, so that its reading can be interrupted and made to fail as well.
    async verify(folder, id) {
      const { faults } = await checkGeneration(folder, id);
      if (faults.length > 0) throw new IndexFileError(faults.join("; "), { hint: "build again" });
    },
  });
}

export type Seen =
  | { readonly kind: "edition"; readonly edition: number; readonly warnings: readonly string[] }
  | { readonly kind: "none" }
  | { readonly kind: "unreadable" | "mixed"; readonly why: string };

/** What a reader would get: which edition, and whether it is of one piece. */
export async function readEdition(indexDir: string): Promise<Seen> {
  try {
    const { id, articles, warnings } = await openGeneration(indexDir, { embedder: learningEmbedder() });
    const editions = new Set(articles.map(({ body }) => Number(/^第(\d+)版/.exec(body)?.[1])));
    const { faults } = await checkGeneration(generationDir(indexDir, id), id, { samples: 20 });
    if (editions.size > 1 || faults.length > 0) {
      return { kind: "mixed", why: faults.join("; ") || `editions ${[...editions]}` };
    }
    return { kind: "edition", edition: [...editions][0]!, warnings };
  } catch (error) {
    if (error instanceof IndexFileError && /there is no index/.test(error.message)) return { kind: "none" };
    return { kind: "unreadable", why: String(error) };
  }
}
