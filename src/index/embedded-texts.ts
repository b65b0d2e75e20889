/**
 * Which texts a generation is made of, as the first 8 bytes of their hashes: one
 * list tells what of the embedding cache it needs, the other what its embedder was
 * fitted on, so that a later build can tell how much of that is still there.
 */
import { IndexFileError } from "../errors.js";
import { readSections, writeSections } from "./sections.js";

export const EMBEDDED_FILE = "embedded.bin";

export interface EmbeddedTexts {
  /** Of the cache keys, one a chunk, in their order. */
  readonly keys: readonly bigint[];
  /** Of the texts the embedder was fitted on; empty for one that learns nothing. */
  readonly fitted: readonly bigint[];
}

export function prefixOf(hash: Buffer): bigint {
  return hash.readBigUInt64LE();
}

export function writeEmbedded({ keys, fitted }: EmbeddedTexts): Buffer {
  return writeSections("TEXTS   ", 1, { keys: halves(keys), fitted: halves(fitted) });
}

/** @throws {IndexFileError} if it is cut short. */
export function readEmbedded(file: Buffer): EmbeddedTexts {
  const sections = readSections("TEXTS   ", 1, file);
  return { keys: wholes(sections.u32("keys")), fitted: wholes(sections.u32("fitted")) };
}

function halves(values: readonly bigint[]): Uint32Array {
  return new Uint32Array(BigUint64Array.from(values).buffer);
}

function wholes(values: Uint32Array): bigint[] {
  if (values.length % 2 !== 0) {
    throw new IndexFileError(`${EMBEDDED_FILE}: cut short`, { hint: "npm run index -- --full" });
  }
  return [...new BigUint64Array(values.slice().buffer)];
}
