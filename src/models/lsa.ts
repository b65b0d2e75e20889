/**
 * The strongest directions of a sparse matrix: a truncated singular value
 * decomposition by randomised subspace iteration (Halko, Martinsson & Tropp
 * 2011, algorithm 4.4). Plain typed arrays, the same figures on every run.
 *
 * An exact decomposition of 10,000 texts × 40,000 terms would take hours;
 * 128 directions of it are all that is wanted, and three rounds find them.
 */
import { setImmediate } from "node:timers/promises";

/** Rows of term numbers and weights, one after another: row i lies in `starts[i] … starts[i + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
  readonly weights: Float32Array;
}

export interface Directions {
  /** At most as many as asked for, fewer if the matrix has no more. */
  readonly rank: number;
  /** `columns × rank`, row by row: the right singular vectors. */
  readonly vectors: Float32Array;
  /** Singular values, greatest first. */
  readonly strengths: Float64Array;
}

/** Extra random directions that make the wanted ones exact enough; more do not change retrieval. */
const OVERSAMPLING = 16;
const ROUNDS = 2;

/** @param wanted how many directions @param seed of the random start */
export async function strongestDirections(
  matrix: SparseMatrix,
  { wanted, seed, signal }: { wanted: number; seed: number; signal?: AbortSignal | undefined },
): Promise<Directions> {
  const width = Math.min(wanted + OVERSAMPLING, matrix.rows, matrix.columns);
  let basis: Basis = { width, values: gaussian(matrix.rows * width, seed) };
  let product = timesItself(matrix, basis);
  for (let round = 0; round < ROUNDS; round++) {
    // Between rounds, a second on a large corpus, others may run and stop us.
    await setImmediate();
    signal?.throwIfAborted();
    basis = orthonormal(product, matrix.rows, basis.width);
    product = timesItself(matrix, basis);
  }
  return toDirections(matrix, basis, { product, wanted });
}

interface Basis {
  readonly width: number;
  readonly values: Float64Array;
}

/** `matrix · matrixᵀ · basis`, rows × width. */
function timesItself(matrix: SparseMatrix, basis: Basis): Float64Array {
  const { width } = basis;
  const { starts, terms, weights } = matrix;
  const image = transposeTimes(matrix, basis);
  const product = new Float64Array(matrix.rows * width);
  for (let row = 0; row < matrix.rows; row++) {
    const to = row * width;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const from = terms[at]! * width;
      const weight = weights[at]!;
      for (let j = 0; j < width; j++) product[to + j]! += weight * image[from + j]!;
    }
  }
  return product;
}

/** `matrixᵀ · basis`, columns × width. */
function transposeTimes(matrix: SparseMatrix, { values, width }: Basis): Float64Array {
  const { starts, terms, weights } = matrix;
  const product = new Float64Array(matrix.columns * width);
  for (let row = 0; row < matrix.rows; row++) {
    const from = row * width;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const to = terms[at]! * width;
      const weight = weights[at]!;
      for (let j = 0; j < width; j++) product[to + j]! += weight * values[from + j]!;
    }
  }
  return product;
}

/** Modified Gram–Schmidt; columns that depend on earlier ones are left out. */
function orthonormal(values: Float64Array, rows: number, width: number): Basis {
  const kept: Float64Array[] = [];
  for (let j = 0; j < width; j++) {
    const column = new Float64Array(rows);
    for (let i = 0; i < rows; i++) column[i] = values[i * width + j]!;
    const before = Math.sqrt(dot(column, column));
    for (const earlier of kept) {
      const share = dot(earlier, column);
      for (let i = 0; i < rows; i++) column[i]! -= share * earlier[i]!;
    }
    const length = Math.sqrt(dot(column, column));
    if (!(length > before * 1e-9)) continue;
    for (let i = 0; i < rows; i++) column[i]! /= length;
    kept.push(column);
  }
  const packed = new Float64Array(rows * kept.length);
  kept.forEach((column, j) => {
    for (let i = 0; i < rows; i++) packed[i * kept.length + j] = column[i]!;
  });
  return { width: kept.length, values: packed };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/**
 * Rayleigh–Ritz: within the basis, the eigenvectors of `basisᵀ A Aᵀ basis` are the left singular
 * vectors. There are far fewer texts than terms, so all dense work is done on the side of the texts.
 */
function toDirections(
  matrix: SparseMatrix,
  basis: Basis,
  { product, wanted }: { product: Float64Array; wanted: number },
): Directions {
  const { values, vectors } = symmetricEigen(gramOf(basis, product, matrix.rows), basis.width);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
  const floor = (values[order[0] ?? 0] ?? 0) * 1e-10;
  const chosen = order.filter((i) => values[i]! > floor).slice(0, wanted);
  const rank = chosen.length;
  const strengths = Float64Array.from(chosen, (i) => Math.sqrt(values[i]!));
  const turn = new Float64Array(basis.width * rank);
  for (let i = 0; i < basis.width; i++) {
    for (let k = 0; k < rank; k++) {
      turn[i * rank + k] = vectors[i * basis.width + chosen[k]!]! / strengths[k]!;
    }
  }
  const left = new Float64Array(matrix.rows * rank);
  for (let row = 0; row < matrix.rows; row++) {
    for (let i = 0; i < basis.width; i++) {
      const value = basis.values[row * basis.width + i]!;
      for (let k = 0; k < rank; k++) left[row * rank + k]! += value * turn[i * rank + k]!;
    }
  }
  const right = transposeTimes(matrix, { width: rank, values: left });
  return { rank, vectors: Float32Array.from(right), strengths };
}

/** Upper triangle of `basisᵀ · product`. */
function gramOf({ values, width }: Basis, product: Float64Array, rows: number): Float64Array {
  const gram = new Float64Array(width * width);
  for (let row = 0; row < rows; row++) {
    const at = row * width;
    for (let i = 0; i < width; i++) {
      const value = values[at + i]!;
      for (let j = i; j < width; j++) gram[i * width + j]! += value * product[at + j]!;
    }
  }
  return gram;
}

/** Cyclic Jacobi on the upper triangle. Eigenvectors are the columns of `vectors`. */
function symmetricEigen(upper: Float64Array, n: number): { values: Float64Array; vectors: Float64Array } {
  const a = new Float64Array(n * n);
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    vectors[i * n + i] = 1;
    for (let j = i; j < n; j++) a[i * n + j] = a[j * n + i] = upper[i * n + j]!;
  }
  const scale = Math.sqrt(dot(a, a)) || 1;
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += a[p * n + q]! ** 2;
    if (Math.sqrt(off) <= 1e-11 * scale) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) turnPair(a, vectors, n, p, q);
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), vectors };
}

/** One Jacobi rotation: makes `a[p][q]` zero (Golub & Van Loan, section 8.5). */
function turnPair(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q]!;
  if (apq === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < n; k++) {
    const kp = a[k * n + p]!;
    const kq = a[k * n + q]!;
    a[k * n + p] = c * kp - s * kq;
    a[k * n + q] = s * kp + c * kq;
  }
  for (let k = 0; k < n; k++) {
    const pk = a[p * n + k]!;
    const qk = a[q * n + k]!;
    a[p * n + k] = c * pk - s * qk;
    a[q * n + k] = s * pk + c * qk;
    const vp = vectors[k * n + p]!;
    const vq = vectors[k * n + q]!;
    vectors[k * n + p] = c * vp - s * vq;
    vectors[k * n + q] = s * vp + c * vq;
  }
}

/** Standard normal figures: mulberry32 through Box–Muller. */
function gaussian(count: number, seed: number): Float64Array {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return Float64Array.from(
    { length: count },
    () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  );
}
