/**
 * Finds a few characters exactly as they stand, whatever they are: half a
 * number, a letter and a bracket, one character. The last resort that makes
 * everything printed findable.
 */
import type { KeywordIndex } from "../index/keywords.js";
import { isHanUnit, pairKey } from "../index/pairs.js";
import { findKey } from "../index/vocabulary.js";

export interface PhraseFinder {
  holds(article: number, phrase: string): boolean;
  /** The first articles that hold it. Reads all texts only for a phrase without two Han characters side by side. */
  first(phrase: string, count: number): number[];
}

export function createPhraseFinder({ texts: { units, starts }, pairs }: KeywordIndex): PhraseFinder {
  const bytes = Buffer.from(units.buffer, units.byteOffset, units.byteLength);
  const at = (phrase: string, from: number) => {
    const found = bytes.indexOf(phrase, from * 2, "utf16le");
    return found < 0 ? units.length : found / 2;
  };
  const holds = (article: number, phrase: string) => {
    const text = bytes.subarray(starts[article]! * 2, starts[article + 1]! * 2);
    return text.indexOf(phrase, 0, "utf16le") >= 0;
  };

  /** The articles of the rarest pair in it, which are all that can hold it; null if it has no pair. */
  const articlesOfPairs = (phrase: string): Uint32Array | null => {
    let rarest: Uint32Array | null = null;
    for (let i = 0; i + 1 < phrase.length; i++) {
      const [first, second] = [phrase.charCodeAt(i), phrase.charCodeAt(i + 1)];
      if (!isHanUnit(first) || !isHanUnit(second)) continue;
      const term = findKey(pairs.keys, pairKey(first, second));
      if (term < 0) return new Uint32Array();
      const list = pairs.articles.subarray(pairs.starts[term]!, pairs.starts[term + 1]!);
      if (rarest === null || list.length < rarest.length) rarest = list;
    }
    return rarest;
  };

  const scan = (phrase: string, count: number): number[] => {
    const articles: number[] = [];
    let place = at(phrase, 0);
    for (let article = 0; place < units.length && articles.length < count; article++) {
      const end = starts[article + 1]!;
      if (place >= end) continue;
      if (place + phrase.length <= end) articles.push(article);
      place = at(phrase, end);
    }
    return articles;
  };

  return {
    holds,
    first(phrase, count) {
      const possible = articlesOfPairs(phrase);
      if (possible === null) return scan(phrase, count);
      const articles: number[] = [];
      for (let i = 0; i < possible.length && articles.length < count; i++) {
        if (holds(possible[i]!, phrase)) articles.push(possible[i]!);
      }
      return articles;
    },
  };
}
