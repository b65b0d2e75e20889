/**
 * “最新一期讲了什么”, “最近关于养老的报道”, “2025年1月有几篇讲人工智能的”: answered
 * from the catalogue, newest first, with the number there is, not from
 * similarity.
 */
import { fold } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import type { Term } from "../../search/terms.js";
import type { Finding } from "../told.js";
import { articlesOnStory, type Catalogue } from "./articles.js";
import { readReach } from "./asked-reach.js";
import { isFeast, tellFeast } from "./festival.js";
import { IN_TITLE, LATEST, LISTS_PRINTED } from "./frame.js";
import { tellIssue } from "./issue.js";
import { tellReach } from "./reach.js";
import { allOf, readRequest } from "./request.js";
import { answerSeries } from "./series.js";
import { tellTimeline } from "./timeline.js";
import { tellTopic } from "./topic.js";

/** @returns null if the question is not about which articles there are. */
export function answerFromCatalogue(question: Question, catalogue: Catalogue): Finding | null {
  const series = answerSeries(question, catalogue);
  if (series !== null) return series;
  const { articles } = catalogue;
  const reach = readReach(question, articles[0]?.paper ?? null);
  if (reach === "period") return tellIssue(allOf(question.period), question, articles);
  if (reach !== null) return tellReach(reach, articles, question);
  const request = readRequest(question, localTo(catalogue));
  if (request === null) return null;
  switch (request.kind) {
    case "timeline":
      return tellTimeline(articlesOnStory(request.topic, catalogue, question.today), question, request.topic);
    case "topic":
      return tellTopic(request, question, catalogue);
    case "issue": {
      const { period, counts, frontPage } = request;
      const told = isFeast(period) && !counts && !frontPage ? tellFeast(period, question, articles) : null;
      return told ?? tellIssue(request, question, articles);
    }
    default:
      return request satisfies never;
  }
}

/** Whether its frame says beyond doubt that reports are asked for, whatever else a word in it could mean. */
export function asksForReports({ clauses }: Question): boolean {
  const [clause] = clauses;
  return (
    clause !== undefined && clauses.length === 1 && REPORTS_ASKED.some((frame) => frame.test(clause.text))
  );
}

const REPORTS_ASKED = [LATEST, LISTS_PRINTED, IN_TITLE];

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
