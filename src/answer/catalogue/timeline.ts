/**
 * “……的来龙去脉”: the points of a story in the order of their days, each with
 * the sentence it rests on. Points are never blended: what two reports say of
 * one day stands side by side.
 */
import { daysBetween, type IsoDay } from "../../clock.js";
import { findDates } from "../../news/dates.js";
import { fold, type Span, splitSentences } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import type { Quote } from "../extract.js";
import { type Language, sayDay } from "../phrases.js";
import type { Finding, ToldLine } from "../told.js";
import { formsOf, type TopicArticle } from "./articles.js";
import type { Topic } from "./request.js";

interface Point {
  /** The day the sentence names, else the one on which it was printed. */
  readonly day: IsoDay | null;
  readonly quote: Quote;
}

const MOST = 8;
/** Of one report; a long one would fill the line alone. */
const MOST_OF_ARTICLE = 3;
/** Share of pairs of characters from which on two sentences tell the same. */
const SAME = 0.5;

/** @returns null if no report is about the topic */
export function tellTimeline(
  found: readonly TopicArticle[],
  question: Question,
  topic: Topic,
): Finding | null {
  const about = found.filter(({ isAbout }) => isAbout);
  // A short story is told with what only mentions it.
  const shownAll = about.length === 0 || found.length <= MOST;
  const points = (shownAll ? found : about).flatMap(({ article }) => pointsOf(article, topic));
  if (points.length === 0) return null;
  const ordered = points.sort(
    (a, b) => (a.day ?? "9999").localeCompare(b.day ?? "9999") || a.quote.start - b.quote.start,
  );
  const distinct: Point[] = [];
  for (const point of ordered) {
    if (!distinct.some((other) => other.day === point.day && isAlike(textOf(other), textOf(point))))
      distinct.push(point);
  }
  const { language } = question;
  // How it began, and what came of it; what is left out in the middle is said.
  const leftOut = Math.max(0, distinct.length - MOST);
  const shown = leftOut === 0 ? distinct : [distinct[0]!, ...distinct.slice(leftOut + 1)];
  const lines: ToldLine[] = shown.map(({ day, quote }) => ({
    text: `**${sayDay(day, language)}**${language === "zh" ? "：" : ": "}`,
    quotes: [quote],
  }));
  if (leftOut > 0) lines.splice(1, 0, { text: sayLeftOut(leftOut, language), quotes: [] });
  return { kind: "told", told: lines };
}

function sayLeftOut(count: number, language: Language): string {
  return language === "zh" ? `（其间${count}条未列）` : `(${count} left out)`;
}

/** The sentences that hold most of the topic; of several that hold as much, those that name a day. */
function pointsOf(article: TopicArticle["article"], topic: Topic): Point[] {
  const forms = formsOf(topic.terms);
  const body = fold(article.body);
  const sentences = splitSentences(article.body).map((span) => ({
    span,
    held: forms.filter((of) => of.some((form) => body.slice(span.start, span.end).includes(form))).length,
    day: dayIn(article, span),
  }));
  const most = Math.max(0, ...sentences.map(({ held }) => held));
  if (most === 0) return [];
  const telling = sentences.filter(({ held }) => held === most);
  const dated = telling.filter(({ day }) => day !== null);
  return (dated.length > 0 ? dated : telling.slice(0, 1)).slice(0, MOST_OF_ARTICLE).map(({ span, day }) => ({
    day: day ?? article.publishedOn,
    quote: { article, start: span.start, end: span.end, marks: [] },
  }));
}

/** Days a point on the line may span; “上世纪三十年代” is none. */
const LONGEST_POINT = 31;

/** The first day a sentence names for certain; a month or a year is no point on the line. */
function dayIn({ body, publishedOn }: TopicArticle["article"], { start, end }: Span): IsoDay | null {
  const named = findDates(body.slice(start, end), publishedOn).find(
    ({ precision, certain, range }) =>
      certain &&
      (precision === "day" || precision === "span") &&
      daysBetween(range.from, range.to) <= LONGEST_POINT,
  );
  return named?.range.from ?? null;
}

const textOf = ({ quote: { article, start, end } }: Point) => article.body.slice(start, end);

function isAlike(a: string, b: string): boolean {
  const [own, other] = [pairs(a), pairs(b)];
  const shared = [...own].filter((pair) => other.has(pair)).length;
  return shared >= SAME * Math.min(own.size, other.size);
}

function pairs(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));
}
