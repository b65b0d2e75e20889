/**
 * Opens a generation: every file is hashed before it is parsed, and all of them before
 * one is handed to native code. If the current one is not whole, the newest that is serves
 * instead, and says so: a reader sees the last complete generation, whatever happens.
 */
import { IndexFileError, messageOf } from "../errors.js";
import type { Embedder, EmbedderFactory } from "./embedder.js";
import { currentGeneration, type Generation, generationDir, listGenerations } from "./generation.js";
import {
  ARTICLES_FILE,
  CHUNKS_FILE,
  checkFile,
  DICTIONARY_FILE,
  EMBEDDER_FILE,
  embeddingTerms,
  KEYWORDS_FILE,
  readArticles,
  readChunks,
  readDictionary,
  readVerified,
} from "./generation-files.js";
import { readKeywords } from "./keywords.js";
import { type Manifest, REBUILD, readManifest } from "./manifest.js";
import { dictionaryNames } from "./names.js";
import { REGISTER_FILE, readRegister } from "./register.js";
import { createTokenizer, type Tokenizer } from "./tokens.js";
import { GRAPH, GRAPH_FILE, type Hnswlib, loadHnswlib, openVectorIndex } from "./vectors.js";

export interface OpenOptions {
  /** Brings back the embedder; must be the one that built the generation. */
  readonly embedder: EmbedderFactory;
  /** Default: what `loadHnswlib` finds. */
  readonly hnswlib?: Hnswlib | null;
}

/**
 * @throws {IndexFileError} if there is no index, or no generation of it is whole; the message is
 *   about the one that should serve, the hint names the command that mends it.
 */
export async function openGeneration(indexDir: string, options: OpenOptions): Promise<Generation> {
  const current = await currentGeneration(indexDir);
  const all = await listGenerations(indexDir).catch(() => []); // then the one in CURRENT says what is wrong
  const others = all.filter((id) => id !== current);
  if (current === null && others.length === 0) {
    throw new IndexFileError(`there is no index in ${indexDir}`, { hint: "npm run index" });
  }
  const warnings = current === null ? [`${indexDir}/CURRENT names no generation`] : [];
  let first: unknown;
  for (const id of current === null ? others : [current, ...others]) {
    try {
      const generation = await openOne(indexDir, id, options);
      if (warnings.length > 0) warnings.push(`generation ${id} serves instead; to mend it: ${REBUILD}`);
      return { ...generation, warnings: [...warnings, ...generation.warnings] };
    } catch (error) {
      first ??= error;
      const hint = error instanceof IndexFileError && error.hint ? ` (${error.hint})` : "";
      warnings.push(`${messageOf(error)}${hint}`);
    }
  }
  if (first instanceof IndexFileError) throw first;
  throw new IndexFileError("the index cannot be opened", { cause: first, hint: REBUILD });
}

/**
 * Compares every file of a generation with its manifest.
 *
 * @throws {IndexFileError} naming the first that differs.
 */
export async function verifyGeneration(folder: string, id: string): Promise<Manifest> {
  const manifest = await readManifest(folder, id);
  for (const name of Object.keys(manifest.files)) await checkFile(folder, name, manifest.files);
  return manifest;
}

/** Read while a generation is opened; what is in the others is wanted by a build, or where there is no graph. */
const ALWAYS_READ = new Set([
  ARTICLES_FILE,
  CHUNKS_FILE,
  DICTIONARY_FILE,
  EMBEDDER_FILE,
  KEYWORDS_FILE,
  REGISTER_FILE,
]);

async function openOne(indexDir: string, id: string, { embedder: factory, hnswlib }: OpenOptions) {
  const folder = generationDir(indexDir, id);
  const manifest = await readManifest(folder, id);
  checkMakers(manifest, factory);
  // One after another, and what is only compared a slice at a time: of 266 MB for 20,000 articles 88 stay.
  const read = (name: string) => readVerified(folder, name, manifest.files);
  const graphServes =
    manifest.vectors.kind === "hnswlib" && (hnswlib === undefined ? await loadHnswlib() : hnswlib) !== null;
  for (const name of Object.keys(manifest.files)) {
    const readLater = ALWAYS_READ.has(name) || (name === GRAPH_FILE && graphServes);
    if (!readLater) await checkFile(folder, name, manifest.files);
  }

  const dictionary = readDictionary(await read(DICTIONARY_FILE));
  const tokenizer = await openTokenizer(manifest, dictionaryNames(dictionary));
  const articles = readArticles(await read(ARTICLES_FILE));
  const chunks = readChunks(await read(CHUNKS_FILE), articles);
  const keywords = readKeywords(await read(KEYWORDS_FILE), articles);
  const register = readRegister(await read(REGISTER_FILE));
  const { counts } = manifest;
  if (
    keywords.size !== articles.length ||
    counts.articles !== articles.length ||
    counts.chunks !== chunks.length
  ) {
    throw new IndexFileError(`generation ${id}: its parts do not belong together`, { hint: REBUILD });
  }
  const embedder = await factory.restore(await read(EMBEDDER_FILE), { termsOf: embeddingTerms(tokenizer) });
  checkRestored(manifest, embedder);
  const vectors = await openVectorIndex(folder, {
    kind: manifest.vectors.kind === "exact" ? "exact" : "hnswlib",
    dimension: manifest.embedder.dimension,
    size: manifest.counts.vectors,
    capacity: Math.max(1, manifest.counts.chunks),
    read,
    ...(hnswlib === undefined ? {} : { hnswlib }),
  });
  const warnings =
    vectors.kind === manifest.vectors.kind
      ? []
      : ["hnswlib-node cannot be loaded: vectors are scanned one by one; to have it: npm run native"];
  return {
    id,
    manifest,
    articles,
    chunks,
    keywords,
    vectors,
    embedder,
    tokenizer,
    dictionary,
    register,
    warnings,
  };
}

/** Vectors of another embedder or graph parameters would give neighbours without meaning, and no error. */
function checkMakers({ id, embedder, vectors }: Manifest, factory: EmbedderFactory): void {
  if (embedder.name !== factory.name) {
    throw new IndexFileError(
      `generation ${id} was built with the embedder “${embedder.name}”, the configuration names “${factory.name}”`,
      { hint: "set EMBEDDER and EMBEDDING_MODEL as they were, or npm run index" },
    );
  }
  const refuse = (what: string) =>
    new IndexFileError(`generation ${id} has ${what}`, { hint: `update this program, or ${REBUILD}` });
  if (vectors.kind !== "hnswlib" && vectors.kind !== "exact") {
    throw refuse(`vectors of the kind “${vectors.kind}”, which this program does not know`);
  }
  if (vectors.metric !== GRAPH.metric) {
    throw refuse(`vectors compared by “${vectors.metric}”, this program compares by “${GRAPH.metric}”`);
  }
  if (vectors.kind === "hnswlib" && vectors.m !== GRAPH.m) {
    throw refuse(`a graph of ${vectors.m} links an element, this program reads ${GRAPH.m}`);
  }
}

function checkRestored({ id, embedder: built }: Manifest, restored: Embedder): void {
  if (restored.dimension !== built.dimension) {
    throw new IndexFileError(
      `generation ${id} has vectors of ${built.dimension} components, its embedder makes ${restored.dimension}`,
      { hint: "set EMBEDDER and EMBEDDING_MODEL as they were, or npm run index" },
    );
  }
  if (restored.id !== built.id) {
    throw new IndexFileError(
      `generation ${id} was built with the embedder ${built.id}, what is restored here is ${restored.id}`,
      { hint: "set EMBEDDER and EMBEDDING_MODEL as they were, or npm run index" },
    );
  }
}

async function openTokenizer(
  { id, tokenizer: wanted }: Manifest,
  names: readonly string[],
): Promise<Tokenizer> {
  const segmenter = wanted.startsWith("nodejieba") ? "nodejieba" : "intl";
  const tokenizer = await createTokenizer(names, { segmenter }).catch((cause) => {
    throw new IndexFileError(`generation ${id} was built with ${segmenter}, which cannot be loaded`, {
      cause,
      hint: "npm run native, or npm run index to build with what there is",
    });
  });
  if (tokenizer.id !== wanted) {
    throw new IndexFileError(`generation ${id} was built with ${wanted}, this is ${tokenizer.id}`, {
      hint: "npm run index",
    });
  }
  return tokenizer;
}
