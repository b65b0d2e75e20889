/**
 * “最新一期讲了什么”, “最近关于养老的报道”, “2025年1月有几篇讲人工智能的”: answered
 * from the catalogue, newest first, with the number there is, not from
 * similarity.
 */
import type { IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import type { Period, Question } from "../../search/question.js";
import type { Headline } from "../answer.js";
import type { Quote } from "../extract.js";
import { toHeadline } from "../headline.js";
import { type Language, sayDay, sayPaper, sayRange } from "../phrases.js";
import { type Finding, type ToldLine, withoutMarkup } from "../told.js";
import {
  articlesOn,
  type Catalogue,
  isWithin,
  openingOf,
  reportsUpTo,
  type TopicArticle,
} from "./articles.js";
import { type CatalogueRequest, readRequest } from "./request.js";
import { tellTimeline } from "./timeline.js";

/** Headlines shown with a quotation; more are counted. */
const MOST = 6;
const NEAREST = 3;

/** @returns null if the question is not about which articles there are. */
export function answerFromCatalogue(question: Question, catalogue: Catalogue): Finding | null {
  const request = readRequest(question);
  if (request === null) return null;
  switch (request.kind) {
    case "coverage":
      return tellCoverage(catalogue.articles, question);
    case "timeline":
      return tellTimeline(articlesOn(request.topic, catalogue, question.today), question, request.topic);
    case "topic":
      return tellTopic(request, question, catalogue);
    case "issue":
      return tellIssue(request, question, catalogue.articles);
    default:
      return request satisfies never;
  }
}

type IssueRequest = Extract<CatalogueRequest, { kind: "issue" }>;
type TopicRequest = Extract<CatalogueRequest, { kind: "topic" }>;

function tellIssue(request: IssueRequest, question: Question, articles: readonly Article[]): Finding | null {
  const { period, counts, frontPage } = request;
  const { language } = question;
  const reports = reportsUpTo(articles, question.today);
  const days = [...new Set(reports.flatMap(({ publishedOn }) => publishedOn ?? []))];
  const within = (article: Article) => period === null || isWithin(article, period.range);
  const day = period === null && !counts ? dayOf(request, days) : null;
  if (period === null && !counts && day === null) return null;
  const printed = reports.filter(
    (article) => within(article) && (day === null || article.publishedOn === day),
  );
  const chosen = printed.filter((article) => isOnPage(article, frontPage));
  if (printed.length > 0 && chosen.length === 0) return unknownPages(question, printed);
  if (chosen.length === 0) return period === null ? null : nothingIn(question, reports);
  return {
    kind: "told",
    told: [headLine(request, chosen, { question, day }), ...listed(chosen, openingOf, language)],
  };
}

function isOnPage({ page }: Article, frontPage: boolean): boolean {
  return !frontPage || page === 1;
}

/** @returns null: all days */
function dayOf({ which }: IssueRequest, days: readonly IsoDay[]): IsoDay | null {
  if (which === "first") return days.at(-1) ?? null;
  return days[which === "previous" ? 1 : 0] ?? days[0] ?? null;
}

function headLine(
  { which, frontPage, counts, period }: IssueRequest,
  chosen: readonly Article[],
  { question: { language }, day }: { readonly question: Question; readonly day: IsoDay | null },
): ToldLine {
  const count = chosen.length;
  const paper = sayPaper(chosen[0]!.paper, language);
  const number = counts ? `**${count}**` : String(count);
  if (language === "en") {
    const when = day === null ? (period === null ? "all days" : sayWhen(period, language)) : day;
    const page = frontPage ? " on the front page" : "";
    return {
      text: `${paper}, ${when}: ${number} article${count === 1 ? "" : "s"}${page}${shownOf(count, language)}`,
      quotes: [],
    };
  }
  const what = `${frontPage ? "头版" : ""}报道${number}篇${shownOf(count, language)}`;
  if (day === null)
    return {
      text: `${period === null ? "现有" : sayWhen(period, language)}的${paper}，收录${what}`,
      quotes: [],
    };
  const issue = { newest: "最新一期", previous: "上一期", first: "最早的一期" }[which];
  return { text: `收录的${issue}是${sayDay(day, language)}的${paper}，${what}`, quotes: [] };
}

function shownOf(count: number, language: Language): string {
  if (count <= MOST) return language === "zh" ? "：" : ":";
  return language === "zh" ? `，先列${MOST}篇：` : `, the first ${MOST}:`;
}

/** The first is the first that has a day. */
function chooseOne(one: TopicRequest["one"], matching: readonly TopicArticle[]): readonly TopicArticle[] {
  if (one === null) return matching;
  const dated = matching.filter(({ article }) => article.publishedOn !== null);
  return one === "newest" || dated.length === 0 ? matching.slice(0, 1) : dated.slice(-1);
}

function sayOne(one: "newest" | "first", language: Language): string {
  if (language === "en") return one === "newest" ? ", the newest:" : ", the first:";
  return one === "newest" ? "，最近的一篇：" : "，最早的一篇：";
}

function tellTopic(request: TopicRequest, question: Question, catalogue: Catalogue): Finding | null {
  const { topic, period, frontPage, one } = request;
  const { language, today } = question;
  const all = articlesOn(topic, catalogue, today).filter(({ article }) => isOnPage(article, frontPage));
  // What is printed nowhere may stand in other words: the search is asked.
  if (all.length === 0) return null;
  const within = all.filter(({ article }) => period === null || isWithin(article, period.range));
  const about = topic.inPassing ? within : within.filter(({ isAbout }) => isAbout);
  const matching = about.length > 0 ? about : within;
  const chosen = chooseOne(one, matching);
  const name =
    language === "zh" ? `“${withoutMarkup(topic.name)}”` : topic.terms.map(({ forms }) => forms[0]).join(" ");
  const when = period === null ? "" : sayWhen(period, language);
  if (chosen.length === 0) {
    const text =
      language === "zh" ? `${when}没有讲到${name}的报道（0篇）。` : `No article on ${name} (${when}): 0.`;
    return {
      kind: "nothing",
      text,
      nearest: nearestTo(
        question,
        all.map(({ article }) => article),
      ),
    };
  }
  const verb = about.length > 0 && !topic.inPassing ? "讲" : "提到";
  const count = request.counts ? `**${matching.length}**` : String(matching.length);
  const shown = one === null ? shownOf(matching.length, language) : sayOne(one, language);
  const text =
    language === "zh"
      ? `${when === "" ? "" : `${when}，`}${verb}${name}的报道有${count}篇${shown}`
      : `${count} article${matching.length === 1 ? "" : "s"} on ${name}${when === "" ? "" : ` (${when})`}${shown}`;
  const quoteOf = new Map<Article, Quote>(chosen.map(({ article, quote }: TopicArticle) => [article, quote]));
  const articles = chosen.map(({ article }) => article);
  return {
    kind: "told",
    told: [{ text, quotes: [] }, ...listed(articles, (article) => quoteOf.get(article) ?? null, language)],
  };
}

function listed(
  articles: readonly Article[],
  quoteOf: (article: Article) => Quote | null,
  language: Language,
): ToldLine[] {
  return articles.slice(0, MOST).flatMap((article) => {
    const quote = quoteOf(article);
    if (quote === null) return [];
    const page =
      article.page === null ? "" : language === "zh" ? `，第${article.page}版` : `, page ${article.page}`;
    const title = article.title === "" ? "" : `《${withoutMarkup(article.title)}》`;
    const day = sayDay(article.publishedOn, language);
    return [
      { text: language === "zh" ? `${title}（${day}${page}）` : `${title} (${day}${page})`, quotes: [quote] },
    ];
  });
}

function nothingIn(question: Question, reports: readonly Article[]): Finding {
  const { language, period } = question;
  const when = period === null ? "" : sayWhen(period, language);
  const text =
    language === "zh"
      ? `没有收录${when}的报道（0篇）。`
      : `There are no articles of ${when} in the archive (0).`;
  const dated = reports.filter(({ publishedOn }) => publishedOn !== null);
  return { kind: "nothing", text, nearest: nearestTo(question, dated) };
}

/** Which article stood on the front page cannot be told where none bears a page. */
function unknownPages(question: Question, printed: readonly Article[]): Finding {
  const { language } = question;
  const day = sayDay(printed[0]!.publishedOn, language);
  const known = printed.some(({ page }) => page !== null);
  const zh = known
    ? `收录的${day}的报道里没有头版的。`
    : `收录的${day}的报道没有标明版面，不知道哪篇在头版。`;
  const en = known
    ? `None of the articles of ${day} in the archive is from the front page.`
    : `The articles of ${day} bear no page; which was on the front page is not known.`;
  return { kind: "nothing", text: language === "zh" ? zh : en, nearest: nearestTo(question, printed) };
}

/** “去年4月（2024年4月）”: a time given relative to today is worked out for the reader. */
function sayWhen({ text, range }: Period, language: Language): string {
  const worked = sayRange(range, language);
  const isPlain = /\d{4}/.test(text) || text === worked;
  return isPlain ? text : language === "zh" ? `${text}（${worked}）` : `${text} (${worked})`;
}

/** Headlines whose days are nearest to the period asked about. */
function nearestTo({ period }: Question, articles: readonly Article[]): Headline[] {
  const distance = ({ publishedOn }: Article) => {
    if (publishedOn === null || period === null) return Number.POSITIVE_INFINITY;
    const day = Date.parse(publishedOn);
    return Math.max(Date.parse(period.range.from) - day, day - Date.parse(period.range.to), 0);
  };
  return [...articles]
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, NEAREST)
    .map(toHeadline);
}

function tellCoverage(articles: readonly Article[], { language, today }: Question): Finding {
  const reports = reportsUpTo(articles, today);
  const days = [...new Set(reports.flatMap(({ publishedOn }) => publishedOn ?? []))];
  const count = (day: IsoDay) => reports.filter(({ publishedOn }) => publishedOn === day).length;
  const shown = days.slice(0, MOST);
  const undated = reports.length - reports.filter(({ publishedOn }) => publishedOn !== null).length;
  const text =
    language === "zh"
      ? [
          `收录了${days.length}期${sayPaper(reports[0]?.paper ?? null, language)}的${reports.length}篇报道${undated > 0 ? `（其中${undated}篇日期不详）` : ""}，最新的一期是${sayDay(days[0] ?? null, language)}：`,
          ...shown.map((day) => `· ${sayDay(day, language)}：${count(day)}篇`),
        ]
      : [
          `${reports.length} articles of ${days.length} issue${days.length === 1 ? "" : "s"}${undated > 0 ? ` (${undated} without a date)` : ""}; the newest is of ${sayDay(days[0] ?? null, language)}:`,
          ...shown.map((day) => `· ${day}: ${count(day)}`),
        ];
  if (days.length > MOST) text.push(language === "zh" ? "（只列最新的几期）" : "(the newest ones only)");
  return { kind: "archive", text: text.join("\n") };
}
