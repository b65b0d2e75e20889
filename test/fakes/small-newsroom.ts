/**
 * A newsroom over a handful of articles, all in memory: the real parts, put
 * together as the program does it, so that a test can ask it as a reader would.
 */
import { type AssembleOptions, assembleNewsroom, type Newsroom } from "../../src/assemble.js";
import { chunkBody } from "../../src/index/chunk.js";
import type { Generation } from "../../src/index/generation.js";
import { embeddingTerms, passageText } from "../../src/index/generation-files.js";
import { createKeywordBuilder } from "../../src/index/keywords.js";
import { FORMAT, type Manifest, sealManifest } from "../../src/index/manifest.js";
import { withMinedNames } from "../../src/index/mining.js";
import { dictionaryNames } from "../../src/index/names.js";
import { readRegister, writeRegister } from "../../src/index/register.js";
import { createTokenizer, type Tokenizer } from "../../src/index/tokens.js";
import { createVectorIndex, GRAPH } from "../../src/index/vectors.js";
import { createBuiltinEmbedder } from "../../src/models/builtin-embedder.js";
import type { Article } from "../../src/news/article.js";
import { type Dictionary, EMPTY_DICTIONARY } from "../../src/news/dictionary.js";

export type Segmenter = "intl" | "nodejieba";

/** The stand-in, and nodejieba where it was built: what a reader sees must hold with either. */
export async function segmentersHere(): Promise<Segmenter[]> {
  const jieba = await createTokenizer([], { segmenter: "nodejieba" }).catch(() => null);
  return jieba ? ["intl", "nodejieba"] : ["intl"];
}

export interface NewsroomOptions {
  readonly dictionary?: Dictionary;
  readonly segmenter?: Segmenter;
  /** Writes the answers; without it they are quotations. */
  readonly model?: AssembleOptions["model"];
  readonly staleAfterDays?: number;
}

export async function smallNewsroom(
  articles: readonly Article[],
  { dictionary: own = EMPTY_DICTIONARY, segmenter = "intl", model = null, ...rest }: NewsroomOptions = {},
): Promise<Newsroom> {
  const dictionary = withMinedNames(own, articles);
  const tokenizer = await createTokenizer(dictionaryNames(dictionary), { segmenter });
  const chunks = articles.flatMap(({ body }, article) =>
    chunkBody(body).map((span) => ({ article, ...span })),
  );
  const builder = createKeywordBuilder(tokenizer);
  for (const article of articles) builder.add(article);
  const texts = chunks.map((chunk) => passageText(articles[chunk.article]!, chunk));
  const embedder = await createBuiltinEmbedder().fit(texts, { termsOf: embeddingTerms(tokenizer) });
  const vectors = await createVectorIndex({
    dimension: embedder.dimension,
    capacity: Math.max(1, chunks.length),
    hnswlib: null,
  });
  for (const [i, vector] of (await embedder.embed(texts, "passage")).entries())
    if (vector) vectors.add(i, vector);
  const manifest = aManifest(tokenizer, { articles: articles.length, chunks: chunks.length });
  const generation: Generation = {
    id: manifest.id,
    manifest,
    articles,
    chunks,
    keywords: builder.finish(),
    vectors,
    embedder,
    tokenizer,
    dictionary,
    register: readRegister(writeRegister(articles)),
    warnings: [],
  };
  return assembleNewsroom(generation, { stopwatch: () => 0, model, ...rest });
}

function aManifest(tokenizer: Tokenizer, counts: { articles: number; chunks: number }): Manifest {
  const stamp = { files: 0, bytes: 0, by: "content" as const, hash: "0".repeat(64) };
  return sealManifest({
    format: FORMAT,
    createdAt: "2025-03-31T08:00:00.000Z",
    tool: "test",
    tokenizer: tokenizer.id,
    embedder: { name: "builtin-256", id: "test", dimension: 256 },
    vectors: { kind: "exact", ...GRAPH },
    counts: { ...counts, vectors: counts.chunks, names: 0 },
    sources: { path: "articles", articles: stamp, dictionary: stamp },
    files: {},
  });
}
