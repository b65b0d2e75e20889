/**
 * Finds a few characters exactly as they stand, whatever they are: half a
 * number, a letter and a bracket, one character. The last resort that makes
 * everything printed findable.
 */
import { createTextReader, foldedUnits } from "../index/folded-texts.js";
import type { KeywordIndex } from "../index/keywords.js";
import { isHanUnit, pairKey } from "../index/pairs.js";
import { findKey } from "../index/vocabulary.js";

export interface PhraseFinder {
  holds(article: number, phrase: string): boolean;
  /** The first articles that hold it. Reads all texts only for a phrase without two Han characters side by side. */
  first(phrase: string, count: number): number[];
}

export function createPhraseFinder({ articles, pairs }: KeywordIndex): PhraseFinder {
  const readText = createTextReader();
  const folded = foldedUnits();
  const holds = (article: number, phrase: string) => {
    // Where it is printed as it was asked nothing has to be folded.
    if (articles[article]!.body.includes(phrase)) return true;
    const { units, end } = readText(articles[article]!);
    for (let at = 0; at + phrase.length <= end; at++) {
      let length = 0;
      while (length < phrase.length && folded[units[at + length]!] === phrase.charCodeAt(length)) length++;
      if (length === phrase.length) return true;
    }
    return false;
  };

  /** The articles of the rarest pair in it, which are all that can hold it; null if it has no pair. */
  const articlesOfPairs = (phrase: string): Uint16Array | Uint32Array | null => {
    let rarest: Uint16Array | Uint32Array | null = null;
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

  return {
    holds,
    first(phrase, count) {
      const possible = articlesOfPairs(phrase) ?? articles.keys();
      const found: number[] = [];
      for (const article of possible) {
        if (found.length === count) break;
        if (holds(article, phrase)) found.push(article);
      }
      return found;
    },
  };
}
