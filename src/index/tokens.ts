/**
 * Words of Chinese text, cut the way search wants them: long words and the
 * words inside them, names of the district whole.
 *
 * nodejieba does it; where it was not built, the segmenter that comes with
 * Node stands in behind the same interface. An index names the one that built it.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canonicalNumber, findNumbers } from "../news/numbers.js";
import type { Span } from "../news/text.js";
import type { JiebaCutter } from "./jieba/cutter.js";
import { type JiebaFiles, openJiebaCutter } from "./jieba/open.js";
import { createNameMatcher } from "./names.js";
import { isWordUnit } from "./pairs.js";

/** A term and where it stands in the text. */
export interface Token extends Span {
  readonly term: string;
}

/** A word and its part of speech in the ICTCLAS notation (n, v, nr, ns …); `x` where that is not known. */
export interface TaggedWord extends Token {
  readonly tag: string;
}

export interface Tokenizer {
  /** Names the segmenter and its names; an index is searched with the tokenizer that built it. */
  readonly id: string;
  /** Pieces that, joined, are the text again. */
  cut(folded: string): readonly string[];
  /**
   * Where these pieces end, for a whole corpus: no strings are made. The first call of a process may take
   * 0.3 s. Good until the next call: the array is used again.
   */
  ends(folded: string): Uint32Array;
  /** The terms of one piece: itself and the words inside it; none for punctuation and words that say nothing. */
  termsOf(piece: string): readonly string[];
  /** All terms of the text, with figures once more in plain form (“二十” also as “20”), in the order of their starts. */
  words(folded: string): Token[];
  /** Every character in exactly one word, punctuation too. */
  tag(folded: string): TaggedWord[];
}

export interface TokenizerOptions {
  /** Default "auto": nodejieba, or Intl.Segmenter where nodejieba cannot be loaded. */
  readonly segmenter?: "auto" | "nodejieba" | "intl";
}

/**
 * Loads the segmenter, which takes up to a second and 250 MB for nodejieba: once a process, when first asked.
 *
 * @param names folded; each becomes one word
 */
export async function createTokenizer(
  names: readonly string[],
  { segmenter = "auto" }: TokenizerOptions = {},
): Promise<Tokenizer> {
  const words = [...new Set(names)].sort();
  const hash = createHash("sha256").update(words.join("\n")).digest("hex").slice(0, 12);
  const jieba = segmenter === "intl" ? null : await loadJieba();
  if (jieba === null && segmenter === "nodejieba") throw new Error("nodejieba cannot be loaded");
  return jieba
    ? tokenizerOf(`nodejieba+${hash}`, jiebaCutter(jieba, words, hash))
    : tokenizerOf(`intl-${process.versions.icu}+${hash}`, intlCutter(words));
}

/** What a segmenter must do: cut a text into pieces, and a piece into the words inside it. */
interface Cutter {
  cut(folded: string): string[];
  ends(folded: string): Uint32Array;
  inside(piece: string): string[];
  tag(folded: string): { readonly word: string; readonly tag: string }[];
}

// Words that stand in nearly every sentence and tell no article from another.
const EMPTY_WORDS = new Set(
  "的了是在和与及或也都就而着过之其为以于被把对将从到由向等这那并且但还又地得让使".split(""),
);

function tokenizerOf(id: string, { cut, ends, inside, tag }: Cutter): Tokenizer {
  const isEmpty = (piece: string) => !isWordUnit(piece.charCodeAt(0)) || EMPTY_WORDS.has(piece);
  const termsOf = (piece: string): string[] => {
    if (isEmpty(piece)) return [];
    if (piece.length < 3) return [piece];
    return [piece, ...new Set(inside(piece).filter((word) => word !== piece && word.length > 1))];
  };
  return {
    id,
    cut,
    ends,
    termsOf,
    words(folded) {
      const tokens: Token[] = numberTokens(folded);
      let start = 0;
      for (const piece of cut(folded)) {
        for (const term of termsOf(piece)) {
          const from = start + piece.indexOf(term);
          tokens.push({ term, start: from, end: from + term.length });
        }
        start += piece.length;
      }
      return tokens.sort((a, b) => a.start - b.start || b.end - a.end);
    },
    tag(folded) {
      let end = 0;
      return tag(folded).map(({ word, tag }) => {
        end += word.length;
        return { term: word, tag, start: end - word.length, end };
      });
    },
  };
}

/** Figures in plain form, where they are not printed so: “二十”, “3万” and “1,200” as “20”, “30000” and “1200”. */
export function numberTokens(folded: string): Token[] {
  return findNumbers(folded).flatMap(({ start, end, value, percent }) => {
    const term = canonicalNumber(value) + (percent ? "%" : "");
    const plain = !percent && end - start === term.length && folded.startsWith(term, start);
    return plain ? [] : [{ term, start, end }];
  });
}

type Jieba = typeof import("nodejieba");

async function loadJieba(): Promise<Jieba | null> {
  try {
    const module = await import("nodejieba");
    const jieba = (module as unknown as { default?: Jieba }).default ?? module;
    // A dictionary that is not there would end the process, and a missing add-on only shows at the first call.
    if (!Object.values(filesOf(jieba)).every((path) => path && existsSync(path))) return null;
    if (activeNames === null) load(jieba, "");
    return jieba;
  } catch {
    return null; // not installed or not built: the stand-in serves, and the tokenizer's id says so
  }
}

function filesOf(jieba: Jieba): JiebaFiles {
  const paths = jieba as unknown as Record<string, string>;
  const { DEFAULT_DICT = "", DEFAULT_USER_DICT = "", DEFAULT_HMM_DICT = "" } = paths;
  return { dictionary: DEFAULT_DICT, user: DEFAULT_USER_DICT, model: DEFAULT_HMM_DICT };
}

// nodejieba has one dictionary for the whole process. This says whose names are in it, so that a
// tokenizer made for another generation is never asked with the wrong ones.
let activeNames: string | null = null;

function load(jieba: Jieba, names: string): void {
  // The full idf and stop word tables serve keyword extraction only: 20 MB and 0.2 s saved.
  const folder = mkdtempSync(join(tmpdir(), "words-"));
  try {
    const tiny = join(folder, "idf.utf8");
    writeFileSync(tiny, "的 1.0\n");
    jieba.load({ idfDict: tiny, stopWordDict: tiny });
    activeNames = names;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function jiebaCutter(jieba: Jieba, names: readonly string[], hash: string): Cutter {
  let stubborn = createNameMatcher([]);
  const activate = () => {
    if (activeNames === hash) return;
    if (activeNames !== "") load(jieba, "");
    for (const name of names) jieba.insertWord(name);
    activeNames = hash;
  };
  activate();
  // A user word gets a middling frequency: made of frequent words it would still be cut into them.
  stubborn = createNameMatcher(names.filter((name) => jieba.cut(name, true).length > 1));
  const active = () => {
    activate();
    return jieba;
  };
  // nodejieba hands out every piece as a string of its own, four times as slowly as our own cutter says where
  // it ends. For a corpus that is worth reading the dictionary once more, for a question it is not.
  let ours: JiebaCutter | undefined;
  const ends = (text: string) => {
    ours ??= openJiebaCutter(filesOf(jieba), names);
    return ours.ends(text);
  };
  return {
    cut: (folded) => aroundNames(folded, stubborn.find(folded), (text) => active().cut(text, true)),
    ends: (folded) => endsAroundNames(folded, stubborn.find(folded), ends),
    inside: (piece) => ours?.inside(piece) ?? active().cutForSearch(piece, true),
    tag: (folded) =>
      aroundNames(
        folded,
        stubborn.find(folded),
        (text) => active().tag(text),
        (word) => ({ word, tag: "x" }),
      ),
  };
}

function intlCutter(names: readonly string[]): Cutter {
  const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
  const matcher = createNameMatcher(names);
  const segments = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment);
  const cut = (folded: string) => aroundNames(folded, matcher.find(folded), segments);
  return {
    cut,
    ends: (folded) => endsOf(cut(folded)),
    inside: segments,
    tag: (folded) => cut(folded).map((word) => ({ word, tag: "x" })),
  };
}

/** Cuts what stands between the names, which stay whole. */
function aroundNames<T = string>(
  folded: string,
  spans: readonly Span[],
  cut: (text: string) => T[],
  whole: (name: string) => T = (name) => name as T,
): T[] {
  if (spans.length === 0) return cut(folded);
  const pieces: T[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    if (start > from) pieces.push(...cut(folded.slice(from, start)));
    pieces.push(whole(folded.slice(start, end)));
    from = end;
  }
  if (from < folded.length) pieces.push(...cut(folded.slice(from)));
  return pieces;
}

/** The same for places in the text. @param ends may use its array again */
function endsAroundNames(
  folded: string,
  spans: readonly Span[],
  ends: (text: string) => Uint32Array,
): Uint32Array {
  if (spans.length === 0) return ends(folded);
  const all: number[] = [];
  let from = 0;
  for (const { start, end } of [...spans, { start: folded.length, end: folded.length }]) {
    if (start > from) for (const at of ends(folded.slice(from, start))) all.push(from + at);
    if (end > start) all.push(end);
    from = end;
  }
  return Uint32Array.from(all);
}

function endsOf(pieces: readonly string[]): Uint32Array {
  let end = 0;
  return Uint32Array.from(pieces, (piece) => {
    end += piece.length;
    return end;
  });
}
