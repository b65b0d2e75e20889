/**
 * Finds a few characters exactly as they stand, whatever they are: half a
 * number, a letter and a bracket, one character. The last resort that makes
 * everything printed findable.
 */
import type { KeywordIndex } from "../index/keywords.js";

export interface PhraseFinder {
  holds(article: number, phrase: string): boolean;
  /** The first articles that hold it; reads all texts, 2 ms for a million characters at worst. */
  first(phrase: string, count: number): number[];
}

export function createPhraseFinder({ texts: { units, starts } }: KeywordIndex): PhraseFinder {
  const bytes = Buffer.from(units.buffer, units.byteOffset, units.byteLength);
  const at = (phrase: string, from: number) => {
    const found = bytes.indexOf(phrase, from * 2, "utf16le");
    return found < 0 ? units.length : found / 2;
  };
  return {
    holds(article, phrase) {
      const text = bytes.subarray(starts[article]! * 2, starts[article + 1]! * 2);
      return text.indexOf(phrase, 0, "utf16le") >= 0;
    },
    first(phrase, count) {
      const articles: number[] = [];
      let place = at(phrase, 0);
      for (let article = 0; place < units.length && articles.length < count; article++) {
        const end = starts[article + 1]!;
        if (place >= end) continue;
        if (place + phrase.length <= end) articles.push(article);
        place = at(phrase, end);
      }
      return articles;
    },
  };
}
