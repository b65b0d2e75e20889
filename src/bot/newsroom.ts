/**
 * What the bot needs of the archive, and no more. It is asked for anew with each
 * question, so a new generation serves the next question and never half of one.
 * Everything that reads articles is a promise: they stand in another process.
 */
import { createHash } from "node:crypto";
import type { Answer, Citation, Headline } from "../answer/answer.js";
import type { Answerer } from "../answer/answerer.js";
import type { Coverage } from "../answer/phrases.js";
import type { IsoDay } from "../clock.js";
import type { Article, ArticleId } from "../news/article.js";
import { fold, splitSentences } from "../news/text.js";
import type { Turn } from "../search/follow-up.js";
import type { Retriever } from "../search/retriever.js";

/** Names an article in buttons and links: 16 characters of `A-Za-z0-9_-`, the same in every generation. */
export type ArticleKey = string & { readonly brand: "ArticleKey" };

export function articleKey(id: ArticleId): ArticleKey {
  return createHash("sha256").update(id).digest("base64url").slice(0, 16) as ArticleKey;
}

/** An article, without its body, which nobody shows in a list. `quote` is the sentence nearest to what was searched. */
export type Hit = Omit<Citation, "marker">;

export interface AskContext {
  readonly today: IsoDay;
  readonly history?: readonly Turn[];
  readonly signal?: AbortSignal;
  /** Who asks, by whatever the caps on a model's tokens are kept by. */
  readonly reader?: string;
  /** Told the text so far, marked as in an answer, each time it has grown by what was checked. */
  readonly onText?: (soFar: string) => void;
}

export interface Newsroom {
  /** Names the generation; what is cached under another name is stale. */
  readonly generation: string;
  readonly coverage: Coverage & { readonly newestIssue: string | null };
  /** Whether `ask` has a model compose the answer, so that it takes longer than `quote` and says more. */
  readonly composes: boolean;
  ask(question: string, context: AskContext): Promise<Answer>;
  /** The answer without a model, in milliseconds. */
  quote(question: string, context: AskContext): Promise<Answer>;
  /** Each article once, best first. */
  search(words: string, options: { k: number; today: IsoDay; signal?: AbortSignal }): Promise<readonly Hit[]>;
  /** Headlines near the question, best first, each once. */
  related(
    question: string,
    options: { k: number; besides: readonly ArticleId[]; today: IsoDay; signal?: AbortSignal },
  ): Promise<readonly Headline[]>;
  /** Newest first; of a day in the paper's order. */
  latest(k: number): Promise<readonly Hit[]>;
  article(key: ArticleKey): Promise<Article | undefined>;
  /** Up to three questions that get an answer. */
  examples(today: IsoDay): Promise<readonly string[]>;
}

export interface NewsroomParts {
  readonly generation: string;
  readonly articles: readonly Article[];
  /** Answers without a model. */
  readonly quoting: Pick<Answerer, "ask">;
  /** Answers with a model; default: there is none. */
  readonly composing?: Pick<Answerer, "ask">;
  readonly retriever: Retriever;
  /** Questions to show to a newcomer; those that get no answer are left out. */
  readonly examples?: readonly string[];
}

const EXAMPLES = 3;
/** Articles looked through for related headlines. */
const RELATED_AMONG = 5;
/** Headlines tried as examples once the given ones are used up. */
const HEADLINES_TRIED = 8;

export function createNewsroom(parts: NewsroomParts): Newsroom {
  const { generation, articles, quoting, composing = quoting, retriever } = parts;
  const byKey = new Map(articles.map((article) => [articleKey(article.id), article]));
  const newest = newestFirst(articles);
  const ask = async (answerer: Pick<Answerer, "ask">, question: string, context: AskContext) =>
    (await answerer.ask(question, context)).answer;
  const examples = async (today: IsoDay) => {
    const headlines = newest.slice(0, HEADLINES_TRIED).map(({ title }) => aboutHeadline(title));
    const found: string[] = [];
    for (const question of [...(parts.examples ?? []), ...headlines]) {
      if (found.length === EXAMPLES) break;
      if ((await ask(quoting, question, { today })).status === "answered") found.push(question);
    }
    return found;
  };
  /** Passages of different articles, the best of each. */
  const find = async (
    words: string,
    { k, today, signal }: { k: number; today: IsoDay; signal?: AbortSignal },
  ) => {
    const query = { text: words, clauses: [words], today, period: null, k };
    const passages = await retriever.retrieve(query, signal);
    const first = new Map<ArticleId, (typeof passages)[number]>();
    for (const passage of passages)
      if (!first.has(passage.article.id)) first.set(passage.article.id, passage);
    return [...first.values()].slice(0, k);
  };
  let known: Promise<readonly string[]> | undefined;
  return {
    generation,
    coverage: coverageOf(articles, newest),
    composes: composing !== quoting,
    ask: (question, context) => ask(composing, question, context),
    quote: (question, context) => ask(quoting, question, context),
    search: async (words, options) =>
      (await find(words, options)).map(({ article, text }) => toHit(article, nearest(text, words))),
    async related(question, { k, besides, ...options }) {
      const found = await find(question, { ...options, k: RELATED_AMONG });
      const others = found.filter(({ article: { id, title } }) => title !== "" && !besides.includes(id));
      return others.slice(0, k).map(({ article }) => toHeadline(article));
    },
    latest: async (k) => newest.slice(0, k).map((article) => toHit(article, nearest(article.body, ""))),
    article: async (key) => byKey.get(key),
    examples: (today) => {
      known ??= examples(today).catch((error: unknown) => {
        known = undefined;
        throw error;
      });
      return known;
    },
  };
}

/** The question that a headline stands for. */
export function aboutHeadline(title: string): string {
  return `《${title}》说了什么？`;
}

function toHeadline({ id, title, publishedOn }: Article): Headline {
  return { articleId: id, title, publishedOn };
}

function toHit(article: Article, quote: string): Hit {
  const { paper, issue, page, url } = article;
  return { ...toHeadline(article), paper, issue, page, url, quote };
}

function newestFirst(articles: readonly Article[]): Article[] {
  return articles
    .filter(({ kind, title }) => kind === "article" && title !== "")
    .sort(
      (a, b) => (b.publishedOn ?? "").localeCompare(a.publishedOn ?? "") || (a.page ?? 0) - (b.page ?? 0),
    );
}

function coverageOf(articles: readonly Article[], newest: readonly Article[]): Newsroom["coverage"] {
  const days = articles.flatMap(({ publishedOn }) => (publishedOn === null ? [] : [publishedOn])).sort();
  const papers = new Set(articles.map(({ paper }) => paper));
  return {
    paper: papers.size === 1 ? [...papers][0]! : null,
    articles: articles.length,
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    newestIssue: newest[0]?.issue ?? null,
  };
}

/** The sentence that shares most pairs of characters with the words; the first one if none does. */
function nearest(text: string, words: string): string {
  const wanted = pairs(words);
  let best = "";
  let most = -1;
  for (const { start, end } of splitSentences(text)) {
    const sentence = text.slice(start, end);
    const own = pairs(sentence);
    let shared = 0;
    for (const pair of wanted) if (own.has(pair)) shared += 1;
    if (shared > most) [best, most] = [sentence, shared];
  }
  return best;
}

function pairs(text: string): Set<string> {
  const folded = fold(text).replace(/[^\p{L}\p{N}]/gu, "");
  return new Set(Array.from({ length: Math.max(0, folded.length - 1) }, (_, i) => folded.slice(i, i + 2)));
}
