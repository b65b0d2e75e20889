/** “最新一期讲了什么”, “上个月的头版”, “2025年1月有几篇报道”: the articles of an issue or of a time. */
import type { IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import type { Period, Question } from "../../search/question.js";
import { type Language, sayDay, sayPaper } from "../phrases.js";
import type { Finding, ToldLine } from "../told.js";
import { isOnPage, isWithin, openingOf, reportsUpTo } from "./articles.js";
import { listed, nearestTo, sayWhen, shownOf } from "./listed.js";
import { BACK } from "./reach.js";
import type { CatalogueRequest } from "./request.js";

type IssueRequest = Extract<CatalogueRequest, { kind: "issue" }>;

export function tellIssue(
  request: IssueRequest,
  question: Question,
  articles: readonly Article[],
): Finding | null {
  const { period, counts, frontPage, notices } = request;
  const { language } = question;
  const reports = reportsUpTo(articles, question.today, notices ? ["notice"] : ["article"]);
  const days = [...new Set(reports.flatMap(({ publishedOn }) => publishedOn ?? []))];
  const within = (article: Article) => period === null || isWithin(article, period.range);
  const day = period === null && !counts ? dayOf(request, days) : null;
  if (period === null && !counts && day === null) return null;
  const printed = reports.filter(
    (article) => within(article) && (day === null || article.publishedOn === day),
  );
  const onPage = printed.filter((article) => isOnPage(article, frontPage));
  const chosen = counts ? onPage : chooseOne(request.one, onPage);
  if (printed.length > 0 && chosen.length === 0) return unknownPages(period, printed, language);
  // Where announcements are not told from reports, that there is none cannot be said.
  if (chosen.length === 0) return period === null || notices ? null : nothingIn(period, reports, language);
  return {
    kind: "told",
    told: [headLine(request, chosen, { question, day }), ...listed(chosen, openingOf, language)],
  };
}

/** “今年头版最早的一篇”: reports are in the order of their days, the newest first. */
function chooseOne(one: IssueRequest["one"], articles: readonly Article[]): readonly Article[] {
  if (one === null) return articles;
  const dated = articles.filter(({ publishedOn }) => publishedOn !== null);
  return one === "newest" ? dated.slice(0, 1) : dated.slice(-1);
}

/** @returns null if there is no such issue */
function dayOf({ which }: IssueRequest, days: readonly IsoDay[]): IsoDay | null {
  if (which === "first") return days.at(-1) ?? null;
  return days[BACK[which]] ?? null;
}

function headLine(
  { which, frontPage, counts, period, notices }: IssueRequest,
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
  const sort = notices ? "公告" : "报道";
  const what = `${frontPage ? "头版" : ""}${sort}${number}篇${shownOf(count, language)}`;
  if (day === null)
    return {
      text: `${period === null ? "现有" : sayWhen(period, language)}的${paper}，收录${what}`,
      quotes: [],
    };
  const issue = {
    newest: "最新一期",
    previous: "上一期",
    "before-previous": "上上期",
    first: "最早的一期",
  }[which];
  return { text: `收录的${issue}是${sayDay(day, language)}的${paper}，${what}`, quotes: [] };
}

function nothingIn(period: Period, reports: readonly Article[], language: Language): Finding {
  const when = sayWhen(period, language);
  const dated = reports.filter(({ publishedOn }) => publishedOn !== null);
  const first = dated.at(-1)?.publishedOn ?? null;
  // Asked for what lies before the archive, the reader learns where it begins.
  const begins = first !== null && period.range.to < first;
  const text =
    language === "zh"
      ? `没有收录${when}的报道（0篇）。${begins ? `收录的报道从${sayDay(first, language)}开始。` : ""}`
      : `There are no articles of ${when} in the archive (0).${begins ? ` It begins with ${first}.` : ""}`;
  return { kind: "nothing", text, nearest: nearestTo(period, dated) };
}

/** Which article stood on the front page cannot be told where none bears a page. */
function unknownPages(period: Period | null, printed: readonly Article[], language: Language): Finding {
  const day = period === null ? sayDay(printed[0]!.publishedOn, language) : sayWhen(period, language);
  const known = printed.some(({ page }) => page !== null);
  const zh = known
    ? `收录的${day}的报道里没有头版的。`
    : `收录的${day}的报道没有标明版面，不知道哪篇在头版。`;
  const en = known
    ? `None of the articles of ${day} in the archive is from the front page.`
    : `The articles of ${day} bear no page; which was on the front page is not known.`;
  return { kind: "nothing", text: language === "zh" ? zh : en, nearest: nearestTo(period, printed) };
}
