/**
 * Orders articles so that each adds something: one that holds only what those
 * before it hold (the same report in another paper) steps back, and so does one
 * that answers a part of the question that is answered already.
 *
 * A part needs an answer the less, the more of it the articles chosen so far
 * hold, as in xQuAD (Santos et al. 2010) with the parts of the question in place
 * of guessed aspects. A part that nothing answers well keeps its turn, so every
 * part gets a share of the ten places that grows with how hard it is to answer.
 */

export interface Holdings {
  /** What each article scores besides its parts. */
  readonly added: readonly number[];
  /** What it scores for each part of the question. */
  readonly byPart: readonly (readonly number[])[];
  /** What each part counts in the sum of an article's parts. */
  readonly shares: readonly number[];
  /** For each article in turn, 1 for each unit of the question that it holds. */
  readonly held: Uint8Array;
  /** Worth of each unit. */
  readonly weights: Float32Array;
}

export interface NoveltyOptions {
  /** 0–1: share of its score that an article without anything new loses. */
  readonly novelty: number;
  /** 0–1: how far an article that holds all of a part settles it. */
  readonly served: number;
  /** What the part that an article answers best counts besides its share. */
  readonly clause: number;
  /** Score of an article that holds all of a part. */
  readonly full: number;
  readonly count: number;
}

export interface Ordered {
  /** Number of the article. */
  readonly item: number;
  /** Its score less what it repeats; never rises along the list. */
  readonly score: number;
}

export function orderByNovelty(holdings: Holdings, options: NoveltyOptions): Ordered[] {
  const { novelty, count } = options;
  const needs = createNeeds(holdings, options);
  const repeats = createRepeats(holdings);
  const open = holdings.added.map((_, item) => item);
  const ordered: Ordered[] = [];
  let score = Number.POSITIVE_INFINITY;
  while (open.length > 0 && ordered.length < count) {
    let best = 0;
    let most = Number.NEGATIVE_INFINITY;
    open.forEach((item, i) => {
      const worth = needs.meets(item) * (1 - novelty * repeats.share(item));
      if (worth <= most) return;
      best = i;
      most = worth;
    });
    const [item] = open.splice(best, 1);
    score = Math.min(score, needs.scoreOf(item!) * (1 - novelty * repeats.share(item!)));
    ordered.push({ item: item!, score });
    needs.serve(item!);
    repeats.choose(item!, open);
  }
  return ordered;
}

/** How much each part still needs an answer: 1 at first, and for the part that needs it most. */
function createNeeds(
  { added, byPart, shares }: Holdings,
  { served, clause, full }: Pick<NoveltyOptions, "served" | "clause" | "full">,
) {
  const need = new Float64Array(shares.length).fill(1);
  const all = new Float64Array(shares.length).fill(1);
  const sum = (item: number, factors: Float64Array) => {
    let total = added[item]!;
    let best = 0;
    const scores = byPart[item]!;
    for (let part = 0; part < scores.length; part++) {
      const score = scores[part]! * factors[part]!;
      total += score * shares[part]!;
      if (score > best) best = score;
    }
    return total + clause * best;
  };
  return {
    meets: (item: number) => sum(item, need),
    scoreOf: (item: number) => sum(item, all),
    serve(item: number) {
      byPart[item]!.forEach((score, part) => {
        need[part]! *= 1 - served * Math.min(1, score / full);
      });
      const most = Math.max(...need) || 1;
      for (let part = 0; part < need.length; part++) need[part]! /= most;
    },
  };
}

/** What part of the question's units that an article holds stands in those chosen before it. */
function createRepeats({ added, held, weights }: Holdings) {
  const units = weights.length;
  const holds = (item: number, unit: number) => held[item * units + unit] === 1;
  const whole = added.map((_, item) => weights.reduce((sum, w, u) => (holds(item, u) ? sum + w : sum), 0));
  const repeated = added.map(() => 0);
  const covered = new Uint8Array(units);
  return {
    share: (item: number) => repeated[item]! / (whole[item]! || 1),
    choose(item: number, open: readonly number[]) {
      for (let unit = 0; unit < units; unit++) {
        if (!holds(item, unit) || covered[unit] === 1 || weights[unit] === 0) continue;
        covered[unit] = 1;
        for (const other of open) if (holds(other, unit)) repeated[other]! += weights[unit]!;
      }
    },
  };
}
