/**
 * From articles to a new generation: names mined, bodies cut, keywords posted,
 * every chunk embedded and put into the graph.
 */
import { setImmediate } from "node:timers/promises";
import { DataError } from "../errors.js";
import type { BuildOptions } from "./build-options.js";
import { chunkBody } from "./chunk.js";
import { EMBEDDED_FILE } from "./embedded-texts.js";
import { type Contents, commitGeneration, type UnfinishedGeneration } from "./generation-commit.js";
import { type EmbeddedChunks, embedChunks } from "./generation-embed.js";
import {
  ARTICLES_FILE,
  CHUNKS_FILE,
  DICTIONARY_FILE,
  EMBEDDER_FILE,
  KEYWORDS_FILE,
  writeArticles,
  writeChunks,
  writeDictionary,
} from "./generation-files.js";
import { createKeywordBuilder, writeKeywords } from "./keywords.js";
import type { Manifest } from "./manifest.js";
import { withMinedNames } from "./mining.js";
import { dictionaryNames } from "./names.js";
import { REGISTER_FILE, writeRegister } from "./register.js";
import { createTokenizer, type Tokenizer } from "./tokens.js";
import { GRAPH } from "./vectors.js";

export interface BuiltGeneration {
  readonly manifest: Manifest;
  /** Chunks whose text was embedded by this build. */
  readonly embedded: number;
  /** Chunks whose vector was there from builds before, or from a chunk of the same text. */
  readonly cached: number;
}

/** Articles read between two looks at the signal. */
const BATCH = 64;
// 20,000 articles of 14 million characters make 318 MB and 65 MB of cache, 27 bytes each; half as much again to spare.
const BYTES_PER_CHARACTER = 40;

/**
 * Builds a generation and makes it the current one.
 *
 * @throws {DataError} if there are no articles, or the embedder gives something that is no vector.
 * @throws {IndexFileError} if another builder is at work, the disk will not take it, or it is not whole when looked
 *   at again; the generation that served before serves on then.
 */
export async function buildGeneration(options: BuildOptions): Promise<BuiltGeneration> {
  const { articles, indexDir, clock, verify, progress } = options;
  if (articles.length === 0) throw new DataError("there are no articles to index");
  const characters = articles.reduce((sum, { title, body }) => sum + title.length + body.length, 0);
  const bytes = characters * BYTES_PER_CHARACTER;
  let embedded = 0;
  const manifest = await commitGeneration(
    indexDir,
    { clock, bytes, verify: verify && told(verify, progress) },
    async (unfinished) => {
      const written = await writeParts(unfinished, options);
      embedded = written.fresh;
      return written.contents;
    },
  );
  return { manifest, embedded, cached: manifest.counts.chunks - embedded };
}

function told(
  verify: NonNullable<BuildOptions["verify"]>,
  progress: BuildOptions["progress"],
): NonNullable<BuildOptions["verify"]> {
  return async (folder, id) => {
    progress?.("checking", 0, 1);
    await verify(folder, id);
    progress?.("checking", 1, 1);
  };
}

async function writeParts(
  unfinished: UnfinishedGeneration,
  options: BuildOptions,
): Promise<{ contents: Contents; fresh: number }> {
  const { articles, segmenter = "auto" } = options;
  const dictionary = withMinedNames(options.dictionary, articles);
  const tokenizer = await createTokenizer(dictionaryNames(dictionary), { segmenter, corpus: true });
  const chunks = articles.flatMap(({ body }, article) =>
    chunkBody(body).map((span) => ({ article, ...span })),
  );
  await unfinished.put(ARTICLES_FILE, writeArticles(articles));
  await unfinished.put(CHUNKS_FILE, writeChunks(chunks));
  await unfinished.put(DICTIONARY_FILE, writeDictionary(dictionary));
  await unfinished.put(REGISTER_FILE, writeRegister(articles));
  await unfinished.put(KEYWORDS_FILE, await postKeywords(tokenizer, options));
  const embedding = await embedChunks(chunks, tokenizer, options);
  await unfinished.put(EMBEDDER_FILE, embedding.state);
  await unfinished.put(EMBEDDED_FILE, embedding.embedded);
  for (const name of await embedding.vectors.save(unfinished.folder)) await unfinished.take(name);
  const counts = {
    articles: articles.length,
    chunks: chunks.length,
    vectors: embedding.vectors.size,
    names: dictionary.names.length,
  };
  return { contents: contentsOf(options, { tokenizer, embedding, counts }), fresh: embedding.fresh };
}

interface Written {
  readonly tokenizer: Tokenizer;
  readonly embedding: EmbeddedChunks;
  readonly counts: Manifest["counts"];
}

function contentsOf(
  { tool, sources, embedder: factory }: BuildOptions,
  { tokenizer, embedding, counts }: Written,
): Contents {
  const { embedder, vectors, fit } = embedding;
  return {
    tool,
    tokenizer: tokenizer.id,
    embedder: {
      name: factory.name,
      id: embedder.id,
      dimension: embedder.dimension,
      ...(fit && { fit }),
    },
    vectors: { kind: vectors.kind, ...GRAPH },
    counts,
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
      await setImmediate();
      signal?.throwIfAborted();
    }
  }
  const keywords = writeKeywords(builder.finish());
  progress?.("keywords", articles.length, articles.length);
  return keywords;
}
