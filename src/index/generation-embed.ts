/**
 * The vector of every chunk of a new generation: from the cache where its text was
 * embedded before, else embedded now, a batch at a time.
 */
import { setImmediate } from "node:timers/promises";
import { DataError, messageOf } from "../errors.js";
import type { BuildOptions } from "./build-options.js";
import type { Chunk } from "./chunk.js";
import { prefixOf, writeEmbedded } from "./embedded-texts.js";
import type { Embedder, TermsOf } from "./embedder.js";
import { type CacheKey, cacheKey, type EmbeddingCache, openEmbeddingCache } from "./embedding-cache.js";
import { passageText } from "./generation-files.js";
import { chooseEmbedder } from "./generation-fit.js";
import type { Manifest } from "./manifest.js";
import { createPassageTerms } from "./passage-terms.js";
import type { Tokenizer } from "./tokens.js";
import { createVectorIndex, type VectorBuilder } from "./vectors.js";

/** Texts embedded at a time, where the embedder does not say: what a kill can cost. */
const BATCH = 64;

export interface EmbeddedChunks {
  readonly embedder: Embedder;
  /** What the embedder learnt, for its factory to restore. */
  readonly state: Buffer;
  readonly vectors: VectorBuilder;
  /** Content of `EMBEDDED_FILE`. */
  readonly embedded: Buffer;
  readonly fit: Manifest["embedder"]["fit"];
  /** Chunks whose text was embedded now; the vectors of the others were there. */
  readonly fresh: number;
}

export async function embedChunks(
  chunks: readonly Chunk[],
  tokenizer: Tokenizer,
  options: BuildOptions,
): Promise<EmbeddedChunks> {
  const { articles, indexDir } = options;
  const texts = chunks.map((chunk) => passageText(articles[chunk.article]!, chunk));
  const termsOf = rememberLast(createPassageTerms(tokenizer));
  const chosen = await chooseEmbedder(texts, { ...options, tokenizer, termsOf });
  const { embedder, state, fit } = chosen;
  const cache = await openEmbeddingCache(indexDir, embedder);
  try {
    // What an embedder that was fitted on the corpus says of a text hangs on its terms too: they change with
    // the names that other articles are full of.
    const keyOf = (text: string) => cacheKey(embedder.id, fit ? [text, ...termsOf(text)] : [text]);
    const { keys, fresh } = await fillCache(texts, { ...options, embedder, cache, keyOf });
    const vectors = await takeVectors(keys, { ...options, embedder, cache });
    const embedded = writeEmbedded({
      keys: keys.map((key) => prefixOf(Buffer.from(key.slice(0, 8), "latin1"))),
      fitted: chosen.fitted,
    });
    return { embedder, state, vectors, embedded, fit, fresh };
  } finally {
    await cache.close();
  }
}

interface Filling extends Omit<BuildOptions, "embedder"> {
  readonly embedder: Embedder;
  readonly cache: EmbeddingCache;
  readonly keyOf: (text: string) => CacheKey;
}

/** Embeds what is not in the cache, each text once. */
async function fillCache(
  texts: readonly string[],
  { cache, keyOf, ...options }: Filling,
): Promise<{ keys: CacheKey[]; fresh: number }> {
  const batch = Math.max(1, options.embedder.batch ?? BATCH);
  const keys: CacheKey[] = [];
  let missing = new Map<CacheKey, string>();
  let fresh = 0;
  const flush = async () => {
    await embedBatch(missing, { ...options, cache });
    fresh += missing.size;
    missing = new Map();
  };
  for (const [i, text] of texts.entries()) {
    const key = keyOf(text);
    keys.push(key);
    if (!cache.has(key)) missing.set(key, text);
    const full = missing.size >= batch;
    if (full) await flush();
    if (full || i % BATCH === 0) await breathe("embedding", i, { total: texts.length, ...options });
  }
  if (missing.size > 0) await flush();
  await breathe("embedding", texts.length, { total: texts.length, ...options });
  return { keys, fresh };
}

async function embedBatch(
  batch: ReadonlyMap<CacheKey, string>,
  { embedder, cache, signal }: Omit<Filling, "keyOf">,
): Promise<void> {
  const vectors = await embedder.embed([...batch.values()], "passage", signal);
  try {
    if (vectors.length !== batch.size) {
      throw new RangeError(`${vectors.length} vectors for ${batch.size} texts`);
    }
    await cache.append([...batch.keys()].map((key, i) => ({ key, vector: vectors[i]! })));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DataError(
      `the embedder ${embedder.id} gave what is no vector of its own: ${messageOf(error)}`,
      {
        cause: error,
        hint: "check EMBEDDER and EMBEDDING_MODEL, then npm run index",
      },
    );
  }
}

/** All from the cache, in the order of the labels: the same vectors make the same graph. */
async function takeVectors(
  keys: readonly CacheKey[],
  { cache, embedder, hnswlib, ...options }: Omit<Filling, "keyOf">,
): Promise<VectorBuilder> {
  const vectors = await createVectorIndex({
    dimension: embedder.dimension,
    capacity: Math.max(1, keys.length),
    ...(hnswlib === undefined ? {} : { hnswlib }),
  });
  for (const [label, key] of keys.entries()) {
    const vector = cache.get(key);
    // A chunk without a vector (only figures, say) is found by its words.
    if (vector) vectors.add(label, vector);
    if (label % BATCH === 0) await breathe("vectors", label, { total: keys.length, ...options });
  }
  await breathe("vectors", keys.length, { total: keys.length, ...options });
  return vectors;
}

/** Tells how far it is, lets others run, and ends where it was interrupted. */
async function breathe(
  stage: "embedding" | "vectors",
  done: number,
  { total, progress, signal }: Pick<BuildOptions, "progress" | "signal"> & { readonly total: number },
): Promise<void> {
  progress?.(stage, done, total);
  await setImmediate();
  signal?.throwIfAborted();
}

/** The terms of a batch are wanted twice, for the key and for the vector. */
function rememberLast(termsOf: TermsOf): TermsOf {
  const last = new Map<string, readonly string[]>();
  return (text) => {
    const terms = last.get(text) ?? termsOf(text);
    if (last.size >= 2 * BATCH) last.clear();
    last.set(text, terms);
    return terms;
  };
}
