/**
 * “最近有什么新闻？”, “最新一期讲了什么？”: questions that name no thing are answered
 * from the catalogue, newest issue first, not from similarity.
 */
import type { Article } from "../news/article.js";
import { splitSentences } from "../news/text.js";
import type { Question } from "../search/question.js";
import type { Quote } from "./extract.js";

const MOST = 5;
const ASKS_FOR_NEWS = /新闻|消息|报道|文章|内容|头版|头条|一期|大事|动态|news|issue|articles?|headlines?/;

/** @returns the opening sentences of the newest articles; empty if the question names a thing. */
export function listLatest(question: Question, articles: readonly Article[]): Quote[] {
  const [clause] = question.clauses;
  if (!question.latest || !clause || !ASKS_FOR_NEWS.test(question.standalone.toLowerCase())) return [];
  // “徐汇” in “徐汇最近有什么新闻” says nothing that the whole archive does not.
  const things = clause.terms.filter(
    (term) => !/^(?:徐汇区?|上海市?|区里?|头版|头条|最新|一期|期|版|动态|大事)$/.test(term.text),
  );
  if (question.clauses.length > 1 || things.length > 0) return [];
  const { from, to } = question.period?.range ?? { from: "", to: question.today };
  const dated = articles.filter(
    ({ publishedOn, kind }) =>
      publishedOn !== null && publishedOn >= from && publishedOn <= to && kind === "article",
  );
  const newest = dated.reduce((day, { publishedOn }) => (publishedOn! > day ? publishedOn! : day), "");
  const frontPage = /头版|头条|front page/.test(question.standalone);
  return dated
    .filter(({ publishedOn, page }) => publishedOn === newest && (!frontPage || page === null || page === 1))
    .slice(0, MOST)
    .flatMap((article) => {
      const [first] = splitSentences(article.body);
      return first ? [{ article, start: first.start, end: first.end, marks: [] }] : [];
    });
}
