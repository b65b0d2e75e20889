/**
 * Orders articles so that each adds something: one that holds only what those
 * before it hold (the same report in another paper, the same half of a
 * question of two halves) steps back.
 *
 * Greedy maximum coverage, as in xQuAD (Santos et al. 2010), with the question's
 * own units in place of guessed aspects.
 */

export interface Holdings {
  /** What each article scores whatever the others hold. */
  readonly fixed: readonly number[];
  /** What it scores for each part of the question, of which the best counts besides. */
  readonly byPart: readonly (readonly number[])[];
  /** For each article in turn, 1 for each unit of the question that it holds. */
  readonly held: Uint8Array;
  /** Worth of each unit. */
  readonly weights: Float32Array;
}

export interface NoveltyOptions {
  /** 0–1: share of its score that an article without anything new loses. */
  readonly novelty: number;
  /** 0–1: share that a part loses once an article answers it as well as any does. */
  readonly served: number;
  readonly count: number;
}

export interface Ordered {
  /** Number of the article. */
  readonly item: number;
  /** Its score less what it repeats; never rises along the list. */
  readonly score: number;
}

export function orderByNovelty(
  { fixed, byPart, held, weights }: Holdings,
  { novelty, served, count }: NoveltyOptions,
): Ordered[] {
  const units = weights.length;
  const holds = (item: number, unit: number) => held[item * units + unit] === 1;
  const whole = fixed.map((_, item) => weights.reduce((sum, w, u) => (holds(item, u) ? sum + w : sum), 0));
  const repeated = fixed.map(() => 0);
  const covered = new Uint8Array(units);
  const bests = (byPart[0] ?? []).map((_, part) => Math.max(...byPart.map((scores) => scores[part]!)));
  const left = bests.map(() => 1);
  const worthNow = (item: number) => {
    let best = 0;
    for (let part = 0; part < left.length; part++) best = Math.max(best, byPart[item]![part]! * left[part]!);
    return (fixed[item]! + best) * (1 - (novelty * repeated[item]!) / (whole[item]! || 1));
  };
  const open = fixed.map((_, item) => item);
  const ordered: Ordered[] = [];
  while (open.length > 0 && ordered.length < count) {
    let best = 0;
    for (let i = 1; i < open.length; i++) if (worthNow(open[i]!) > worthNow(open[best]!)) best = i;
    const item = open[best]!;
    ordered.push({ item, score: worthNow(item) });
    open.splice(best, 1);
    byPart[item]!.forEach((score, part) => {
      left[part] = Math.min(left[part]!, 1 - (served * score) / (bests[part]! || 1));
    });
    for (let unit = 0; unit < units; unit++) {
      if (!holds(item, unit) || covered[unit] === 1 || weights[unit] === 0) continue;
      covered[unit] = 1;
      for (const other of open) if (holds(other, unit)) repeated[other]! += weights[unit]!;
    }
  }
  return ordered;
}
