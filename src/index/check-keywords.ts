/** Whether the keyword index is in order, and whether texts are found by what stands in them. */
import type { Article } from "../news/article.js";
import { fold } from "../news/text.js";
import type { Chunk } from "./chunk.js";
import type { KeyedPostings, KeywordIndex } from "./keywords.js";
import { forEachPair } from "./pairs.js";
import type { Postings } from "./postings.js";
import { findKey, findWord } from "./vocabulary.js";

/** Every list sorted and in range, every key and word where it is looked for. */
export function checkPostings({ words, pairs, days }: KeywordIndex): string[] {
  return [
    ...checkLists("words", words),
    ...checkLists("pairs", pairs),
    ...checkLists("days", days),
    ...checkKeys("pairs", pairs),
    ...checkKeys("days", days),
    ...checkTable(words.table),
  ];
}

function checkLists(what: string, { starts, articles, counts, lengths }: Postings): string[] {
  const seen = new Float64Array(lengths.length);
  for (let term = 0; term + 1 < starts.length; term++) {
    const from = starts[term]!;
    const end = starts[term + 1]!;
    if (from === end) return [`${what}: term ${term} stands in no article`];
    for (let i = from; i < end; i++) {
      if (i > from && articles[i]! <= articles[i - 1]!)
        return [`${what}: the list of term ${term} is not sorted`];
      if (counts[i] === 0) return [`${what}: term ${term} is counted 0 times in article ${articles[i]}`];
      seen[articles[i]!]! += counts[i]!;
    }
  }
  // Counts end at 255, lengths do not.
  const article = lengths.findIndex((length, i) => seen[i]! > length);
  return article < 0 ? [] : [`${what}: article ${article} is shorter than what is counted in it`];
}

function checkKeys(what: string, { keys }: KeyedPostings): string[] {
  const at = keys.findIndex((key, i) => i > 0 && key <= keys[i - 1]!);
  return at < 0 ? [] : [`${what}: key ${at} is not above the one before`];
}

function checkTable(table: KeywordIndex["words"]["table"]): string[] {
  const { units, starts } = table;
  for (let id = 0; id + 1 < starts.length; id++) {
    const word = Buffer.from(units.slice(starts[id], starts[id + 1]).buffer).toString("utf16le");
    if (findWord(table, word) !== id) return [`words: “${word}” is not found under its number ${id}`];
  }
  return [];
}

/** Each sampled chunk's text, as the article has it, must be found by all its pairs of characters. */
export function checkSampledTexts(
  {
    articles,
    chunks,
    keywords,
  }: {
    readonly articles: readonly Article[];
    readonly chunks: readonly Chunk[];
    readonly keywords: KeywordIndex;
  },
  sampled: readonly number[],
): string[] {
  return sampled.flatMap((at) => {
    const { article, start, end } = chunks[at]!;
    let missing = 0;
    // Pairs of the whole body, because a run of letters that the chunk's bound cuts is another key than the whole.
    forEachPair(fold(articles[article]!.body), (key, from, to) => {
      if (from >= start && to <= end && !holds(keywords.pairs, key, article)) missing++;
    });
    return missing === 0 ? [] : [`chunk ${at} is not found by ${missing} of its pairs of characters`];
  });
}

function holds({ keys, starts, articles }: KeyedPostings, key: number, article: number): boolean {
  const term = findKey(keys, key);
  if (term < 0) return false;
  let low = starts[term]!;
  let high = starts[term + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (articles[middle]! < article) low = middle + 1;
    else high = middle;
  }
  return low < starts[term + 1]! && articles[low] === article;
}
