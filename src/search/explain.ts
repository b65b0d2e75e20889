/**
 * Why an article was found: for every part of the question which words and
 * pairs it holds, and what each signal contributed.
 */
import type { Bm25 } from "../index/bm25.js";
import type { Evidence, EvidenceParts, Slot } from "./evidence.js";
import type { RankedArticle } from "./rank.js";

export interface PartExplanation {
  /** Folded text of the part. */
  readonly text: string;
  /** Words and pairs of the part that the article holds, and those it lacks. */
  readonly found: readonly string[];
  readonly missing: readonly string[];
  /** Shares of what was asked for, 0–1. */
  readonly words: number;
  readonly pairs: number;
  readonly day: number;
  readonly near: number;
  readonly order: number;
  /** All of them, weighted. */
  readonly score: number;
}

export interface Explanation {
  readonly parts: readonly PartExplanation[];
  /** Added for holding the whole query as it stands. */
  readonly phrase: number;
  /** Added for meaning the same, where words fail. */
  readonly vector: number;
  /** All parts together, with what was added. */
  readonly joined: number;
  /** Taken off for holding what better articles hold. */
  readonly repeated: number;
}

export function explainParts(
  { article, near, order, scores }: RankedArticle,
  asked: readonly Evidence[],
  { words, pairs, days }: EvidenceParts,
): PartExplanation[] {
  return asked.map((evidence, part) => {
    const held = [...evidence.words, ...evidence.pairs];
    const worth = (slot: Slot) => worthIn(slot, article, evidence.words.includes(slot) ? words : pairs);
    return {
      text: evidence.text,
      found: held.filter((slot) => worth(slot) > 0).map(({ label }) => label),
      missing: held.filter((slot) => worth(slot) === 0).map(({ label }) => label),
      words: sum(evidence.words, article, words) / (evidence.total.words || 1),
      pairs: sum(evidence.pairs, article, pairs) / (evidence.total.pairs || 1),
      day: evidence.days.reduce((most, slot) => Math.max(most, heldShare(slot, article, days)), 0),
      near: near[part]!,
      order: order[part]!,
      score: scores[part]!,
    };
  });
}

function sum(slots: readonly Slot[], article: number, bm25: Bm25): number {
  return slots.reduce((total, slot) => total + worthIn(slot, article, bm25), 0);
}

function worthIn({ alternatives }: Slot, article: number, bm25: Bm25): number {
  const values = alternatives.map((alternative) =>
    alternative.reduce((total, { term, weight }) => total + weight * bm25.saturation(term, article), 0),
  );
  return Math.max(0, ...values);
}

/** A day is there or not; how often does not matter. */
function heldShare({ alternatives }: Slot, article: number, days: Bm25): number {
  const held = alternatives.flat().filter(({ term }) => days.saturation(term, article) > 0);
  return held.reduce((most, { weight }) => Math.max(most, weight), 0);
}
