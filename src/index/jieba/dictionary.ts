/**
 * jieba's dictionary as nodejieba's package brings it: words with how often they
 * were counted and their parts of speech, read from its text file.
 */
import { createTrieBuilder, type Trie } from "./trie.js";

export interface JiebaDictionary {
  readonly trie: Trie;
  /** Logarithm of the share of all words counted, by class: words that were counted as often are of one. */
  readonly weights: Float64Array;
  readonly tagNames: readonly string[];
  /** What a character weighs that is no word: as much as the rarest. */
  readonly least: number;
  /** Class of a word of middling frequency; names have none of their own. */
  readonly middling: number;
  /** Words of one character that its users added; they are never joined with their neighbours. */
  readonly singles: ReadonlySet<number>;
}

/** A word and its tag; names have no frequency, so they get a middling one. */
interface UserWord {
  readonly word: string;
  readonly tag: string;
  readonly count?: number;
}

/**
 * @param main lines of word, count and part of speech
 * @param user lines of a word, and perhaps count and part of speech
 */
export function readJiebaDictionary(main: string, user: string): JiebaDictionary {
  const builder = createTrieBuilder(main.length / 8);
  const kinds = createNumbers<number>();
  const tags = createNumbers<string>();
  const counts: number[] = [];
  for (let from = 0, end = 0; from < main.length; from = end + 1) {
    const space = main.indexOf(" ", from);
    end = endOfLine(main, from);
    let at = space + 1;
    let count = 0;
    for (; main.charCodeAt(at) !== 32; at++) count = count * 10 + main.charCodeAt(at) - 48;
    counts.push(count);
    builder.add(main, from, space, { kind: kinds.of(count), tag: tags.of(main.slice(at + 1, end)) });
  }
  const sorted = Uint32Array.from(counts).sort();
  const middle = sorted[sorted.length >> 1]!;
  const singles = new Set<number>();
  for (const { word, tag, count = middle } of userWords(user)) {
    builder.add(word, 0, word.length, { kind: kinds.of(count), tag: tags.of(tag) });
    if (word.length === 1) singles.add(word.charCodeAt(0));
  }
  tags.of(NAME_TAG);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return {
    trie: builder.trie(),
    weights: Float64Array.from(kinds.all(), (count) => Math.log(count / total)),
    tagNames: tags.all(),
    least: Math.log(sorted[0]! / total),
    middling: kinds.of(middle),
    singles,
  };
}

/** As nodejieba tags words that are inserted. */
const NAME_TAG = "x";

/** Values in the order in which they were first met. */
function createNumbers<T>() {
  const numbers = new Map<T, number>();
  return {
    of: (value: T): number => numbers.get(value) ?? numbers.set(value, numbers.size).size - 1,
    all: (): T[] => [...numbers.keys()],
  };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function userWords(text: string): UserWord[] {
  return text.split("\n").flatMap((line) => {
    const [word, ...rest] = line.split(" ");
    if (!word) return [];
    return [{ word, tag: rest.at(-1) ?? "", ...(rest.length === 2 ? { count: Number(rest[0]) } : {}) }];
  });
}

/** The same with names beside its words; a name that is a word already becomes one of middling frequency. */
export function withNames(dictionary: JiebaDictionary, names: readonly string[]): JiebaDictionary {
  if (names.length === 0) return dictionary;
  const builder = createTrieBuilder(0, dictionary.trie);
  const word = { kind: dictionary.middling, tag: dictionary.tagNames.indexOf(NAME_TAG) };
  for (const name of names) builder.add(name, 0, name.length, word);
  return { ...dictionary, trie: builder.trie() };
}
