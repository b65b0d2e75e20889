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
import { createKeyCounter, type KeyedPostings } from "./key-counter.js";
import { forEachPair } from "./pairs.js";
import { arePostings, type Postings } from "./postings.js";
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
  let waiting: FoldedArticle[] = [];
  const flush = () => {
    words.add(waiting.map(({ parts }) => parts));
    for (const { parts } of waiting) {
      pairs.startArticle();
      for (const { text, weight } of parts) forEachPair(text, (key) => pairs.count(key, weight));
    }
    for (const { article } of waiting) {
      days.startArticle();
      for (const key of dayKeys(article)) days.count(key, 1);
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
      waiting.push({ article, parts });
      texts.add(`${head}\n${body}`);
      if (waiting.length === TOGETHER) flush();
    },
    finish() {
      flush();
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

interface FoldedArticle {
  readonly article: Article;
  readonly parts: readonly WeighedPart[];
}

// Words, pairs and days each have tables of their own: taken in turn article by article they drive one another
// out of the processor's cache.
const TOGETHER = 64;

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
