/**
 * First step of a search: the postings of everything asked for are summed over
 * all articles, and the best are handed on.
 */
import type { Bm25 } from "../index/bm25.js";
import type { KeywordIndex } from "../index/keywords.js";
import type { Evidence, Slot } from "./evidence.js";
import { meanShares, type RankingWeights } from "./ranking.js";

export interface Listed {
  /** Position of the article. */
  readonly article: number;
  /** Score of words, pairs and days, for each clause. */
  readonly scores: readonly number[];
}

export interface ShortlistParts {
  readonly keywords: KeywordIndex;
  readonly words: Bm25;
  readonly pairs: Bm25;
  readonly weights: RankingWeights;
}

export interface Shortlist {
  /** The best articles in no particular order, and those given; others without any of the evidence are left out. */
  find(clauses: readonly Evidence[], also?: readonly number[]): Listed[];
}

/** Arrays as long as the corpus are kept from one search to the next; a search leaves nothing else behind. */
export function createShortlist({ keywords, words, pairs, weights }: ShortlistParts): Shortlist {
  const sums: Float32Array[] = [];
  const best = new Float32Array(keywords.size);
  const trial = new Float32Array(keywords.size);
  const zeroed = (number: number) => {
    sums[number] ??= new Float32Array(keywords.size);
    return sums[number].fill(0);
  };

  const addSlots = (scores: Float32Array, slots: readonly Slot[], add: Adder) => {
    for (const { alternatives } of slots) {
      if (alternatives.length === 1) {
        for (const { term, weight } of alternatives[0]!) add(scores, term, weight);
        continue;
      }
      best.fill(0);
      for (const alternative of alternatives) {
        trial.fill(0);
        for (const { term, weight } of alternative) add(trial, term, weight);
        for (let i = 0; i < best.length; i++) if (trial[i]! > best[i]!) best[i] = trial[i]!;
      }
      for (let i = 0; i < best.length; i++) scores[i]! += best[i]!;
    }
  };

  const addDays = (scores: Float32Array, slots: readonly Slot[]) => {
    const { starts, articles } = keywords.days;
    for (const { alternatives } of slots) {
      best.fill(0);
      for (const { term, weight } of alternatives.flat()) {
        if (term < 0) continue;
        for (let i = starts[term]!; i < starts[term + 1]!; i++) {
          const article = articles[i]!;
          if (weight > best[article]!) best[article] = weight;
        }
      }
      const factor = weights.day / slots.length;
      for (let i = 0; i < best.length; i++) scores[i]! += best[i]! * factor;
    }
  };

  return {
    find(clauses, also = []) {
      clauses.forEach((evidence, number) => {
        const scores = zeroed(number);
        addSlots(scores, evidence.words, scaled(words, weights.words / (evidence.total.words || 1)));
        addSlots(scores, evidence.pairs, scaled(pairs, weights.pairs / (evidence.total.pairs || 1)));
        addDays(scores, evidence.days);
      });
      const worth = clauses.map((evidence) => evidence.worth);
      const joined = joinAll(sums.slice(0, clauses.length), worth, weights.clause);
      const articles = new Set([...largest(joined, weights.candidates), ...also]);
      return Array.from(articles, (article) => ({
        article,
        scores: clauses.map((_, number) => sums[number]![article]!),
      }));
    },
  };
}

type Adder = (scores: Float32Array, term: number, weight: number) => void;

function scaled(bm25: Bm25, factor: number): Adder {
  return (scores, term, weight) => bm25.addTo(scores, term, weight * factor);
}

/** The mean of the parts, drawn towards the best, in whole-array steps. */
function joinAll(sums: readonly Float32Array[], worth: readonly number[], clause: number): Float32Array {
  if (sums.length === 1) return sums[0]!;
  const joined = new Float32Array(sums[0]?.length ?? 0);
  const best = new Float32Array(joined.length);
  const shares = meanShares(worth, clause);
  for (let number = 0; number < sums.length; number++) {
    const scores = sums[number]!;
    const share = shares[number]!;
    for (let i = 0; i < joined.length; i++) {
      const score = scores[i]!;
      joined[i]! += score * share;
      if (score > best[i]!) best[i] = score;
    }
  }
  for (let i = 0; i < joined.length; i++) joined[i]! += best[i]! * clause;
  return joined;
}

/** Places of the `count` largest values above 0, by a heap whose root is the smallest of them. */
export function largest(values: Float32Array, count: number): number[] {
  const heap: number[] = [];
  const sink = (from: number) => {
    const item = heap[from]!;
    let at = from;
    for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && values[heap[child + 1]!]! < values[heap[child]!]!) child++;
      if (values[heap[child]!]! >= values[item]!) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = item;
  };
  let floor = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! <= floor) continue;
    if (heap.length < count) {
      heap.push(i);
      if (heap.length < count) continue;
      for (let at = count >> 1; at >= 0; at--) sink(at);
    } else {
      heap[0] = i;
      sink(0);
    }
    floor = values[heap[0]!]!;
  }
  return heap;
}
