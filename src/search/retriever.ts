/**
 * From a question to the passages that may answer it, best first.
 *
 * Two steps: postings are summed over all articles (words, pairs, days), then
 * the forty best are looked at closely. Articles that only repeat what a better
 * one holds step back, so that a question of two things finds both.
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
import { type DayRange, findDates } from "../news/dates.js";
import type { Dictionary } from "../news/dictionary.js";
import { fold } from "../news/text.js";
import { readAsked, withDay } from "./asked.js";
import type { Evidence, EvidenceParts } from "./evidence.js";
import { type Explanation, explainParts } from "./explain.js";
import { findMeant, type Meant } from "./meaning.js";
import { type Ordered, orderByNovelty } from "./novelty.js";
import { createPhraseFinder, type PhraseFinder } from "./phrase.js";
import { createRanker, type Ranked } from "./rank.js";
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

export interface Passage {
  readonly article: Article;
  readonly articleIndex: number;
  readonly chunk: Chunk;
  readonly text: string;
  readonly score: number;
}

export interface Retriever {
  /** Best first; at most three chunks of an article. */
  retrieve(query: Query, signal?: AbortSignal): Promise<Passage[]>;
}

export interface ExplainedArticle extends Explanation {
  readonly article: Article;
  readonly score: number;
}

export interface ExplainingRetriever extends Retriever {
  /** The same articles, with what each signal contributed. */
  explain(query: Query, signal?: AbortSignal): Promise<ExplainedArticle[]>;
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

/** Everything a search found out; passages and explanations are two ways to tell it. */
interface Found {
  readonly asked: readonly Evidence[];
  readonly ranked: Ranked;
  readonly phrase: ReadonlyMap<number, number>;
  readonly vector: ReadonlyMap<number, number>;
  readonly joined: readonly number[];
  readonly ordered: readonly Ordered[];
}

/** Longest query that is also looked for as it stands; the pairs of longer ones find it anyway. */
const PHRASE = 8;
/** Share of a part in one chunk from which on its article is taken to be about it. */
const WELL_FOUND = 0.8;

export function createRetriever(parts: RetrieverParts): ExplainingRetriever {
  const { articles, keywords, tokenizer, dictionary, weights = DEFAULT_WEIGHTS } = parts;
  const words = createBm25(keywords.words, weights.bm25Words);
  const pairs = createBm25(keywords.pairs, weights.bm25Pairs);
  const days = createBm25(keywords.days);
  const variants = createVariants(dictionary, dictionaryNames(dictionary));
  const evidenceParts: EvidenceParts = { keywords, words, pairs, days, tokenizer, variants };
  const chunksOf = chunksByArticle(parts.chunks, articles.length);
  const rank = createRanker({ keywords, words, pairs, articles, chunksOf, weights });
  const phrases = createPhraseFinder(keywords);

  const find = async (query: Query, signal?: AbortSignal): Promise<Found> => {
    const read = readAsked(query, evidenceParts);
    let asked = read.map(({ evidence }) => evidence);
    let ranked = rank(asked);
    if (read.some(({ anchor }) => anchor !== null)) {
      asked = withDay(read, (sides) => dayOfBest(ranked, sides, articles), evidenceParts);
      ranked = rank(asked);
    }
    const known = ranked.articles.map(({ article }) => article);
    const phrase = new Map(
      holdingPhrase(query, known, phrases).map((article) => [article, weights.phrase] as const),
    );
    const lack = Math.max(0, 1 - bestShare(ranked) / weights.wordsSuffice);
    const vector = new Map(
      (lack > 0 ? await findBySense(query, parts, signal) : []).map(
        ({ article, similarity }) => [article, weights.vector * lack * similarity] as const,
      ),
    );
    if (phrase.size + vector.size > 0) ranked = rank(asked, [...phrase.keys(), ...vector.keys()]);
    const added = (article: number) => (phrase.get(article) ?? 0) + (vector.get(article) ?? 0);
    return { asked, ranked, phrase, vector, ...orderRanked(ranked, added, { weights, count: query.k }) };
  };

  return {
    async retrieve(query, signal) {
      const { ordered, ranked } = await find(query, signal);
      return ordered.flatMap(({ item, score }) => {
        const { article } = ranked.articles[item]!;
        return bestChunks(ranked.chunkShares(article)).map(({ number, share }) => {
          const chunk = chunksOf(article)[number]!;
          const text = articles[article]!.body.slice(chunk.start, chunk.end);
          return { article: articles[article]!, articleIndex: article, chunk, text, score: score * share };
        });
      });
    },
    async explain(query, signal) {
      const { asked, ordered, ranked, phrase, vector, joined } = await find(query, signal);
      return ordered.map(({ item, score }) => {
        const { article } = ranked.articles[item]!;
        return {
          article: articles[article]!,
          score,
          parts: explainParts(ranked.articles[item]!, asked, evidenceParts),
          phrase: phrase.get(article) ?? 0,
          vector: vector.get(article) ?? 0,
          joined: joined[item]!,
          repeated: joined[item]! - score,
        };
      });
    },
  };
}

/** @param added what an article scores besides its parts */
function orderRanked(
  ranked: Ranked,
  added: (article: number) => number,
  { weights, count }: { readonly weights: RankingWeights; readonly count: number },
): Pick<Found, "joined" | "ordered"> {
  const shares = meanShares(ranked.partWorth, weights.clause);
  const fixed = ranked.articles.map(({ article, scores }) =>
    scores.reduce((sum, score, part) => sum + score * shares[part]!, added(article)),
  );
  const byPart = ranked.articles.map(({ scores }) => scores.map((score) => score * weights.clause));
  const joined = fixed.map((score, item) => score + Math.max(0, ...byPart[item]!));
  const { novelty, served } = weights;
  const ordered = orderByNovelty(
    { fixed, byPart, held: ranked.held, weights: ranked.unitWeights },
    { novelty, served, count },
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
  return Math.max(0, ...articles.flatMap(({ near }) => near));
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

/**
 * The day of what “A当天，B” hangs on: of the article about A if one is well found, else of that about B.
 * An article's day is the first it speaks of, or that on which it was printed.
 */
function dayOfBest(
  { articles: ranked }: Ranked,
  sides: readonly number[],
  articles: readonly Article[],
): IsoDay | null {
  const [first] = ranked;
  if (!first) return null;
  const bestFor = (side: number) =>
    ranked.reduce((a, b) => (b.scores[side]! > a.scores[side]! ? b : a), first);
  const bests = sides.map((side) => ({ side, best: bestFor(side) }));
  const { best } = bests.find(({ side, best }) => best.near[side]! >= WELL_FOUND) ?? bests.at(-1)!;
  const { body, publishedOn } = articles[best.article]!;
  const mention = findDates(body, publishedOn).find((date) => date.precision === "day");
  return mention?.range.from ?? publishedOn;
}

/** The best chunk, and up to two more that are nearly as good; shares are of the best. */
function bestChunks(shares: readonly number[]): { readonly number: number; readonly share: number }[] {
  const best = Math.max(...shares) || 1;
  return shares
    .map((share, number) => ({ number, share: share / best }))
    .sort((a, b) => b.share - a.share)
    .filter(({ share }, i) => i === 0 || share >= 0.7)
    .slice(0, 3);
}

function chunksByArticle(chunks: readonly Chunk[], articles: number): (article: number) => readonly Chunk[] {
  const lists: Chunk[][] = Array.from({ length: articles }, () => []);
  for (const chunk of chunks) lists[chunk.article]!.push(chunk);
  return (article) => lists[article]!;
}
