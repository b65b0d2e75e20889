/**
 * Looks a generation over as Lucene's CheckIndex does: every hash, every count,
 * every list, and samples that must find themselves. Needs neither the segmenter nor
 * the embedder, which take longer to load than all of this: chunks find themselves by
 * the vectors stored for them and by their pairs of characters.
 */
import { parseIsoDay } from "../clock.js";
import { IndexFileError, messageOf } from "../errors.js";
import type { Article } from "../news/article.js";
import type { Span } from "../news/text.js";
import { checkPostings, checkSampledTexts } from "./check-keywords.js";
import { checkVectors } from "./check-vectors.js";
import type { Chunk } from "./chunk.js";
import { EMBEDDED_FILE, readEmbedded } from "./embedded-texts.js";
import {
  ARTICLES_FILE,
  CHUNKS_FILE,
  DICTIONARY_FILE,
  KEYWORDS_FILE,
  readArticles,
  readChunks,
  readDictionary,
  readVerified,
} from "./generation-files.js";
import { type KeywordIndex, readKeywords } from "./keywords.js";
import { type Manifest, readManifest } from "./manifest.js";
import { REGISTER_FILE, readRegister } from "./register.js";
import type { Hnswlib } from "./vectors.js";

export interface CheckReport {
  readonly id: string;
  /** What was looked at, in words: “43 vectors”. Empty if it did not come to that. */
  readonly checked: readonly string[];
  /** A sentence each; none for a whole generation. */
  readonly faults: readonly string[];
}

export interface CheckOptions {
  /** Chunks that must find themselves, spread evenly. Default 100. */
  readonly samples?: number;
  /** Default: what `loadHnswlib` finds. */
  readonly hnswlib?: Hnswlib | null;
}

/**
 * Says what is wrong instead of throwing. Native code sees the graph only after hash and links are found right.
 *
 * @param folder of the generation, which may not bear its name yet
 */
export async function checkGeneration(
  folder: string,
  id: string,
  { samples = 100, hnswlib }: CheckOptions = {},
): Promise<CheckReport> {
  try {
    const manifest = await readManifest(folder, id);
    const { files, faults } = await readAll(folder, manifest);
    // One wrong file is named with all others that are; what lies in them is not looked at then.
    if (faults.length > 0) return { id, checked: [], faults };
    const parts = readParts(files);
    const sampled = spread(parts.chunks.length, samples);
    return {
      id,
      checked: told(manifest, sampled.length),
      faults: [
        ...checkCounts(manifest, parts),
        ...checkChunks(parts),
        ...checkPostings(parts.keywords),
        ...checkSampledTexts(parts, sampled),
        ...checkRegister(files.get(REGISTER_FILE)!, parts.articles),
        ...(await faultsOf(checkVectors(folder, { manifest, files, sampled, hnswlib }))),
      ],
    };
  } catch (error) {
    if (error instanceof IndexFileError) return { id, checked: [], faults: [messageOf(error)] };
    throw error;
  }
}

/** A part that cannot be read is one fault more, and hides none of the others. */
async function faultsOf(check: Promise<string[]>): Promise<string[]> {
  try {
    return await check;
  } catch (error) {
    if (error instanceof IndexFileError) return [messageOf(error)];
    throw error;
  }
}

async function readAll(folder: string, manifest: Manifest) {
  const files = new Map<string, Buffer>();
  const faults: string[] = [];
  for (const name of Object.keys(manifest.files)) {
    try {
      files.set(name, await readVerified(folder, name, manifest.files));
    } catch (error) {
      if (!(error instanceof IndexFileError)) throw error;
      faults.push(messageOf(error));
    }
  }
  const needed = [ARTICLES_FILE, CHUNKS_FILE, DICTIONARY_FILE, KEYWORDS_FILE, REGISTER_FILE, EMBEDDED_FILE];
  for (const name of needed) if (!manifest.files[name]) faults.push(`${name} is not in the manifest`);
  return { files, faults };
}

interface Parts {
  readonly articles: readonly Article[];
  readonly chunks: readonly Chunk[];
  readonly keywords: KeywordIndex;
  readonly names: number;
  /** Chunks of which the cache key is kept. */
  readonly embedded: number;
}

/** @throws {IndexFileError} if a part cannot be read, a chunk not in its article among them. */
function readParts(files: ReadonlyMap<string, Buffer>): Parts {
  const articles = readArticles(files.get(ARTICLES_FILE)!);
  return {
    articles,
    chunks: readChunks(files.get(CHUNKS_FILE)!, articles),
    keywords: readKeywords(files.get(KEYWORDS_FILE)!, articles),
    names: readDictionary(files.get(DICTIONARY_FILE)!).names.length,
    embedded: readEmbedded(files.get(EMBEDDED_FILE)!).keys.length,
  };
}

function told({ counts, files }: Manifest, sampled: number): string[] {
  return [
    `${Object.keys(files).length} files`,
    `${counts.articles} articles`,
    `${counts.chunks} chunks`,
    `${counts.vectors} vectors`,
    `${sampled} that find themselves`,
  ];
}

function checkCounts({ counts }: Manifest, parts: Parts): string[] {
  const found: readonly (readonly [what: string, found: number, expected: number])[] = [
    [ARTICLES_FILE, parts.articles.length, counts.articles],
    [CHUNKS_FILE, parts.chunks.length, counts.chunks],
    [KEYWORDS_FILE, parts.keywords.size, counts.articles],
    [DICTIONARY_FILE, parts.names, counts.names],
    [EMBEDDED_FILE, parts.embedded, counts.chunks],
  ];
  return found.flatMap(([what, here, expected]) =>
    here === expected ? [] : [`${what} holds ${here}, the manifest says ${expected}`],
  );
}

/** Chunks stand in the order of their articles, and no article is without one. That they lie inside is seen when they are read. */
function checkChunks({ articles, chunks }: Parts): string[] {
  let before = -1;
  for (const [i, { article }] of chunks.entries()) {
    if (article !== before && article !== before + 1) {
      return [`chunk ${i} is of article ${article}, after one of article ${before}`];
    }
    before = article;
  }
  return before === articles.length - 1 ? [] : [`articles after ${before} have no chunk`];
}

/** Every mention lies in the body of an article there is. */
function checkRegister(file: Buffer, articles: readonly Article[]): string[] {
  const { offices, officesOf, events } = readRegister(file);
  // Names of offices and of persons stand in one list.
  const { words } = (JSON.parse(file.toString()) as { offices: { words: readonly string[] } }).offices;
  const lost = ({ article, start, end }: Span & { readonly article: number }) =>
    !(0 <= start && start < end && end <= (articles[article]?.body.length ?? 0));
  const lists = {
    offices: words.flatMap((word) => [...offices(word), ...officesOf(word)]),
    events: events({ from: parseIsoDay("1000-01-01")!, to: parseIsoDay("9999-12-31")! }),
  };
  return Object.entries(lists).flatMap(([name, mentions]) => {
    const one = mentions.find(lost);
    return one ? [`${REGISTER_FILE}: ${name}: ${one.start}–${one.end} is not in article ${one.article}`] : [];
  });
}

/** `count` places of `size`, evenly apart, the first and the last among them. */
function spread(size: number, count: number): number[] {
  const most = Math.min(size, count);
  return Array.from({ length: most }, (_, i) => Math.round((i * (size - 1)) / Math.max(1, most - 1)));
}
