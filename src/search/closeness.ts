/**
 * A closer look at one article: how much of the question stands together in
 * one chunk, and how much of it in the question's own order.
 *
 * BM25 counts terms wherever they are. That “体育”, “消费券” and “总金额” stand in
 * one paragraph, and “体育类电子消费券” in one piece, is what tells the report
 * asked for from the others about the same matter.
 */
import { grown } from "../index/postings.js";
import type { Span } from "../news/text.js";
import { hashOf, type Pattern } from "./pattern.js";

/** Shares of the question, 0–1, for each clause. */
export interface Look {
  /** What stands in the chunk (or the head) that holds most of it. */
  readonly near: readonly number[];
  /** What stands in the question's own order: a pair alone counts nothing, a long run nearly whole. */
  readonly order: readonly number[];
}

/** Where an article stands in the folded texts. */
export interface Place {
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
}

export interface Looker {
  /** @param held where to set 1 for each unit that the article holds, from `at` on */
  look(place: Place, chunks: readonly Span[], held: Uint8Array, at: number): Look;
  /** For each chunk the largest share of a clause that stands in it or the head. */
  chunkShares(place: Place, chunks: readonly Span[]): number[];
}

/** Where an article holds pairs of the question; `scan` puts another article's in place of them. */
interface Matches {
  /** How many there are. */
  size: number;
  /** Of each match in turn, the place from the body's start (below 0 in the head) and the pair. */
  places: Int32Array;
  pairs: Uint32Array;
  /** Of each pair, how many in a row the longest run has that ends in it; 0 if it does not occur. */
  readonly longest: Int32Array;
  scan(place: Place): void;
}

// Working arrays of the following are made once a question, not once an article.

function createMatches(units: Uint16Array, { keys, follows, slots, next }: Pattern): Matches {
  const lastAt = new Int32Array(keys.length);
  const run = new Int32Array(keys.length);
  const longest = new Int32Array(keys.length);
  const matches: Matches = {
    size: 0,
    places: new Int32Array(1 << 9),
    pairs: new Uint32Array(1 << 9),
    longest,
    scan({ start, bodyStart, end }) {
      matches.size = 0;
      lastAt.fill(-2);
      longest.fill(0);
      let unit = units[start]!;
      for (let i = start; i + 1 < end; i++) {
        const following = units[i + 1]!;
        const key = ((unit << 16) | following) >>> 0;
        unit = following;
        for (let chain = slots[hashOf(key)]!; chain > 0; chain = next[chain - 1]!) {
          const pair = chain - 1;
          if (keys[pair] !== key) continue;
          add(i - bodyStart, pair);
          const length = follows[pair] === 1 && lastAt[pair - 1] === i - 1 ? run[pair - 1]! + 1 : 1;
          run[pair] = length;
          lastAt[pair] = i;
          if (length > longest[pair]!) longest[pair] = length;
        }
      }
    },
  };
  const add = (at: number, pair: number) => {
    if (matches.size === matches.places.length) {
      matches.places = grown(matches.places, new Int32Array(matches.size * 2));
      matches.pairs = grown(matches.pairs, new Uint32Array(matches.size * 2));
    }
    matches.places[matches.size] = at;
    matches.pairs[matches.size++] = pair;
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

export function createLooker(units: Uint16Array, pattern: Pattern): Looker {
  const { clauses } = pattern;
  const matches = createMatches(units, pattern);
  const eachChunk = createChunkSums(pattern, matches);
  const longestRuns = createRuns(pattern, matches);
  return {
    look(place, chunks, held, at) {
      matches.scan(place);
      const near = clauses.map(() => 0);
      eachChunk(chunks, (sums) => {
        for (let i = 0; i < near.length; i++) {
          const share = sums[i]! / (clauses[i]!.total || 1);
          if (share > near[i]!) near[i] = share;
        }
      });
      const runs = longestRuns();
      for (let unit = 0; unit < runs.length; unit++) held[at + unit] = runs[unit]! > 0 ? 1 : 0;
      return { near, order: sharesInOrder(pattern, runs) };
    },
    chunkShares(place, chunks) {
      matches.scan(place);
      const shares: number[] = [];
      eachChunk(chunks, (sums) => {
        shares.push(sums.reduce((most, sum, i) => Math.max(most, sum / (clauses[i]!.total || 1)), 0));
      });
      return shares;
    },
  };
}
