/** What is called off or put on other days: “原定7月6日的音乐会取消”, “推迟至5月10日”, “展期延长至”. */
import { addDays } from "../../clock.js";
import type { FoundEvent } from "./found.js";
import { untilDay } from "./found.js";
import { appliedName, eventName, lastClause, nameBefore, nameBehind, quotedName } from "./names.js";
import { comingDay, type DatedSentence, type EventDate } from "./sentence.js";
import { APPLY, EVENT_NOUN } from "./words.js";

const MOVED =
  /(?:推迟|延期|延后|推后|改期|顺延|改|调整|提前|移(?=[到至])|挪(?=[到至]))(?:举[行办])?(?:到|至|为|于|在)?$/;
const EXTENDED = /(?:延长|延展|延期|顺延|加展|续展|(?<![推顺绵])延)(?:到|至)$/;
const RESTARTS = /^(?:晚|[上下]午|\d|[^,;]{0,6}(?:举[行办]|开幕|召开|开赛|开跑|开始|上演))/;
// One reason at most: a reason in a repetition of itself takes a search for ever in “因因因……”.
const BETWEEN = "(?:[,]|等|已经?|将|被|宣布|决定|确定|临时|紧急|全部|也|不得不|只能|无限期)*";
const CALLED_OFF = new RegExp(
  `(?:${EVENT_NOUN})[”"》)]?${BETWEEN}(?:因[^,;]{2,20}${BETWEEN})?(取消|停办|叫停|不再举[行办]|推迟|延期|延后|推后|改期)(?:举[行办])?(?=[,。!;)]|$|了)`,
);
/** What was planned is no longer the day. */
export const PLANNED = /原(?:定|计划|本?拟?定?)[于在]?$/;
const EVENT_WORD = new RegExp(EVENT_NOUN);
const APPLIES = new RegExp(`${APPLY}|截止`);

export function readChanges({ text, dates, publishedOn }: DatedSentence): FoundEvent[] {
  if (
    !/推迟|延期|延后|推后|改期|顺延|延[长展到至]|[加续]展|取消|停办|叫停|不再举|改|调整|提前|[移挪][到至]/.test(
      text,
    )
  )
    return [];
  const moved = dates.flatMap((date) => movedTo(text, date, publishedOn) ?? []);
  if (moved.length > 0) return moved;
  const put = putOffBy(text, dates);
  if (put !== null) return [put];
  const off = CALLED_OFF.exec(text);
  if (!off) return callsOff(text, dates, publishedOn);
  const planned = dates.find(({ start }) => PLANNED.test(text.slice(0, start)));
  const range = planned?.range ?? (publishedOn && { from: publishedOn, to: publishedOn });
  const name = nameBefore(text, off.index + off[0].indexOf(off[1]!)) ?? nameAt(text, off) ?? quotedName(text);
  if (!range || name === null) return [];
  const change = /取消|停办|叫停|不再/.test(off[1]!) ? "cancelled" : "postponed";
  return [{ kind: "event", name, range, sense: "exact", change }];
}

const SHIFT =
  /(推迟|延期|延后|推后|顺延|提前)([一二两三四五六七八九十]|\d{1,2})(天|日|周|个?星期)(?:举[行办]|开|进行)?(?=[,。!;)]|$)/;
const COUNT = "零一二三四五六七八九十";

/** “原定9月13日举行的……推迟一周”: counted from the day that was planned. */
function putOffBy(text: string, dates: readonly EventDate[]): FoundEvent | null {
  const shift = SHIFT.exec(text);
  const planned = dates.find(
    ({ start, certain, exact }) => certain && exact && PLANNED.test(text.slice(0, start)),
  );
  const name = shift && (nameBefore(text, shift.index) ?? quotedName(text));
  if (!shift || !planned || !name) return null;
  const count = shift[2] === "两" ? 2 : /\d/.test(shift[2]!) ? Number(shift[2]) : COUNT.indexOf(shift[2]!);
  const days = count * (/[天日]/.test(shift[3]!) ? 1 : 7) * (shift[1] === "提前" ? -1 : 1);
  const range = { from: addDays(planned.range.from, days), to: addDays(planned.range.to, days) };
  return { kind: "event", name, range, sense: "exact", change: "moved" };
}

const CALLS_OFF = /(取消|停办|推迟|延期)(?:了|举[行办])?(?=原定|原计划|今年|本届|第[^,;]{1,4}届)/;

/** “决定取消原定9月6日举行的……” */
function callsOff(
  text: string,
  dates: readonly EventDate[],
  publishedOn: DatedSentence["publishedOn"],
): FoundEvent[] {
  const off = CALLS_OFF.exec(text);
  const end = off ? off.index + off[0].length : 0;
  const name =
    off &&
    nameBehind(text.slice(0, end) + text.slice(end).replace(/^(?:原(?:定|计划)[^,;]*?|今年)的/, ""), end);
  const planned = dates.find(({ start }) => start >= end && PLANNED.test(text.slice(0, start)));
  const range = planned?.range ?? (publishedOn && { from: publishedOn, to: publishedOn });
  if (!off || !name || !range) return [];
  return [
    {
      kind: "event",
      name,
      range,
      sense: "exact",
      change: /取消|停办/.test(off[1]!) ? "cancelled" : "postponed",
    },
  ];
}

function nameAt(text: string, off: RegExpExecArray): string | null {
  const noun = new RegExp(`^(?:${EVENT_NOUN})[”"》)]?`).exec(off[0])![0];
  return nameBefore(`${text.slice(0, off.index + noun.length)}`, off.index + noun.length);
}

/** “原定11月9日（本周六）的消防站开放日，因……改到”: the name stands before the reason. */
function plannedName(before: string): string | null {
  const planned = /原定[^,;]{2,20}?的([^,;]+)/.exec(before)?.[1];
  return planned === undefined ? null : eventName(planned);
}

function movedTo(
  text: string,
  date: EventDate,
  publishedOn: DatedSentence["publishedOn"],
): FoundEvent | null {
  const before = text.slice(0, date.start);
  // “延期至9月27日开幕” is another day, “延期至9月27日结束” a later end.
  const restarts = RESTARTS.test(text.slice(date.end)) && /[期顺]延?[到至]$/.test(before);
  const extended = EXTENDED.test(before) && !/推迟/.test(before.slice(-8)) && !restarts;
  const shifted = MOVED.exec(before);
  const clause = lastClause(before);
  // What is said of applying in another clause does not make it a deadline.
  if (!extended && (!shifted || APPLIES.test(clause))) return null;
  const applies = APPLIES.test(extended ? before : clause);
  if (!applies && !EVENT_WORD.test(text)) return null;
  const lasts = applies || extended || /展期|展览?(?!开)|开放(?!日)/.test(before);
  const name =
    (applies ? appliedName(clause) : null) ??
    quotedName(text) ??
    plannedName(before) ??
    eventName(before.slice(before.lastIndexOf(",") + 1, shifted?.index ?? -3)) ??
    nameBefore(text, shifted?.index ?? before.length - 3);
  const to = comingDay(date, publishedOn);
  if (to === null) return null;
  const oneDay = date.range.from === date.range.to;
  const range = !oneDay ? date.range : lasts ? untilDay(to, publishedOn) : { from: to, to };
  return {
    kind: applies ? "deadline" : "event",
    name,
    range,
    sense: date.exact ? "exact" : "within",
    change: lasts ? "extended" : "moved",
  };
}
