/**
 * What the builtin embedder learnt from a corpus, as one buffer: a JSON line
 * with the sizes and the terms, padded to a multiple of 8, then two arrays of floats
 * (little-endian): the terms' idf, and the projection row by row.
 */
import { z } from "zod";
import { IndexFileError } from "../errors.js";
import type { Vocabulary } from "./vocabulary.js";

export interface SemanticModel {
  readonly dimension: number;
  readonly vocabulary: Vocabulary;
  /** Directions the corpus really has; the other components of a vector are 0. */
  readonly rank: number;
  /** `terms × rank`, row by row. */
  readonly projection: Float32Array;
}

const Head = z.strictObject({
  model: z.literal("lsa-2"),
  dimension: z.number().int().min(1),
  rank: z.number().int().min(0),
  terms: z.array(z.string()),
});

export function writeModel({ dimension, vocabulary, rank, projection }: SemanticModel): Buffer {
  const head = Buffer.from(JSON.stringify({ model: "lsa-2", dimension, rank, terms: vocabulary.terms }));
  const padding = Buffer.alloc(8 - (head.length % 8), " ");
  padding[padding.length - 1] = 10;
  return Buffer.concat([head, padding, bytesOf(vocabulary.idf), bytesOf(projection)]);
}

/** @throws {IndexFileError} if it is no such model, or one of another dimension. */
export function readModel(state: Buffer, dimension: number): SemanticModel {
  const end = state.indexOf(10) + 1;
  const head = end > 0 ? parseHead(state.toString("utf8", 0, end)) : undefined;
  if (!head) throw damaged("does not begin as it should");
  if (head.dimension !== dimension) throw damaged(`has ${head.dimension} dimensions, ${dimension} expected`);
  const { rank, terms } = head;
  const floats = terms.length * (1 + rank);
  if (rank > dimension || state.length !== end + floats * 4) throw damaged("is cut short");
  // A file's own buffer is looked into, 41 MB for 40,000 terms; a copy starts at a multiple of 4, which a view may not.
  const start = state.byteOffset + end;
  const values =
    start % 4 === 0
      ? new Float32Array(state.buffer as ArrayBuffer, start, floats)
      : new Float32Array(new Uint8Array(state.subarray(end)).buffer);
  return {
    dimension,
    rank,
    vocabulary: { terms, idf: values.subarray(0, terms.length) },
    projection: values.subarray(terms.length),
  };
}

function parseHead(line: string): z.output<typeof Head> | undefined {
  try {
    return Head.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Buffer {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

function damaged(what: string): IndexFileError {
  return new IndexFileError(`the state of the builtin embedder ${what}`, { hint: "npm run index -- --full" });
}
