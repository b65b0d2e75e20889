/**
 * A quotation that announces something is read long after: whether what it tells of is over, still on or ahead on the
 * day of asking, and whether a later report changed it.
 */
import type { IsoDay } from "../../clock.js";
import type { Article } from "../../news/article.js";
import { type EventMention, findEvents } from "../../news/events.js";
import type { Register } from "../../news/register.js";
import { fold } from "../../news/text.js";
import type { Question } from "../../search/question.js";
import type { Quote } from "../extract.js";
import {
  changesIn,
  inOrder,
  isOff,
  isOne,
  laterChange,
  newerRule,
  quoteOf,
  type ToldEvent,
  toldBy,
} from "./changes.js";
import { days, pick, sayChange, sayDue, sayEvent, sayOff, sayRule } from "./notes.js";
import { outdoneRule } from "./outdone.js";
import { stateOf } from "./state.js";

export interface TenseNote {
  /** In brackets, to stand behind the quotation. */
  readonly text: string;
  /** A later report that changes what the quotation says; to be given before it. */
  readonly newer: Quote | null;
  /** It tells of what lies ahead of the day of asking. */
  readonly ahead: boolean;
}

export interface TenseParts {
  readonly question: Pick<Question, "standalone" | "language" | "today">;
  readonly register: Register;
  /** Those the register counts. */
  readonly articles: readonly Article[];
}

const ASKS_NOW =
  /还(?:能|可以|有没有|有吗|开|在|来得及|有效|算数)|是否(?:还|仍|有效|结束|截止)|仍然?|现在|目前|如今|来得及|过期|结束(?:了)?[吗没]|截止(?:了)?[吗没]|到期|(?:什么时候|何时|哪天|几号|几月|啥时候?)(?![^?]*(?:的[?]?$|了|过))|\b(?:still|now|over|ended|yet|open|valid|can i|deadline|when (?:is|does|will))\b/;
const ASKS_DUE =
  /报名|(?:能|可以|好|还|得)报(?![道纸])|报(?:么|吗|得[上了])|申请|申报|截止|征集|预约|提交|投票|deadline|apply|sign up|register/;
const ASKS_RULE = /有效|施行|实施|执行|生效|规定|办法|条例|政策|停止|恢复|valid|in force|rule/;

const ASKS_WHEN_HELD = /(?:哪[天日]|几[号月]|什么时候|何时|啥时候?)(?:[^截止]{0,4})(?:办|举[行办]|开|演|比)/;
/** Who came into an office or left it, and what somebody said, is over with the day; nobody asks whether it still is. */
const STATED =
  /任命|任免|不再担任|当选|免去|辞去|卸任|履新|选举[^,;。]{1,16}为|宣布[^,;。]{1,12}任|(?:说|称|表示|指出|强调|要求|介绍)[,:"]/;

function isNoEvent({ kind, name, told, start, end }: ToldEvent, asked: string): boolean {
  if (kind !== "event" || !STATED.test(fold(told.body.slice(start, end)))) return false;
  return name === null || !shared(name, asked);
}

/** @returns null where the quotation tells of no day, or the day needs no word */
export function tenseOf(quote: Quote, { question, register, articles }: TenseParts): TenseNote | null {
  const { today, language } = question;
  const mention = mentionOf(quote, fold(question.standalone));
  if (mention === null) return null;
  const event: ToldEvent = { ...mention, told: quote.article };
  const others = mention.name === null ? [] : changesIn(register, articles);
  const change = laterChange(event, others, today) ?? newerRule(event, others, today);
  if (change !== null)
    return { text: sayChange(event, change, { today, language }), newer: quoteOf(change), ahead: false };
  const asked = fold(question.standalone);
  if (isNoEvent(event, asked)) return null;
  const asksNow = ASKS_NOW.test(asked) && !outdoneRule(event, { register, articles, today });
  const isAsked = event.name === null || shared(event.name, asked) || asked.includes(event.name.slice(-2));
  const whole = withToldEnd(event, { register, articles, today });
  const text = sayTense(whole, quote.article, { question, asksNow, isAsked });
  return text === null ? null : { text, newer: null, ahead: stateOf(whole, today) === "ahead" };
}

/** “10月1日开幕” of what another report says to last until a day: then its end is told. */
function withToldEnd(
  event: ToldEvent,
  { register, articles, today }: Pick<TenseParts, "register" | "articles"> & { readonly today: IsoDay },
): ToldEvent {
  if (event.kind !== "event" || event.sense !== "opening" || event.name === null) return event;
  const [ended] = register
    .events({ from: event.range.from, to: event.range.from })
    .filter(
      ({ kind, sense, name, range }) =>
        kind === "event" && sense === "exact" && name !== null && range.from < range.to,
    )
    .flatMap((one) => toldBy(one, articles))
    .filter((other) => (other.told.publishedOn ?? "9999") <= today && isOne(event, other))
    .sort(inOrder);
  return ended ? { ...event, range: ended.range, sense: "exact" } : event;
}

/** The one of the quotation that the question is about; null where several are told and none stands out. */
function mentionOf(quote: Quote, asked: string): EventMention | null {
  const inside = findEvents(quote.article).filter(({ start, end }) => start < quote.end && quote.start < end);
  const kind = ASKS_DUE.test(asked) ? "deadline" : ASKS_RULE.test(asked) ? "rule" : null;
  const wanted = inside.filter((one) => one.kind === kind);
  const happenings = inside.filter((one) => one.kind === "event");
  const among = wanted.length > 0 ? wanted : happenings.length > 0 ? happenings : inside;
  // When a thing takes place is not told by the day one must apply.
  if (kind === null && ASKS_WHEN_HELD.test(asked) && happenings.length === 0)
    return inside.find((one) => one.kind === "rule") ?? null;
  const named = among.filter(({ name }) => name !== null && shared(name, asked));
  const told =
    kind === "deadline"
      ? nearestTo(asked, named.length > 0 ? named : among, quote)
      : named.length > 0
        ? named
        : among;
  // “7月5日开幕，即日起至8月31日”: the days within which the others lie.
  return (
    told.find(({ range }) => told.every((one) => range.from <= one.range.from && one.range.to <= range.to)) ??
    null
  );
}

/** Words of any deadline: what is applied for is told by the others. */
const OF_ANY =
  /什么时候|什么时间|截止|截至|日期|时间|几[月号日点]|哪[一]?[天日]|最后|还能|还有|可以|现在|目前|是不是|已经/g;

/** Of several things to apply for (“9月1日至20日报名。招募志愿者，10月20日截止”) the one whose sentence holds most of the question. */
function nearestTo(
  asked: string,
  told: readonly EventMention[],
  { article }: Quote,
): readonly EventMention[] {
  if (new Set(told.map(({ range }) => range.to)).size < 2) return told;
  const words = asked.replace(OF_ANY, " ");
  const held = ({ start, end }: EventMention) => {
    const sentence = fold(article.body.slice(start, end));
    let count = 0;
    for (let at = 0; at + 2 <= words.length; at++) {
      const pair = words.slice(at, at + 2);
      if (!pair.includes(" ") && sentence.includes(pair)) count += 1;
    }
    return count;
  };
  const most = Math.max(...told.map(held));
  return told.filter((one) => held(one) === most);
}

/** Whether three characters of the name, or all of a shorter one, stand in the question. */
function shared(name: string, asked: string): boolean {
  for (let at = 0; at + 3 <= name.length; at++) if (asked.includes(name.slice(at, at + 3))) return true;
  return name.length < 3 && asked.includes(name);
}

interface Asking {
  readonly question: TenseParts["question"];
  readonly asksNow: boolean;
  /** The question is of this thing, as far as it has a name; a ceremony beside what is asked is not. */
  readonly isAsked: boolean;
}

function sayTense(event: EventMention, told: Article, { question, asksNow, isAsked }: Asking): string | null {
  const { today, language } = question;
  // An announcement reads as if it were still to come; a report does not.
  const announced = told.publishedOn === null || told.publishedOn < event.range.to;
  const state = stateOf(event, today);
  if (isOff(event)) return sayOff(event, language);
  if (event.kind === "rule") return sayRule(event, today, { language, asksNow });
  if (event.sense === "within")
    return state === "over" && announced
      ? pick(language, [`（说的是${days(event, "zh")}，已过去）`, `(said of ${days(event, "en")}, now past)`])
      : null;
  if (state === "over" && !announced && !(asksNow && isAsked) && event.kind !== "deadline") return null;
  return event.kind === "deadline" ? sayDue(event, today, language) : sayEvent(event, today, language);
}
