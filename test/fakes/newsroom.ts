/** A newsroom with three articles, which answers what it was told and keeps what it was asked. */
import type { Answer, Citation } from "../../src/answer/answer.js";
import { type AskContext, articleKey, type Hit, type Newsroom } from "../../src/bot/newsroom.js";
import type { IsoDay } from "../../src/clock.js";
import type { Article, ArticleId } from "../../src/news/article.js";

export function anArticle(more: Partial<Article> & { readonly title: string }): Article {
  return {
    id: more.title as ArticleId,
    subtitle: null,
    body: `${more.title}。`,
    publishedOn: "2025-03-31" as IsoDay,
    paper: "徐汇报",
    issue: "第1234期",
    page: 1,
    byline: null,
    source: null,
    url: null,
    kind: "article",
    ...more,
  };
}

export const LIBRARY = anArticle({
  title: "社区图书馆延长开放",
  body: "社区图书馆四月起延长开放时间。\n\n每晚开放至九点，周一闭馆。读者凭身份证办证。",
  url: "https://news.example.cn/library?id=1&p=2",
});
export const FAIR = anArticle({
  title: "春季花展开幕",
  body: "春季花展四月五日在公园开幕。\n\n花展展出郁金香三万株。",
});
export const BUS = anArticle({
  title: "新公交线路开通",
  body: "新线路连接两个地铁站。",
  publishedOn: "2025-01-27" as IsoDay,
  page: null,
});
const ARTICLES = [LIBRARY, FAIR, BUS];

export function cite(article: Article, quote: string, marker = 1): Citation {
  const { id, title, publishedOn, paper, issue, page, url } = article;
  return { marker, articleId: id, title, publishedOn, paper, issue, page, url, quote };
}

export const LIBRARY_ANSWER: Answer = {
  status: "answered",
  mode: "extractive",
  text: "据《徐汇报》2025年3月31日：「每晚开放至**九点**，周一闭馆。」[1]",
  citations: [cite(LIBRARY, "每晚开放至九点，周一闭馆。")],
};
export const NOT_FOUND: Answer = {
  status: "not_found",
  text: "报上没有说到这件事。",
  nearest: [{ articleId: BUS.id, title: BUS.title, publishedOn: BUS.publishedOn }],
};

export interface FakeNewsroom extends Newsroom {
  readonly asked: { readonly question: string; readonly context: AskContext }[];
  readonly quoted: string[];
  searches: number;
  generation: string;
}

/** @param say what to answer; default: the library's hours to whoever mentions the library */
export function fakeNewsroom(
  say: (question: string, context: AskContext) => Answer | Promise<Answer> = sayLibrary,
  { composes = false }: { readonly composes?: boolean } = {},
): FakeNewsroom {
  const hits: Hit[] = ARTICLES.map((article) => {
    const { marker: _, ...hit } = cite(article, article.body.split("\n")[0]!);
    return hit;
  });
  const newsroom: FakeNewsroom = {
    asked: [],
    quoted: [],
    searches: 0,
    generation: "g1",
    composes,
    coverage: {
      paper: "徐汇报",
      articles: 3,
      from: "2025-01-27" as IsoDay,
      to: "2025-03-31" as IsoDay,
      newestIssue: "第1234期",
    },
    async ask(question, context) {
      newsroom.asked.push({ question, context });
      return say(question, context);
    },
    async quote(question) {
      newsroom.quoted.push(question);
      return sayLibrary(question);
    },
    async search(words, { k }) {
      newsroom.searches += 1;
      return words.includes("月球") ? [] : hits.slice(0, k);
    },
    async related(_question, { k, besides }) {
      newsroom.searches += 1;
      return hits.filter(({ articleId }) => !besides.includes(articleId)).slice(0, k);
    },
    latest: async (k) => hits.slice(0, k),
    article: async (key) => ARTICLES.find(({ id }) => articleKey(id) === key),
    examples: async () => ["图书馆几点关门？", "花展在哪里？", "公交线路有哪些？"],
  };
  return newsroom;
}

function sayLibrary(question: string): Answer {
  return question.includes("图书馆") ? LIBRARY_ANSWER : NOT_FOUND;
}
