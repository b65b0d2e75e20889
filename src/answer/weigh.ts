/**
 * How much a word of the question tells: rare ones more than common ones, names
 * and things more than doings, which every writer words differently.
 */
import type { KeywordIndex } from "../index/keywords.js";
import { pairsOf } from "../index/pairs.js";
import type { Postings } from "../index/postings.js";
import { findKey, findWord } from "../index/vocabulary.js";
import type { Term, TermRole } from "../search/terms.js";
import type { TermWeigher } from "./support.js";

const ROLE_WEIGHT: Readonly<Record<TermRole, number>> = {
  name: 1,
  figure: 1,
  turn: 0.9,
  noun: 0.9,
  action: 0.4,
  other: 0.3,
  kind: 0.25,
};
/** What even a word of every article weighs. */
const LEAST = 0.1;

export function createTermWeigher(keywords: KeywordIndex): TermWeigher {
  const rarest = Math.log(1 + (keywords.size + 0.5) / 0.5);
  const frequency = (term: Term) => Math.max(...term.forms.map((form) => articlesWith(keywords, form)));
  return {
    weight(term) {
      const articles = frequency(term);
      const idf = Math.log(1 + (keywords.size - articles + 0.5) / (articles + 0.5));
      return ROLE_WEIGHT[term.role] * (LEAST + (1 - LEAST) * (idf / rarest));
    },
    occurs: (term) => frequency(term) > 0,
  };
}

/** Articles that hold the form: exactly where it is a word, at most where only its pairs are known. */
function articlesWith({ words, pairs }: KeywordIndex, form: string): number {
  const word = findWord(words.table, form);
  if (word >= 0) return lengthOf(words, word);
  const counts = pairsOf(form).map(({ key }) => lengthOf(pairs, findKey(pairs.keys, key)));
  return counts.length === 0 ? 0 : Math.min(...counts);
}

function lengthOf({ starts }: Postings, term: number): number {
  return term < 0 ? 0 : starts[term + 1]! - starts[term]!;
}
