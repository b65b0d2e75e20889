/**
 * The strongest directions of a sparse matrix: a truncated singular value
 * decomposition by randomised subspace iteration (Halko, Martinsson & Tropp
 * 2011, algorithm 4.4). Plain typed arrays, the same figures on every run.
 *
 * An exact decomposition of 10,000 texts × 40,000 terms would take hours;
 * 128 directions of it are all that is wanted, and three rounds find them.
 */
import { createPace, type Pace } from "./pace.js";
import { type DenseMatrix, type SparseMatrix, times, transposed, withAllTerms } from "./products.js";

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
  const pace = createPace(signal);
  const { rows } = matrix;
  const both = { matrix, turned: transposed(matrix), pace };
  const width = Math.min(wanted + OVERSAMPLING, rows, matrix.columns);
  let basis: DenseMatrix = { width, values: gaussian(rows * width, seed) };
  let product = await timesItself(basis, both);
  for (let round = 0; round < ROUNDS; round++) {
    basis = await orthonormal({ width: basis.width, values: product }, rows, pace);
    product = await timesItself(basis, both);
  }
  return toDirections(basis, product, { ...both, wanted });
}

interface Sums {
  readonly matrix: SparseMatrix;
  /** The same, terms first. */
  readonly turned: SparseMatrix;
  readonly pace: Pace;
}

/** `matrix · matrixᵀ · basis`, rows × width. */
async function timesItself(basis: DenseMatrix, { matrix, turned, pace }: Sums): Promise<Float64Array> {
  const { width } = basis;
  return times(matrix, { width, values: await times(turned, basis, pace) }, pace);
}

/** Modified Gram–Schmidt; columns that depend on earlier ones are left out. */
async function orthonormal({ values, width }: DenseMatrix, rows: number, pace: Pace): Promise<DenseMatrix> {
  const columns = Array.from({ length: width }, (_, j) =>
    Float64Array.from({ length: rows }, (_, i) => values[i * width + j]!),
  );
  const before = columns.map((column) => Math.sqrt(dot(column, column)));
  const kept: Float64Array[] = [];
  for (let from = 0; from < width; from += 4) {
    const four = columns.slice(from, from + 4);
    for (const earlier of kept) {
      if (pace.due()) await pace.rest();
      takeAway(earlier, four);
    }
    for (const [k, column] of four.entries()) {
      const length = Math.sqrt(dot(column, column));
      if (!(length > before[from + k]! * 1e-9)) continue;
      for (let i = 0; i < rows; i++) column[i]! /= length;
      kept.push(column);
      takeAway(column, four.slice(k + 1));
    }
  }
  const packed = new Float64Array(rows * kept.length);
  kept.forEach((column, j) => {
    for (let i = 0; i < rows; i++) packed[i * kept.length + j] = column[i]!;
  });
  return { width: kept.length, values: packed };
}

/** Takes from each of four columns its share of a direction: one sum after another would wait for itself. */
function takeAway(direction: Float64Array, columns: readonly Float64Array[]): void {
  const [a, b, c, d] = columns;
  if (!a || !b || !c || !d) {
    for (const column of columns) takeFromOne(direction, column);
    return;
  }
  let shareA = 0;
  let shareB = 0;
  let shareC = 0;
  let shareD = 0;
  for (let i = 0; i < direction.length; i++) {
    const value = direction[i]!;
    shareA += value * a[i]!;
    shareB += value * b[i]!;
    shareC += value * c[i]!;
    shareD += value * d[i]!;
  }
  for (let i = 0; i < direction.length; i++) {
    const value = direction[i]!;
    a[i]! -= shareA * value;
    b[i]! -= shareB * value;
    c[i]! -= shareC * value;
    d[i]! -= shareD * value;
  }
}

function takeFromOne(direction: Float64Array, column: Float64Array): void {
  const share = dot(direction, column);
  for (let i = 0; i < direction.length; i++) column[i]! -= share * direction[i]!;
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
async function toDirections(
  basis: DenseMatrix,
  product: Float64Array,
  { matrix: { rows }, turned, wanted, pace }: Sums & { readonly wanted: number },
): Promise<Directions> {
  const gram = await gramOf(basis, product, { rows, pace });
  const { values, vectors } = await symmetricEigen(gram, basis.width, pace);
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]!);
  const floor = (values[order[0] ?? 0] ?? 0) * 1e-10;
  const chosen = order.filter((i) => values[i]! > floor).slice(0, wanted);
  const rank = chosen.length;
  const strengths = Float64Array.from(chosen, (i) => Math.sqrt(values[i]!));
  const turn = new Float64Array(basis.width * rank);
  for (let i = 0; i < basis.width; i++) {
    for (let k = 0; k < rank; k++) {
      turn[i * rank + k] = vectors[chosen[k]! * basis.width + i]! / strengths[k]!;
    }
  }
  const left = await times(withAllTerms(basis), { width: rank, values: turn }, pace);
  const right = await times(turned, { width: rank, values: left }, pace);
  return { rank, vectors: Float32Array.from(right), strengths };
}

/** Upper triangle of `basisᵀ · product`. */
async function gramOf(
  { values, width }: DenseMatrix,
  product: Float64Array,
  { rows, pace }: { readonly rows: number; readonly pace: Pace },
): Promise<Float64Array> {
  const gram = new Float64Array(width * width);
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    if (pace.due()) await pace.rest();
    const [a, b, c, d] = [row * width, (row + 1) * width, (row + 2) * width, (row + 3) * width];
    for (let i = 0; i < width; i++) {
      const [ai, bi, ci, di] = [values[a + i]!, values[b + i]!, values[c + i]!, values[d + i]!];
      const to = i * width;
      for (let j = i; j < width; j++)
        gram[to + j] =
          gram[to + j]! +
          ai * product[a + j]! +
          bi * product[b + j]! +
          ci * product[c + j]! +
          di * product[d + j]!;
    }
  }
  for (; row < rows; row++) {
    const at = row * width;
    for (let i = 0; i < width; i++)
      for (let j = i; j < width; j++) gram[i * width + j]! += values[at + i]! * product[at + j]!;
  }
  return gram;
}

/** Cyclic Jacobi on the upper triangle. Eigenvectors are the rows of `vectors`. */
async function symmetricEigen(
  upper: Float64Array,
  n: number,
  pace: Pace,
): Promise<{ values: Float64Array; vectors: Float64Array }> {
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
    for (let p = 0; p < n; p++) {
      if (pace.due()) await pace.rest();
      for (let q = p + 1; q < n; q++) turnPair(a, vectors, n, p, q);
    }
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
    const vp = vectors[p * n + k]!;
    const vq = vectors[q * n + k]!;
    vectors[p * n + k] = c * vp - s * vq;
    vectors[q * n + k] = s * vp + c * vq;
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
