/**
 * BM25 over one kind of evidence (words, or pairs of characters).
 *
 * A score is a share: the evidence found in an article over the evidence asked
 * for, so that 1 means “all of it, densely”, whatever the question's length, and
 * two kinds of evidence can be added and compared.
 */
import type { Postings } from "./postings.js";
import type { Sums } from "./sums.js";
import { lowerBound } from "./vocabulary.js";

export interface Bm25Options {
  /** How fast repetitions of a term stop counting. 0 = at once. */
  readonly k1?: number;
  /** How much long articles are held back, 0–1. */
  readonly b?: number;
}

export interface Bm25 {
  /** Number of articles a term stands in. */
  frequency(term: number): number;
  /** `ln(1 + (N − n + ½) / (n + ½))`, always positive; for a term of no article the greatest. */
  idf(term: number): number;
  /** Adds `weight × tf / (tf + k1 (1 − b + b · length / average))` to the articles of a term. */
  addTo(sums: Sums, term: number, weight: number): void;
  /** The same for one article and weight 1; 0 if the term is not in it. */
  saturation(term: number, article: number): number;
}

/** BM25: Robertson & Zaragoza 2009, eq. 3.15, without the constant factor `k1 + 1`, which changes no order. */
export function createBm25(postings: Postings, { k1 = 1.2, b = 0.75 }: Bm25Options = {}): Bm25 {
  const { starts, articles, counts, lengths } = postings;
  let total = 0;
  for (const length of lengths) total += length;
  const average = total / Math.max(lengths.length, 1) || 1;
  const norms = Float32Array.from(lengths, (length) => k1 * (1 - b + (b * length) / average));
  const frequency = (term: number) => (term < 0 ? 0 : starts[term + 1]! - starts[term]!);
  const saturationAt = (i: number) => counts[i]! / (counts[i]! + norms[articles[i]!]!);
  return {
    frequency,
    idf(term) {
      const n = frequency(term);
      return Math.log(1 + (lengths.length - n + 0.5) / (n + 0.5));
    },
    addTo(sums, term, weight) {
      if (term < 0 || weight <= 0) return;
      const { values, bits, met } = sums;
      let { size } = sums;
      const end = starts[term + 1]!;
      for (let i = starts[term]!; i < end; i++) {
        const article = articles[i]!;
        const count = counts[i]!;
        // The place is taken where the value was 0 till now: it is never below.
        met[size] = article;
        size += (bits[article]! - 1) >>> 31;
        values[article]! += (weight * count) / (count + norms[article]!);
      }
      sums.size = size;
    },
    saturation(term, article) {
      if (term < 0) return 0;
      const end = starts[term + 1]!;
      const at = lowerBound(articles, article, starts[term]!, end);
      return at < end && articles[at] === article ? saturationAt(at) : 0;
    },
  };
}
