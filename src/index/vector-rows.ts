/**
 * Checked vectors in one Float32Array, each under its label: what is written
 * to disk beside the graph, and what stands in for hnswlib-node by looking at
 * every row (19 ms a query at 20,000 × 512).
 *
 * The rows are kept even where there is a graph: any generation can then be
 * opened without native code, and compared with it.
 */
import { IndexFileError } from "../errors.js";
import type { UnitVector } from "./embedder.js";
import { readSections, writeSections } from "./sections.js";

export interface Neighbour {
  readonly label: number;
  /** Cosine, −1 to 1. */
  readonly similarity: number;
}

export interface VectorRows {
  readonly dimension: number;
  /** Ascending; row i belongs to `labels[i]`. */
  readonly labels: Uint32Array;
  /** Row after row. */
  readonly values: Float32Array;
}

export interface RowStore {
  readonly size: number;
  /** @throws {RangeError} as `checkVector`, and for a label that does not go up or is not below the capacity. */
  add(label: number, vector: UnitVector): void;
  rows(): VectorRows;
}

/**
 * Native code trusts what it is given: a component that is not a number ends the process, a NaN or
 * the zero vector is found by nobody, a label of 2³² or more comes back as another.
 *
 * @throws {RangeError} unless the vector has `dimension` finite components and length 1.
 */
export function checkVector(vector: UnitVector, dimension: number): void {
  if (vector.length !== dimension) {
    throw new RangeError(`a vector of ${vector.length} components, ${dimension} expected`);
  }
  let square = 0;
  for (let i = 0; i < dimension; i++) {
    const value = vector[i];
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new RangeError(`component ${i} of a vector is ${String(value)}`);
    }
    square += value * value;
  }
  if (Math.abs(square - 1) > 1e-3)
    throw new RangeError(`a vector of length ${Math.sqrt(square)}, 1 expected`);
}

/** Clamps the wish for `k` neighbours to what there is. @throws {RangeError} if `k` is not a number. */
export function clampCount(k: number, size: number): number {
  if (Number.isNaN(k)) throw new RangeError("the number of neighbours is not a number");
  return Math.max(0, Math.min(Math.floor(k), size));
}

export function createRowStore(dimension: number, capacity: number): RowStore {
  if (!Number.isInteger(dimension) || dimension < 1) throw new RangeError(`dimension ${dimension}`);
  if (!Number.isInteger(capacity) || capacity < 0 || capacity >= 2 ** 32)
    throw new RangeError(`capacity ${capacity}`);
  const labels = new Uint32Array(capacity);
  const values = new Float32Array(capacity * dimension);
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(label, vector) {
      checkVector(vector, dimension);
      const last = size === 0 ? -1 : labels[size - 1]!;
      if (!Number.isInteger(label) || label <= last || label >= capacity) {
        throw new RangeError(
          `label ${label} after ${last}: labels are whole numbers that go up, below ${capacity}`,
        );
      }
      labels[size] = label;
      values.set(vector, size * dimension);
      size++;
    },
    rows: () => ({
      dimension,
      labels: labels.subarray(0, size),
      values: values.subarray(0, size * dimension),
    }),
  };
}

/** The `k` nearest by looking at every row; nearest first, equals by label. */
export function nearestRows(
  { dimension, labels, values }: VectorRows,
  vector: UnitVector,
  k: number,
): Neighbour[] {
  checkVector(vector, dimension);
  const count = clampCount(k, labels.length);
  const best: Neighbour[] = [];
  for (let row = 0; row < labels.length && count > 0; row++) {
    let similarity = 0;
    for (let i = 0, at = row * dimension; i < dimension; i++, at++) similarity += vector[i]! * values[at]!;
    if (best.length === count && similarity <= best[count - 1]!.similarity) continue;
    let place = Math.min(best.length, count - 1);
    while (place > 0 && best[place - 1]!.similarity < similarity) {
      best[place] = best[place - 1]!;
      place--;
    }
    best[place] = { label: labels[row]!, similarity };
  }
  return best;
}

const MAGIC = "VECTORS ";
const VERSION = 1;

export function writeRows({ dimension, labels, values }: VectorRows): Buffer {
  // Sections hold whole numbers; the bits of the floats travel as such.
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return writeSections(MAGIC, VERSION, { dimension: Uint32Array.of(dimension), labels, values: bits });
}

/** @throws {IndexFileError} if the parts do not fit together. */
export function readRows(buffer: Buffer): VectorRows {
  const sections = readSections(MAGIC, VERSION, buffer);
  const dimension = sections.u32("dimension")[0] ?? 0;
  const labels = sections.u32("labels");
  const bits = sections.u32("values");
  const ascending = labels.every((label, i) => i === 0 || label > labels[i - 1]!);
  if (dimension < 1 || bits.length !== labels.length * dimension || !ascending) {
    throw new IndexFileError("vectors: the parts do not fit together", { hint: "npm run index" });
  }
  return { dimension, labels, values: new Float32Array(bits.buffer, bits.byteOffset, bits.length) };
}
