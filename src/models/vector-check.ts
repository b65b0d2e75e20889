/**
 * What a model gives back, looked at before anyone counts on it: one poor vector in an index gives wrong
 * neighbours for ever, and no error.
 */
import type { UnitVector } from "../index/embedder.js";
import { ModelCallError } from "./model-call-error.js";

export interface Expected {
  /** Names the model or its service. */
  readonly who: string;
  /** How many vectors. */
  readonly count: number;
  /** How long each; `null` where that is still to be learnt: then all alike. */
  readonly dimension: number | null;
  /** What helps where they are refused. */
  readonly hint?: string | undefined;
}

/**
 * @returns the vectors scaled to length 1
 * @throws {ModelCallError} if there are more or fewer than asked for, or one is shorter, not finite, or zero.
 */
export function checkVectors(vectors: readonly ArrayLike<number>[], expected: Expected): UnitVector[] {
  const { who, count, hint } = expected;
  const refuse = (what: string) => new ModelCallError(`${who} ${what}`, { kind: "protocol", hint });
  if (vectors.length !== count) throw refuse(`gave ${vectors.length} vectors for ${count} texts`);
  const dimension = expected.dimension ?? vectors[0]?.length ?? 0;
  return vectors.map((vector) => {
    if (vector.length !== dimension || dimension === 0)
      throw refuse(`gave a vector of ${vector.length} components where ${dimension || "some"} are expected`);
    let square = 0;
    for (let i = 0; i < dimension; i++) square += vector[i]! * vector[i]!;
    if (!Number.isFinite(square)) throw refuse("gave a vector with a component that is not finite");
    // Far below what any model gives, and far above what rounding leaves of nothing.
    if (square < 1e-12) throw refuse("gave a zero vector");
    const length = Math.sqrt(square);
    return Float32Array.from(vector, (value) => value / length) as UnitVector;
  });
}

/** Cosine of the angle between two of one length. */
export function cosine(a: UnitVector, b: UnitVector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
