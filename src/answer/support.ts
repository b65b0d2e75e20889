/**
 * Whether a sentence answers, or only shares words with, the question.
 *
 * Word overlap cannot tell: “徐汇区与复旦大学签了什么协议” shares nearly every word
 * with a true story. What tells is what the question hinges on — a name, a year,
 * a figure, a noun the paper never prints — and that the evidence lacks.
 */
import { titlesBefore } from "../news/people.js";
import { deniesAnything } from "../search/plain-words.js";
import type { Clause } from "../search/question.js";
import type { Term } from "../search/terms.js";
import type { TermWeigher } from "../search/weigh.js";
import { askedMembers } from "./asked-member.js";
import { lacksAskedName } from "./asked-name.js";
import type { Candidate } from "./candidate/candidate.js";
import { findCandidates, needsCandidate } from "./candidate/candidates.js";
import {
  holdsRank,
  isOfOtherGroup,
  isOnlySupposed,
  speaksOfOther,
  tellsOfLife,
  tellsOfOtherDays,
} from "./contrasts.js";
import { isDayOfSaying } from "./day-of-saying.js";
import type { ArticleReading, Evidence } from "./evidence.js";
import { holdsHead } from "./head.js";
import { holdsIn } from "./holds-in.js";
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

export interface Judged {
  readonly evidence: Evidence;
  readonly candidates: readonly Candidate[];
  /** The candidate that answers best, if the question has a form and the sentence such a part. */
  readonly candidate: Candidate | null;
  /** Ranks sentences against one another. */
  readonly score: number;
  /** Share of the question's weight that the evidence holds, 0–1. */
  readonly support: number;
  /** Terms the question hinges on that the article lacks. */
  readonly missing: readonly Term[];
  /** Share of the question's weight that the sentence itself holds, 0–1. */
  readonly own: number;
}

/** How strongly the form of the answer counts beside the words. */
const FORM_WEIGHT = {
  number: 0.5,
  person: 0.5,
  time: 0.5,
  place: 0.35,
  reason: 0.25,
  definition: 0.35,
  list: 0.2,
  which: 0,
  manner: 0.2,
  whether: 0.25,
  topic: 0,
} as const;
const CARRIED_WEIGHT = 0.6;
/** At this distance in characters from the nearest term a candidate counts half. */
const HALF_DISTANCE = 25;
/** “城区640元,镇村480元”: what begins behind the comma has a value of its own. */
const NEXT_PART = 12;

export function judge(clause: Clause, evidence: Evidence, weigh: TermWeigher): Judged {
  const weights = clause.terms.map((term) => weigh.weight(term) * (term.carried ? CARRIED_WEIGHT : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const share = (strengths: readonly number[]) =>
    weights.reduce((sum, weight, t) => sum + weight * strengths[t]!, 0) / total;
  const candidates = findCandidates(clause, evidence.reading, evidence.span);
  const rated = candidates.map((candidate) => ({
    candidate,
    value: candidate.fit * closeness(candidate, clause, evidence),
  }));
  const best = rated.sort((a, b) => b.value - a.value)[0];
  const members = askedMembers(clause);
  const words =
    0.5 * tellingShare(evidence, weights) + 0.35 * share(evidence.around) + 0.15 * share(evidence.anywhere);
  return {
    evidence,
    candidates,
    candidate: best?.candidate ?? null,
    score: words + FORM_WEIGHT[clause.asks] * (best?.value ?? 0) + 0.1 * evidence.prior,
    support: share(clause.terms.map((_, t) => Math.max(evidence.around[t]!, 0.7 * evidence.anywhere[t]!))),
    missing: clause.terms.filter(
      (term, t) =>
        // 第二 of 第二期 is looked for as a member, which 分三期 may tell of.
        !members.some(({ start, end }) => start <= term.start && term.end <= end) &&
        (presence(term, t, evidence) < leastPresence(term, weigh) ||
          ofReport(clause, evidence.reading).onlySupposed.has(term)),
    ),
    own: share(evidence.inside),
  };
}

/** What holds for all sentences of a report alike. */
interface OfReport {
  /** Terms that the report speaks of only as of what may come. */
  readonly onlySupposed: ReadonlySet<Term>;
  readonly contradictsOffice: boolean;
}

/** Read once for a clause: an article of thousands of sentences would be gone through as often. */
const OF_REPORTS = new WeakMap<Clause, Map<ArticleReading, OfReport>>();

function ofReport(clause: Clause, reading: ArticleReading): OfReport {
  const known = OF_REPORTS.get(clause) ?? new Map<ArticleReading, OfReport>();
  OF_REPORTS.set(clause, known);
  const read = known.get(reading) ?? {
    onlySupposed: new Set(clause.terms.filter((term) => isOnlySupposed(term, clause.text, reading))),
    contradictsOffice: contradictsOffice(clause, reading),
  };
  known.set(reading, read);
  return read;
}

/** Share of the words the sentence holds, those most that few sentences of the article hold: they tell it from its neighbours. */
function tellingShare({ inside, rarity }: Evidence, weights: readonly number[]): number {
  let held = 0;
  let total = 0;
  for (const [t, weight] of weights.entries()) {
    held += weight * rarity[t]! * inside[t]!;
    total += weight * rarity[t]!;
  }
  return total === 0 ? 0 : held / total;
}

/** A turn of the story (取消) must be told where the answer stands; a name may stand anywhere in the article. */
function presence({ role }: Term, t: number, { around, anywhere }: Evidence): number {
  return role === "turn" ? around[t]! : anywhere[t]!;
}

/** How surely the article must hold the term for the question to be about it at all. */
function leastPresence(term: Term, weigh: TermWeigher): number {
  if (term.carried) return 0;
  if (term.role === "name" || term.role === "figure" || term.role === "turn") return 0.75;
  if (term.role === "guess") return 0.3;
  // A thing that the whole archive never mentions (学费, 门票) was not reported on.
  if (term.role === "noun" && term.text.length > 1 && !weigh.occurs(term)) return 0.3;
  return 0;
}

/** 1 beside a term of the question, falling with the distance to it; low in a sentence that holds none. */
function closeness(candidate: Candidate, clause: Clause, { reading, span }: Evidence): number {
  const sentence = reading.body.slice(span.start, span.end);
  let nearest = Number.POSITIVE_INFINITY;
  for (const term of clause.terms) {
    for (const form of term.forms) {
      for (let at = sentence.indexOf(form); at >= 0; at = sentence.indexOf(form, at + 1)) {
        const start = span.start + at;
        const gap = Math.max(start - candidate.end, candidate.start - (start + form.length), 0);
        // What lies between is read of the nearest only: a sentence may hold the form a thousand times.
        if (gap >= nearest) continue;
        const isNextPart =
          start > candidate.end &&
          candidate.end > candidate.start &&
          /[,，]/.test(sentence.slice(candidate.end - span.start, at));
        nearest = Math.min(nearest, gap + (isNextPart ? NEXT_PART : 0));
      }
    }
  }
  return nearest === Number.POSITIVE_INFINITY ? 0.3 : 1 / (1 + nearest / HALF_DISTANCE);
}

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

/** “副区长王晓秋”: the paper names the person, but never in that office. */
function contradictsOffice({ text }: Clause, reading: ArticleReading): boolean {
  const named = reading.people.filter(({ name }) => text.includes(name));
  return [...new Set(named.map(({ name }) => name))].some((name) => {
    const asked = titlesBefore(text, text.indexOf(name));
    const printed = named.filter((person) => person.name === name).flatMap(({ titles }) => titles);
    const holds = (title: string) => printed.some((one) => one.includes(title) || title.includes(one));
    return asked.length > 0 && printed.length > 0 && !asked.some(holds);
  });
}
