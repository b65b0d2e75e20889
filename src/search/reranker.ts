/**
 * A second look at what was found, by a model that reads question and passage side by side: the port, and a
 * retriever that uses it. It has so much time and no more; what the words found stands if it fails or is late.
 */
import type { ExplainingRetriever, Passage, Query } from "./retriever.js";

export interface Reranker {
  readonly id: string;
  /** One figure a passage, in order; the higher, the better it answers. @throws if it cannot. */
  score(question: string, passages: readonly string[], signal?: AbortSignal): Promise<readonly number[]>;
  /** Fetches what is not here yet. */
  prepare?(signal?: AbortSignal): Promise<void>;
  close?(): Promise<void>;
}

export interface RerankingOptions {
  readonly reranker: Reranker;
  /** Begins when the passages are there; aborts when its time is spent. */
  readonly deadline: () => AbortSignal;
  /** It failed a moment ago and is not asked; default: never. */
  readonly isResting?: () => boolean;
  /** Told when it failed or was late; the answer goes out without it. */
  readonly onFailure?: (error: unknown) => void;
}

/** Articles it is shown, the best chunk of each. */
export const LOOKED_AT = 30;

export function withReranker(retriever: ExplainingRetriever, options: RerankingOptions): ExplainingRetriever {
  const { reranker, deadline, isResting, onFailure } = options;
  return {
    ...retriever,
    async retrieve(query: Query, signal?: AbortSignal) {
      if (isResting?.()) return retriever.retrieve(query, signal);
      const found = byArticle(
        await retriever.retrieve({ ...query, k: Math.max(query.k, LOOKED_AT) }, signal),
      );
      if (found.length < 2) return found.flat();
      const over = deadline();
      const either = signal ? AbortSignal.any([signal, over]) : over;
      try {
        const texts = found.map(([best]) => best!.text);
        const scores = await untilAborted(reranker.score(query.text, texts, either), either);
        return reorder(found, scores).slice(0, query.k).flat();
      } catch (error) {
        signal?.throwIfAborted();
        onFailure?.(error);
        return found.slice(0, query.k).flat();
      }
    },
  };
}

/** The passages of each article, best article first. */
function byArticle(passages: readonly Passage[]): Passage[][] {
  const groups = new Map<number, Passage[]>();
  for (const passage of passages) {
    const group = groups.get(passage.articleIndex);
    if (group) group.push(passage);
    else groups.set(passage.articleIndex, [passage]);
  }
  return [...groups.values()];
}

/** In the order of the scores. Each place keeps the score it had, so that what reads scores reads a falling row. */
function reorder(found: readonly Passage[][], scores: readonly number[]): Passage[][] {
  if (scores.length !== found.length || !scores.every(Number.isFinite))
    throw new RangeError(`${scores.length} scores for ${found.length} passages, or one that is not finite`);
  const places = found.map(([best]) => best!.score);
  const order = found.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b);
  return order.map((from, place) =>
    found[from]!.map((passage) => ({
      ...passage,
      score: places[from] ? (passage.score / places[from]) * places[place]! : places[place]!,
    })),
  );
}

/** A reranker that ignores its signal cannot hold an answer up. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
