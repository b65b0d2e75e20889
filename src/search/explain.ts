/**
 * Why an article was found: for every part of the question which words and
 * pairs it holds, and what each signal brought. All of it adds up to the score
 * again, so that what is shown is what decided.
 */
import type { Bm25 } from "../index/bm25.js";
import type { Evidence, EvidenceParts, Slot } from "./evidence.js";
import type { RankedArticle } from "./rank.js";
import { DEFAULT_WEIGHTS, meanShares, type RankingWeights } from "./ranking.js";

export interface TermExplanation {
  /** As asked, folded. */
  readonly text: string;
  readonly kind: "word" | "pair" | "day";
  /** What it could bring at most, and what it brings, in points of the part's score; 0 where the article lacks it. */
  readonly most: number;
  readonly points: number;
}

export const SIGNALS = ["words", "pairs", "day", "near", "order", "other"] as const;
/** What each signal brings; `other` is what the rest do not account for. */
export type Points = Readonly<Record<(typeof SIGNALS)[number], number>>;

export interface PartExplanation {
  /** Folded text of the part. */
  readonly text: string;
  /** What its score counts for in the article's: its share of the mean, and more for the part the article answers best. */
  readonly counts: number;
  /** In points of this part; they add up to `score`. */
  readonly points: Points;
  readonly terms: readonly TermExplanation[];
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
  /** Their scores, each times what it counts, and what was added make `joined`. */
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

/** @param weights those the article was ranked with */
export function explainParts(
  ranked: RankedArticle,
  asked: readonly Evidence[],
  parts: EvidenceParts,
  weights: RankingWeights = DEFAULT_WEIGHTS,
): PartExplanation[] {
  const shares = meanShares(
    asked.map(({ worth }) => worth),
    weights.clause,
  );
  const best = ranked.scores.indexOf(Math.max(...ranked.scores));
  return asked.map((evidence, part) => {
    const counts = shares[part]! + (part === best ? weights.clause : 0);
    return { counts, ...explainPart(ranked, part, { evidence, parts, weights }) };
  });
}

function explainPart(
  { article, near, order, scores }: RankedArticle,
  part: number,
  { evidence, parts, weights }: { evidence: Evidence; parts: EvidenceParts; weights: RankingWeights },
): Omit<PartExplanation, "counts"> {
  const { total } = evidence;
  const read = (slots: readonly Slot[], bm25: Bm25, worth: number) =>
    slots.map((slot) => ({
      text: slot.label,
      most: mostOf(slot) / (worth || 1),
      share: worthIn(slot, article, bm25) / (worth || 1),
    }));
  const words = read(evidence.words, parts.words, total.words);
  const pairs = read(evidence.pairs, parts.pairs, total.pairs);
  const days = evidence.days.map((slot) => ({
    text: slot.label,
    most: heldShare(slot, null, parts.days) / evidence.days.length,
    share: heldShare(slot, article, parts.days) / evidence.days.length,
  }));
  const shares = {
    words: sumOf(words),
    pairs: sumOf(pairs),
    day: sumOf(days),
    near: near[part]!,
    order: order[part]!,
  };
  const score = scores[part]!;
  const held = [...words, ...pairs];
  return {
    text: evidence.text,
    points: pointsOf(shares, score, weights),
    terms: [
      ...words.map((term) => toTerm("word", term, weights.words)),
      ...pairs.map((term) => toTerm("pair", term, weights.pairs)),
      ...days.map((term) => toTerm("day", term, weights.day)),
    ],
    found: held.filter(({ share }) => share > 0).map(({ text }) => text),
    missing: held.filter(({ share }) => share === 0).map(({ text }) => text),
    ...shares,
    score,
  };
}

interface ReadTerm {
  readonly text: string;
  /** Of all that the part's words, or its pairs, or its days are worth. */
  readonly most: number;
  readonly share: number;
}

function toTerm(
  kind: TermExplanation["kind"],
  { text, most, share }: ReadTerm,
  weight: number,
): TermExplanation {
  return { text, kind, most: most * weight, points: share * weight };
}

function sumOf(terms: readonly ReadTerm[]): number {
  return terms.reduce((sum, { share }) => sum + share, 0);
}

// Scores are kept in 32 bits: what is smaller is rounding.
const ROUNDING = 1e-4;

function pointsOf(shares: Omit<Points, "other">, score: number, weights: RankingWeights): Points {
  const points = {
    words: shares.words * weights.words,
    pairs: shares.pairs * weights.pairs,
    day: shares.day * weights.day,
    near: shares.near * weights.near,
    order: shares.order * weights.order,
  };
  const rest = score - Object.values(points).reduce((sum, value) => sum + value, 0);
  return { ...points, other: Math.abs(rest) < ROUNDING ? 0 : rest };
}

/** What it is worth in an article that holds it again and again. */
function mostOf({ alternatives }: Slot): number {
  return (alternatives[0] ?? []).reduce((total, { weight }) => total + weight, 0);
}

function worthIn({ alternatives }: Slot, article: number, bm25: Bm25): number {
  const values = alternatives.map((alternative) =>
    alternative.reduce((total, { term, weight }) => total + weight * bm25.saturation(term, article), 0),
  );
  return Math.max(0, ...values);
}

/** A day is there or not; how often does not matter. @param article null: in one that speaks of all of them */
function heldShare({ alternatives }: Slot, article: number | null, days: Bm25): number {
  const held = alternatives
    .flat()
    .filter(({ term }) => article === null || days.saturation(term, article) > 0);
  return held.reduce((most, { weight }) => Math.max(most, weight), 0);
}
