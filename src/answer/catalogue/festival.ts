/**
 * “去年端午有什么新闻”: a weekly writes of a feast in the issues before and after
 * it, so what counts is not the day of the issue but that a sentence speaks of
 * those days.
 */
import { addDays, daysBetween } from "../../clock.js";
import type { Article } from "../../news/article.js";
import { type DayRange, findDates } from "../../news/dates.js";
import { splitSentences } from "../../news/text.js";
import type { Period, Question } from "../../search/question.js";
import type { Quote } from "../extract.js";
import type { Finding } from "../told.js";
import { isWithin, reportsUpTo } from "./articles.js";
import { listed, sayWhen, shownOf } from "./listed.js";

const FEAST = /春节|新年|元旦|除夕|元宵|清明|端午|五一|劳动节|七夕|中秋|重阳|国庆|小长假|黄金周/;
/** Printed so many days before or after it. */
const BEFORE_DAYS = 21;
const AFTER_DAYS = 14;
/** A longer span (10月至12月) is not said of a feast that lies in it. */
const LONGEST_DAYS = 14;

export function isFeast(period: Period | null): period is Period {
  return period !== null && FEAST.test(period.text);
}

/** @returns null if no report speaks of those days */
export function tellFeast(
  period: Period,
  { language, today }: Question,
  articles: readonly Article[],
): Finding | null {
  const { from, to } = period.range;
  const printed = { from: addDays(from, -BEFORE_DAYS), to: addDays(to, AFTER_DAYS) };
  const quotes = new Map<Article, Quote>();
  for (const article of reportsUpTo(articles, today, ["article", "notice"])) {
    const quote = isWithin(article, printed) ? sentenceOn(article, period.range) : null;
    if (quote) quotes.set(article, quote);
  }
  if (quotes.size === 0) return null;
  const when = sayWhen(period, language);
  const shown = shownOf(quotes.size, language);
  const text =
    language === "zh"
      ? `说到${when}的报道有${quotes.size}篇${shown}`
      : `${quotes.size} article${quotes.size === 1 ? "" : "s"} speaking of ${when}${shown}`;
  const lines = listed([...quotes.keys()], (article) => quotes.get(article) ?? null, language);
  return { kind: "told", told: [{ text, quotes: [] }, ...lines] };
}

/** The first sentence that names a day of it. */
function sentenceOn(article: Article, feast: DayRange): Quote | null {
  const named = findDates(article.body, article.publishedOn).find(
    ({ range, precision }) =>
      precision !== "vague" &&
      range.from <= feast.to &&
      range.to >= feast.from &&
      daysBetween(range.from, range.to) <= LONGEST_DAYS,
  );
  const sentence =
    named && splitSentences(article.body).find(({ start, end }) => start <= named.start && named.start < end);
  return sentence ? { article, start: sentence.start, end: sentence.end, marks: [] } : null;
}
