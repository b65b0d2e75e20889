/**
 * What decides a yes or no, and what tells a reader how to go about a thing.
 * Neither is a part to be marked: they are candidates without length, which
 * raise the sentence that decides above the one that only opens the report.
 */
import type { Span } from "../../news/text.js";
import type { Clause } from "../../search/question.js";
import type { ArticleReading } from "../evidence.js";
import { type Candidate, matchesOf } from "./candidate.js";

/** What is asked to be so, before 吗 or behind the word that asks whether. */
const PREDICATES: readonly RegExp[] = [
  /([\u4e00-\u9fff]{1,6})(?:吗|没有?|么)[?]?$/,
  /(?:是否|有没有|能不能|可不可以|会不会|要不要|是不是|能否|用不用)([\u4e00-\u9fff]{1,2})/,
  /([\u4e00-\u9fff])不\1/,
];
/** Characters that say nothing of what is asked. */
const EMPTY = /[的了得过着还有没不能会要是在吗已经现个这那人后来就也都被给去到上可以真]/g;
/** Words with which a report decides: how it stands, what is allowed, what it was not. */
const DECIDES = /[没未不无非禁]|可以?|[已均仍]|只是|仅|目前|最终|免/;

/** A sentence with the characters of what is asked to be so, more surely with a word that decides. */
export function findDecisions({ text }: Clause, { body }: ArticleReading, span: Span): Candidate[] {
  const predicate = PREDICATES.map((pattern) => pattern.exec(text.trim())?.[1]).find(
    (found) => found !== undefined,
  );
  const characters = [...new Set((predicate ?? "").replace(EMPTY, ""))].slice(-3);
  if (characters.length === 0) return [];
  const sentence = body.slice(span.start, span.end);
  const held = characters.filter((character) => sentence.includes(character));
  if (held.length === 0) return [];
  const start = span.start + sentence.indexOf(held[0]!);
  const fit = (held.length / characters.length) * (DECIDES.test(sentence) ? 1 : 0.6);
  return [{ start, end: start, fit }];
}

const ASKS_WAY =
  /(?:怎么|如何|怎样|咋)(?:弄|办|做|去|报名?|预约|申请|参加|参与|买|购买?|领取?|办理|投稿|缴|交|登记|加入|注册|认养|投票|联系)/;
const WAY =
  /报名|预约|拨打|扫码|扫描|二维码|关注|登录|点击|申请|提交|填写|携带|前往|凭|咨询|公众号|小程序|到[^,，。]{1,12}(?:办理|领取|报名|登记)/g;

/** Steps a reader can take. */
export function findSteps({ text }: Clause, reading: ArticleReading, span: Span): Candidate[] {
  if (!ASKS_WAY.test(text)) return [];
  return matchesOf(WAY, reading, span)
    .filter(({ start, end }) => !text.includes(reading.body.slice(start, end)))
    .map((one) => ({ ...one, end: one.start }));
}
