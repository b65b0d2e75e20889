/**
 * Vectors that were computed once. Embedding is what a build waits for (22
 * minutes for 20,000 articles with a model on one core), so what was paid for is
 * kept apart from the generations: a build that was killed goes on where it was,
 * an edited article costs its own chunks.
 *
 * One file an embedder, only ever appended to. Little-endian: a head of 64 bytes
 * (magic, version, dimension, sha256 of the embedder's id, CRC), then records of one
 * length (key, whether there is a vector, its floats, CRC), so that a damaged record
 * costs itself, and a torn tail is cut off.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { type FileHandle, open, readFile, truncate } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { makeFolder, replaceFile } from "./durable.js";
import type { UnitVector } from "./embedder.js";
import { checkVector } from "./vector-rows.js";

const MAGIC = "EMBEDDED";
const VERSION = 1;
const HEAD = 64;
const KEY = 32;
const VECTOR_AT = KEY + 4;
const CACHE_SUFFIX = ".vectors";

/** Of whom a cache is; two embedders with one id give the same vectors. */
export interface CacheOwner {
  readonly id: string;
  readonly dimension: number;
}

/** 32 bytes, as a string of as many characters below 256. */
export type CacheKey = string & { readonly brand: "CacheKey" };

export interface CacheEntry {
  readonly key: CacheKey;
  /** `null`: the embedder has nothing to go by in this text, which is worth remembering too. */
  readonly vector: UnitVector | null;
}

export interface EmbeddingCache {
  readonly size: number;
  /** @returns undefined if the text was never embedded */
  get(key: CacheKey): UnitVector | null | undefined;
  has(key: CacheKey): boolean;
  /**
   * Has reached the disk when it returns.
   *
   * @throws {RangeError} for a vector that is not one of `dimension` finite components and length 1; nothing is written then.
   */
  append(entries: readonly CacheEntry[]): Promise<void>;
  close(): Promise<void>;
}

/** @param basis all that the vector hangs on, besides the embedder: the text, and the terms it is taken apart into */
export function cacheKey(embedderId: string, basis: readonly string[]): CacheKey {
  const hash = createHash("sha256").update(`${embedderId}\0${basis.join("\0")}`);
  return hash.digest().toString("latin1") as CacheKey;
}

export function cacheDir(indexDir: string): string {
  return join(indexDir, "cache");
}

export function cacheName({ id }: Pick<CacheOwner, "id">): string {
  return `${createHash("sha256").update(id).digest("hex").slice(0, 16)}${CACHE_SUFFIX}`;
}

export function isCacheName(name: string): boolean {
  return name.endsWith(CACHE_SUFFIX);
}

/** What the cache of an embedder holds, without opening it: none where there is none, or it cannot be read. */
export function cachedKeys(indexDir: string, id: string): ReadonlySet<CacheKey> {
  let content: Buffer;
  try {
    content = readFileSync(join(cacheDir(indexDir), cacheName({ id })));
  } catch {
    return new Set();
  }
  const owner = { id, dimension: content.length < HEAD ? 0 : content.readUInt32LE(12) };
  if (!content.subarray(0, HEAD).equals(writeHead(owner))) return new Set();
  return new Set(Array.from(placesIn(content, HEAD, owner), ({ key }) => key));
}

/** Opens the cache of an embedder, or begins one. The index's lock must be held: there is one writer. */
export async function openEmbeddingCache(indexDir: string, owner: CacheOwner): Promise<EmbeddingCache> {
  await makeFolder(cacheDir(indexDir));
  const path = join(cacheDir(indexDir), cacheName(owner));
  const content = await readWhole(path, owner);
  const file = await open(path, "a");
  const places = new Map<CacheKey, Place>();
  for (const place of placesIn(content, HEAD, owner)) places.set(place.key, place);
  return {
    get size() {
      return places.size;
    },
    has: (key) => places.has(key),
    get(key) {
      const place = places.get(key);
      return place && vectorAt(place, owner.dimension);
    },
    async append(entries) {
      for (const { vector } of entries) if (vector) checkVector(vector, owner.dimension);
      const batch = Buffer.concat(entries.map((entry) => writeRecord(entry, owner.dimension)));
      await appendFlushed(file, batch);
      for (const place of placesIn(batch, 0, owner)) places.set(place.key, place);
    },
    close: () => file.close(),
  };
}

/**
 * Drops from a cache what nobody needs, at one stroke, if that is more than half of it.
 *
 * @param isUsed asked for the first 8 bytes of each key
 */
export async function compactCache(
  indexDir: string,
  owner: CacheOwner,
  isUsed: (prefix: Buffer) => boolean,
): Promise<void> {
  const path = join(cacheDir(indexDir), cacheName(owner));
  const content = await readFile(path);
  const length = recordLength(owner.dimension);
  const kept = new Map<CacheKey, Buffer>();
  for (const { key, at } of placesIn(content, HEAD, owner)) {
    if (isUsed(content.subarray(at, at + 8))) kept.set(key, content.subarray(at, at + length));
  }
  if (kept.size * 2 * length >= content.length - HEAD) return;
  await replaceFile(path, Buffer.concat([writeHead(owner), ...kept.values()]));
}

/** @returns the file without a torn tail, which is cut off on disk as well: what is appended must begin at a record */
async function readWhole(path: string, owner: CacheOwner): Promise<Buffer> {
  const content = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return Buffer.alloc(0);
    throw error;
  });
  const head = writeHead(owner);
  if (!content.subarray(0, HEAD).equals(head)) {
    await replaceFile(path, head);
    return head;
  }
  const torn = (content.length - HEAD) % recordLength(owner.dimension);
  if (torn === 0) return content;
  await truncate(path, content.length - torn);
  return content.subarray(0, content.length - torn);
}

async function appendFlushed(file: FileHandle, batch: Buffer): Promise<void> {
  await file.appendFile(batch);
  await file.datasync();
}

/** Where a record starts. */
interface Place {
  readonly key: CacheKey;
  readonly content: Buffer;
  readonly at: number;
}

const recordLength = (dimension: number) => VECTOR_AT + dimension * 4 + 4;

/** The whole records of a file or a batch, from the first on. */
function* placesIn(content: Buffer, first: number, { dimension }: CacheOwner): Generator<Place> {
  const length = recordLength(dimension);
  for (let at = first; at + length <= content.length; at += length) {
    const end = at + length - 4;
    if (crc32(content.subarray(at, end)) !== content.readUInt32LE(end)) continue;
    yield { key: content.toString("latin1", at, at + KEY) as CacheKey, content, at };
  }
}

function vectorAt({ content, at }: Place, dimension: number): UnitVector | null {
  if (content.readUInt32LE(at + KEY) === 0) return null;
  const from = content.byteOffset + at + VECTOR_AT;
  // A copy, because a view needs a place that is a multiple of 4.
  return new Float32Array(content.buffer.slice(from, from + dimension * 4)) as UnitVector;
}

function writeRecord({ key, vector }: CacheEntry, dimension: number): Buffer {
  const record = Buffer.alloc(recordLength(dimension));
  record.write(key, 0, KEY, "latin1");
  record.writeUInt32LE(vector ? 1 : 0, KEY);
  if (vector) record.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength), VECTOR_AT);
  record.writeUInt32LE(crc32(record.subarray(0, -4)), record.length - 4);
  return record;
}

function writeHead({ id, dimension }: CacheOwner): Buffer {
  const head = Buffer.alloc(HEAD);
  head.write(MAGIC, 0, 8, "ascii");
  head.writeUInt32LE(VERSION, 8);
  head.writeUInt32LE(dimension, 12);
  createHash("sha256").update(id).digest().copy(head, 16);
  head.writeUInt32LE(crc32(head.subarray(0, -4)), HEAD - 4);
  return head;
}
