/**
 * “……的来龙去脉”: the points of a story in the order of their days, each with
 * the sentence it rests on. Points are never blended: what two reports say of
 * one day stands side by side.
 */
import type { IsoDay } from "../../clock.js";
import { findDates } from "../../news/dates.js";
import { fold, type Span, splitSentences } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import type { Quote } from "../extract.js";
import { sayDay } from "../phrases.js";
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
  const points = (about.length > 0 ? about : found).flatMap(({ article }) => pointsOf(article, topic));
  if (points.length === 0) return null;
  const ordered = points.sort(
    (a, b) => (a.day ?? "9999").localeCompare(b.day ?? "9999") || a.quote.start - b.quote.start,
  );
  const distinct: Point[] = [];
  for (const point of ordered) {
    if (!distinct.some((other) => other.day === point.day && isAlike(textOf(other), textOf(point))))
      distinct.push(point);
  }
  const shown = distinct.slice(-MOST);
  const { language } = question;
  const lines: ToldLine[] = shown.map(({ day, quote }) => ({
    text: `**${sayDay(day, language)}**${language === "zh" ? "：" : ": "}`,
    quotes: [quote],
  }));
  return { kind: "told", told: lines };
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

/** The first day a sentence names for certain; a month or a year is no point on the line. */
function dayIn({ body, publishedOn }: TopicArticle["article"], { start, end }: Span): IsoDay | null {
  const named = findDates(body.slice(start, end), publishedOn).find(
    ({ precision, certain }) => certain && (precision === "day" || precision === "span"),
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
