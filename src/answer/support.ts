/**
 * Whether a sentence answers, or only shares words with, the question.
 *
 * Word overlap cannot tell: “徐汇区与复旦大学签了什么协议” shares nearly every word
 * with a true story. What tells is what the question hinges on — a name, a year,
 * a figure, a noun the paper never prints — and that the evidence lacks.
 */
import { deniesAnything } from "../search/plain-words.js";
import type { Clause } from "../search/question.js";
import type { Term } from "../search/terms.js";
import { askedMembers } from "./asked-member.js";
import { lacksAskedName } from "./asked-name.js";
import { needsCandidate } from "./candidate/candidates.js";
import { holdsRank, isOfOtherGroup, speaksOfOther, tellsOfLife, tellsOfOtherDays } from "./contrasts.js";
import { isDayOfSaying } from "./day-of-saying.js";
import type { Evidence } from "./evidence.js";
import { holdsHead } from "./head.js";
import { holdsIn } from "./holds-in.js";
import { type Judged, ofReport } from "./judged.js";
import {
  holdsOfficeElsewhere,
  isOfOtherLevel,
  isOfOtherRegion,
  isOfTheWhole,
  lacksOwner,
  speaksOfOtherBody,
} from "./owner.js";
import { isValueOfSubject } from "./subject.js";
import { tellsOfOtherWeekdays } from "./weekdays.js";

/** Share of the question's weight that evidence must hold. A question for confirmation must be met more fully. */
const LEAST_SUPPORT = 0.47;
const LEAST_TO_CONFIRM = 0.65;
const SURE_FIT = 0.4;
/** A sentence that answers by its form must share this much with the question itself. */
const LEAST_OWN = 0.1;
const ENOUGH_WITHOUT_FORM = 0.5;
/** A candidate of a lesser fit is of another kind: 7版 is no number of households. */
const LEAST_FIT = 0.3;

export function isSupported(clause: Clause, judged: Judged): boolean {
  const { evidence, candidate, support } = judged;
  if (!lacksLittle(clause, judged)) return false;
  if (needsCandidate(clause) && (candidate === null || candidate.fit < LEAST_FIT)) return false;
  if (
    needsCandidate(clause) &&
    judged.own < LEAST_OWN &&
    !callsByTail(clause, evidence) &&
    !isValueOfSubject(clause, evidence.reading, candidate) &&
    !goesOnAbout(evidence, support)
  )
    return false;
  if (!holdsHead(clause, evidence) || holdsOnlyKinds(clause, evidence)) return false;
  if (lacksAskedName(clause, evidence.reading, evidence.position)) return false;
  if (isOfAnother(clause, judged) || isOfAnotherDay(clause, judged)) return false;
  if (clause.period !== null && !holdsIn(clause.period.range, clause.asks, evidence)) return false;
  if (
    clause.period !== null &&
    clause.asks === "time" &&
    tellsOfOtherDays(clause.period.range, evidence, candidate)
  )
    return false;
  if (clause.denies && !deniesAnything(sentenceOf(evidence))) return false;
  if (ofReport(clause, evidence.reading).contradictsOffice) return false;
  const sentence = sentenceOf(evidence);
  const { title } = evidence.reading;
  if (speaksOfOther(clause.text, sentence, title) || isOfOtherGroup(clause.text, sentence, title))
    return false;
  if (!tellsOfLife(clause.text, sentence)) return false;
  if (!holdsRank(clause.text, sentence, { asksWho: clause.asks !== "number" })) return false;
  return support >= (clause.asks === "whether" ? LEAST_TO_CONFIRM : LEAST_SUPPORT);
}

/** The sentence, the report or the person is another body's than the question's. */
function isOfAnother(clause: Clause, { evidence, candidate }: Judged): boolean {
  return (
    speaksOfOtherBody(clause, evidence) ||
    lacksOwner(clause, evidence) ||
    isOfTheWhole(clause, candidate, evidence) ||
    isOfOtherLevel(clause, evidence) ||
    isOfOtherRegion(clause, evidence) ||
    holdsOfficeElsewhere(clause, candidate, evidence)
  );
}

/** The hours of another day of the week, or the day on which somebody spoke of it. */
function isOfAnotherDay({ asks, text }: Clause, { evidence, candidate }: Judged): boolean {
  if (asks !== "time" && asks !== "number") return false;
  if (tellsOfOtherWeekdays(text, sentenceOf(evidence))) return true;
  return asks === "time" && candidate !== null && isDayOfSaying(text, evidence.reading.body, candidate);
}

/** “展览将延续至10月8日”, “最终有120人参加本次活动”: the sentence goes on about what headline or neighbour names. */
function goesOnAbout(evidence: Evidence, support: number): boolean {
  return support >= SURELY_ABOUT && GOES_ON.test(sentenceOf(evidence));
}

const SURELY_ABOUT = 0.85;
const GOES_ON =
  /(?:本次|此次|这次|该|本届|此项|上述)(?=[\u4e00-\u9fff])|^据[^,，。]{0,8}统计|\d(?:天|个月|小时)[里内间来]*(?:总?共|累计)|^["“]?(?:本次|此次|活动|展览|比赛|大赛|演出|讲座|工程|论坛|项目|培训|仪式|课程|现场)/;

/** 老街 in a sentence, 泾西老街 beside it or in the headline: the paper goes on without the first part of a name. */
function callsByTail({ terms }: Clause, evidence: Evidence): boolean {
  const sentence = sentenceOf(evidence);
  return terms.some(
    ({ role, text }, t) =>
      (role === "name" || role === "guess") &&
      text.length >= 4 &&
      evidence.around[t]! >= 0.75 &&
      sentence.includes(text.slice(-2)),
  );
}

/** One unknown word of the reader's is forgiven where the form of the answer, or enough of the rest, is there. */
function lacksLittle(
  { text, terms, asks }: Clause,
  { missing, candidate, support, evidence }: Judged,
): boolean {
  if (missing.length === 0) return true;
  const [lacking] = missing;
  if (missing.length > 1 || lacking!.role !== "noun") return false;
  // “夜宵摊几点收摊”: nothing else is named that the report could be about.
  if (!terms.some((term, t) => isMatter(term) && term !== lacking && evidence.anywhere[t]! >= LEAST_TOLD))
    return false;
  // “王晓秋的邮箱”: what is asked for itself is what the paper never mentions.
  if (candidate === null && asks === "topic" && lacking === terms.at(-1) && text[lacking!.start - 1] === "的")
    return false;
  return candidate === null
    ? support >= ENOUGH_WITHOUT_FORM
    : candidate.fit >= SURE_FIT && support >= LEAST_SUPPORT;
}

/** A thing, a name or a doing; not the form of the answer (电话, 时间) nor a word for any such thing. */
function isMatter({ role, text }: Term): boolean {
  return text.length > 1 && role !== "kind" && role !== "other" && role !== "figure" && !FORM_WORD.test(text);
}

/** What an answer is, not what it is of: any report may have one. */
const FORM_WORD =
  /^(?:电话|热线|号码|手机号?|时间|地址|地点|地方|价格|名字|名称|多少钱?|几点|哪个|哪里|现在|收摊|[关开]门|打烊|营业|[开闭]馆|[上下]班|停业)$/;

/** 药 and 好 of “感冒发烧吃什么药好得快” stand in many reports; one that holds nothing else of it is about another matter. */
function holdsOnlyKinds(clause: Clause, { anywhere }: Evidence): boolean {
  // 5路 says which of many, not what is asked of it.
  const members = askedMembers(clause);
  const telling = clause.terms.flatMap(({ role, text, start, end }, t) =>
    role === "kind" ||
    (role === "other" && text.length < 2) ||
    FORM_WORD.test(text) ||
    members.some((one) => one.start <= start && start < one.end && end - one.end <= 1)
      ? []
      : [t],
  );
  return telling.length > 0 && telling.every((t) => anywhere[t]! < LEAST_TOLD);
}

const LEAST_TOLD = 0.5;

function sentenceOf({ reading, span }: Evidence): string {
  return reading.body.slice(span.start, span.end);
}
