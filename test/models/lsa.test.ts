import { expect, it } from "vitest";
import { strongestDirections } from "../../src/models/lsa.js";

function sparse(rows: readonly (readonly number[])[]) {
  const entries = rows.map((row) => row.flatMap((weight, term) => (weight === 0 ? [] : [{ weight, term }])));
  const starts = [0];
  for (const row of entries) starts.push(starts.at(-1)! + row.length);
  return {
    rows: rows.length,
    columns: rows[0]!.length,
    starts: Uint32Array.from(starts),
    terms: Uint32Array.from(entries.flat(), ({ term }) => term),
    weights: Float32Array.from(entries.flat(), ({ weight }) => weight),
  };
}

it("finds the singular values and right vectors of a matrix that is known", async () => {
  // 3·u₁v₁ᵀ + 1·u₂v₂ᵀ with v₁ = (1,1,0)/√2, v₂ = (0,0,1)
  const half = Math.SQRT1_2;
  const matrix = sparse([
    [3 * half, 3 * half, 0],
    [0, 0, 1],
    [0, 0, 0],
  ]);

  const { rank, vectors, strengths } = await strongestDirections(matrix, { wanted: 3, seed: 1 });

  expect(rank).toBe(2);
  expect([...strengths].map((value) => value.toFixed(5))).toEqual(["3.00000", "1.00000"]);
  const column = (k: number) => [0, 1, 2].map((row) => Math.abs(vectors[row * rank + k]!));
  expect(column(0)[0]).toBeCloseTo(half, 5);
  expect(column(0)[1]).toBeCloseTo(half, 5);
  expect(column(0)[2]).toBeCloseTo(0, 5);
  expect(column(1)[2]).toBeCloseTo(1, 5);
});

it("gives orthonormal directions, strongest first, and no more than are wanted", async () => {
  const rows = Array.from({ length: 60 }, (_, i) =>
    Array.from({ length: 40 }, (_, j) => ((i * 7 + j * 13 + i * j) % 5 === 0 ? ((i + j) % 3) + 1 : 0)),
  );

  const { rank, vectors, strengths } = await strongestDirections(sparse(rows), { wanted: 10, seed: 1 });

  expect(rank).toBe(10);
  expect([...strengths]).toEqual([...strengths].sort((a, b) => b - a));
  for (let a = 0; a < rank; a++) {
    for (let b = a; b < rank; b++) {
      let product = 0;
      for (let row = 0; row < 40; row++) product += vectors[row * rank + a]! * vectors[row * rank + b]!;
      expect(product).toBeCloseTo(a === b ? 1 : 0, 4);
    }
  }
});
