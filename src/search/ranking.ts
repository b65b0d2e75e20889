/**
 * The weights of a ranking. `scripts/bench/quality.ts --try weight=v1,v2` shows
 * what another value does. Around these the results lie flat: most neighbours
 * differ by a question or two.
 *
 * `vector` and `wordsSuffice` by paraphrases (scripts/bench/paraphrase.ts: hit@10 .50 without, .73 at .4 as at .5)
 * and 20,000 articles, where .5 costs two questions of 536 and .4 none (weights.ts --vectors). `phrase` was chosen
 * without a measurement: the questions at hand do not touch it.
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
  /** 0: a question of several parts is one bag of terms; 1: an article is worth its best part. */
  readonly clause: number;
  /** How much an article loses that only holds what those before it hold. */
  readonly novelty: number;
  /**
   * How far an article that holds all of a part settles it, so that the other parts get their turn.
   * Together with a shortlist for each part: all articles of two- and three-article questions in ten .75 → .81
   * (36 questions), .77 → .83 for 121 made of two one-article questions about like things.
   */
  readonly served: number;
  /** For an article that holds a short query as it stands. */
  readonly phrase: number;
  /** For a vector of the same direction, where words find nothing. */
  readonly vector: number;
  /** Share of the question in one chunk from which on vectors are not asked. */
  readonly wordsSuffice: number;
  /** Articles looked at closely for each part of the question, at most. 50 find no more than 30; 20 a question less. */
  readonly candidates: number;
  /**
   * Share of the score of a part's first article from which on another is looked at. Halves what is looked at
   * (52 → 21 articles a question) and loses nothing.
   */
  readonly worthALook: number;
  /**
   * Share of a part's worth that its commonest words may have together and be left out while the postings are
   * summed; listed articles get it back. Saves a seventh of a question's time; .1 costs nothing, .2 a question.
   */
  readonly spare: number;
  /** Part of its weight that a term keeps which only names the kind of thing asked for (什么变化). */
  readonly kind: number;
  /** Part of its weight that a pair keeps which only half belongs to a word that matters, or stands in a date. */
  readonly half: number;
  /**
   * Share of the greatest idf from which on a word tells what is spoken of, so that a part with it can stand
   * alone; “事件” and “发生” stay below it.
   */
  readonly telling: number;
  /** Share of “A” in one chunk from which on its article is taken to tell the day of “A当天，B”. */
  readonly wellFound: number;
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
  wordsSuffice: 0.4,
  candidates: 30,
  worthALook: 0.5,
  spare: 0.1,
  kind: 0.6,
  half: 0.3,
  telling: 0.55,
  wellFound: 0.95,
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
