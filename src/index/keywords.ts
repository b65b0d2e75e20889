/**
 * The keyword index: which article holds which words, which pairs of
 * characters and which days, and the folded texts themselves, for a closer
 * look at the best.
 *
 * Words and pairs are different evidence. A word says what was meant, a pair
 * what was written; a name that no dictionary knows is still found by its pairs.
 */
import { IndexFileError } from "../errors.js";
import type { Article } from "../news/article.js";
import { fold } from "../news/text.js";
import { dayKeys } from "./days.js";
import { forEachPair, pairKey } from "./pairs.js";
import { arePostings, createPostingsBuilder, type Postings, reorderTerms } from "./postings.js";
import { readSections, type SectionArray, type Sections, writeSections } from "./sections.js";
import { numberTokens, type Tokenizer } from "./tokens.js";
import { createIntMap, createWordTable, findKey, type WordTable } from "./vocabulary.js";

/** Terms that are numbers; term `i` is `keys[i]`, ascending. */
export interface KeyedPostings extends Postings {
  readonly keys: Uint32Array;
}

export interface KeywordIndex {
  readonly size: number;
  readonly words: Postings & { readonly table: WordTable };
  /** Keys as in pairs.ts. */
  readonly pairs: KeyedPostings;
  /** Keys as in days.ts. */
  readonly days: KeyedPostings;
  /** Folded head and body of every article; the body is what ends at the next start. */
  readonly texts: { readonly units: Uint16Array; readonly starts: Uint32Array };
}

export interface KeywordBuilder {
  /** Articles are numbered in the order they come. */
  add(article: Article): void;
  finish(): KeywordIndex;
}

export interface KeywordOptions {
  /** How many times a word of the headline counts. 1 = like the body. */
  readonly titleWeight?: number;
}

/** What is searched before the body: headline and subheading, then who wrote and who supplied it. */
function headOf(article: Article): string {
  return [article.title, article.subtitle, article.byline, article.source].filter(Boolean).join("\n");
}

export function createKeywordBuilder(
  tokenizer: Tokenizer,
  { titleWeight = 3 }: KeywordOptions = {},
): KeywordBuilder {
  const words = createWordCounter(tokenizer);
  const pairs = createKeyCounter();
  const days = createKeyCounter();
  const texts = createTextStore();
  const addText = (folded: string, weight: number) => {
    words.add(folded, weight);
    forEachPair(folded, (key) => pairs.count(key, weight));
  };
  return {
    add(article) {
      words.startArticle();
      pairs.startArticle();
      days.startArticle();
      const head = fold(headOf(article));
      const body = fold(article.body);
      const title = [article.title, article.subtitle].filter(Boolean).join("\n").length;
      addText(head.slice(0, title), titleWeight);
      addText(head.slice(title), 1);
      addText(body, 1);
      for (const key of dayKeys(article)) days.count(key, 1);
      texts.add(`${head}\n${body}`);
    },
    finish() {
      const { units, starts } = texts.finish();
      return {
        size: starts.length - 1,
        words: words.finish(),
        pairs: pairs.finish(),
        days: days.finish(),
        texts: { units, starts },
      };
    },
  };
}

const NO_TERM = 0xffffffff;

function createWordCounter(tokenizer: Tokenizer) {
  const numbers = new Map<string, number>();
  const numberOf = (term: string) => {
    const known = numbers.get(term);
    if (known !== undefined) return known;
    numbers.set(term, numbers.size);
    return numbers.size - 1;
  };
  // A piece is taken apart once: 4,000 articles have 1.6 million pieces, 84,000 different ones.
  // Most have one or two characters, and are their own only term: those are known by number.
  const ofShort = createIntMap();
  const ofLong = new Map<string, readonly number[]>();
  const postings = createPostingsBuilder();
  const countShort = (piece: string, weight: number) => {
    const key = pairKey(piece.length === 2 ? piece.charCodeAt(1) : 0, piece.charCodeAt(0));
    let term = ofShort.get(key);
    if (term === undefined) {
      const [only] = tokenizer.termsOf(piece);
      term = only === undefined ? NO_TERM : numberOf(only);
      ofShort.add(key, term);
    }
    if (term !== NO_TERM) postings.count(term, weight);
  };
  const countLong = (piece: string, weight: number) => {
    let terms = ofLong.get(piece);
    if (terms === undefined) {
      terms = tokenizer.termsOf(piece).map(numberOf);
      ofLong.set(piece, terms);
    }
    for (const term of terms) postings.count(term, weight);
  };
  return {
    startArticle: postings.startArticle,
    add(folded: string, weight: number) {
      if (folded === "") return;
      for (const piece of tokenizer.cut(folded)) {
        if (piece.length <= 2) countShort(piece, weight);
        else countLong(piece, weight);
      }
      for (const { term } of numberTokens(folded)) postings.count(numberOf(term), weight);
    },
    finish() {
      const table = createWordTable(numbers.keys(), numbers.size);
      return { ...postings.finish(numbers.size), table };
    },
  };
}

function createKeyCounter() {
  const numbers = createIntMap();
  const postings = createPostingsBuilder();
  return {
    startArticle: postings.startArticle,
    count(key: number, weight: number) {
      let term = numbers.get(key);
      if (term === undefined) {
        term = numbers.size;
        numbers.add(key, term);
      }
      postings.count(term, weight);
    },
    finish(): KeyedPostings {
      const keys = new Uint32Array(numbers.size);
      let size = 0;
      numbers.forEach((key) => {
        keys[size++] = key;
      });
      keys.sort();
      const order = new Uint32Array(size);
      numbers.forEach((key, number) => {
        order[findKey(keys, key)] = number;
      });
      return { ...reorderTerms(postings.finish(size), order), keys };
    },
  };
}

function createTextStore() {
  let units = new Uint16Array(1 << 16);
  const starts = [0];
  return {
    add(text: string) {
      const from = starts.at(-1)!;
      const end = from + text.length;
      if (end > units.length) {
        const wider = new Uint16Array(Math.max(end, units.length * 2));
        wider.set(units);
        units = wider;
      }
      for (let i = 0; i < text.length; i++) units[from + i] = text.charCodeAt(i);
      starts.push(end);
    },
    finish: () => ({ units: units.slice(0, starts.at(-1)), starts: Uint32Array.from(starts) }),
  };
}

const MAGIC = "KEYWORDS";
const VERSION = 1;

export function writeKeywords({ words, pairs, days, texts }: KeywordIndex): Buffer {
  const { table } = words;
  const lists = { w: words, p: pairs, d: days };
  const arrays: Record<string, SectionArray> = { "p.keys": pairs.keys, "d.keys": days.keys };
  for (const [name, { starts, articles, counts, lengths }] of Object.entries(lists)) {
    Object.assign(arrays, prefixed(name, { starts, articles, counts, lengths }));
  }
  Object.assign(arrays, prefixed("v", { ...table }), prefixed("t", { ...texts }));
  return writeSections(MAGIC, VERSION, arrays);
}

function prefixed(name: string, arrays: Record<string, SectionArray>): Record<string, SectionArray> {
  return Object.fromEntries(Object.entries(arrays).map(([key, array]) => [`${name}.${key}`, array]));
}

/**
 * The index as written by `writeKeywords`, looking into the buffer, not copied.
 *
 * @throws {IndexFileError} if anything in it does not fit together.
 */
export function readKeywords(buffer: Buffer): KeywordIndex {
  const sections = readSections(MAGIC, VERSION, buffer);
  const table = {
    units: sections.u16("v.units"),
    starts: sections.u32("v.starts"),
    slots: sections.u32("v.slots"),
  };
  const texts = { units: sections.u16("t.units"), starts: sections.u32("t.starts") };
  const size = texts.starts.length - 1;
  const words = { ...readPostings(sections, "w"), table };
  const pairs = { ...readPostings(sections, "p"), keys: sections.u32("p.keys") };
  const days = { ...readPostings(sections, "d"), keys: sections.u32("d.keys") };
  const whole =
    isAscending(texts.starts, texts.units.length) &&
    isAscending(table.starts, table.units.length) &&
    table.slots.every((slot) => slot < table.starts.length) &&
    [words, pairs, days].every((list) => list.lengths.length === size && arePostings(list)) &&
    words.starts.length === table.starts.length &&
    [pairs, days].every((list) => list.starts.length === list.keys.length + 1);
  if (!whole)
    throw new IndexFileError("keywords: the parts do not fit together", { hint: "build the index again" });
  return { size, words, pairs, days, texts };
}

function readPostings(sections: Sections, name: string): Postings {
  return {
    starts: sections.u32(`${name}.starts`),
    articles: sections.u32(`${name}.articles`),
    counts: sections.u8(`${name}.counts`),
    lengths: sections.u32(`${name}.lengths`),
  };
}

/** Whether places go up from 0 to `end`. */
function isAscending(starts: Uint32Array, end: number): boolean {
  return (
    starts[0] === 0 && starts.at(-1) === end && starts.every((start, i) => i === 0 || start >= starts[i - 1]!)
  );
}
