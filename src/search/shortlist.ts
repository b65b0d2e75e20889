/**
 * First step of a search: the postings of everything asked for are summed, and
 * the best articles for each part of the question are handed on. The best for
 * all parts together would leave out the report that answers just one of them.
 */
import type { Bm25 } from "../index/bm25.js";
import type { KeywordIndex } from "../index/keywords.js";
import { addAll, clearSums, createSums, largest, raise, raiseAll, type Sums } from "../index/sums.js";
import type { Evidence, Slot, Weighted } from "./evidence.js";
import type { RankingWeights } from "./ranking.js";

export interface Listed {
  /** Position of the article. */
  readonly article: number;
  /** Score of words, pairs and days, for each part. */
  readonly scores: readonly number[];
}

export interface ShortlistParts {
  readonly keywords: KeywordIndex;
  readonly words: Bm25;
  readonly pairs: Bm25;
  readonly weights: RankingWeights;
}

export interface ShortlistOptions {
  /** How many articles are wanted in the end. */
  readonly count: number;
  /** Articles that are wanted in any case. */
  readonly also?: readonly number[];
}

export interface Shortlist {
  /** In no particular order; articles without any of the evidence are left out. */
  find(asked: readonly Evidence[], options: ShortlistOptions): Listed[];
}

// Lists shorter than this are read faster than thought about, so a small archive is searched to the last letter.
const LONG_LIST = 1000;

/** A term that is only looked up for the articles listed. */
interface Deferred extends Weighted {
  readonly bm25: Bm25;
}

/** Arrays as long as the corpus are kept from one search to the next; a search leaves nothing else behind. */
export function createShortlist({ keywords, words, pairs, weights }: ShortlistParts): Shortlist {
  const sums: Sums[] = [];
  const addSlots = createSlotAdder(keywords.size);
  const addDays = createDayAdder(keywords);
  const sumUp = ({ words: w, pairs: p, total, days }: Evidence, part: number): Deferred[] => {
    sums[part] ??= createSums(keywords.size);
    const to = sums[part];
    clearSums(to);
    const deferred = [
      ...addSlots(to, w, { bm25: words, factor: weights.words / (total.words || 1), spare: weights.spare }),
      ...addSlots(to, p, { bm25: pairs, factor: weights.pairs / (total.pairs || 1), spare: weights.spare }),
    ];
    addDays(to, days, weights.day);
    return deferred;
  };
  return {
    find(asked, { count, also = [] }) {
      const most = Math.max(weights.candidates, count);
      const least = Math.ceil(count / asked.length);
      const found = new Set(also);
      const deferred = asked.map((evidence, part) => {
        const left = sumUp(evidence, part);
        for (const article of bestOf(sums[part]!, { most, least, share: weights.worthALook }))
          found.add(article);
        return left;
      });
      const scoreOf = (article: number, part: number) => {
        let score = sums[part]!.values[article]!;
        for (const { bm25, term, weight } of deferred[part]!)
          score += weight * bm25.saturation(term, article);
        return score;
      };
      return Array.from(found, (article) => ({
        article,
        scores: asked.map((_, part) => scoreOf(article, part)),
      }));
    },
  };
}

interface AdderOptions {
  readonly bm25: Bm25;
  readonly factor: number;
  readonly spare: number;
}

/** Of alternatives, the best counts. */
function createSlotAdder(size: number) {
  const best = createSums(size);
  const trial = createSums(size);
  return (to: Sums, slots: readonly Slot[], { bm25, factor, spare }: AdderOptions): Deferred[] => {
    const plain = slots.flatMap(({ alternatives: [only, ...others] }) =>
      only && others.length === 0 ? only : [],
    );
    const deferred = commonest(plain, spare, bm25);
    for (const weighted of plain) {
      if (!deferred.includes(weighted)) bm25.addTo(to, weighted.term, weighted.weight * factor);
    }
    for (const { alternatives } of slots) {
      if (alternatives.length === 1) continue;
      clearSums(best);
      for (const alternative of alternatives) {
        clearSums(trial);
        for (const { term, weight } of alternative) bm25.addTo(trial, term, weight * factor);
        raiseAll(best, trial);
      }
      addAll(to, best);
    }
    return deferred.map(({ term, weight }) => ({ bm25, term, weight: weight * factor }));
  };
}

/**
 * The terms with the longest lists, as long as they tell next to nothing together. They make up half of what
 * there is to read, and hardly ever decide which articles are the best thirty.
 */
function commonest(terms: readonly Weighted[], spare: number, bm25: Bm25): Weighted[] {
  let left = spare * terms.reduce((sum, { weight }) => sum + weight, 0);
  const long = terms
    .filter(({ term }) => bm25.frequency(term) >= LONG_LIST)
    .sort((a, b) => a.weight - b.weight);
  return long.filter(({ weight }) => {
    left -= weight;
    return left >= 0;
  });
}

/** A day is there or not; of the days that would do, the best counts. */
function createDayAdder({ size, days: { starts, articles } }: KeywordIndex) {
  const best = createSums(size);
  return (to: Sums, slots: readonly Slot[], day: number) => {
    const factor = day / slots.length;
    for (const { alternatives } of slots) {
      clearSums(best);
      for (const { term, weight } of alternatives.flat()) {
        if (term < 0 || weight <= 0) continue;
        for (let i = starts[term]!; i < starts[term + 1]!; i++) raise(best, articles[i]!, weight * factor);
      }
      addAll(to, best);
    }
  };
}

/** The best articles, most of them first: `least` in any case, more if they score a share of what the first does. */
function bestOf(
  sums: Sums,
  { most, least, share }: { readonly most: number; readonly least: number; readonly share: number },
): number[] {
  const { values } = sums;
  const best = largest(sums, most).sort((a, b) => values[b]! - values[a]!);
  const floor = share * (values[best[0] ?? 0] ?? 0);
  return best.filter((article, i) => i < least || values[article]! >= floor);
}
