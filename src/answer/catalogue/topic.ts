/** “最近关于养老的报道”, “去年有几篇讲养老的”, “最早的一篇”: the articles on a topic. */
import type { Article } from "../../news/article.js";
import type { Question } from "../../search/question.js";
import type { Quote } from "../extract.js";
import { withoutMarkup } from "../markup.js";
import type { Language } from "../phrases.js";
import type { Finding } from "../told.js";
import { articlesOn, type Catalogue, isOnPage, isWithin, type TopicArticle } from "./articles.js";
import { listed, MOST, nearestTo, sayWhen, shownOf } from "./listed.js";
import type { CatalogueRequest } from "./request.js";

type TopicRequest = Extract<CatalogueRequest, { kind: "topic" }>;

/** What is new is in the newest few; the rest is counted. */
const MOST_LATEST = 4;

export function tellTopic(request: TopicRequest, question: Question, catalogue: Catalogue): Finding | null {
  const { topic, period, frontPage, one, latest } = request;
  const { language, today } = question;
  const all = articlesOn(topic, catalogue, today).filter(({ article }) => isOnPage(article, frontPage));
  // What is printed nowhere may stand in other words: the search is asked.
  if (all.length === 0) return null;
  const within = all.filter(({ article }) => period === null || isWithin(article, period.range));
  const about = topic.inPassing || topic.inTitle ? within : within.filter(({ isAbout }) => isAbout);
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
        period,
        all.map(({ article }) => article),
      ),
    };
  }
  const verb = topic.inTitle ? "标题里有" : about.length > 0 && !topic.inPassing ? "讲" : "提到";
  const count = request.counts ? `**${matching.length}**` : String(matching.length);
  const also = topic.inPassing ? 0 : within.length - matching.length;
  const others = also === 0 ? "" : language === "zh" ? `，另有${also}篇提到` : `, ${also} more mention it`;
  const most = latest ? MOST_LATEST : MOST;
  const shown = `${others}${one === null ? shownOf(matching.length, language, most) : sayOne(one, language)}`;
  const text =
    language === "zh"
      ? `${when === "" ? "" : `${when}，`}${verb}${name}的报道有${count}篇${shown}`
      : `${count} article${matching.length === 1 ? "" : "s"} on ${name}${when === "" ? "" : ` (${when})`}${shown}`;
  const quoteOf = new Map<Article, Quote>(chosen.map(({ article, quote }: TopicArticle) => [article, quote]));
  const articles = chosen.slice(0, most).map(({ article }) => article);
  return {
    kind: "told",
    told: [{ text, quotes: [] }, ...listed(articles, (article) => quoteOf.get(article) ?? null, language)],
  };
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
