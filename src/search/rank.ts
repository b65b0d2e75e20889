/**
 * Scores articles for every part of a question: the shortlist of the postings,
 * then a closer look at each of them.
 */
import type { Bm25 } from "../index/bm25.js";
import type { Chunk } from "../index/chunk.js";
import type { KeywordIndex } from "../index/keywords.js";
import type { Article } from "../news/article.js";
import { createLooker } from "./closeness.js";
import type { Evidence } from "./evidence.js";
import { createPattern } from "./pattern.js";
import type { RankingWeights } from "./ranking.js";
import { createShortlist, type ShortlistOptions } from "./shortlist.js";

export interface RankedArticle {
  /** Its position. */
  readonly article: number;
  /** For each part, the share of it that stands in one chunk, and in the question's own order. */
  readonly near: readonly number[];
  readonly order: readonly number[];
  /** Its score for each part. */
  readonly scores: readonly number[];
}

export interface Ranked {
  readonly articles: readonly RankedArticle[];
  /** For each article in turn, 1 for each unit of the question that it holds. */
  readonly held: Uint8Array;
  /** Worth of each unit, and of each part. */
  readonly unitWeights: Float32Array;
  readonly partWorth: readonly number[];
  /** For each chunk of an article the largest share of a part that stands in it or the head. */
  chunkShares(article: number): number[];
}

export interface RankerParts {
  readonly keywords: KeywordIndex;
  readonly words: Bm25;
  readonly pairs: Bm25;
  readonly articles: readonly Article[];
  chunksOf(article: number): readonly Chunk[];
  readonly weights: RankingWeights;
}

export type Ranker = (asked: readonly Evidence[], options: ShortlistOptions) => Ranked;

export function createRanker(parts: RankerParts): Ranker {
  const { keywords, articles, chunksOf, weights } = parts;
  const shortlist = createShortlist(parts);
  const { units, starts } = keywords.texts;
  const placeOf = (article: number) => {
    const end = starts[article + 1]!;
    return { start: starts[article]!, bodyStart: end - articles[article]!.body.length, end };
  };
  return (asked, options) => {
    const listed = shortlist.find(asked, options);
    const pattern = createPattern(asked);
    const looker = createLooker(units, pattern);
    const held = new Uint8Array(listed.length * pattern.weights.length);
    const ranked = listed.map(({ article, scores }, i) => {
      const at = i * pattern.weights.length;
      const { near, order } = looker.look(placeOf(article), chunksOf(article), held, at);
      return {
        article,
        near,
        order,
        scores: scores.map(
          (score, part) => score + weights.near * near[part]! + weights.order * order[part]!,
        ),
      };
    });
    return {
      articles: ranked,
      held,
      unitWeights: pattern.weights,
      partWorth: asked.map(({ worth }) => worth),
      chunkShares: (article) => looker.chunkShares(placeOf(article), chunksOf(article)),
    };
  };
}
