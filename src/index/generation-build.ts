/**
 * From articles to a new generation: names mined, bodies cut, keywords posted,
 * an embedder fitted, every chunk embedded and put into the graph.
 */
import { setImmediate } from "node:timers/promises";
import type { Clock } from "../clock.js";
import { DataError } from "../errors.js";
import type { Article } from "../news/article.js";
import type { Dictionary } from "../news/dictionary.js";
import { type Chunk, chunkBody } from "./chunk.js";
import type { EmbedderFactory, FittedEmbedder } from "./embedder.js";
import { commitGeneration, type UnfinishedGeneration } from "./generation-commit.js";
import {
  ARTICLES_FILE,
  CHUNKS_FILE,
  DICTIONARY_FILE,
  EMBEDDER_FILE,
  embeddingTerms,
  KEYWORDS_FILE,
  passageText,
  writeArticles,
  writeChunks,
  writeDictionary,
} from "./generation-files.js";
import { createKeywordBuilder, writeKeywords } from "./keywords.js";
import type { Manifest, Sources } from "./manifest.js";
import { withMinedNames } from "./mining.js";
import { dictionaryNames } from "./names.js";
import { createTokenizer, type Tokenizer } from "./tokens.js";
import { createVectorIndex, GRAPH, type Hnswlib, type VectorBuilder } from "./vectors.js";

/** `keywords` counts articles, `vectors` chunks; `fitting` has no measure and is told once. */
export type BuildStage = "keywords" | "fitting" | "vectors";

export interface BuildOptions {
  readonly indexDir: string;
  readonly articles: readonly Article[];
  readonly dictionary: Dictionary;
  /** What the articles and the dictionary were read from; see `sourceStamp`. */
  readonly sources: Sources;
  readonly embedder: EmbedderFactory;
  /** Version of this program. */
  readonly tool: string;
  readonly clock: Clock;
  readonly progress?: ((stage: BuildStage, done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Default: what `loadHnswlib` finds. */
  readonly hnswlib?: Hnswlib | null;
  /** Default: nodejieba where it can be loaded. */
  readonly segmenter?: "auto" | "nodejieba" | "intl";
}

/** Texts embedded at a time; between batches others run, and Ctrl-C is heard. */
const BATCH = 64;
// 20,000 articles of 14 million characters make 318 MB, 23 bytes each; half as much again to spare.
const BYTES_PER_CHARACTER = 35;

/**
 * Builds a generation and makes it the current one.
 *
 * @returns its manifest
 * @throws {DataError} if there are no articles.
 * @throws {IndexFileError} if another builder is at work or the disk will not take it; nothing has changed then.
 */
export async function buildGeneration(options: BuildOptions): Promise<Manifest> {
  const { articles, indexDir, clock } = options;
  if (articles.length === 0) throw new DataError("there are no articles to index");
  const characters = articles.reduce((sum, { title, body }) => sum + title.length + body.length, 0);
  const bytes = characters * BYTES_PER_CHARACTER;
  return commitGeneration(indexDir, { clock, bytes }, (unfinished) => writeParts(unfinished, options));
}

async function writeParts(unfinished: UnfinishedGeneration, options: BuildOptions) {
  const { articles, sources, tool, segmenter = "auto" } = options;
  const dictionary = withMinedNames(options.dictionary, articles);
  const tokenizer = await createTokenizer(dictionaryNames(dictionary), { segmenter });
  const chunks = articles.flatMap(({ body }, article) =>
    chunkBody(body).map((span) => ({ article, ...span })),
  );
  await unfinished.put(ARTICLES_FILE, writeArticles(articles));
  await unfinished.put(CHUNKS_FILE, writeChunks(chunks));
  await unfinished.put(DICTIONARY_FILE, writeDictionary(dictionary));
  await unfinished.put(KEYWORDS_FILE, await postKeywords(tokenizer, options));
  const { embedder, vectors } = await embedChunks(chunks, tokenizer, options);
  await unfinished.put(EMBEDDER_FILE, embedder.state());
  for (const name of await vectors.save(unfinished.folder)) await unfinished.take(name);
  return {
    tool,
    tokenizer: tokenizer.id,
    embedder: { name: options.embedder.name, id: embedder.id, dimension: embedder.dimension },
    vectors: { kind: vectors.kind, ...GRAPH },
    counts: {
      articles: articles.length,
      chunks: chunks.length,
      vectors: vectors.size,
      names: dictionary.names.length,
    },
    sources,
  };
}

async function postKeywords(
  tokenizer: Tokenizer,
  { articles, progress, signal }: BuildOptions,
): Promise<Buffer> {
  const builder = createKeywordBuilder(tokenizer);
  for (const [i, article] of articles.entries()) {
    builder.add(article);
    if (i % BATCH === 0) {
      progress?.("keywords", i, articles.length);
      await pause(signal);
    }
  }
  const keywords = writeKeywords(builder.finish());
  progress?.("keywords", articles.length, articles.length);
  return keywords;
}

async function embedChunks(
  chunks: readonly Chunk[],
  tokenizer: Tokenizer,
  { articles, embedder: factory, hnswlib, progress, signal }: BuildOptions,
): Promise<{ embedder: FittedEmbedder; vectors: VectorBuilder }> {
  const texts = chunks.map((chunk) => passageText(articles[chunk.article]!, chunk));
  const termsOf = embeddingTerms(tokenizer, new Map());
  progress?.("fitting", 0, 1);
  const embedder = await factory.fit(texts, { termsOf, signal });
  progress?.("fitting", 1, 1);
  const vectors = await createVectorIndex({
    dimension: embedder.dimension,
    capacity: Math.max(1, chunks.length),
    ...(hnswlib === undefined ? {} : { hnswlib }),
  });
  for (let from = 0; from < texts.length; from += BATCH) {
    const batch = await embedder.embed(texts.slice(from, from + BATCH), "passage", signal);
    // A chunk without a vector (only figures, say) is found by its words.
    for (const [i, vector] of batch.entries()) if (vector) vectors.add(from + i, vector);
    progress?.("vectors", Math.min(from + BATCH, texts.length), texts.length);
    await pause(signal);
  }
  return { embedder, vectors };
}

async function pause(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate();
  signal?.throwIfAborted();
}
