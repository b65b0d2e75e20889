/**
 * Vectors that were computed once. Embedding is what a build waits for (22
 * minutes for 20,000 articles with a model on one core), so what was paid for is
 * kept apart from the generations: a build that was killed goes on where it was,
 * an edited article costs its own chunks.
 *
 * One file an embedder, only ever appended to. In memory there are keys and places alone; a vector is read when it
 * is wanted, which is little beside the half millisecond of putting it into the graph.
 */
import { createHash } from "node:crypto";
import { type FileHandle, open, rename, rm, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder, replaceFile } from "./durable.js";
import type { UnitVector } from "./embedder.js";
import {
  type CacheEntry,
  type CacheKey,
  type CacheOwner,
  HEAD,
  headDimension,
  readHead,
  readVector,
  recordLength,
  recordsIn,
  writeHead,
  writeRecord,
} from "./embedding-records.js";
import { checkVector } from "./vector-rows.js";

export type { CacheEntry, CacheKey, CacheOwner } from "./embedding-records.js";

const CACHE_SUFFIX = ".vectors";

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
  const path = join(cacheDir(indexDir), cacheName({ id }));
  try {
    const head = readHead(path);
    const owner = { id, dimension: headDimension(head) };
    if (!head.equals(writeHead(owner))) return new Set();
    return new Set(Array.from(recordsIn(path, owner.dimension), ({ key }) => key));
  } catch {
    return new Set();
  }
}

/** Opens the cache of an embedder, or begins one. The index's lock must be held: there is one writer. */
export async function openEmbeddingCache(indexDir: string, owner: CacheOwner): Promise<EmbeddingCache> {
  await makeFolder(cacheDir(indexDir));
  const path = join(cacheDir(indexDir), cacheName(owner));
  const { dimension } = owner;
  let end = await makeWhole(path, owner);
  const places = new Map<CacheKey, number>();
  for (const { key, at } of recordsIn(path, dimension)) places.set(key, at);
  const file = await open(path, "a+");
  return {
    get size() {
      return places.size;
    },
    has: (key) => places.has(key),
    get(key) {
      const at = places.get(key);
      return at === undefined ? undefined : readVector(file.fd, at, dimension);
    },
    async append(entries) {
      for (const { vector } of entries) if (vector) checkVector(vector, dimension);
      const records = entries.map((entry) => writeRecord(entry, dimension));
      await file.appendFile(Buffer.concat(records));
      await file.datasync();
      for (const [i, { key }] of entries.entries()) places.set(key, end + i * recordLength(dimension));
      end += records.length * recordLength(dimension);
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
  const { size } = await stat(path);
  // Of a key that stands there twice the later record counts.
  const kept = new Map<CacheKey, number>();
  for (const { key, at, bytes } of recordsIn(path, owner.dimension))
    if (isUsed(bytes.subarray(0, 8))) kept.set(key, at);
  if (kept.size * 2 * recordLength(owner.dimension) >= size - HEAD) return;
  const part = `${path}.${process.pid}.part`;
  const file = await open(part, "w");
  try {
    await copyRecords(path, file, { owner, kept });
    await file.sync();
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await rename(part, path);
}

async function copyRecords(
  from: string,
  to: FileHandle,
  { owner, kept }: { readonly owner: CacheOwner; readonly kept: ReadonlyMap<CacheKey, number> },
): Promise<void> {
  await to.appendFile(writeHead(owner));
  let batch: Buffer[] = [];
  for (const { key, at, bytes } of recordsIn(from, owner.dimension)) {
    if (kept.get(key) === at) batch.push(Buffer.from(bytes));
    if (batch.length < 1_024) continue;
    await to.appendFile(Buffer.concat(batch));
    batch = [];
  }
  await to.appendFile(Buffer.concat(batch));
}

/**
 * Begins a file that is not one of this owner, and cuts a torn tail off: what is appended must begin at a record.
 *
 * @returns its length
 */
async function makeWhole(path: string, owner: CacheOwner): Promise<number> {
  const head = writeHead(owner);
  if (!readHead(path).equals(head)) {
    await replaceFile(path, head);
    return head.length;
  }
  const { size } = await stat(path);
  const whole = size - ((size - HEAD) % recordLength(owner.dimension));
  if (whole < size) await truncate(path, whole);
  return whole;
}
