/**
 * Postings of words. A piece of text is taken apart into its terms once and
 * known again by its characters: 20,000 articles have 8 million pieces, 250,000 different ones.
 */
import { pairKey } from "./pairs.js";
import { createPieceMap } from "./piece-map.js";
import { createPostingsBuilder, type Postings } from "./postings.js";
import { numberTokens, type Tokenizer } from "./tokens.js";
import { createIntMap, createWordTable, type WordTable } from "./vocabulary.js";

export interface WordPostings extends Postings {
  readonly table: WordTable;
}

/** A folded part of an article, each word of which counts so many times. */
export interface WeighedPart {
  readonly text: string;
  readonly weight: number;
}

export interface WordCounter {
  /** Takes articles, each in its parts; some dozens at a time are fastest. */
  add(articles: readonly (readonly WeighedPart[])[]): void;
  finish(): WordPostings;
}

const NO_TERM = -1;
const UNKNOWN = -2;

export function createWordCounter(tokenizer: Tokenizer): WordCounter {
  const numbers = new Map<string, number>();
  const numberOf = (term: string) => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, numbers.size);
    return numbers.size - 1;
  };
  const termOf = (piece: string): number => {
    const [only] = tokenizer.termsOf(piece);
    return only === undefined ? NO_TERM : numberOf(only);
  };
  // Most pieces have one or two characters and are their own only term: no string is made of them.
  const ofOne = new Int32Array(0x10000).fill(UNKNOWN);
  const ofTwo = createIntMap();
  const ofLong = createPieceMap((piece) => tokenizer.termsOf(piece).map(numberOf));
  const postings = createPostingsBuilder();

  const shortTerm = (text: string, start: number, end: number): number => {
    const first = text.charCodeAt(start);
    if (end - start === 1) {
      if (ofOne[first] === UNKNOWN) ofOne[first] = termOf(text[start]!);
      return ofOne[first]!;
    }
    const key = pairKey(first, text.charCodeAt(start + 1));
    const known = ofTwo.get(key);
    if (known !== undefined) return known | 0;
    const term = termOf(text.slice(start, end));
    ofTwo.add(key, term);
    return term;
  };
  const count = ({ text, weight }: WeighedPart, ends: Uint32Array) => {
    for (let i = 0, start = 0; i < ends.length; i++) {
      const end = ends[i]!;
      if (end - start > 2) {
        for (const term of ofLong.get(text, start, end)) postings.count(term, weight);
      } else {
        const term = shortTerm(text, start, end);
        if (term !== NO_TERM) postings.count(term, weight);
      }
      start = end;
    }
  };
  return {
    add(articles) {
      // One kind of work at a time: the dictionary and the tables of terms do not fit the processor's cache together.
      const cuts = articles.map((parts) => parts.map(({ text }) => tokenizer.ends(text).slice()));
      const figures = articles.map((parts) => parts.map(({ text }) => numberTokens(text)));
      for (const [i, parts] of articles.entries()) {
        postings.startArticle();
        for (const [j, part] of parts.entries()) {
          count(part, cuts[i]![j]!);
          for (const { term } of figures[i]![j]!) postings.count(numberOf(term), part.weight);
        }
      }
    },
    finish() {
      const table = createWordTable(numbers.keys(), numbers.size);
      return { ...postings.finish(numbers.size), table };
    },
  };
}
