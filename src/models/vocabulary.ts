/**
 * The terms an embedder knows, with what each is worth, and texts counted in
 * them: the tf-idf rows that latent semantics is fitted on.
 */

import type { Pace } from "./pace.js";
import type { SparseMatrix } from "./products.js";

export interface Vocabulary {
  readonly terms: readonly string[];
  /** Inverse document frequency of each term: ln(1 + texts / texts with it). */
  readonly idf: Float32Array;
}

/** A text as term numbers and weights of length 1; both empty if it has no known term. */
export interface WeighedText {
  readonly terms: readonly number[];
  readonly weights: readonly number[];
}

/** Counts terms text by text, then keeps the most common ones. */
export function createTermCounter(): {
  add(terms: readonly string[]): void;
  finish(limit: number, pace: Pace): Promise<{ vocabulary: Vocabulary; matrix: SparseMatrix }>;
} {
  const numbers = new Map<string, number>();
  const texts: ReadonlyMap<number, number>[] = [];
  const spread: number[] = [];
  return {
    add(terms) {
      const counts = new Map<number, number>();
      for (const term of terms) {
        const number = numbers.get(term) ?? numbers.size;
        if (number === numbers.size) numbers.set(term, number);
        counts.set(number, (counts.get(number) ?? 0) + 1);
      }
      for (const number of counts.keys()) spread[number] = (spread[number] ?? 0) + 1;
      texts.push(counts);
    },
    async finish(limit, pace) {
      const all = [...numbers.keys()];
      // By spread, then by the order met: both are the same on every run.
      const kept = all.map((_, number) => number).sort((a, b) => spread[b]! - spread[a]! || a - b);
      kept.length = Math.min(kept.length, limit);
      const idf = Float32Array.from(kept, (number) => Math.log(1 + texts.length / spread[number]!));
      const columnOf = new Int32Array(all.length).fill(-1);
      kept.forEach((number, column) => {
        columnOf[number] = column;
      });
      const rows: WeighedText[] = [];
      for (const counts of texts) {
        if (pace.due()) await pace.rest();
        const known = [...counts].filter(([number]) => columnOf[number]! >= 0);
        const columns = known.map(([number]) => columnOf[number]!);
        rows.push(
          weigh(
            columns,
            known.map(([, count]) => count),
            idf,
          ),
        );
      }
      return {
        vocabulary: { terms: kept.map((number) => all[number]!), idf },
        matrix: toMatrix(rows, kept.length),
      };
    },
  };
}

/** Turns a text's terms into weights by the vocabulary; unknown terms are passed over. */
export function createWeigher({ terms, idf }: Vocabulary): (terms: readonly string[]) => WeighedText {
  const columnOf = new Map(terms.map((term, column) => [term, column]));
  // Used again for every text.
  const counts = new Uint32Array(terms.length);
  return (given) => {
    const met: number[] = [];
    for (const term of given) {
      const column = columnOf.get(term);
      if (column !== undefined && counts[column]!++ === 0) met.push(column);
    }
    const weighed = weigh(
      met,
      met.map((column) => counts[column]!),
      idf,
    );
    for (const column of met) counts[column] = 0;
    return weighed;
  };
}

/** (1 + ln tf) · idf, scaled to length 1. @param columns terms in the order they were met @param counts of each */
function weigh(columns: readonly number[], counts: readonly number[], idf: Float32Array): WeighedText {
  const weights = columns.map((column, i) => (1 + Math.log(counts[i]!)) * idf[column]!);
  let square = 0;
  for (const weight of weights) square += weight * weight;
  const length = Math.sqrt(square);
  return { terms: columns, weights: weights.map((weight) => weight / length) };
}

function toMatrix(rows: readonly WeighedText[], columns: number): SparseMatrix {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.terms.length;
  });
  const terms = new Uint32Array(starts[rows.length]!);
  const weights = new Float32Array(terms.length);
  rows.forEach((row, i) => {
    terms.set(row.terms, starts[i]);
    weights.set(row.weights, starts[i]);
  });
  return { rows: rows.length, columns, starts, terms, weights };
}
