/**
 * Scores articles for every part of a question: the shortlist of the postings,
 * then a closer look at each of them.
 */
import type { Bm25 } from "../index/bm25.js";
import type { Chunk } from "../index/chunk.js";
import { createTextReader } from "../index/folded-texts.js";
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
  /** For each of its chunks the largest share of a part that stands in it or the head. */
  readonly chunks: readonly number[];
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
  const { articles, chunksOf, weights } = parts;
  const shortlist = createShortlist(parts);
  const readText = createTextReader();
  return (asked, options) => {
    const listed = shortlist.find(asked, options);
    const pattern = createPattern(asked);
    const looker = createLooker(pattern);
    const held = new Uint8Array(listed.length * pattern.weights.length);
    const ranked = listed.map(({ article, scores }, i) => {
      const at = i * pattern.weights.length;
      const text = readText(articles[article]!);
      const { near, order, chunks } = looker.look(text, chunksOf(article), held, at);
      return {
        article,
        near,
        order,
        chunks,
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
    };
  };
}
