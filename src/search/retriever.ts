/**
 * From a question to the passages that may answer it, best first, and to why
 * they were found.
 */
import type { Chunk } from "../index/chunk.js";
import type { Article } from "../news/article.js";
import { type Explanation, explainParts } from "./explain.js";
import { createFinder, type Query, type RetrieverParts } from "./finder.js";

export type { Query, RetrieverParts } from "./finder.js";

export interface Passage {
  readonly article: Article;
  readonly articleIndex: number;
  readonly chunk: Chunk;
  readonly text: string;
  readonly score: number;
}

export interface Retriever {
  /** Best first; at most three chunks of an article. */
  retrieve(query: Query, signal?: AbortSignal): Promise<Passage[]>;
}

export interface ExplainedArticle extends Explanation {
  readonly article: Article;
  readonly score: number;
}

export interface ExplainingRetriever extends Retriever {
  /** The same articles, with what each signal contributed. */
  explain(query: Query, signal?: AbortSignal): Promise<ExplainedArticle[]>;
}

export function createRetriever(parts: RetrieverParts): ExplainingRetriever {
  const { articles, weights } = parts;
  const { find, chunksOf, evidenceParts } = createFinder(parts);
  return {
    async retrieve(query, signal) {
      const { ordered, ranked } = await find(query, signal);
      return ordered.flatMap(({ item, score }) => {
        const { article, chunks } = ranked.articles[item]!;
        return bestChunks(chunks).map(({ number, share }) => {
          const chunk = chunksOf(article)[number]!;
          const text = articles[article]!.body.slice(chunk.start, chunk.end);
          return { article: articles[article]!, articleIndex: article, chunk, text, score: score * share };
        });
      });
    },
    async explain(query, signal) {
      const { asked, ordered, ranked, phrase, vector, joined } = await find(query, signal);
      return ordered.map(({ item, score }) => {
        const { article } = ranked.articles[item]!;
        return {
          article: articles[article]!,
          score,
          parts: explainParts(ranked.articles[item]!, asked, evidenceParts, weights),
          phrase: phrase.get(article) ?? 0,
          vector: vector.get(article) ?? 0,
          joined: joined[item]!,
          repeated: joined[item]! - score,
        };
      });
    },
  };
}

/** The best chunk, and up to two more that are nearly as good; shares are of the best. */
function bestChunks(shares: readonly number[]): { readonly number: number; readonly share: number }[] {
  const best = Math.max(...shares) || 1;
  return shares
    .map((share, number) => ({ number, share: share / best }))
    .sort((a, b) => b.share - a.share)
    .filter(({ share }, i) => i === 0 || share >= 0.7)
    .slice(0, 3);
}
