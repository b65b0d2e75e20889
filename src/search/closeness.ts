/**
 * A closer look at one article: how much of the question stands together in
 * one chunk, and how much of it in the question's own order.
 *
 * BM25 counts terms wherever they are. That “体育”, “消费券” and “总金额” stand in
 * one paragraph, and “体育类电子消费券” in one piece, is what tells the report
 * asked for from the others about the same matter.
 */
import { foldedUnits, type TextUnits } from "../index/folded-texts.js";
import { pairKey } from "../index/pairs.js";
import { grown } from "../index/postings.js";
import type { Span } from "../news/text.js";
import { hashOf, type Pattern } from "./pattern.js";

/** Shares of the question, 0–1, for each clause. */
export interface Look {
  /** What stands in the chunk (or the head) that holds most of it. */
  readonly near: readonly number[];
  /** What stands in the question's own order: a pair alone counts nothing, a long run nearly whole. */
  readonly order: readonly number[];
  /** For each chunk the largest share of a clause that stands in it or the head. */
  readonly chunks: readonly number[];
}

export interface Looker {
  /** @param held where to set 1 for each unit that the article holds, from `at` on */
  look(text: TextUnits, chunks: readonly Span[], held: Uint8Array, at: number): Look;
}

/** Where a text holds pairs of the question; `scan` puts another text's in place of them. */
interface Matches {
  /** How many there are. */
  size: number;
  /** Of each match in turn, the place from the body's start (below 0 in the head) and the pair. */
  places: Int32Array;
  pairs: Uint32Array;
  /** Of each pair, how many in a row the longest run has that ends in it; 0 if it does not occur. */
  readonly longest: Int32Array;
  scan(text: TextUnits): void;
}

// Working arrays of the following are made once a question, not once an article.

const FIRST = 1;
const SECOND = 2;
const MARKS = (1 << 12) - 1;

/** By the lower bits of a unit, whether a pair may begin and may end with it: says of most places that none stands there. */
function markUnits(keys: Uint32Array): Uint8Array {
  const marks = new Uint8Array(MARKS + 1);
  for (const key of keys) {
    marks[(key >>> 16) & MARKS]! |= FIRST;
    marks[key & MARKS]! |= SECOND;
  }
  return marks;
}

function createMatches({ keys, follows, slots, next }: Pattern): Matches {
  const marks = markUnits(keys);
  const folded = foldedUnits();
  const lastAt = new Int32Array(keys.length);
  const run = new Int32Array(keys.length);
  const longest = new Int32Array(keys.length);
  const matches: Matches = {
    size: 0,
    places: new Int32Array(1 << 9),
    pairs: new Uint32Array(1 << 9),
    longest,
    scan({ units, bodyStart, end }) {
      lastAt.fill(-2);
      longest.fill(0);
      // In variables of its own the loop runs twice as fast as on the fields of `matches`.
      let { places, pairs } = matches;
      let size = 0;
      let before = 0;
      for (let i = 0; i < end; i++) {
        const mark = marks[folded[units[i]!]! & MARKS]!;
        const possible = before & (mark >> 1);
        before = mark;
        if ((possible & FIRST) === 0) continue;
        const key = pairKey(folded[units[i - 1]!]!, folded[units[i]!]!);
        for (let chain = slots[hashOf(key)]!; chain !== 0; chain = next[chain - 1]!) {
          const pair = chain - 1;
          if (keys[pair] !== key) continue;
          const at = i - 1;
          const length = follows[pair] === 1 && lastAt[pair - 1] === at - 1 ? run[pair - 1]! + 1 : 1;
          run[pair] = length;
          lastAt[pair] = at;
          if (length > longest[pair]!) longest[pair] = length;
          if (size === places.length) {
            places = grown(places, new Int32Array(size * 2));
            pairs = grown(pairs, new Uint32Array(size * 2));
          }
          places[size] = at - bodyStart;
          pairs[size++] = pair;
        }
      }
      matches.size = size;
      matches.places = places;
      matches.pairs = pairs;
    },
  };
  return matches;
}

/**
 * @returns calls `visit` for each chunk, with what it holds of each clause in `sums`; the head belongs
 *   to every chunk
 */
function createChunkSums({ weights, clauses, clauseOf, unitStarts, unitEnds }: Pattern, matches: Matches) {
  const seenIn = new Int32Array(weights.length);
  let chunksSeen = 0;
  const sums = new Float64Array(clauses.length);
  const see = (match: number) => {
    const pair = matches.pairs[match]!;
    for (let unit = unitStarts[pair]!; unit < unitEnds[pair]!; unit++) {
      if (seenIn[unit] === chunksSeen) continue;
      seenIn[unit] = chunksSeen;
      sums[clauseOf[unit]!]! += weights[unit]!;
    }
  };

  return (chunks: readonly Span[], visit: (sums: Float64Array) => void) => {
    const { places, size } = matches;
    let headEnd = 0;
    while (headEnd < size && places[headEnd]! < 0) headEnd++;
    let from = headEnd;
    for (const { start, end } of chunks) {
      chunksSeen++;
      sums.fill(0);
      for (let match = 0; match < headEnd; match++) see(match);
      while (from < size && places[from]! < start) from++;
      for (let match = from; match < size && places[match]! + 1 < end; match++) see(match);
      visit(sums);
    }
  };
}

/** For each unit the longest run of pairs it stands in, from the runs of the pairs. */
function createRuns({ weights, unitStarts, unitEnds }: Pattern, { longest }: Matches): () => Int32Array {
  const runs = new Int32Array(weights.length);
  return () => {
    runs.fill(0);
    for (let pair = 0; pair < longest.length; pair++) {
      const length = longest[pair]!;
      for (let back = pair; back > pair - length; back--) {
        for (let unit = unitStarts[back]!; unit < unitEnds[back]!; unit++) {
          if (length > runs[unit]!) runs[unit] = length;
        }
      }
    }
    return runs;
  };
}

/** A run of n pairs is worth 1 − 1/n of what it covers. */
function sharesInOrder({ weights, clauses }: Pattern, runs: Int32Array): number[] {
  return clauses.map(({ start, end, total }) => {
    let sum = 0;
    for (let unit = start; unit < end; unit++) {
      if (runs[unit]! > 1) sum += weights[unit]! * (1 - 1 / runs[unit]!);
    }
    return total > 0 ? sum / total : 0;
  });
}

export function createLooker(pattern: Pattern): Looker {
  const { clauses } = pattern;
  const matches = createMatches(pattern);
  const eachChunk = createChunkSums(pattern, matches);
  const longestRuns = createRuns(pattern, matches);
  return {
    look(text, spans, held, at) {
      matches.scan(text);
      const near = clauses.map(() => 0);
      const chunks: number[] = [];
      eachChunk(spans, (sums) => {
        let most = 0;
        for (let i = 0; i < near.length; i++) {
          const share = sums[i]! / (clauses[i]!.total || 1);
          if (share > near[i]!) near[i] = share;
          if (share > most) most = share;
        }
        chunks.push(most);
      });
      const runs = longestRuns();
      for (let unit = 0; unit < runs.length; unit++) held[at + unit] = runs[unit]! > 0 ? 1 : 0;
      return { near, order: sharesInOrder(pattern, runs), chunks };
    },
  };
}
