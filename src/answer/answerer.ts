/**
 * The road of a question: understand → search → quote → say. Everything it
 * needs is handed in; the same question on the same generation and day gets the
 * same answer.
 *
 * With a model the answer is written instead of quoted, wherever there is
 * something to quote; the quotation stands ready for when the model fails.
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
import { type Extraction, extract, type Quote } from "./extract.js";
import { listLatest } from "./latest.js";
import { type Coverage, saySmallTalk } from "./phrases.js";
import { toAnswered, toNotFound } from "./say.js";
import { recogniseSmallTalk } from "./small-talk.js";
import { createPieces, toGenerated } from "./written/generated.js";
import { type AnswererModel, createWriter, type Writer, type WriterTrace } from "./written/writer.js";

export interface AskOptions {
  readonly today: IsoDay;
  readonly history?: readonly Turn[];
  readonly signal?: AbortSignal;
  /** Who asks, by whatever caps are kept by; default: all who are not named are one. */
  readonly reader?: string;
  /** No model is asked. */
  readonly quoteOnly?: boolean;
  /**
   * Told the text of a written answer as it grows, the label first: each piece holds a sentence that stood the
   * check. Joined, the pieces are the beginning of the answer's text. Never called for quotations.
   */
  readonly onSentence?: (piece: string) => void;
}

/** What was done to answer, for `--explain`, the log and the timings in JSON. */
export interface Trace {
  readonly question: Question | null;
  readonly passages: readonly Passage[];
  readonly extraction: Extraction | null;
  /** Milliseconds the search took; 0 if none was needed. */
  readonly searchMs: number;
  /** What became of asking the model; absent where none was. */
  readonly writer?: WriterTrace;
}

export interface Answerer {
  /** @throws the signal's reason if it aborts; that a model fails is no reason to throw. */
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
  /** Without it every answer is a quotation. */
  readonly model?: AnswererModel | null;
}

/** Articles looked at: enough for both of a two-article question, few enough for 2 ms. */
const ARTICLES = 8;

interface Found {
  readonly question: Question;
  readonly passages: readonly Passage[];
  readonly extraction: Extraction;
  readonly quotes: readonly Quote[];
  readonly searchMs: number;
}

export function createAnswerer(parts: AnswererParts): Answerer {
  const { articles, questions, weigh, model = null } = parts;
  const coverage = readCoverage(articles);
  const read = createArticleReader(parts.places);
  const look = async (question: Question, signal?: AbortSignal): Promise<Found> => {
    const started = parts.stopwatch();
    const passages = await search(question, parts.retriever, signal);
    const searchMs = parts.stopwatch() - started;
    const extraction = extract(question, passages, { read, weigh });
    const quotes = extraction.findings.flatMap((finding) => finding.quotes);
    return { question, passages, extraction, quotes, searchMs };
  };
  /** Whether the rules put something in that the reader did not say. */
  const refersBack = ({ standalone, today }: Question, raw: string, history: readonly Turn[]) =>
    model !== null && history.length > 0 && questions.read(raw, { today }).standalone !== standalone;
  /** A follow-up found as the model puts it, where that finds anything; `asked` is how the model will be asked it. */
  const lookAgain = async (found: Found, writer: Writer, { history = [], signal }: AskOptions) => {
    const { text, standalone, today } = found.question;
    const rewritten = await writer.rewrite(text, history);
    if (rewritten === null) return { found, asked: standalone };
    const better = await look(questions.read(rewritten, { today }), signal);
    const searchMs = found.searchMs + better.searchMs;
    const isBetter = better.quotes.length > 0 || found.quotes.length === 0;
    return { found: { ...(isBetter ? better : found), searchMs }, asked: rewritten };
  };
  const quote = ({ question, passages, extraction, quotes }: Found): Answer =>
    quotes.length > 0
      ? toAnswered(question, quotes, extraction)
      : toNotFound(question, { passages, extraction, coverage });
  const findAndSay = async (question: Question, follows: boolean, options: AskOptions) => {
    const { today, signal, reader = "", quoteOnly = false } = options;
    const writer = model === null || quoteOnly ? null : createWriter(model, { today, reader, signal });
    const first = await look(question, signal);
    const asked = question.text.length > LONGEST_FOR_MODEL ? question.standalone : question.text;
    const last = writer && follows ? await lookAgain(first, writer, options) : { found: first, asked };
    const written = writer && (await write(writer, last.found, { ...options, asked: last.asked, coverage }));
    const cost = writer?.trace();
    const { quotes: _, ...trace } = last.found;
    return { answer: written ?? quote(last.found), trace: { ...trace, ...(cost && { writer: cost }) } };
  };
  return {
    async ask(raw, options) {
      const { today, history = [] } = options;
      const question = questions.read(raw, { today, history });
      const answer = answerAtOnce(question, { articles, coverage });
      if (answer !== null)
        return { answer, trace: { question, passages: [], extraction: null, searchMs: 0 } };
      return findAndSay(question, refersBack(question, raw, history), options);
    },
  };
}

/** Talk, and the list of the newest, need no search. */
function answerAtOnce(
  question: Question,
  { articles, coverage }: { readonly articles: readonly Article[]; readonly coverage: Coverage },
): Answer | null {
  const talk = recogniseSmallTalk(fold(question.text));
  if (talk !== null) {
    const text = saySmallTalk(talk, coverage, question.language);
    const status = talk === "instruction" || talk === "task" || talk === "abuse" ? "declined" : "chat";
    return { status, text };
  }
  const latest = listLatest(question, articles);
  return latest.length > 0 ? toAnswered(question, latest) : null;
}

/** Longer messages are pasted texts; the question itself was picked out of them for the search. */
const LONGEST_FOR_MODEL = 240;

interface WriteOptions extends Pick<AskOptions, "onSentence"> {
  /** The question as the model is asked it. */
  readonly asked: string;
  readonly coverage: Coverage;
}

/** @returns null: quote the paper, or say that it says nothing */
async function write(
  writer: Writer,
  { question, passages, extraction, quotes }: Found,
  { asked, coverage, onSentence }: WriteOptions,
): Promise<Answer | null> {
  // Where the paper has nothing no call is spent.
  if (quotes.length === 0) return null;
  const { language } = question;
  const toPiece = createPieces(language);
  const composed = await writer.compose({
    question: asked,
    language,
    passages,
    ...(onSentence && { onSentence: (sentence) => onSentence(toPiece(sentence)) }),
  });
  if (composed === null) return null;
  const deniedByModel = composed.kind === "nothing" && composed.unanswered && composed.cause === null;
  return deniedByModel
    ? toNotFound(question, { passages, extraction, coverage })
    : toGenerated(composed, language);
}

function search(question: Question, retriever: Retriever, signal?: AbortSignal): Promise<Passage[]> {
  const { language, standalone, clauses, today, period } = question;
  const parts = clauses.map((clause) => textOf(clause, question));
  const text = language === "en" ? parts.join(" ") : standalone;
  return retriever.retrieve(
    { text, clauses: parts, today, period: period?.range ?? null, k: ARTICLES },
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
