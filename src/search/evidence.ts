/**
 * What a question asks for, as evidence an index can be searched for: words,
 * pairs of characters, and days, each with what finding it is worth.
 *
 * A name may be met under its aliases: the alternatives of one slot count once,
 * with the best of them, so an article that uses both forms gains nothing by it.
 */
import type { IsoDay } from "../clock.js";
import type { Bm25 } from "../index/bm25.js";
import type { KeywordIndex } from "../index/keywords.js";
import { type Pair, pairsOf } from "../index/pairs.js";
import type { Token, Tokenizer } from "../index/tokens.js";
import { findKey, findWord } from "../index/vocabulary.js";
import { type DateMention, findDates } from "../news/dates.js";
import { fold, type Span } from "../news/text.js";
import { askedKinds } from "./asked-kind.js";
import { onlyAsks } from "./asks.js";
import { dayAlternatives } from "./period.js";
import type { RankingWeights } from "./ranking.js";
import type { Variant, Variants } from "./variants.js";

/** A term of an index and what finding it is worth. */
export interface Weighted {
  readonly term: number;
  readonly weight: number;
}

/** Evidence of which the best alternative counts. */
export interface Slot {
  /** As asked, folded. */
  readonly label: string;
  readonly alternatives: readonly (readonly Weighted[])[];
}

export interface Evidence {
  /** Folded. */
  readonly text: string;
  readonly words: readonly Slot[];
  readonly pairs: readonly Slot[];
  /** Weights 0–1; the best of a slot counts. */
  readonly days: readonly Slot[];
  /** What all of it would be worth. */
  readonly total: { readonly words: number; readonly pairs: number };
  /** How much it counts beside the other parts of a question. */
  readonly worth: number;
  /** Worth of the pair of characters that starts at a place of the text. */
  weightAt(start: number): number;
  /** What the paper may print for a part of the text. */
  readonly aliases: readonly (Span & { readonly text: string })[];
}

export interface EvidenceParts {
  readonly keywords: KeywordIndex;
  readonly words: Bm25;
  readonly pairs: Bm25;
  readonly days: Bm25;
  readonly tokenizer: Tokenizer;
  readonly variants: Variants;
  readonly weights: Pick<RankingWeights, "kind" | "half" | "telling">;
}

export type AskedDay = Pick<DateMention, "range" | "precision">;

export interface AskedDays {
  readonly today: IsoDay;
  /** Where the text itself names no day. */
  readonly otherwise: readonly AskedDay[];
}

export function readEvidence(text: string, { today, otherwise }: AskedDays, parts: EvidenceParts): Evidence {
  const folded = fold(text);
  const mentions = findDates(text, today).filter(({ precision }) => precision !== "vague");
  const asking = askingSpans(parts.tokenizer.cut(folded));
  const kinds = askedKinds(folded);
  const { kind, half } = parts.weights;
  const kindShare = (span: Span) => 1 - (1 - kind) * overlap(span, kinds);
  const faint = (span: Span) => overlap(span, asking) + overlap(span, mentions);
  const variants = parts.variants.find(folded, isRare(folded, parts));
  const words = distinct(parts.tokenizer.words(folded), ({ term }) => term).filter(
    (token) => !onlyAsks(token.term) && faint(token) === 0,
  );
  const all = pairsOf(folded);
  const pairs = distinct(all, ({ key }) => key);
  const shareOf = (pair: Pair) => {
    const asked = overlap(pair, asking);
    if (asked >= 1) return 0;
    return (1 - (1 - half) * Math.min(1, asked + overlap(pair, mentions))) * kindShare(pair);
  };
  const weighed = new Map(all.map((pair) => [pair, weighPair(pair.key, shareOf(pair), parts)]));
  const weightOf = (pair: Pair) => weighed.get(pair) ?? weighPair(pair.key, shareOf(pair), parts);
  const weightAt = spread(all, (pair) => weightOf(pair).weight);
  const label = ({ start, end }: Span) => folded.slice(start, end);
  const slots = {
    words: slotsOf(words, variants, {
      weigh: (token: Token) => weighWord(token.term, kindShare(token), parts),
      read: (form) => parts.tokenizer.words(form),
      label,
    }),
    pairs: slotsOf(pairs, variants, {
      weigh: weightOf,
      read: pairsOf,
      label,
    }),
  };
  const total = { words: worthOf(slots.words), pairs: worthOf(slots.pairs) };
  return {
    text: folded,
    ...slots,
    days: daySlots(mentions.length > 0 ? mentions : otherwise, parts),
    total,
    worth: total.words + total.pairs,
    weightAt: (start) => weightAt.get(start) ?? 0,
    aliases: variants.flatMap(({ start, end, forms }) => forms.map(({ text }) => ({ text, start, end }))),
  };
}

/** The worth of a run of Latin letters or digits is shared out among its characters. */
function spread(pairs: readonly Pair[], weigh: (pair: Pair) => number): Map<number, number> {
  const weights = new Map<number, number>();
  for (const pair of pairs) {
    const steps = pair.end - pair.start - 1;
    const each = weigh(pair) / steps;
    for (let i = 0; i < steps; i++) weights.set(pair.start + i, each);
  }
  return weights;
}

function askingSpans(pieces: readonly string[]): Span[] {
  let end = 0;
  return pieces.flatMap((piece) => {
    end += piece.length;
    return onlyAsks(piece) ? [{ start: end - piece.length, end }] : [];
  });
}

/** Share of a span that the others cover. */
function overlap(span: Span, others: readonly Span[]): number {
  let covered = 0;
  for (const { start, end } of others) {
    covered += Math.max(0, Math.min(end, span.end) - Math.max(start, span.start));
  }
  return covered / (span.end - span.start);
}

function distinct<T>(items: readonly T[], keyOf: (item: T) => unknown): T[] {
  const seen = new Set<unknown>();
  return items.filter((item) => {
    const key = keyOf(item);
    return !seen.has(key) && seen.add(key);
  });
}

function weighWord(term: string, share: number, { keywords, words }: EvidenceParts): Weighted {
  const id = findWord(keywords.words.table, term);
  return { term: id, weight: words.idf(id) * share };
}

function weighPair(key: number, share: number, { keywords, pairs }: EvidenceParts): Weighted {
  const id = findKey(keywords.pairs.keys, key);
  return { term: id, weight: pairs.idf(id) * share };
}

/** Units outside every variant are slots of their own; those inside one are its first alternative. */
function slotsOf<T extends Span>(
  units: readonly T[],
  variants: readonly Variant[],
  {
    weigh,
    read,
    label,
  }: { weigh(unit: T): Weighted; read(form: string): readonly T[]; label(span: Span): string },
): Slot[] {
  const inside = (unit: T, span: Span) => unit.start >= span.start && unit.end <= span.end;
  const slots: Slot[] = units
    .filter((unit) => !variants.some((variant) => inside(unit, variant)))
    .map((unit) => ({ label: label(unit), weighted: weigh(unit) }))
    .filter(({ weighted }) => weighted.weight > 0)
    .map(({ label, weighted }) => ({ label, alternatives: [[weighted]] }));
  for (const variant of variants) {
    const asked = units.filter((unit) => inside(unit, variant)).map(weigh);
    const sum = sumOf(asked);
    if (sum === 0) continue;
    const others = variant.forms.map(({ text, share }) => {
      const weighted = read(text).map(weigh);
      const factor = (share * sum) / (sumOf(weighted) || 1);
      return weighted.map(({ term, weight }) => ({ term, weight: weight * factor }));
    });
    slots.push({ label: label(variant), alternatives: [asked, ...others] });
  }
  return slots;
}

function sumOf(weighted: readonly Weighted[]): number {
  return weighted.reduce((sum, { weight }) => sum + weight, 0);
}

function worthOf(slots: readonly Slot[]): number {
  return slots.reduce((sum, { alternatives }) => sum + sumOf(alternatives[0]!), 0);
}

/** Like a word, a day is worth the more the fewer articles speak of it: a day more than its month or year. */
export function daySlots(asked: readonly AskedDay[], { keywords, days }: EvidenceParts): Slot[] {
  return asked.map(({ range, precision }) => {
    const alternatives = dayAlternatives(range, precision).map(({ key, share }) => ({
      term: findKey(keywords.days.keys, key),
      share,
    }));
    const known = alternatives.filter(({ term }) => term >= 0);
    const worth = Math.max(0, ...known.map(({ term }) => days.idf(term))) / days.idf(-1);
    return {
      label: `${range.from}–${range.to}`,
      alternatives: known.map(({ term, share }) => [{ term, weight: share * worth }]),
    };
  });
}

/** Whether a pair stands in less than one article of 2,000 (or in none of a small corpus). */
function isRare(folded: string, { keywords, pairs }: EvidenceParts): (start: number) => boolean {
  const limit = keywords.size / 2000;
  return (start) => {
    const [pair] = pairsOf(folded.slice(start, start + 2));
    if (!pair) return false;
    return pairs.frequency(findKey(keywords.pairs.keys, pair.key)) <= limit;
  };
}
