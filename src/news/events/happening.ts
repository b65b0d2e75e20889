/** What takes place on days told: “4月20日，……论坛在……举行”, “展期为3月1日至5月5日”. */
import { addDays, daysBetween } from "../../clock.js";
import type { DayRange } from "../dates.js";
import { PLANNED } from "./change.js";
import { withEnd } from "./ends.js";
import { type FoundEvent, untilDay } from "./found.js";
import { eventName, lastClause, nameBefore, nameBehind, quotedName, titledName } from "./names.js";
import { comingDay, type DatedSentence, type EventDate } from "./sentence.js";
import {
  CARRY_OUT_VERB,
  CLOSING,
  EVENT_NOUN,
  NOT_ONCE,
  OPENING_VERB,
  POINT_VERB,
  REPORTING,
  START_VERB,
} from "./words.js";

const VERB = new RegExp(`(${POINT_VERB})|(${OPENING_VERB})|(${CARRY_OUT_VERB})|(${START_VERB})`, "g");
/** “举办权”, “举行前”, “未举行”: the doing itself is not told. */
const NOT_DOING_BEHIND =
  /^(?:过(?!程)|权|地(?![举])|城市|方(?!案)|单位|前|之前|以[前来后]|之后|后|期间|时|届|条件|资格|能力|[^,;]{0,8}(?:周年|纪念日|倒计时|以来))/;
const NOT_DOING_BEFORE =
  /(?:[未没不]|没有|无法|不再|拒绝|停止|禁止|取消|如果|若|一旦|曾|已连续|申请|有意|争取|希望|呼吁|要求)$/;
/** What may come, or was only proposed, is put on no day. */
const MAY_BE = /可能|或将|或许|提议|建议|预期|料将|不排除|考虑|是否|能否/;
/** “10月4日单日达……人次” is the day of a figure. */
const COUNTED_DAY = "单日|日均|人次|累计|达\\d";
const BETWEEN_STOPS = new RegExp(`[;]|${COUNTED_DAY}|${REPORTING}|${NOT_ONCE}`);
const EVENT_WORD = new RegExp(EVENT_NOUN);
const EACH_WEEK = /每逢?(?:周|星期|双休日|晚|天|日)[^,;]{0,8}/;
const NO_PART = /(?!)/;
/** Other things than events are put into use, come on and appear. */
const OPENS_SURELY = /开幕|启幕|揭幕|开赛|开营|拉开|开展/;
/** “8月20日，……在……举行” may be a long sentence; “8月20日举行的……” is short. */
const FARTHEST = 90;
/** “原定……的改在体育馆举行”: another place, the same day. */
const ELSEWHERE = /(?:改在|改到|改为|转为|移至|移到|移师)[^,;。\d]{2,16}(?:举[行办]|进行|开展)/;
const FARTHEST_ATTRIBUTE = 26;
const FARTHEST_OBJECT = 70;
const FARTHEST_WITHIN = 30;
const BEFORE_DAY = 12;
/** “下半年将举办多场演唱会” puts nothing on any day. */
const LONGEST_WITHIN = 62;
/** “7月29日展出至9月2日”, “9月22日开幕，持续到10月15日” */
const NEAR_END = 24;
const TIME_LABEL =
  /(?:展期|会期|(?:展览|展出|活动|演出|比赛|举办|开放|巡展|论坛|讲座|市集|大会|会议|开幕)(?:时间|日期))(?:为|是|在|于|从|自|将|:)*$/;
const LASTS_UNTIL = new RegExp(`(?:${CLOSING}|(?:展出|开放|展览)[,](?:到|至|为期至))$`);
const ENDED = /^(?:正式|圆满)?(?:结束|闭幕|落幕|收官|结课|结业)/;
const BEGINS = new RegExp(`^[^,;]*(?:${OPENING_VERB})[^,;]*[,]`);
const LASTS =
  /^(?:在[^,;]{2,20})?(?:期间)?(?:举[行办]|展出|开放|进行|上演|免费开放|对外开放|向公众开放|与(?:公众|观众|市民|读者)见面)/;
/** A season of doings, not one that is over in a day. */
const GOES_ON =
  /(?:展|展览会?|博览会|展会|季|月|节|周|营|联赛|锦标赛|运动会|锦标赛|嘉年华|市集|集市)[”"』」》)]?$/;

export function readHappenings(sentence: DatedSentence): FoundEvent[] {
  const found = [...sentence.text.matchAll(VERB)].flatMap((verb) => happening(sentence, verb) ?? []);
  const labelled = sentence.dates.flatMap((date) => labelledDays(sentence, date) ?? []);
  return oneEach([...labelled, ...found.map((one) => withEnd(one, sentence))]);
}

function happening({ text, dates }: DatedSentence, verb: RegExpMatchArray): FoundEvent | null {
  const at = verb.index!;
  const end = at + verb[0].length;
  if (NOT_DOING_BEFORE.test(text.slice(0, at)) || NOT_DOING_BEHIND.test(text.slice(end))) return null;
  const date = dates.findLast((one) => one.end <= at);
  if (!date?.certain) return null;
  if (PLANNED.test(text.slice(0, date.start)) && !ELSEWHERE.test(text.slice(end))) return null;
  // “7月5日至8月30日，每周五晚”: on days of a span that is told.
  const each = date.precision === "span" && date.exact ? EACH_WEEK : NO_PART;
  const between = text.slice(date.end, at).replace(each, "");
  const attribute = text.startsWith("的", end);
  if (MAY_BE.test(text.slice(Math.max(0, date.start - BEFORE_DAY), at))) return null;
  if (BETWEEN_STOPS.test(between) || new RegExp(`(?:${NOT_ONCE})$`).test(text.slice(0, date.start)))
    return null;
  if (/^(?:前|之前|以[前来]|后|之后|至今)/.test(between)) return null;
  if (between.length > (attribute ? FARTHEST_ATTRIBUTE : FARTHEST)) return null;
  if (verb[3] !== undefined && !carriesOut(text, end)) return null;
  // “8月底将举办” announces; “8月举办了” of a past month says too little of a day.
  if (
    !date.exact &&
    (between.length > FARTHEST_WITHIN || !/将|拟|计划|预计|定于|举[行办]/.test(between + verb[0]))
  )
    return null;
  if (!date.exact && daysBetween(date.range.from, date.range.to) > LONGEST_WITHIN) return null;
  if (/(?:截[至止到])$/.test(text.slice(0, date.start))) return null;
  const starts = verb[4] !== undefined;
  const name = starts
    ? (nameBefore(text, at) ?? nameBefore(text, date.start))
    : nameOf(text, {
        at,
        end,
        attribute,
        isCarriedOut: verb[3] !== undefined,
        dayAt: firstTold(date, dates).start,
      });
  if (starts && name === null) return null;
  if (verb[2] !== undefined && name === null && !(OPENS_SURELY.test(verb[0]) && EVENT_WORD.test(between)))
    return null;
  return {
    kind: "event",
    name,
    ...whenOf(
      { text, dates, date },
      verb[2] !== undefined || /(?:启动|开始|开启|进入)$/.test(text.slice(0, at)),
      isCountedUp(text.slice(end), attribute) ? null : name,
    ),
    change: null,
  };
}

/** “10月18日(本周六)9时”: the same day told again in brackets. */
function firstTold(date: EventDate, dates: readonly EventDate[]): EventDate {
  const before = dates[dates.indexOf(date) - 1];
  return before?.range.from === date.range.from && date.start - before.end <= 2 ? before : date;
}

/** “7月6日举办的……共接待”, “7月6日，……举行，全天迎客”: what is counted up was over with that day. */
const COUNTED_UP = /[^,;]{2,24}?(?:一?共|累计)(?:接待|迎[客来]|吸引|销售|卖出)/;
const ALL_DAY = /[,](?:全天|一天|当天)[^,;]{0,4}(?:接待|迎[客来]|吸引|卖出|来了)/;

function isCountedUp(behind: string, attribute: boolean): boolean {
  return ALL_DAY.test(behind) || (attribute && COUNTED_UP.test(behind));
}

interface DayPlace {
  readonly text: string;
  readonly dates: readonly EventDate[];
  readonly date: EventDate;
}

/** “21日、23日、24日”: on some days between the first and the last. */
function whenOf(
  { text, dates, date }: DayPlace,
  opens: boolean,
  name: string | null,
): Pick<FoundEvent, "range" | "sense"> {
  let first = date;
  let daily = true;
  for (const one of dates.slice(0, dates.indexOf(date)).reverse()) {
    if (
      !one.exact ||
      !/^[、和及]$/.test(text.slice(one.end, first.start)) ||
      one.range.from > first.range.from
    )
      break;
    daily &&= addDays(one.range.to, 1) === first.range.from;
    first = one;
  }
  if (first === date) return { range: date.range, sense: senseOf(date, opens, name) };
  return { range: { from: first.range.from, to: date.range.to }, sense: daily ? "exact" : "within" };
}

function carriesOut(text: string, end: number): boolean {
  const object = /^[^,;]*/.exec(text.slice(end, end + FARTHEST_OBJECT))![0];
  return EVENT_WORD.test(object);
}

interface VerbPlace {
  readonly at: number;
  readonly end: number;
  readonly attribute: boolean;
  readonly isCarriedOut: boolean;
  /** Where its date begins. */
  readonly dayAt: number;
}

function nameOf(text: string, { at, end, attribute, isCarriedOut, dayAt }: VerbPlace): string | null {
  const behind = nameBehind(text, end);
  const before = attribute || isCarriedOut ? null : nameBefore(text, at);
  // “樱花节3月15日开幕”: the name may stand before the day.
  return before ?? behind ?? nameBefore(text, dayAt) ?? quotedName(text) ?? titledName(text);
}

function senseOf({ exact, range }: EventDate, opens: boolean, name: string | null): FoundEvent["sense"] {
  if (!exact) return "within";
  if (range.from < range.to) return "exact";
  return opens || (name !== null && GOES_ON.test(name)) ? "opening" : "exact";
}

/** Days told without a verb of taking place before them. */
function labelledDays(sentence: DatedSentence, date: EventDate): FoundEvent | null {
  const { text } = sentence;
  const before = text.slice(0, date.start);
  const range = labelledRange(sentence, date);
  if (range === null || new RegExp(`(?:${NOT_ONCE})$`).test(before)) return null;
  const sense = date.exact ? "exact" : "within";
  const name =
    calledDays(text.slice(date.end)) ??
    quotedName(text) ??
    eventName(lastClause(before.replace(/(?:将|从|自|于|在|展期|会期|[^,]{2}时间)[^,]*$/, ""))) ??
    // “为环卫工人体检，活动持续到11月20日”
    (/[,](?:该|本次|此次)?(?:活动|展览|服务)[^,]{0,4}$/.test(before)
      ? eventName(lastClause(before.slice(0, before.lastIndexOf(",")))?.replace(/^.*为/, "") ?? "")
      : null);
  return { kind: "event", name, range, sense, change: null };
}

function labelledRange({ text, dates, publishedOn }: DatedSentence, date: EventDate): DayRange | null {
  const before = text.slice(Math.max(0, date.start - 20), date.start);
  const behind = text.slice(date.end, date.end + 40);
  // An end that is announced lies ahead, whatever year the day alone would be guessed to be of.
  const to = LASTS_UNTIL.test(before) && EVENT_WORD.test(text) ? comingDay(date, publishedOn) : null;
  if (!date.certain && to === null) return null;
  if (to !== null) {
    const first = dates.findLast((one) => one.end <= date.start);
    const told = first?.exact && first.certain && first.range.from < to && date.start - first.end <= NEAR_END;
    return told ? { from: first.range.from, to } : untilDay(to, publishedOn);
  }
  if (ENDED.test(behind)) {
    // “7月3日开班，8月11日结束”
    const first = dates.findLast((one) => one.end <= date.start);
    const between = text.slice(first?.end ?? 0, date.start);
    const begun = first?.exact && first.certain && first.range.from < date.range.to && BEGINS.test(between);
    return begun && between.length <= NEAR_END ? { from: first.range.from, to: date.range.to } : null;
  }
  if (TIME_LABEL.test(before)) return date.range;
  const span = date.precision === "span" && date.exact;
  if (span && GOING_ON.test(text.slice(date.start, date.end)) && EVENT_WORD.test(text.slice(0, date.start)))
    return date.range;
  if (span && calledDays(behind) !== null) return date.range;
  return span && LASTS.test(behind) && EVENT_WORD.test(text) ? date.range : null;
}

/** “10月9日持续到31日” */
const GOING_ON = /持续|延续|展出|开放/;
const CALLED =
  /^(?:为|是)([^,;。"]{0,10}?(?:服务|活动|展|演出|赛|观赏|赏花|游园|祭扫|市集|办班|课程)[^,;。"]{0,2}?)(?:期|时间)(?=[,;。]|$)/;

/** “3月22日至4月13日为祭扫服务期” */
function calledDays(behind: string): string | null {
  return CALLED.exec(behind)?.[1] ?? null;
}

/** One mention for the same days, with whichever name there is; a beginning told with its end is not told again. */
function oneEach(found: readonly FoundEvent[]): FoundEvent[] {
  const kept: FoundEvent[] = [];
  for (const one of found) {
    const at = kept.findIndex(({ range }) => one.range.from === range.from && one.range.to <= range.to);
    if (at < 0) kept.push(one);
    else if (kept[at]!.name === null) kept[at] = { ...kept[at]!, name: one.name };
  }
  return kept.map((one) => ({ ...one, name: fullName(one.name, kept) }));
}

/** “"纸上"剪纸展” is “区文化馆"纸上"剪纸展” where the sentence says so. */
function fullName(name: string | null, kept: readonly FoundEvent[]): string | null {
  if (name === null) return null;
  return kept.find((other) => other.name !== name && other.name?.endsWith(name))?.name ?? name;
}
