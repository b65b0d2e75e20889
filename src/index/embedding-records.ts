/**
 * The file of an embedding cache, byte by byte. Little-endian: a head of 64 bytes (magic, version, dimension, sha256
 * of the embedder's id, CRC), then records of one length (key, whether there is a vector, its floats, CRC), so that
 * a damaged record costs itself, and a torn tail is cut off.
 *
 * It is read a slice at a time: a million vectors of 1,024 floats are 4 GB, and Node reads no file beyond 2 GB whole.
 */
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";
import type { UnitVector } from "./embedder.js";

const MAGIC = "EMBEDDED";
const VERSION = 1;
export const HEAD = 64;
const KEY = 32;
const VECTOR_AT = KEY + 4;
/** Bytes read at a time; more is not faster. */
const SLICE = 4 * 2 ** 20;

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

/** A whole record and where it starts in the file; its bytes are good until the next one is asked for. */
export interface StoredRecord {
  readonly key: CacheKey;
  readonly at: number;
  readonly bytes: Buffer;
}

export const recordLength = (dimension: number) => VECTOR_AT + dimension * 4 + 4;

export function writeHead({ id, dimension }: CacheOwner): Buffer {
  const head = Buffer.alloc(HEAD);
  head.write(MAGIC, 0, 8, "ascii");
  head.writeUInt32LE(VERSION, 8);
  head.writeUInt32LE(dimension, 12);
  createHash("sha256").update(id).digest().copy(head, 16);
  head.writeUInt32LE(crc32(head.subarray(0, -4)), HEAD - 4);
  return head;
}

/** The dimension a head names, whoever it belongs to; 0 where there is none. */
export function headDimension(head: Buffer): number {
  return head.length < HEAD ? 0 : head.readUInt32LE(12);
}

/** The first bytes of a file; fewer, or none, where there are no more. */
export function readHead(path: string): Buffer {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
  try {
    const head = Buffer.alloc(HEAD);
    return head.subarray(0, readSync(file, head, 0, HEAD, 0));
  } finally {
    closeSync(file);
  }
}

/** The whole records of a file, in their order; damaged ones are passed over, and so is a torn end. */
export function* recordsIn(path: string, dimension: number): Generator<StoredRecord> {
  const length = recordLength(dimension);
  const slice = Buffer.alloc(Math.max(1, Math.floor(SLICE / length)) * length);
  const file = openSync(path, "r");
  try {
    for (let from = HEAD; ; ) {
      const read = readFully(file, slice, from);
      for (let at = 0; at + length <= read; at += length) {
        const bytes = slice.subarray(at, at + length);
        if (crc32(bytes.subarray(0, -4)) !== bytes.readUInt32LE(length - 4)) continue;
        yield { key: bytes.toString("latin1", 0, KEY) as CacheKey, at: from + at, bytes };
      }
      if (read < slice.length) return;
      from += read;
    }
  } finally {
    closeSync(file);
  }
}

/** A read may give less than was asked for. @returns how much is there */
function readFully(file: number, into: Buffer, from: number): number {
  let read = 0;
  while (read < into.length) {
    const more = readSync(file, into, read, into.length - read, from + read);
    if (more === 0) break;
    read += more;
  }
  return read;
}

export function writeRecord({ key, vector }: CacheEntry, dimension: number): Buffer {
  const record = Buffer.alloc(recordLength(dimension));
  record.write(key, 0, KEY, "latin1");
  record.writeUInt32LE(vector ? 1 : 0, KEY);
  if (vector) record.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength), VECTOR_AT);
  record.writeUInt32LE(crc32(record.subarray(0, -4)), record.length - 4);
  return record;
}

/** @param file an open one @param at where a record starts */
export function readVector(file: number, at: number, dimension: number): UnitVector | null {
  // The flag and the floats lie side by side; a view needs a place that is a multiple of 4, which both then have.
  const bytes = new Uint8Array(4 + dimension * 4);
  const read = readFully(file, Buffer.from(bytes.buffer), at + KEY);
  if (read < bytes.length) throw new RangeError("an embedding cache was cut short while it was open");
  if (new Uint32Array(bytes.buffer, 0, 1)[0] === 0) return null;
  return new Float32Array(bytes.buffer, 4, dimension) as UnitVector;
}
