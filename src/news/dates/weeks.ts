/**
 * Weeks and weekdays: “上周五”, “这个周末”, “周六”. A week begins on Monday.
 *
 * A weekday alone is the nearest one, unless it is said of every week
 * (“每周一”, “周一至周五”), which is no date.
 */
import { addDays } from "../../clock.js";
import { weekdayOf, weekOf } from "./calendar.js";
import { after, type Draft, endOf, oneDay, type Rule, settled, sticky } from "./draft.js";

const WEEKDAYS = "一二三四五六日";
const WEEK_SHIFTS: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 本: 0, 这: 0, 下: 1, 下下: 2 };

/** 1 is Monday. */
export function weekdayNumber(name: string): number {
  return name === "天" ? 7 : WEEKDAYS.indexOf(name) + 1;
}

const week: Rule<Draft> = {
  starts: "上本这下",
  pattern: sticky(
    "(上上|下下|[上本这下])一?个?(?:周|星期|礼拜)(?:([一二三四五六日]|天(?!气))(?![年个])|(末))?(?![年围期边报刊长转岁密])",
  ),
  read(match, { reference, text, start }) {
    if (!reference || /[以]/.test(text[start - 1] ?? "")) return null;
    const monday = addDays(weekOf(reference).from, 7 * WEEK_SHIFTS[match[1]!]!);
    const end = endOf(match);
    if (match[2]) return oneDay(end, addDays(monday, weekdayNumber(match[2]) - 1));
    const range = { from: match[3] ? addDays(monday, 5) : monday, to: addDays(monday, 6) };
    return settled(end, "span", range);
  },
};

// “每周一”, “周一至周五”, “三周一次”: of every week.
const EVERY_WEEK =
  /(?:[每逢隔一二两三四五六七八九十\d]|个|(?:周|星期|礼拜)[一二三四五六日天][至到\-~、和及与])$/;

const bareWeekday: Rule<Draft> = {
  starts: "周星礼",
  pattern: sticky(
    `(?:周|星期|礼拜)([一二三四五六日天])(?![均报福围鸣边]|大福|次|[至到\\-~、和及与](?:周|星期|礼拜)?[一二三四五六日天](?![月年号个]))`,
  ),
  read(match, reading) {
    if (!reading.reference || after(reading, match.index, EVERY_WEEK)) return null;
    const shift = weekdayNumber(match[1]!) - weekdayOf(reading.reference);
    const nearest = shift > 3 ? shift - 7 : shift < -3 ? shift + 7 : shift;
    return oneDay(endOf(match), addDays(reading.reference, nearest), false);
  },
};

const bareWeekend: Rule<Draft> = {
  starts: "周",
  pattern: sticky("周末"),
  read(match, reading) {
    if (!reading.reference || after(reading, match.index, /[每逢个及和\d、]$/)) return null;
    const saturday = addDays(weekOf(reading.reference).from, 5);
    return settled(endOf(match), "span", { from: saturday, to: addDays(saturday, 1) }, false);
  },
};

export const WEEK_RULES: readonly Rule<Draft>[] = [week, bareWeekday, bareWeekend];
