/**
 * The keyword index: which article holds which words, which pairs of
 * characters and which days.
 *
 * Words and pairs are different evidence. A word says what was meant, a pair
 * what was written; a name that no dictionary knows is still found by its pairs.
 */
import { IndexFileError } from "../errors.js";
import type { Article } from "../news/article.js";
import { fold } from "../news/text.js";
import { dayKeys } from "./days.js";
import { headOf } from "./folded-texts.js";
import { createKeyCounter, type KeyedPostings } from "./key-counter.js";
import { forEachPair } from "./pairs.js";
import { arePostings, narrowed, type Postings } from "./postings.js";
import { readSections, type SectionArray, type Sections, writeSections } from "./sections.js";
import type { Tokenizer } from "./tokens.js";
import { createWordCounter, type WeighedPart, type WordPostings } from "./word-counter.js";

export type { KeyedPostings } from "./key-counter.js";

export interface KeywordIndex {
  readonly size: number;
  readonly words: WordPostings;
  /** Keys as in pairs.ts. */
  readonly pairs: KeyedPostings;
  /** Keys as in days.ts. */
  readonly days: KeyedPostings;
  /** Those it was built from, for a closer look at the best. */
  readonly articles: readonly Article[];
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

export function createKeywordBuilder(
  tokenizer: Tokenizer,
  { titleWeight = 3 }: KeywordOptions = {},
): KeywordBuilder {
  const words = createWordCounter(tokenizer);
  const pairs = createKeyCounter();
  const days = createKeyCounter();
  const articles: Article[] = [];
  let waiting: FoldedArticle[] = [];
  const flush = () => {
    words.add(waiting.map(({ parts }) => parts));
    for (const { parts } of waiting) {
      pairs.startArticle();
      for (const { text, weight } of parts) forEachPair(text, (key) => pairs.count(key, weight));
    }
    for (const { texts, publishedOn } of waiting) {
      days.startArticle();
      for (const key of dayKeys(texts, publishedOn)) days.count(key, 1);
    }
    waiting = [];
  };
  return {
    add(article) {
      const head = fold(headOf(article));
      const body = fold(article.body);
      const title = [article.title, article.subtitle].filter(Boolean).join("\n").length;
      const parts = [
        { text: head.slice(0, title), weight: titleWeight },
        { text: head.slice(title), weight: 1 },
        { text: body, weight: 1 },
      ];
      const dated = [head.slice(0, article.title.length), body];
      waiting.push({ parts, texts: dated, publishedOn: article.publishedOn });
      articles.push(article);
      if (waiting.length === TOGETHER) flush();
    },
    finish() {
      flush();
      return {
        size: articles.length,
        words: words.finish(),
        pairs: pairs.finish(),
        days: days.finish(),
        articles,
      };
    },
  };
}

interface FoldedArticle {
  readonly parts: readonly WeighedPart[];
  /** Headline and body, in which days are looked for. */
  readonly texts: readonly string[];
  readonly publishedOn: Article["publishedOn"];
}

// Words, pairs and days each have tables of their own: taken in turn article by article they drive one another
// out of the processor's cache. With 256 the articles are added 5 % faster than with 64, with 1,024 hardly more.
const TOGETHER = 256;

const MAGIC = "KEYWORDS";
const VERSION = 2;

/** Without the articles, which have a file of their own. */
export function writeKeywords({ words, pairs, days }: KeywordIndex): Buffer {
  const { table } = words;
  const lists = { w: words, p: pairs, d: days };
  const arrays: Record<string, SectionArray> = { "p.keys": pairs.keys, "d.keys": days.keys };
  for (const [name, { starts, articles: wide, counts, lengths }] of Object.entries(lists)) {
    const articles = narrowed(wide, lengths.length);
    Object.assign(arrays, prefixed(name, { starts, articles, counts, lengths }));
  }
  Object.assign(arrays, prefixed("v", { ...table }));
  return writeSections(MAGIC, VERSION, arrays);
}

function prefixed(name: string, arrays: Record<string, SectionArray>): Record<string, SectionArray> {
  return Object.fromEntries(Object.entries(arrays).map(([key, array]) => [`${name}.${key}`, array]));
}

/**
 * The index as written by `writeKeywords`, looking into the buffer, not copied.
 *
 * @param articles those it was built from; needed by whoever looks at their texts through it
 * @throws {IndexFileError} if anything in it does not fit together.
 */
export function readKeywords(buffer: Buffer, articles: readonly Article[]): KeywordIndex {
  const sections = readSections(MAGIC, VERSION, buffer);
  const table = {
    units: sections.u16("v.units"),
    starts: sections.u32("v.starts"),
    slots: sections.u32("v.slots"),
  };
  const words = { ...readPostings(sections, "w"), table };
  const pairs = { ...readPostings(sections, "p"), keys: sections.u32("p.keys") };
  const days = { ...readPostings(sections, "d"), keys: sections.u32("d.keys") };
  const size = words.lengths.length;
  const whole =
    isAscending(table.starts, table.units.length) &&
    table.slots.every((slot) => slot < table.starts.length) &&
    [words, pairs, days].every((list) => list.lengths.length === size && arePostings(list)) &&
    words.starts.length === table.starts.length &&
    [pairs, days].every((list) => list.starts.length === list.keys.length + 1);
  if (!whole)
    throw new IndexFileError("keywords: the parts do not fit together", { hint: "build the index again" });
  return { size, words, pairs, days, articles };
}

function readPostings(sections: Sections, name: string): Postings {
  return {
    starts: sections.u32(`${name}.starts`),
    articles: sections.u16or32(`${name}.articles`),
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
