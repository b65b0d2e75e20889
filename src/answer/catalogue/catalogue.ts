/**
 * “最新一期讲了什么”, “最近关于养老的报道”, “2025年1月有几篇讲人工智能的”: answered
 * from the catalogue, newest first, with the number there is, not from
 * similarity.
 */
import type { IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import { fold } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import type { Term } from "../../search/terms.js";
import { sayDay, sayPaper } from "../phrases.js";
import type { Finding } from "../told.js";
import { articlesOnStory, type Catalogue, reportsUpTo } from "./articles.js";
import { isFeast, tellFeast } from "./festival.js";
import { tellIssue } from "./issue.js";
import { MOST } from "./listed.js";
import { readRequest } from "./request.js";
import { answerSeries } from "./series.js";
import { tellTimeline } from "./timeline.js";
import { tellTopic } from "./topic.js";

/** @returns null if the question is not about which articles there are. */
export function answerFromCatalogue(question: Question, catalogue: Catalogue): Finding | null {
  const series = answerSeries(question, catalogue);
  if (series !== null) return series;
  const request = readRequest(question, localTo(catalogue));
  if (request === null) return null;
  switch (request.kind) {
    case "coverage":
      return tellCoverage(catalogue.articles, question);
    case "timeline":
      return tellTimeline(articlesOnStory(request.topic, catalogue, question.today), question, request.topic);
    case "topic":
      return tellTopic(request, question, catalogue);
    case "issue": {
      const { period, counts, frontPage } = request;
      const told =
        isFeast(period) && !counts && !frontPage ? tellFeast(period, question, catalogue.articles) : null;
      return told ?? tellIssue(request, question, catalogue.articles);
    }
    default:
      return request satisfies never;
  }
}

/** From so many articles on a word that more than half of them hold tells nothing apart. */
const ENOUGH_TO_TELL = 20;

/** What the whole paper is about, such as the name of its district. */
function localTo({ articles, phrases }: Catalogue): (term: Term) => boolean {
  const base = articles[0]?.paper?.replace(/(?:日报|周报|晚报|时报|报)$/, "") ?? "";
  const local = new RegExp(`^(?:${base === "" ? "$^" : escaped(fold(base))})(?:区|县|市|镇|乡|街道|报)?$`);
  return ({ text, forms }) =>
    local.test(text) ||
    (articles.length >= ENOUGH_TO_TELL &&
      forms.some((form) => phrases.first(form, Number.POSITIVE_INFINITY).length > articles.length / 2));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
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
