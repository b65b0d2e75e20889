/**
 * Words of Chinese text, cut the way search wants them: long words and the
 * words inside them, names of the district whole.
 *
 * Who cuts is said in segmenters.ts; an index names the one that built it.
 */
import { createHash } from "node:crypto";
import { canonicalNumber, findFigures } from "../news/numbers.js";
import type { Span } from "../news/text.js";
import { isWordUnit } from "./pairs.js";
import { type Cutter, dictionaryCutter, intlCutter, jiebaCutter, loadJieba } from "./segmenters.js";

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
  /**
   * Default "auto": nodejieba; where its add-on was not built our own reading of its `dictionary`, which cuts
   * alike; where it is not installed, Intl.Segmenter.
   */
  readonly segmenter?: "auto" | "nodejieba" | "dictionary" | "intl";
  /**
   * For `ends` and `termsOf` of a whole corpus, which never need the add-on: "auto" then takes the dictionary
   * at once, and a build is spared 0.8 s and 250 MB.
   */
  readonly corpus?: boolean;
}

/**
 * Loads the segmenter, which takes up to a second and 250 MB for nodejieba: once a process, when first asked.
 *
 * @param names folded; each becomes one word
 */
export async function createTokenizer(
  names: readonly string[],
  { segmenter = "auto", corpus = false }: TokenizerOptions = {},
): Promise<Tokenizer> {
  const words = [...new Set(names)].sort();
  const hash = createHash("sha256").update(words.join("\n")).digest("hex").slice(0, 12);
  const addOnWanted = segmenter === "nodejieba" || (segmenter === "auto" && !corpus);
  const jieba = segmenter === "intl" ? null : await loadJieba({ addOn: addOnWanted });
  if (jieba === null && segmenter !== "intl" && segmenter !== "auto")
    throw new Error("nodejieba cannot be loaded");
  if (jieba === null) return tokenizerOf(`intl-${process.versions.icu}+${hash}`, intlCutter(words));
  const { addOn, files } = jieba;
  // The same words either way, so the same id: an index built with one is searched with the other.
  return tokenizerOf(
    `nodejieba+${hash}`,
    addOn ? jiebaCutter(addOn, words, hash) : dictionaryCutter(files, words),
  );
}

// Words that stand in nearly every sentence and tell no article from another.
const EMPTY_WORDS = new Set(
  "的了是在和与及或也都就而着过之其为以于被把对将从到由向等这那并且但还又地得让使".split(""),
);

function tokenizerOf(id: string, { cut: cutAnew, ends, inside, tag }: Cutter): Tokenizer {
  // A clause is cut for its parts, for what asks in it and for its words, one after another.
  let last: { readonly text: string; readonly pieces: readonly string[] } | undefined;
  const cut = (folded: string) => {
    if (last?.text !== folded) last = { text: folded, pieces: cutAnew(folded) };
    return last.pieces;
  };
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
  const tokens: Token[] = [];
  for (const { start, end, value, percent } of findFigures(folded)) {
    const term = canonicalNumber(value) + (percent ? "%" : "");
    const plain = !percent && end - start === term.length && folded.startsWith(term, start);
    if (!plain) tokens.push({ term, start, end });
  }
  return tokens;
}
