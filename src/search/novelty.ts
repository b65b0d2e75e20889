/**
 * Orders articles so that each adds something: one that holds only what those
 * before it hold (the same report in another paper, the same half of a
 * question of two halves) steps back.
 *
 * Greedy maximum coverage, as in xQuAD (Santos et al. 2010), with the question's
 * own units in place of guessed aspects.
 */

export interface Holdings {
  /** Score of each article, not negative. */
  readonly scores: readonly number[];
  /** For each article in turn, 1 for each unit of the question that it holds. */
  readonly held: Uint8Array;
  /** Worth of each unit. */
  readonly weights: Float32Array;
}

export interface Ordered {
  /** Number of the article in `scores`. */
  readonly item: number;
  /** Its score less what it repeats; never rises along the list. */
  readonly score: number;
}

/** @param novelty 0–1: share of its score that an article without anything new loses */
export function orderByNovelty(
  { scores, held, weights }: Holdings,
  { novelty, count }: { readonly novelty: number; readonly count: number },
): Ordered[] {
  const units = weights.length;
  const holds = (item: number, unit: number) => held[item * units + unit] === 1;
  const whole = scores.map((_, item) => weights.reduce((sum, w, u) => (holds(item, u) ? sum + w : sum), 0));
  const repeated = scores.map(() => 0);
  const covered = new Uint8Array(units);
  const left = scores.map((_, item) => item);
  const ordered: Ordered[] = [];
  const lessRepeated = (item: number) =>
    scores[item]! * (1 - (novelty * repeated[item]!) / (whole[item]! || 1));
  while (left.length > 0 && ordered.length < count) {
    let best = 0;
    for (let i = 1; i < left.length; i++) {
      if (lessRepeated(left[i]!) > lessRepeated(left[best]!)) best = i;
    }
    const item = left[best]!;
    ordered.push({ item, score: lessRepeated(item) });
    left.splice(best, 1);
    for (let unit = 0; unit < units; unit++) {
      if (!holds(item, unit) || covered[unit] === 1 || weights[unit] === 0) continue;
      covered[unit] = 1;
      for (const other of left) if (holds(other, unit)) repeated[other]! += weights[unit]!;
    }
  }
  return ordered;
}
