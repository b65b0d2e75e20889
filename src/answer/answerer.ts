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
import type { Register } from "../news/register.js";
import { fold } from "../news/text.js";
import type { Turn } from "../search/follow-up.js";
import type { Question, QuestionReader } from "../search/question.js";
import type { Passage, Retriever } from "../search/retriever.js";
import type { TermWeigher } from "../search/weigh.js";
import type { Answer } from "./answer.js";
import type { PhraseSearch } from "./catalogue/articles.js";
import { tenseOf } from "./events/tense.js";
import { createArticleReader, type PlaceFinder } from "./evidence.js";
import type { Extraction, Quote } from "./extract.js";
import { createFinder, type Found } from "./finder.js";
import { withReach } from "./freshness.js";
import { lookUp, type Records } from "./looked-up.js";
import { type Coverage, saySmallTalk } from "./phrases.js";
import { toAnswered, toLookedUp, toNotFound, withNotes } from "./say.js";
import { recogniseSmallTalk } from "./small-talk.js";
import { articlesSpokenOf } from "./spoken-of.js";
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
  /** Finds articles by a phrase as it is printed. */
  readonly phrases: PhraseSearch;
  /** Offices and events, as read at indexing. */
  readonly register: Register;
  readonly questions: QuestionReader;
  readonly retriever: Retriever;
  readonly weigh: TermWeigher;
  readonly places: PlaceFinder;
  /** Milliseconds from any fixed moment; only differences are used. */
  readonly stopwatch: () => number;
  /** Days after the newest issue from which on answers say how far the archive reaches; default: never. */
  readonly staleAfterDays?: number;
  /** Without it every answer is a quotation. */
  readonly model?: AnswererModel | null;
}

export function createAnswerer(parts: AnswererParts): Answerer {
  const { articles, questions, model = null, staleAfterDays } = parts;
  const coverage = readCoverage(articles);
  const look = createFinder({ ...parts, read: createArticleReader(parts.places), newest: coverage.to });
  /** Whether the rules put something in that the reader did not say. */
  const refersBack = ({ standalone, today }: Question, raw: string, history: readonly Turn[]) =>
    model !== null && history.length > 0 && questions.read(raw, { today }).standalone !== standalone;
  /** A follow-up found as the model puts it, where that finds anything; `asked` is how the model will be asked it. */
  const lookAgain = async (found: Found, writer: Writer, { history = [], signal }: AskOptions) => {
    const { text, standalone, today } = found.question;
    const rewritten = await writer.rewrite(text, history);
    if (rewritten === null) return { found, asked: standalone };
    const better = await look(questions.read(rewritten, { today }), { signal });
    const searchMs = found.searchMs + better.searchMs;
    const isBetter = better.quotes.length > 0 || found.quotes.length === 0;
    return { found: { ...(isBetter ? better : found), searchMs }, asked: rewritten };
  };
  const noteOf = (question: Question) => onceEach((quote) => tenseOf(quote, { ...parts, question }));
  const quote = ({ question, passages, extraction, quotes }: Found): Answer =>
    quotes.length > 0
      ? toAnswered(question, quotes, { extraction, noteOf: noteOf(question) })
      : toNotFound(question, { passages, extraction, coverage });
  const findAndSay = async (question: Question, follows: boolean, options: AskOptions) => {
    const { today, signal, reader = "", quoteOnly = false } = options;
    const writer = model === null || quoteOnly ? null : createWriter(model, { today, reader, signal });
    const spokenOf = question.follows ? articlesSpokenOf(options.history ?? [], parts) : new Set<Article>();
    const first = await look(question, { signal, spokenOf });
    const asked = question.text.length > LONGEST_FOR_MODEL ? question.standalone : question.text;
    const last = writer && follows ? await lookAgain(first, writer, options) : { found: first, asked };
    const composed = writer && (await write(writer, last.found, { ...options, asked: last.asked, coverage }));
    const written =
      composed?.status === "answered" ? withNotes(composed, articles, noteOf(question)) : composed;
    const cost = writer?.trace();
    const { quotes: _, ...trace } = last.found;
    return { answer: written ?? quote(last.found), trace: { ...trace, ...(cost && { writer: cost }) } };
  };
  return {
    async ask(raw, options) {
      const { today, history = [] } = options;
      const question = questions.read(raw, { today, history });
      const atOnce = answerAtOnce(question, { ...parts, coverage });
      const { answer, trace } =
        atOnce === null
          ? await findAndSay(question, refersBack(question, raw, history), options)
          : { answer: atOnce, trace: { question, passages: [], extraction: null, searchMs: 0 } };
      const reached = withReach(answer, coverage, { today, staleAfterDays, language: question.language });
      return { answer: reached, trace };
    },
  };
}

/** The same quotation is asked about more than once. */
function onceEach<T>(read: (quote: Quote) => T): (quote: Quote) => T {
  const known = new Map<string, T>();
  return (quote) => {
    const key = `${quote.start} ${quote.end} ${quote.article.id}`;
    if (!known.has(key)) known.set(key, read(quote));
    return known.get(key)!;
  };
}

/** Talk, and what is looked up, need no search. */
function answerAtOnce(
  question: Question,
  { coverage, ...records }: Records & { readonly coverage: Coverage },
): Answer | null {
  const talk = recogniseSmallTalk(fold(question.text));
  if (talk !== null) {
    const text = saySmallTalk(talk, coverage, question.language);
    const status = talk === "instruction" || talk === "task" || talk === "abuse" ? "declined" : "chat";
    return { status, text };
  }
  const finding = lookUp(question, records);
  return finding && toLookedUp(finding, question);
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
