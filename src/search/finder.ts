/**
 * Everything a search finds out about a query: what it asks for, the articles
 * that were looked at, and their order.
 *
 * Postings are summed over all articles (words, pairs, days), then the best for
 * each part of the question are looked at closely. Articles that only repeat what
 * a better one holds step back, so that a question of two things finds both.
 */
import type { IsoDay } from "../clock.js";
import { createBm25 } from "../index/bm25.js";
import type { Chunk } from "../index/chunk.js";
import type { Embedder } from "../index/embedder.js";
import type { KeywordIndex } from "../index/keywords.js";
import { dictionaryNames } from "../index/names.js";
import type { Tokenizer } from "../index/tokens.js";
import type { VectorIndex } from "../index/vectors.js";
import type { Article } from "../news/article.js";
import type { DayRange } from "../news/dates.js";
import type { Dictionary } from "../news/dictionary.js";
import { fold } from "../news/text.js";
import { dayOfBest } from "./anchor.js";
import { readAsked, withDay } from "./asked.js";
import type { Evidence, EvidenceParts } from "./evidence.js";
import { findMeant, type Meant } from "./meaning.js";
import { type Ordered, orderByNovelty } from "./novelty.js";
import { createPhraseFinder, type PhraseFinder } from "./phrase.js";
import { createRanker, type Ranked, type Ranker } from "./rank.js";
import { DEFAULT_WEIGHTS, meanShares, type RankingWeights } from "./ranking.js";
import { createVariants } from "./variants.js";

export interface Query {
  /** Stands alone, cleaned. */
  readonly text: string;
  /** Parts that ask different things; `[text]` if one. */
  readonly clauses: readonly string[];
  readonly today: IsoDay;
  readonly period: DayRange | null;
  /** How many articles. */
  readonly k: number;
}

export interface RetrieverParts {
  readonly articles: readonly Article[];
  readonly chunks: readonly Chunk[];
  readonly keywords: KeywordIndex;
  readonly tokenizer: Tokenizer;
  readonly dictionary: Dictionary;
  /** Both or neither; without them words and characters decide alone. */
  readonly vectors?: VectorIndex;
  readonly embedder?: Embedder;
  readonly weights?: RankingWeights;
  /** Told when the embedder failed; the search goes on without it. */
  readonly onEmbedderFailure?: (error: unknown) => void;
}

/** Passages and explanations are two ways to tell it. */
export interface Found {
  readonly asked: readonly Evidence[];
  readonly ranked: Ranked;
  /** What articles scored for holding the query as it stands, and for meaning the same. */
  readonly phrase: ReadonlyMap<number, number>;
  readonly vector: ReadonlyMap<number, number>;
  /** Score of each ranked article before what it repeats is taken off. */
  readonly joined: readonly number[];
  readonly ordered: readonly Ordered[];
}

export interface Finder {
  readonly evidenceParts: EvidenceParts;
  chunksOf(article: number): readonly Chunk[];
  find(query: Query, signal?: AbortSignal): Promise<Found>;
}

/** Longest query that is also looked for as it stands; the pairs of longer ones find it anyway. */
const PHRASE = 8;

export function createFinder(parts: RetrieverParts): Finder {
  const { articles, keywords, tokenizer, dictionary, weights = DEFAULT_WEIGHTS } = parts;
  const words = createBm25(keywords.words, weights.bm25Words);
  const pairs = createBm25(keywords.pairs, weights.bm25Pairs);
  const days = createBm25(keywords.days);
  const variants = createVariants(dictionary, dictionaryNames(dictionary));
  const evidenceParts: EvidenceParts = { keywords, words, pairs, days, tokenizer, variants, weights };
  const chunksOf = chunksByArticle(parts.chunks, articles.length);
  const rank = createRanker({ keywords, words, pairs, articles, chunksOf, weights });
  const phrases = createPhraseFinder({ ...keywords, articles });
  return {
    evidenceParts,
    chunksOf,
    async find(query, signal) {
      const first = rankAsked(query, { rank, evidenceParts, articles, wellFound: weights.wellFound });
      const known = first.ranked.articles.map(({ article }) => article);
      const held = holdingPhrase(query, known, phrases);
      const phrase = new Map(held.map((article) => [article, weights.phrase]));
      const lack = Math.max(0, 1 - bestShare(first.ranked) / weights.wordsSuffice);
      const meant = lack > 0 ? await findBySense(query, parts, signal) : [];
      const vector = new Map(
        meant.map(({ article, similarity }) => [article, weights.vector * lack * similarity]),
      );
      const also = [...phrase.keys(), ...vector.keys()];
      const isNew = also.some((article) => !known.includes(article));
      const ranked = isNew ? rank(first.asked, { count: query.k, also }) : first.ranked;
      const added = (article: number) => (phrase.get(article) ?? 0) + (vector.get(article) ?? 0);
      const order = orderRanked(ranked, added, { weights, count: query.k });
      return { asked: first.asked, ranked, phrase, vector, ...order };
    },
  };
}

interface Asking {
  readonly rank: Ranker;
  readonly evidenceParts: EvidenceParts;
  readonly articles: readonly Article[];
  readonly wellFound: number;
}

/** Where one thing is asked on the day of another, that day is looked up first. */
function rankAsked(query: Query, { rank, evidenceParts, ...told }: Asking): Pick<Found, "asked" | "ranked"> {
  const read = readAsked(query, evidenceParts);
  const asked = read.map(({ evidence }) => evidence);
  const ranked = rank(asked, { count: query.k });
  if (read.every(({ anchor }) => anchor === null)) return { asked, ranked };
  const dated = withDay(read, (sides) => dayOfBest(ranked, sides, told), evidenceParts);
  return { asked: dated, ranked: rank(dated, { count: query.k }) };
}

/** @param added what an article scores besides its parts */
function orderRanked(
  ranked: Ranked,
  addedTo: (article: number) => number,
  { weights, count }: { readonly weights: RankingWeights; readonly count: number },
): Pick<Found, "joined" | "ordered"> {
  const { words, pairs, near, order, novelty, served, clause } = weights;
  const shares = meanShares(ranked.partWorth, clause);
  const added = ranked.articles.map(({ article }) => addedTo(article));
  const byPart = ranked.articles.map(({ scores }) => scores);
  const joined = byPart.map((scores, item) =>
    scores.reduce(
      (sum, score, part) => sum + score * shares[part]!,
      added[item]! + clause * Math.max(0, ...scores),
    ),
  );
  const ordered = orderByNovelty(
    { added, byPart, shares, held: ranked.held, weights: ranked.unitWeights },
    { novelty, served, clause, full: words + pairs + near + order, count },
  );
  return { joined, ordered };
}

/** The articles that hold a short query as it stands: of those known, or else the first in the archive. */
function holdingPhrase({ text, k }: Query, known: readonly number[], phrases: PhraseFinder): number[] {
  const phrase = fold(text).trim();
  if (phrase === "" || phrase.length > PHRASE) return [];
  const holding = known.filter((article) => phrases.holds(article, phrase));
  return holding.length > 0 ? holding : phrases.first(phrase, k);
}

/** The largest share of a part that stands in one chunk. */
function bestShare({ articles }: Ranked): number {
  let best = 0;
  for (const { near } of articles) for (const share of near) best = Math.max(best, share);
  return best;
}

/** A search without vectors is a good search: only an abort ends it. */
async function findBySense(
  { text, k }: Query,
  { embedder, vectors, chunks, onEmbedderFailure }: RetrieverParts,
  signal?: AbortSignal,
): Promise<Meant[]> {
  if (!embedder || !vectors) return [];
  try {
    return await findMeant(text, { embedder, vectors, chunks }, { count: 3 * k, signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    onEmbedderFailure?.(error);
    return [];
  }
}

function chunksByArticle(chunks: readonly Chunk[], articles: number): (article: number) => readonly Chunk[] {
  // In the order of their articles, so that a list of its own for each, 4 MB for 20,000, is not needed.
  const starts = new Uint32Array(articles + 1);
  for (const { article } of chunks) starts[article + 1]! += 1;
  for (let article = 0; article < articles; article++) starts[article + 1]! += starts[article]!;
  return (article) => chunks.slice(starts[article]!, starts[article + 1]!);
}
