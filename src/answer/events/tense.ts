/**
 * A short note beside a quotation: that what it announces is over, on, or still
 * to come on the day of asking. A report of the past needs none, unless the
 * reader asks how things stand.
 */
import { daysBetween, type IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import { type EventMention, findEvents } from "../../news/events.js";
import type { Register } from "../../news/register.js";
import { fold } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import type { Quote } from "../extract.js";
import { type Language, sayDay } from "../phrases.js";
import { changesIn, isOff, laterChange, newerRule, quoteOf, type ToldEvent } from "./changes.js";
import { stateOf } from "./state.js";

export interface TenseNote {
  /** In brackets, to stand behind the quotation. */
  readonly text: string;
  /** A later report that changes what the quotation says; to be given before it. */
  readonly newer: Quote | null;
}

export interface TenseParts {
  readonly question: Pick<Question, "standalone" | "language" | "today">;
  readonly register: Register;
  /** Those the register counts. */
  readonly articles: readonly Article[];
}

const ASKS_NOW =
  /还(?:能|可以|有没有|有吗|开|在|来得及|有效|算数)|是否(?:还|仍|有效|结束|截止)|仍然?|现在|目前|如今|来得及|过期|结束(?:了)?[吗没]|截止(?:了)?[吗没]|到期|(?:什么时候|何时|哪天|几号|几月|啥时候?)(?![^?]*(?:的[?]?$|了|过))|\b(?:still|now|over|ended|yet|open|valid|can i|deadline|when (?:is|does|will))\b/;
const ASKS_DUE = /报名|申请|申报|截止|征集|预约|提交|投票|deadline|apply|sign up|register/;
const ASKS_RULE = /有效|施行|实施|执行|生效|规定|办法|条例|政策|停止|恢复|valid|in force|rule/;

/** @returns null where the quotation tells of no day, or the day needs no word */
export function tenseOf(quote: Quote, { question, register, articles }: TenseParts): TenseNote | null {
  const { today, language } = question;
  const mention = mentionOf(quote, fold(question.standalone));
  if (mention === null) return null;
  const event: ToldEvent = { ...mention, told: quote.article };
  const others = mention.name === null ? [] : changesIn(register, articles);
  const change = laterChange(event, others, today) ?? newerRule(event, others, today);
  if (change !== null) return { text: sayChange(event, change, { today, language }), newer: quoteOf(change) };
  const text = sayTense(mention, quote.article, {
    question,
    asksNow: ASKS_NOW.test(fold(question.standalone)),
  });
  return text === null ? null : { text, newer: null };
}

/** The one of the quotation that the question is about; null where several are told and none stands out. */
function mentionOf(quote: Quote, asked: string): EventMention | null {
  const inside = findEvents(quote.article).filter(({ start, end }) => start < quote.end && quote.start < end);
  const kind = ASKS_DUE.test(asked) ? "deadline" : ASKS_RULE.test(asked) ? "rule" : null;
  const wanted = inside.filter((one) => one.kind === kind);
  const among = wanted.length > 0 ? wanted : inside;
  const named = among.filter(({ name }) => name !== null && shared(name, asked));
  const [one, ...more] = named.length > 0 ? named : among;
  return one && more.every(({ range }) => range.from === one.range.from && range.to === one.range.to)
    ? one
    : null;
}

/** Whether three characters of the name, or all of a shorter one, stand in the question. */
function shared(name: string, asked: string): boolean {
  for (let at = 0; at + 3 <= name.length; at++) if (asked.includes(name.slice(at, at + 3))) return true;
  return name.length < 3 && asked.includes(name);
}

interface Asking {
  readonly question: TenseParts["question"];
  readonly asksNow: boolean;
}

function sayTense(event: EventMention, told: Article, { question, asksNow }: Asking): string | null {
  const { today, language } = question;
  // An announcement reads as if it were still to come; a report does not.
  const announced = told.publishedOn === null || told.publishedOn < event.range.to;
  const state = stateOf(event, today);
  if (isOff(event)) return null;
  if (event.kind === "rule") return sayRule(event, today, { language, asksNow });
  if (event.sense === "within")
    return state === "over" && announced
      ? pick(language, [`（说的是${days(event, "zh")}，已过去）`, `(said of ${days(event, "en")}, now past)`])
      : null;
  if (state === "over" && !announced && !asksNow && event.kind !== "deadline") return null;
  return event.kind === "deadline" ? sayDue(event, today, language) : sayEvent(event, today, language);
}

function sayEvent(event: EventMention, today: IsoDay, language: Language): string {
  const { from, to } = event.range;
  const state = stateOf(event, today);
  const opening = event.sense === "opening";
  const [first, last] = [sayDay(from, language), sayDay(to, language)];
  if (state === "ahead")
    return pick(language, [
      opening || from < to ? `（尚未开始，将于${first}开始）` : `（尚未举行，将于${first}举行）`,
      `(still to come: ${first})`,
    ]);
  if (state === "on")
    return from === to
      ? pick(language, [opening ? "（今天开始）" : "（就在今天）", "(today)"])
      : pick(language, [`（正在进行，至${last}）`, `(on now, until ${last})`]);
  if (opening)
    return pick(language, [
      `（已于${first}开始；何时结束，报上没有说）`,
      `(began on ${first}; the paper does not say when it ends)`,
    ]);
  return pick(language, [`（已于${last}结束）`, `(ended on ${last})`]);
}

function sayDue(event: EventMention, today: IsoDay, language: Language): string | null {
  const { from, to } = event.range;
  const [first, last] = [sayDay(from, language), sayDay(to, language)];
  if (event.sense === "opening")
    return from > today ? pick(language, [`（尚未开始，${first}开始）`, `(opens on ${first})`]) : null;
  if (to < today) return pick(language, [`（已于${last}截止）`, `(closed on ${last})`]);
  if (from > today)
    return pick(language, [
      `（尚未开始，${first}开始，${last}截止）`,
      `(opens on ${first}, closes on ${last})`,
    ]);
  const left = daysBetween(today, to);
  return pick(language, [
    left === 0 ? "（今天截止）" : `（还有${left}天，${last}截止）`,
    left === 0 ? "(closes today)" : `(${left} days left, closes on ${last})`,
  ]);
}

function sayRule(
  event: EventMention,
  today: IsoDay,
  { language, asksNow }: { readonly language: Language; readonly asksNow: boolean },
): string | null {
  const { from, to } = event.range;
  const [first, last] = [sayDay(from, language), sayDay(to, language)];
  if (to < today) return pick(language, [`（已于${last}到期）`, `(ended on ${last})`]);
  if (from > today) return pick(language, [`（${first}起，尚未开始）`, `(from ${first} on; not yet)`]);
  if (!to.startsWith("9999")) return pick(language, [`（现行，至${last}）`, `(in force until ${last})`]);
  return asksNow
    ? pick(language, [`（自${first}起；报上没有说到何时为止）`, `(since ${first}; the paper names no end)`])
    : null;
}

function sayChange(
  event: ToldEvent,
  change: ToldEvent,
  { today, language }: { readonly today: IsoDay; readonly language: Language },
): string {
  const told = sayDay(change.told.publishedOn, language);
  const last = sayDay(change.range.to, language);
  const first = sayDay(change.range.from, language);
  if (event.kind === "rule" && change.kind === "rule")
    return change.range.from > today
      ? pick(language, [`（${first}起有新的规定）`, `(a new rule comes into force on ${first})`])
      : pick(language, [`（此前的规定；${first}起已有新的）`, `(an earlier rule; replaced from ${first})`]);
  switch (change.change) {
    case "cancelled":
      return pick(language, [`（据${told}报道，已取消）`, `(called off, as reported on ${told})`]);
    case "postponed":
      return pick(language, [
        `（据${told}报道，已延期，新的日子没有说）`,
        `(put off, as reported on ${told}; no new day told)`,
      ]);
    case "extended":
      return pick(language, [
        `（据${told}报道，延至${last}）`,
        `(extended to ${last}, as reported on ${told})`,
      ]);
    default:
      return pick(language, [
        `（据${told}报道，改在${first}）`,
        `(moved to ${first}, as reported on ${told})`,
      ]);
  }
}

function days({ range }: EventMention, language: Language): string {
  const joined = language === "zh" ? "至" : " to ";
  return range.from === range.to
    ? sayDay(range.from, language)
    : [range.from, range.to].map((day) => sayDay(day, language)).join(joined);
}

function pick(language: Language, [zh, en]: readonly [string, string]): string {
  return language === "zh" ? zh : en;
}
