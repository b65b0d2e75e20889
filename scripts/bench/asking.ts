/**
 * Our retriever over articles in memory, without the folder on disk: for trying
 * weights, where one index serves many runs.
 */
import { type Chunk, chunkBody } from "../../src/index/chunk.js";
import type { Embedder, EmbedderFactory } from "../../src/index/embedder.js";
import { passageText } from "../../src/index/generation-files.js";
import { createKeywordBuilder } from "../../src/index/keywords.js";
import { createPassageTerms } from "../../src/index/passage-terms.js";
import { createTokenizer, type Tokenizer } from "../../src/index/tokens.js";
import { createVectorIndex, type VectorIndex } from "../../src/index/vectors.js";
import type { Article } from "../../src/news/article.js";
import { EMPTY_DICTIONARY } from "../../src/news/dictionary.js";
import type { RankingWeights } from "../../src/search/ranking.js";
import { createRetriever, type Passage, type Retriever } from "../../src/search/retriever.js";
import type { Outcome } from "./measures.js";
import type { BenchQuestion } from "./questions.js";

export type SegmenterChoice = "auto" | "nodejieba" | "intl";

export interface Indexed {
  readonly retrieverWith: (weights: RankingWeights) => Retriever;
  readonly articlesPerCpuS: number;
}

/** @param embedder without one words, pairs and days decide alone */
export async function indexInMemory(
  articles: readonly Article[],
  { segmenter, embedder }: { readonly segmenter: SegmenterChoice; readonly embedder?: EmbedderFactory },
): Promise<Indexed> {
  const tokenizer = await createTokenizer([], { segmenter });
  const before = process.cpuUsage();
  const builder = createKeywordBuilder(tokenizer);
  for (const article of articles) builder.add(article);
  const keywords = builder.finish();
  const articlesPerCpuS = (articles.length * 1000) / cpuMs(before);
  const chunks = articles.flatMap(({ body }, article) =>
    chunkBody(body).map((span) => ({ ...span, article })),
  );
  const sense = embedder ? await embedAll(articles, chunks, { embedder, tokenizer }) : {};
  const parts = { articles, chunks, keywords, tokenizer, dictionary: EMPTY_DICTIONARY, ...sense };
  return { articlesPerCpuS, retrieverWith: (weights) => createRetriever({ ...parts, weights }) };
}

/** Texts embedded at a time. */
const BATCH = 64;

async function embedAll(
  articles: readonly Article[],
  chunks: readonly Chunk[],
  { embedder: factory, tokenizer }: { readonly embedder: EmbedderFactory; readonly tokenizer: Tokenizer },
): Promise<{ embedder: Embedder; vectors: VectorIndex }> {
  const texts = chunks.map((chunk) => passageText(articles[chunk.article]!, chunk));
  const embedder = await factory.fit(texts, { termsOf: createPassageTerms(tokenizer) });
  const vectors = await createVectorIndex({
    dimension: embedder.dimension,
    capacity: Math.max(1, texts.length),
  });
  for (let from = 0; from < texts.length; from += BATCH) {
    const batch = await embedder.embed(texts.slice(from, from + BATCH), "passage");
    for (const [i, vector] of batch.entries()) if (vector) vectors.add(from + i, vector);
  }
  return { embedder, vectors };
}

export async function askAll(retriever: Retriever, asked: readonly BenchQuestion[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const question of asked) {
    const from = performance.now();
    const passages = await retriever.retrieve({ ...question.query, k: 10 });
    outcomes.push({ question, found: distinctArticles(passages), ms: performance.now() - from });
  }
  return outcomes;
}

/** Each article once, at the place of its best passage. */
export function distinctArticles(passages: readonly Passage[]): Article[] {
  return [...new Set(passages.map(({ article }) => article))];
}

/** Processor time of this process since then, all its threads together. */
export function cpuMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}
