/**
 * Distances from the reference: “三天前”, “六个月前”, “近日”, “最近三个月”.
 *
 * “三天前” is a day; the wider the unit, the wider what is meant: “六个月前” is
 * that whole month. “近日” and its like are the last 30 days, marked vague.
 */
import { addDays, type IsoDay } from "../../clock.js";
import { addMonths, monthsRange, partsOf } from "./calendar.js";
import {
  ARABIC_DIGITS,
  after,
  CHINESE_DIGITS,
  CLAUSE_START,
  type Draft,
  endOf,
  NOT_BEFORE_COUNT,
  numberOf,
  oneDay,
  type Rule,
  settled,
  sticky,
  W,
} from "./draft.js";

const COUNT = `\\d{1,3}|[${CHINESE_DIGITS}]{1,3}|半|几|数`;
const UNIT = "个半?月|个?(?:星期|礼拜)|天|日|周|年";
const COUNT_STARTS = `${ARABIC_DIGITS}${CHINESE_DIGITS}半几数`;

type Unit = "day" | "week" | "month" | "year";

function unitOf(words: string): Unit {
  if (/月/.test(words)) return "month";
  if (/周|星期|礼拜/.test(words)) return "week";
  return words === "年" ? "year" : "day";
}

/** Goes `count` units back (or on, if negative) from `day`. */
export function shift(day: IsoDay, count: number, unit: Unit): IsoDay {
  if (unit === "day" || unit === "week") return addDays(day, -count * (unit === "week" ? 7 : 1));
  return addMonths(day, -count * (unit === "year" ? 12 : 1));
}

/** What “N units ago” means: a day, the days around it, or the month. */
export function ago(end: number, reference: IsoDay, [count, unit]: readonly [number, Unit]): Draft | null {
  const day = shift(reference, count, unit);
  if (unit === "day") return oneDay(end, day);
  if (unit === "week") return settled(end, "span", { from: addDays(day, -3), to: addDays(day, 3) }, false);
  const { year, month } = partsOf(day);
  const range = unit === "month" ? monthsRange(year, month, month) : monthsRange(year, 1, 12);
  return range ? settled(end, unit, range, false) : null;
}

/** “几个月前”: two to eleven of them. */
export function someAgo(end: number, reference: IsoDay, unit: Unit): Draft {
  const range = { from: shift(reference, unit === "week" ? 5 : 11, unit), to: shift(reference, 2, unit) };
  return settled(end, "vague", range, false);
}

const agoRule: Rule<Draft> = {
  starts: COUNT_STARTS,
  pattern: sticky(`(${COUNT})${W}(${UNIT})(?:多)?(?:之|以)?前(?![后三两\\d])`),
  read(match, reading) {
    const { reference } = reading;
    const [, count, words] = match;
    if (!reference || after(reading, match.index, NOT_BEFORE_COUNT)) return null;
    const end = endOf(match);
    const unit = unitOf(words!);
    // “20日前” is as likely a deadline; years are read with what follows them.
    if ((words === "日" && /\d/.test(count!)) || (unit === "year" && count !== "半" && count !== "几"))
      return null;
    if (count === "几" || count === "数") return someAgo(end, reference, unit);
    if (count === "半") return halfAgo(end, reference, unit);
    if (words!.includes("半")) return null;
    const number = numberOf(count!);
    return number > 0 ? ago(end, reference, [number, unit]) : null;
  },
};

/** “半年前” is five to seven months ago, “半个月前” ten to twenty days. */
function halfAgo(end: number, reference: IsoDay, unit: Unit): Draft | null {
  const { year, month } = partsOf(reference);
  const days = { from: addDays(reference, -20), to: addDays(reference, -10) };
  const range =
    unit === "year" ? monthsRange(year, month - 7, month - 5) : unit === "month" ? days : undefined;
  return range ? settled(end, "vague", range, false) : null;
}

/** [words, days back from, days back to] */
const RECENT: readonly (readonly [string, number, number])[] = [
  ["近几年|近些年|近年来?|这几年|最近几年|这些年", 5 * 365, 0],
  ["前段时间|前一段时间|前一阵子?|前阵子", 60, 7],
  ["这段时间|近段时间|最近一段时间|近一段时间", 30, 0],
  ["这几天|这两天|近几天|近两天|最近几天|连日来?", 7, 0],
  ["前几天|前些天|前两天", 10, 1],
  ["不久前|前不久|前些日子|近日来?|日前|近期|近来|最近|新近", 30, 0],
];

const recent: Rule<Draft> = {
  starts: "近这最前连不日新",
  pattern: sticky(`(?:${RECENT.map(([words]) => `(${words})`).join("|")})(?![点本均视邻处距])`),
  read(match, reading) {
    const { reference } = reading;
    if (!reference) return null;
    // “20日前”, “截止日前”, “附近期待”, “离我最近的”
    if (
      after(
        reading,
        match.index,
        /[\d零一二三四五六七八九十今昨明当次每某节生假目限期止附最接邻临远将相亲]$|[离距][^,。]{0,4}$/,
      )
    )
      return null;
    const [, from, to] = RECENT[match.slice(1).findIndex((words) => words !== undefined)]!;
    const range = { from: addDays(reference, -from), to: addDays(reference, -to) };
    return settled(endOf(match), "vague", range, false);
  },
};

/** “最近三个月”, “过去一年”, “近一周”, “未来三天” */
const window: Rule<Draft> = {
  starts: "最过近未接今",
  pattern: sticky(
    `(?:(最近|过去|近)|未来|接下来|今后)(?:的|这)?${W}(${COUNT})${W}(${UNIT})(?![轻龄级代多]|以上|时间|的?历史|之久)([来内里间中])?`,
  ),
  read(match, reading) {
    const { reference } = reading;
    const [, past, count, words, inside] = match;
    if (!reference || /[数半]/.test(count! + words!)) return null;
    if (past === "近" && inside === undefined && !after(reading, match.index, CLAUSE_START)) return null;
    if (past === "近" && after(reading, match.index, /[附最时了有过达经用隔已长]$/)) return null;
    const unit = unitOf(words!);
    // “未来三年” is a plan, no date.
    if (past === undefined && (unit === "year" || unit === "month")) return null;
    const number = count === "几" ? (unit === "year" ? 5 : 7) : numberOf(count!);
    if (!(number > 0 && number <= 100)) return null;
    const other = shift(reference, past ? number : -number, unit);
    const range = past ? { from: other, to: reference } : { from: reference, to: other };
    return settled(endOf(match), "vague", range, false);
  },
};

/** “前三年”, as people say for the three years before this one; of a thing (“合作前三年”) its first ones. */
const yearsBefore: Rule<Draft> = {
  starts: "前",
  pattern: sticky("前([两二三四五2-5])年(?![级龄前间来内里])"),
  read(match, reading) {
    if (!reading.reference || after(reading, match.index, /[\u4e00-\u9fff\d]$/)) return null;
    const { year } = partsOf(reading.reference);
    const years = numberOf(match[1]!);
    const range = monthsRange(year - years, 1, 12 * years);
    return range ? settled(endOf(match), "span", range, false) : null;
  },
};

const fromToday: Rule<Draft> = {
  starts: "即",
  pattern: sticky("即日(?=起|至|到|开始)"),
  read: (match, { reference }) => reference && oneDay(endOf(match), reference),
};

export const RECENT_RULES: readonly Rule<Draft>[] = [window, recent, agoRule, yearsBefore, fromToday];
