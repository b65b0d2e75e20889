/**
 * From a question to the quotations that answer it: search, then judge. What was
 * not yet printed on the day of asking is left out; only for the days just gone,
 * of which the paper has yet to write, the next issue is looked at.
 */
import { addDays, type IsoDay } from "../clock.js";
import type { Article } from "../news/article.js";
import type { Clause, Question } from "../search/question.js";
import type { Passage, Retriever } from "../search/retriever.js";
import type { TermWeigher } from "../search/weigh.js";
import type { ArticleReading } from "./evidence.js";
import { type Extraction, extract, type Quote } from "./extract.js";
import { ofSameMatter, staysWith, waysToAsk } from "./same-matter.js";

export interface Found {
  readonly question: Question;
  readonly passages: readonly Passage[];
  readonly extraction: Extraction;
  readonly quotes: readonly Quote[];
  readonly searchMs: number;
}

export interface FinderParts {
  readonly retriever: Retriever;
  readonly read: (article: Article) => ArticleReading;
  readonly weigh: TermWeigher;
  readonly stopwatch: () => number;
  /** The last day the archive reaches. */
  readonly newest: IsoDay | null;
}

/** Articles looked at: enough for both of a two-article question, few enough for 2 ms. */
const ARTICLES = 8;
/** Searched for where part of the archive is of later days than the question. */
const ARTICLES_AMONG_LATER = 24;

export interface LookOptions {
  readonly signal?: AbortSignal | undefined;
  /** Articles the turn before spoke of: a follow-up is asked of them first. */
  readonly spokenOf?: ReadonlySet<Article>;
}

export function createFinder(
  parts: FinderParts,
): (question: Question, options?: LookOptions) => Promise<Found> {
  const { retriever, stopwatch, newest } = parts;
  const judge = (question: Question, passages: readonly Passage[]) => {
    const extraction = extract(question, passages, parts);
    return { passages, extraction, quotes: extraction.findings.flatMap(({ quotes }) => quotes) };
  };
  return async (question, { signal, spokenOf } = {}) => {
    const begun = stopwatch();
    const later = newest !== null && newest > question.today;
    const follows = staysWith(question) && spokenOf !== undefined && spokenOf.size > 0;
    const k = later || follows ? ARTICLES_AMONG_LATER : ARTICLES;
    const retrieved = await retriever.retrieve(toQuery(question, k), signal);
    const passages = ofSameMatter(question, retrieved);
    const searchMs = stopwatch() - begun;
    const printedBy = (day: IsoDay) =>
      judge(question, firstArticles(passages.filter(({ article }) => isPrinted(article, day))));
    const known = follows ? retrieved.filter(({ article }) => spokenOf.has(article)) : [];
    for (const way of known.length > 0 ? waysToAsk(question) : []) {
      const own = judge(way, known);
      if (own.quotes.length > 0) return { question, searchMs, ...own };
    }
    const printed = printedBy(question.today);
    const soon = later && printed.quotes.length === 0 && asksOfDaysJustGone(question);
    const found = soon ? printedBy(addDays(question.today, NEXT_ISSUE_WITHIN_DAYS)) : printed;
    return { question, searchMs, ...(found.quotes.length > 0 ? found : printed) };
  };
}

function isPrinted({ publishedOn }: Article, by: IsoDay): boolean {
  return publishedOn === null || publishedOn <= by;
}

/** What happened in the last week may stand in an issue that comes out a few days later. */
const JUST_GONE_DAYS = 7;
const NEXT_ISSUE_WITHIN_DAYS = 10;

function asksOfDaysJustGone({ period, today }: Question): boolean {
  return period !== null && period.range.to < today && period.range.to >= addDays(today, -JUST_GONE_DAYS);
}

/** The passages of the first eight articles. */
function firstArticles(passages: readonly Passage[]): Passage[] {
  const kept = new Set<number>();
  return passages.filter(({ articleIndex }) => {
    if (kept.size < ARTICLES) kept.add(articleIndex);
    return kept.has(articleIndex);
  });
}

function toQuery(question: Question, k: number) {
  const { language, standalone, clauses, today, period } = question;
  const parts = clauses.map((clause) => textOf(clause, question));
  const text = language === "en" ? parts.join(" ") : standalone;
  return { text, clauses: parts, today, period: period?.range ?? null, k };
}

/** What a clause is searched by: its words and those it carries from earlier ones, in Chinese. */
function textOf({ text, terms }: Clause, { language }: Question): string {
  if (language === "en") return terms.map((term) => term.forms[0]).join(" ");
  return [text, ...terms.filter((term) => term.carried).map((term) => term.forms[0])].join(" ");
}
