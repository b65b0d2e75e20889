/**
 * How text is cut for engines that know no Chinese: they are given terms.
 *
 * `words`: nodejieba's words and the words inside them, as ours has them, without
 * punctuation and words that say nothing. `plain`: every word once, as jieba cuts.
 * `pairs`: two neighbouring characters, Latin and digits whole.
 */
import { isWordUnit, pairsOf } from "../../../src/index/pairs.js";
import { createTokenizer } from "../../../src/index/tokens.js";
import { fold } from "../../../src/news/text.js";

export type Cutting = "words" | "plain" | "pairs";

export interface Cutter {
  prepare(): Promise<void>;
  /** Terms in the order of the text; none of them holds a space. */
  terms(text: string): string[];
  /** Each term once. */
  asked(text: string): string[];
}

export function createCutter(cutting: Cutting): Cutter {
  let terms: (folded: string) => string[] = (folded) =>
    pairsOf(folded).map(({ start, end }) => folded.slice(start, end));
  return {
    async prepare() {
      if (cutting === "pairs") return;
      const tokenizer = await createTokenizer([]);
      terms =
        cutting === "words"
          ? (folded) => tokenizer.words(folded).map(({ term }) => term)
          : (folded) => tokenizer.cut(folded).filter((word) => isWordUnit(word.charCodeAt(0)));
    },
    terms: (text) => terms(fold(text)),
    asked: (text) => [...new Set(terms(fold(text)))],
  };
}
