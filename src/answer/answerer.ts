/**
 * The road of a question: understand → search → quote → say. Everything it
 * needs is handed in; the same question on the same generation and day gets the
 * same answer.
 */
import type { IsoDay } from "../clock.js";
import type { Article } from "../news/article.js";
import { fold } from "../news/text.js";
import type { Turn } from "../search/follow-up.js";
import type { Clause, Question, QuestionReader } from "../search/question.js";
import type { Passage, Retriever } from "../search/retriever.js";
import type { TermWeigher } from "../search/weigh.js";
import type { Answer } from "./answer.js";
import { createArticleReader, type PlaceFinder } from "./evidence.js";
import { type Extraction, extract } from "./extract.js";
import { listLatest } from "./latest.js";
import { type Coverage, saySmallTalk } from "./phrases.js";
import { toAnswered, toNotFound } from "./say.js";
import { recogniseSmallTalk } from "./small-talk.js";

export interface AskOptions {
  readonly today: IsoDay;
  readonly history?: readonly Turn[];
  readonly signal?: AbortSignal;
}

/** What was done to answer, for `--explain`, the log and the timings in JSON. */
export interface Trace {
  readonly question: Question | null;
  readonly passages: readonly Passage[];
  readonly extraction: Extraction | null;
  /** Milliseconds the search took; 0 if none was needed. */
  readonly searchMs: number;
}

export interface Answerer {
  ask(question: string, options: AskOptions): Promise<{ readonly answer: Answer; readonly trace: Trace }>;
}

export interface AnswererParts {
  readonly articles: readonly Article[];
  readonly questions: QuestionReader;
  readonly retriever: Retriever;
  readonly weigh: TermWeigher;
  readonly places: PlaceFinder;
  /** Milliseconds from any fixed moment; only differences are used. */
  readonly stopwatch: () => number;
}

/** Passages looked at: enough for two articles in a two-article question, few enough for 2 ms. */
const PASSAGES = 12;

export function createAnswerer({
  articles,
  questions,
  retriever,
  weigh,
  places,
  stopwatch,
}: AnswererParts): Answerer {
  const coverage = readCoverage(articles);
  const read = createArticleReader(places);
  return {
    async ask(raw, { today, history, signal }) {
      const question = questions.read(raw, { today, ...(history && { history }) });
      const talk = recogniseSmallTalk(fold(question.text));
      if (talk !== null) {
        const text = saySmallTalk(talk, coverage, question.language);
        const status = talk === "instruction" || talk === "task" || talk === "abuse" ? "declined" : "chat";
        return { answer: { status, text }, trace: { question, passages: [], extraction: null, searchMs: 0 } };
      }
      const latest = listLatest(question, articles);
      if (latest.length > 0) {
        const trace = { question, passages: [], extraction: null, searchMs: 0 };
        return { answer: toAnswered(question, latest), trace };
      }
      const started = stopwatch();
      const passages = await search(question, retriever, signal);
      const searchMs = stopwatch() - started;
      const extraction = extract(question, passages, { read, weigh });
      const quotes = extraction.findings.flatMap((finding) => finding.quotes);
      const answer =
        quotes.length > 0
          ? toAnswered(question, quotes, extraction)
          : toNotFound(question, { passages, extraction, coverage });
      return { answer, trace: { question, passages, extraction, searchMs } };
    },
  };
}

function search(question: Question, retriever: Retriever, signal?: AbortSignal): Promise<Passage[]> {
  const { language, standalone, clauses, today, period } = question;
  const parts = clauses.map((clause) => textOf(clause, question));
  const text = language === "en" ? parts.join(" ") : standalone;
  return retriever.retrieve(
    { text, clauses: parts, today, period: period?.range ?? null, k: PASSAGES },
    signal,
  );
}

/** What a clause is searched by: its words and those it carries from earlier ones, in Chinese. */
function textOf({ text, terms }: Clause, { language }: Question): string {
  if (language === "en") return terms.map((term) => term.forms[0]).join(" ");
  return [text, ...terms.filter((term) => term.carried).map((term) => term.forms[0])].join(" ");
}

function readCoverage(articles: readonly Article[]): Coverage {
  const days = articles.flatMap(({ publishedOn }) => (publishedOn === null ? [] : [publishedOn])).sort();
  const papers = new Set(articles.map((article) => article.paper));
  return {
    // A mixed archive has no one name.
    paper: papers.size === 1 ? [...papers][0]! : null,
    articles: articles.length,
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
  };
}
