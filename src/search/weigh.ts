/**
 * How much a word of the question tells: rare ones more than common ones, names
 * and things more than doings, which every writer words differently.
 */
import { createTextReader, foldedUnits } from "../index/folded-texts.js";
import type { KeywordIndex } from "../index/keywords.js";
import { pairsOf } from "../index/pairs.js";
import type { Postings } from "../index/postings.js";
import { findKey, findWord } from "../index/vocabulary.js";
import type { Article } from "../news/article.js";
import type { Term, TermRole } from "./terms.js";

const ROLE_WEIGHT: Readonly<Record<TermRole, number>> = {
  name: 1,
  figure: 1,
  guess: 0.7,
  turn: 0.9,
  noun: 0.9,
  action: 0.4,
  other: 0.3,
  kind: 0.25,
};
/** What even a word of every article weighs. */
const LEAST = 0.1;
/** A doing or a kind that no article names is the reader's own way of speaking, not a rare fact. */
const OWN_WORDS = 0.4;

export interface TermWeigher {
  /** How much a term tells, 0–1: rare words more than common ones. */
  weight(term: Term): number;
  /** Whether any article of the archive holds it. */
  occurs(term: Term): boolean;
  /** Share of a word's characters, by how much each tells, that stand in the text: 案子 in “本案” more than half. */
  charactersIn(word: string, text: string): number;
}

export function createTermWeigher(keywords: KeywordIndex): TermWeigher {
  const rarest = Math.log(1 + (keywords.size + 0.5) / 0.5);
  const characterWeight = createCharacterWeight(keywords);
  // A term is weighed for every sentence looked at; it lives as long as its question.
  const frequencies = new WeakMap<Term, number>();
  const frequency = (term: Term) => {
    let articles = frequencies.get(term);
    if (articles === undefined) {
      articles = Math.max(...term.forms.map((form) => articlesWith(keywords, form)));
      frequencies.set(term, articles);
    }
    return articles;
  };
  return {
    weight(term) {
      const articles = frequency(term);
      const spoken =
        articles === 0 && (term.role === "action" || term.role === "other" || term.role === "kind");
      const idf = Math.log(1 + (keywords.size - articles + 0.5) / (articles + 0.5));
      return (spoken ? OWN_WORDS : 1) * ROLE_WEIGHT[term.role] * (LEAST + (1 - LEAST) * (idf / rarest));
    },
    occurs: (term) => frequency(term) > 0,
    charactersIn(word, text) {
      let held = 0;
      let total = 0;
      for (let i = 0; i < word.length; i++) {
        const weight = characterWeight(word.charCodeAt(i));
        total += weight;
        if (text.includes(word[i]!)) held += weight;
      }
      return total === 0 ? 0 : held / total;
    },
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

/** Inverse document frequency of single characters, counted when first asked. */
function createCharacterWeight({ articles, size }: KeywordIndex): (unit: number) => number {
  let counts: Uint32Array | undefined;
  return (unit) => {
    counts ??= countCharacters(articles);
    return Math.log(1 + (size + 0.5) / (counts[unit]! + 0.5));
  };
}

function countCharacters(articles: readonly Article[]): Uint32Array {
  const readText = createTextReader();
  const folded = foldedUnits();
  const counts = new Uint32Array(0x10000);
  const lastArticle = new Int32Array(0x10000).fill(-1);
  for (let article = 0; article < articles.length; article++) {
    const { units, end } = readText(articles[article]!);
    for (let i = 0; i < end; i++) {
      const unit = folded[units[i]!]!;
      if (lastArticle[unit] === article) continue;
      lastArticle[unit] = article;
      counts[unit]! += 1;
    }
  }
  return counts;
}
