/**
 * How the parts of a generation stand on disk. Articles and dictionary are text
 * that a person can look at; what is read with every start is binary.
 */
import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { IndexFileError } from "../errors.js";
import type { Article } from "../news/article.js";
import type { Dictionary } from "../news/dictionary.js";
import { fold } from "../news/text.js";
import type { Chunk } from "./chunk.js";
import type { TermsOf } from "./embedder.js";
import { type Manifest, REBUILD } from "./manifest.js";
import { readSections, writeSections } from "./sections.js";
import type { Tokenizer } from "./tokens.js";

export const ARTICLES_FILE = "articles.jsonl";
export const CHUNKS_FILE = "chunks.bin";
export const KEYWORDS_FILE = "keywords.bin";
export const DICTIONARY_FILE = "dictionary.json";
export const EMBEDDER_FILE = "embedder.bin";

/** One line an article; joined as bytes, because a string ends at half a gigabyte. */
export function writeArticles(articles: readonly Article[]): Buffer {
  return Buffer.concat(articles.map((article) => Buffer.from(`${JSON.stringify(article)}\n`)));
}

/** Trusts its lines: they were written by `writeArticles`, and the file's hash has been compared. */
export function readArticles(file: Buffer): Article[] {
  const articles: Article[] = [];
  for (let start = 0, end: number; start < file.length; start = end + 1) {
    end = file.indexOf(10, start);
    if (end < 0) end = file.length;
    articles.push(JSON.parse(file.toString("utf8", start, end)) as Article);
  }
  return articles;
}

export function writeChunks(chunks: readonly Chunk[]): Buffer {
  return writeSections("CHUNKS  ", 1, {
    article: Uint32Array.from(chunks, ({ article }) => article),
    start: Uint32Array.from(chunks, ({ start }) => start),
    end: Uint32Array.from(chunks, ({ end }) => end),
  });
}

/** @throws {IndexFileError} if a chunk is not a part of its article. */
export function readChunks(file: Buffer, articles: readonly Article[]): Chunk[] {
  const sections = readSections("CHUNKS  ", 1, file);
  const starts = sections.u32("start");
  const ends = sections.u32("end");
  return Array.from(sections.u32("article"), (article, i) => {
    const chunk = { article, start: starts[i] ?? 0, end: ends[i] ?? 0 };
    if (!(chunk.start < chunk.end && chunk.end <= (articles[article]?.body.length ?? 0))) {
      throw new IndexFileError(`${CHUNKS_FILE}: chunk ${i} is not in its article`, { hint: REBUILD });
    }
    return chunk;
  });
}

export function writeDictionary({ names, synonyms, english }: Dictionary): Buffer {
  return Buffer.from(`${JSON.stringify({ names, synonyms, english: [...english] })}\n`);
}

/** Trusts its shape, as `readArticles`. */
export function readDictionary(file: Buffer): Dictionary {
  const { names, synonyms, english } = JSON.parse(file.toString()) as Omit<Dictionary, "english"> & {
    english: [string, string[]][];
  };
  return { names, synonyms, english: new Map(english) };
}

/** What an embedder is fitted on: words, with the words inside them. Pairs blur it (hit@1 .58 against .68). */
export function embeddingTerms(tokenizer: Tokenizer): TermsOf {
  return (text) => tokenizer.cut(fold(text)).flatMap(tokenizer.termsOf);
}

/** What is embedded of a chunk: the headline says what the middle of an article is about. */
export function passageText(article: Article, { start, end }: Chunk): string {
  return `${article.title}\n${article.body.slice(start, end)}`;
}

/**
 * Reads a file and compares it with the manifest, so that what is used is what was hashed.
 *
 * @throws {IndexFileError} if it is missing, cut short or changed.
 */
export async function readVerified(folder: string, name: string, files: Manifest["files"]): Promise<Buffer> {
  const file = Buffer.allocUnsafeSlow(files[name]?.bytes ?? 0);
  await verify(folder, name, { files, into: (from, length) => file.subarray(from, from + length) });
  return file;
}

/**
 * Compares a file with the manifest and keeps nothing of it.
 *
 * @throws {IndexFileError} as `readVerified`.
 */
export async function checkFile(folder: string, name: string, files: Manifest["files"]): Promise<void> {
  const slice = Buffer.allocUnsafeSlow(SLICE);
  await verify(folder, name, { files, into: (_, length) => slice.subarray(0, length) });
}

/** Bytes read at a time: hashed while they are still in the processor's cache. */
const SLICE = 1 << 20;

interface Verifying {
  readonly files: Manifest["files"];
  /** Where to put so many bytes of the file. */
  readonly into: (from: number, length: number) => Buffer;
}

async function verify(folder: string, name: string, { files, into }: Verifying): Promise<void> {
  const expected = files[name];
  const place = join(folder, name);
  if (!expected) throw new IndexFileError(`${place} is not in the manifest`, { hint: REBUILD });
  const hash = createHash("sha256");
  const size = await readThrough(place, expected.bytes, { into, take: (part) => hash.update(part) });
  if (size !== expected.bytes) {
    throw new IndexFileError(`${place} has ${size} bytes, ${expected.bytes} expected`, { hint: REBUILD });
  }
  if (hash.digest("hex") !== expected.sha256) {
    throw new IndexFileError(`${place} was changed after it was written`, { hint: REBUILD });
  }
}

/** @returns the size the file has; it is only read if that is `bytes`, and what was read if it ended before. */
async function readThrough(
  place: string,
  bytes: number,
  { into, take }: Pick<Verifying, "into"> & { readonly take: (part: Buffer) => void },
): Promise<number> {
  try {
    const file = await open(place);
    try {
      const { size } = await file.stat();
      if (size !== bytes) return size;
      let done = 0;
      while (done < size) {
        const part = into(done, Math.min(SLICE, size - done));
        const { bytesRead } = await file.read(part, 0, part.length, done);
        if (bytesRead === 0) break;
        take(part.subarray(0, bytesRead));
        done += bytesRead;
      }
      return done;
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new IndexFileError(`${place} cannot be read`, { cause, hint: REBUILD });
  }
}

/** @throws {IndexFileError} if it cannot be read. */
export async function readFileOf(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name));
  } catch (cause) {
    throw new IndexFileError(`${join(folder, name)} cannot be read`, { cause, hint: REBUILD });
  }
}

export function hashOf(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
