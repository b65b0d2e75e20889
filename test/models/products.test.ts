import fc from "fast-check";
import { expect, it } from "vitest";
import { createPace } from "../../src/models/pace.js";
import { type SparseMatrix, times, transposed, withAllTerms } from "../../src/models/products.js";

const weight = fc.float({ min: -2, max: 2, noNaN: true });
/** Rows of (term, weight), so that rows of all lengths come up: four are added in one go, the rest one by one. */
const matrices = fc
  .tuple(fc.array(fc.dictionary(fc.constantFrom(..."0123456789"), weight), { maxLength: 6 }), fc.nat(5))
  .map(([rows, width]) => ({ matrix: sparse(rows.map((row) => Object.entries(row))), width }));

function sparse(rows: readonly (readonly [string, number][])[]): SparseMatrix {
  const starts = [0];
  for (const row of rows) starts.push(starts.at(-1)! + row.length);
  const entries = rows.flat();
  return {
    rows: rows.length,
    columns: 10,
    starts: Uint32Array.from(starts),
    terms: Uint32Array.from(entries, ([term]) => Number(term)),
    weights: Float32Array.from(entries, ([, value]) => value),
  };
}

/** One figure after another, in the order of the entries. */
function plainProduct({ rows, starts, terms, weights }: SparseMatrix, dense: Float64Array, width: number) {
  return Float64Array.from({ length: rows * width }, (_, at) => {
    const [row, j] = [Math.floor(at / width), at % width];
    let sum = 0;
    for (let i = starts[row]!; i < starts[row + 1]!; i++) sum += weights[i]! * dense[terms[i]! * width + j]!;
    return sum;
  });
}

it("gives what adding one figure after another gives, to the last bit", async () => {
  await fc.assert(
    fc.asyncProperty(matrices, async ({ matrix, width }) => {
      const dense = Float64Array.from({ length: 10 * width }, (_, i) => Math.sin(i) * 3);

      const product = await times(matrix, { width, values: dense }, createPace(undefined));

      expect(product).toEqual(plainProduct(matrix, dense, width));
    }),
  );
});

it("turns rows into columns and back", () => {
  fc.assert(
    fc.property(matrices, ({ matrix }) => {
      const turned = transposed(matrix);

      expect(turned).toMatchObject({ rows: 10, columns: matrix.rows });
      // Terms of a row stand in the order of their numbers by then.
      const again = transposed(turned);
      expect(transposed(again)).toEqual(turned);
      expect(again.starts).toEqual(matrix.starts);
      expect([...again.weights].sort()).toEqual([...matrix.weights].sort());
    }),
  );
});

it("takes a dense matrix for a sparse one that has every term", async () => {
  const dense = { width: 3, values: Float64Array.of(1, 2, 3, 4, 5, 6) };
  const product = await times(
    withAllTerms(dense),
    { width: 2, values: Float64Array.of(1, 0, 0, 1, 1, 1) },
    createPace(undefined),
  );
  expect([...product]).toEqual([4, 5, 10, 11]);
});
