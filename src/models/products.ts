/**
 * Products of a sparse matrix with a dense one. Four rows are added in one go, which
 * reads and writes the sum once instead of four times; each figure is still the
 * same sum in the same order, so it is the same to the last bit.
 */
import type { Pace } from "./pace.js";

/** Rows of term numbers and weights, one after another: row i lies in `starts[i] … starts[i + 1]`. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
  readonly weights: Float32Array | Float64Array;
}

/** Row by row. */
export interface DenseMatrix {
  readonly width: number;
  readonly values: Float64Array;
}

/** Columns as rows; within each the old rows go up. */
export function transposed({ rows, columns, starts, terms, weights }: SparseMatrix): SparseMatrix {
  const turned = {
    rows: columns,
    columns: rows,
    starts: new Uint32Array(columns + 1),
    terms: new Uint32Array(terms.length),
    weights: new Float32Array(terms.length),
  };
  for (const term of terms) turned.starts[term + 1]!++;
  for (let term = 0; term < columns; term++) turned.starts[term + 1]! += turned.starts[term]!;
  const next = turned.starts.slice();
  for (let row = 0; row < rows; row++) {
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const to = next[terms[at]!]!++;
      turned.terms[to] = row;
      turned.weights[to] = weights[at]!;
    }
  }
  return turned;
}

/** A dense matrix as a sparse one that has every term in every row. */
export function withAllTerms({ values, width }: DenseMatrix): SparseMatrix {
  const rows = values.length / width;
  return {
    rows,
    columns: width,
    starts: Uint32Array.from({ length: rows + 1 }, (_, row) => row * width),
    terms: Uint32Array.from(values, (_, at) => at % width),
    weights: values,
  };
}

/** `matrix · dense`. */
export async function times(matrix: SparseMatrix, dense: DenseMatrix, pace: Pace): Promise<Float64Array> {
  const product = new Float64Array(matrix.rows * dense.width);
  const sumRow = createRowSum(matrix, dense, product);
  for (let row = 0; row < matrix.rows; row++) {
    if (pace.due()) await pace.rest();
    sumRow(row);
  }
  return product;
}

function createRowSum(
  { starts, terms, weights }: SparseMatrix,
  { values, width }: DenseMatrix,
  product: Float64Array,
): (row: number) => void {
  const addFour = (to: number, at: number) => {
    const a = weights[at]!;
    const b = weights[at + 1]!;
    const c = weights[at + 2]!;
    const d = weights[at + 3]!;
    const fromA = terms[at]! * width;
    const fromB = terms[at + 1]! * width;
    const fromC = terms[at + 2]! * width;
    const fromD = terms[at + 3]! * width;
    for (let j = 0; j < width; j++)
      product[to + j] =
        product[to + j]! +
        a * values[fromA + j]! +
        b * values[fromB + j]! +
        c * values[fromC + j]! +
        d * values[fromD + j]!;
  };
  return (row) => {
    const to = row * width;
    const end = starts[row + 1]!;
    let at = starts[row]!;
    for (; at + 4 <= end; at += 4) addFour(to, at);
    for (; at < end; at++) {
      const weight = weights[at]!;
      const from = terms[at]! * width;
      for (let j = 0; j < width; j++) product[to + j]! += weight * values[from + j]!;
    }
  };
}
