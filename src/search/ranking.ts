/**
 * The weights of a ranking. `scripts/bench/quality.ts --try weight=v1,v2` shows
 * what another value does. Around these the results lie flat: most neighbours
 * differ by a question or two.
 *
 * Chosen without a measurement, because the questions at hand do not touch them:
 * `phrase`, `vector` and `wordsSuffice`.
 */
import type { Bm25Options } from "../index/bm25.js";

export interface RankingWeights {
  /** BM25 of words and of pairs, each as a share of what the question is worth. */
  readonly words: number;
  readonly pairs: number;
  /** Best chunk's share of the question. */
  readonly near: number;
  /** Share that stands in the question's own order. */
  readonly order: number;
  /** A day the question names. */
  readonly day: number;
  /** 0: a question of several clauses is one bag of terms; 1: an article is worth its best clause. */
  readonly clause: number;
  /** How much an article loses that only holds what those before it hold. */
  readonly novelty: number;
  /** How much a part counts less once an article answers it, so that the others get their turn. */
  readonly served: number;
  /** For an article that holds a short query as it stands. */
  readonly phrase: number;
  /** For a vector of the same direction, where words find nothing. */
  readonly vector: number;
  /** Share of the question in one chunk from which on vectors are not asked. */
  readonly wordsSuffice: number;
  /** Articles looked at closely. */
  readonly candidates: number;
  readonly bm25Words: Bm25Options;
  readonly bm25Pairs: Bm25Options;
}

export const DEFAULT_WEIGHTS: RankingWeights = {
  words: 2,
  pairs: 1,
  near: 1,
  order: 0.5,
  day: 1,
  clause: 0.3,
  novelty: 0.25,
  served: 0.6,
  phrase: 2,
  vector: 1,
  wordsSuffice: 0.5,
  candidates: 40,
  bm25Words: { k1: 1.2, b: 0.45 },
  bm25Pairs: { k1: 1.2, b: 0.45 },
};

/**
 * What a part's score counts for in the mean of all parts, by worth. The rest,
 * `clause`, goes to the best of an article's parts: it may answer only that one.
 */
export function meanShares(worth: readonly number[], clause: number): number[] {
  const whole = worth.reduce((sum, value) => sum + value, 0) || 1;
  return worth.map((value) => ((1 - clause) * value) / whole);
}
