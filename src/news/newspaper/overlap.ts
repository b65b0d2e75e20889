/**
 * How much two texts of one page share, in pairs of characters. A pair that
 * stands in most paragraphs (徐汇, 活动) says little, a rare one much, so each
 * is weighted by how few paragraphs of the page hold it (Spärck Jones 1972).
 */
import { fold } from "../text.js";

export interface Overlap {
  /** Part of `of` that is found in `within`, 0–1; 0 when `of` has no pairs. */
  share(of: string, within: string): number;
}

export function createOverlap(paragraphs: readonly string[]): Overlap {
  const seenIn = new Map<string, number>();
  for (const paragraph of paragraphs) {
    for (const pair of pairsIn(paragraph)) seenIn.set(pair, (seenIn.get(pair) ?? 0) + 1);
  }
  const weight = (pair: string) => Math.log((paragraphs.length + 1) / (seenIn.get(pair) ?? 0.5));
  const known = new Map<string, ReadonlySet<string>>();
  const pairs = (text: string) => {
    const set = known.get(text) ?? pairsIn(text);
    known.set(text, set);
    return set;
  };
  return {
    share(of, within) {
      const there = pairs(within);
      let all = 0;
      let shared = 0;
      for (const pair of pairs(of)) {
        all += weight(pair);
        if (there.has(pair)) shared += weight(pair);
      }
      return all === 0 ? 0 : shared / all;
    },
  };
}

// Pairs that begin or end in one of these join words instead of being one.
const JOINT = /[的了在和与及将为是有对从向于等并]/u;

function pairsIn(text: string): Set<string> {
  const pairs = new Set<string>();
  for (const run of fold(text).match(/[\p{Script=Han}]+|[a-z]+|\d+\.\d+|\d{3,}/gu) ?? []) {
    if (!/\p{Script=Han}/u.test(run)) pairs.add(run);
    for (let i = 1; i < run.length && /\p{Script=Han}/u.test(run); i++) {
      const pair = run.slice(i - 1, i + 1);
      if (!JOINT.test(pair)) pairs.add(pair);
    }
  }
  return pairs;
}
