/**
 * Two dates that are one span (“10月19日至22日”, “即日起至6月30日”), and what
 * belongs to a date behind it (“(星期日)”, “以来”).
 *
 * Each end takes over from the other what it does not say itself.
 */
import { addDays, type IsoDay, isoDay } from "../../clock.js";
import { type DayRange, partsOf, weekdayOf } from "./calendar.js";
import {
  DAY,
  type DateMention,
  type Draft,
  endOf,
  numberOf,
  oneDay,
  type Reading,
  sticky,
  W,
} from "./draft.js";
import { readDraft } from "./rules.js";
import { settle } from "./settle.js";
import { weekdayNumber } from "./weeks.js";

const TIME = `(?:${W}(?:上午|下午|中午|早上|晚上|早|晚|凌晨|夜间)?(?:\\d{1,2}(?::\\d{2}|[时点](?:\\d{1,2}分|半)?))?)`;
const CONNECTED = sticky(
  `${TIME}(?:起|开始)?${W}(?:至|到|-{1,2}|~{1,2}|持续[至到]|直至|延续至)${W}|,? (?:to|until|till|through|and) (?=[a-z0-9])`,
);
const SINCE = sticky("(?:以来|(?:起|持续)?至今(?![年天日春夏秋冬晨早晚])|迄今)");
const WEEKDAY_BEHIND = sticky(
  `[ ]?\\((?:星期|周|礼拜)[一二三四五六日天](?:上午|下午|晚上?)?\\)|[ ,]?(?:星期|礼拜|周)[一二三四五六日天](?![至到\\-~])`,
);
const THAT_DAY_BEHIND = sticky("的?(?:当[天日晚]|[这那]一?天)(?!气)");

/** @returns null if nothing that ends a span follows `left` */
export function readSpan(left: Draft, reading: Reading): DateMention | null {
  const behind = left.end + lengthAt(WEEKDAY_BEHIND, reading.text, left.end);
  const connected = lengthAt(CONNECTED, reading.text, behind);
  if (connected === 0) return null;
  const first = settle(left, reading);
  const known = first ?? reading.known;
  const right = readRight({ ...reading, start: behind + connected, known }, first?.range ?? null);
  if (!right || right.precision === "vague") return null;
  const from = left.year === null && right.year !== null ? latestBefore(left, right) : first?.range.from;
  const to = from && firstAfter(right, from);
  if (!from || !to) return null;
  const certain = left.certain && right.certain && (first?.certain ?? true);
  const yearGiven = left.yearGiven || right.yearGiven;
  return { start: reading.start, end: right.end, range: { from, to }, precision: "span", certain, yearGiven };
}

/** Takes in what belongs to the date: “(星期日)”, “那天”, “以来”. */
export function extend(mention: DateMention, { text, reference }: Reading): DateMention {
  const { range, precision } = mention;
  if (precision === "vague") return mention;
  const since = lengthAt(SINCE, text, mention.end);
  if (since > 0 && reference && range.from <= reference) {
    return {
      ...mention,
      end: mention.end + since,
      range: { from: range.from, to: reference },
      precision: "span",
    };
  }
  if (precision !== "day" && precision !== "span") return mention;
  const end = mention.end + lengthAt(WEEKDAY_BEHIND, text, mention.end);
  return { ...mention, end: end + lengthAt(THAT_DAY_BEHIND, text, end) };
}

const END_DAY = sticky(`(${DAY})${W}[日号]`);
const END_WEEKDAY = sticky("(?:周|星期|礼拜)([一二三四五六日天])(?![月年])");

function readRight(reading: Reading, left: DayRange | null): Draft | null {
  const day = left && execAt(END_DAY, reading);
  if (day) return endDay(day, left.to);
  const weekday = left && left.from === left.to && execAt(END_WEEKDAY, reading);
  if (!weekday) return readDraft(reading);
  const ahead = (weekdayNumber(weekday[1]!) - weekdayOf(left.from) + 7) % 7;
  return oneDay(endOf(weekday), addDays(left.from, ahead));
}

/** The “22日” of “19日至22日”: in the left end's month or the next. */
function endDay(match: RegExpExecArray, left: IsoDay): Draft | null {
  const { year, month } = partsOf(left);
  const number = numberOf(match[1]!);
  const next = isoDay(month === 12 ? year + 1 : year, (month % 12) + 1, number);
  const to = [isoDay(year, month, number), next].find((day) => day !== undefined && day >= left);
  return to === undefined ? null : oneDay(endOf(match), to);
}

/** “11月25日至2025年1月3日”: the left end is the last such day before the right one. */
function latestBefore(left: Draft, right: Draft): IsoDay | undefined {
  const year = right.year!;
  const to = right.within(year)?.to;
  return to && [year, year - 1].map((at) => left.within(at)?.from).find((from) => from && from <= to);
}

/** The right end's last day; without a year of its own in the left end's year or the next. */
function firstAfter(right: Draft, from: IsoDay): IsoDay | undefined {
  const { year } = partsOf(from);
  const years = right.year === null ? [year, year + 1] : [right.year];
  return years.map((at) => right.within(at)?.to).find((to) => to !== undefined && to >= from);
}

function execAt(pattern: RegExp, { text, start }: Reading): RegExpExecArray | null {
  pattern.lastIndex = start;
  return pattern.exec(text);
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
