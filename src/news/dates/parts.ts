/**
 * Dates as they stand inside a year: “4月20日”, “3月中旬”, “一季度”, “下半年”.
 *
 * The same words follow a year (“2024年一季度”, “去年的4月”) or stand alone;
 * what needs a year before it to be a date at all is kept apart.
 */
import { dayRange, daysRange, monthsRange } from "./calendar.js";
import {
  ARABIC_DIGITS,
  after,
  CHINESE_DIGITS,
  DAY,
  endOf,
  MONTH,
  numberOf,
  type Part,
  type Precision,
  type Rule,
  sticky,
  TO,
  W,
} from "./draft.js";
import { FESTIVAL_RULES } from "./festivals.js";

const NUMBERS = ARABIC_DIGITS + CHINESE_DIGITS;

/** Days of a month's part. 初, 底 and the like are conventions: ten days each. */
const TENTHS: Readonly<Record<string, readonly [number, number]>> = {
  初: [1, 10],
  上旬: [1, 10],
  中旬: [11, 20],
  中下旬: [11, 31],
  上中旬: [1, 20],
  下旬: [21, 31],
  底: [21, 31],
  末: [21, 31],
};
export const MONTH_PART = "(上中旬|中下旬|上旬|中旬|下旬|底|末|初(?![一二三四五六七八九十级中创步]))";

export function daysOfPart(part: string): readonly [number, number] {
  return TENTHS[part] ?? [1, 31];
}

// “每年3月” and “第3月” are no dates; neither is “近3月”, nor the 3 of “1.3月”.
const NOT_BEFORE_MONTH = /(?:每年的?|每年[\d一二三四五六七八九十]{1,2}月[至到-]|每逢|[\d.第满近])$/;
const NOT_AFTER_MONTH = "(?![龄均薪供嫂饼刊光]|内(?![地外蒙部容需生])|天(?=[乐唱演的歌]))";

function part(end: number, precision: Precision, within: Part["within"], certain = true): Part {
  return { end, precision, within, certain };
}

/** “4月20日”, “4 月 20 号”, “4月19-22日”, “4月5、6日”, “三月卅一” */
const monthDay: Rule<Part> = {
  starts: NUMBERS,
  // Of a repeated group JavaScript keeps the last: “5、6、7日” gives 5 and 7.
  pattern: sticky(
    `(${MONTH})${W}月(?:份的?)?${W}(${DAY})(?:${W}(?:[-~]{1,2}|[至到、和])${W}(${DAY}))*${W}[日号]`,
  ),
  read(match, reading) {
    if (after(reading, match.index, NOT_BEFORE_MONTH)) return null;
    const [month, first] = [numberOf(match[1]!), numberOf(match[2]!)];
    const last = match[3] === undefined ? first : numberOf(match[3]);
    if (last < first) return null;
    if (!dayRange(2024, month, first) || !dayRange(2024, month, last)) return null;
    const precision = last === first ? "day" : "span";
    return part(endOf(match), precision, (year) =>
      dayRange(year, month, last) ? daysRange(year, month, [first, last]) : undefined,
    );
  },
};

/** Without 日 only numerals of two characters and more count, and only where they count nothing. */
const bareMonthDay: Rule<Part> = {
  starts: CHINESE_DIGITS,
  pattern: sticky(
    `(${MONTH})月(廿[一二三四五六七八九]?|卅一?|[二三]?十[一二三四五六七八九]|[二三]十)(?![一二三四五六七八九十百千万个家人名位项届条次场所年月余多几点分章中小校])`,
  ),
  read(match, reading) {
    if (after(reading, match.index, NOT_BEFORE_MONTH)) return null;
    const [month, day] = [numberOf(match[1]!), numberOf(match[2]!)];
    // “八月十五” without 日 is the lunar way to write; the readers of festivals know the famous ones.
    return dayRange(2024, month, day)
      ? part(endOf(match), "day", (year) => dayRange(year, month, day), false)
      : null;
  },
};

/** “1至7月”, “3-5月份” */
const monthRange: Rule<Part> = {
  starts: NUMBERS,
  pattern: sticky(
    `(${MONTH})(?:${W}月)?${TO}(${MONTH})${W}月(?:份)?(?!${W}\\d{1,2}${W}[日号]|底|初|末|[上中下]旬)${NOT_AFTER_MONTH}`,
  ),
  read(match, reading) {
    if (after(reading, match.index, /(?:每年的?|[\d.第满近月/-])$/)) return null;
    const [first, last] = [numberOf(match[1]!), numberOf(match[2]!)];
    return first < last ? part(endOf(match), "span", (year) => monthsRange(year, first, last)) : null;
  },
};

/** “4月”, “四月份”, “4月底”, “四月中旬” */
const month: Rule<Part> = {
  starts: NUMBERS,
  pattern: sticky(`(${MONTH})${W}月(?:(?:份的?|月)?${W}${MONTH_PART}|份|${NOT_AFTER_MONTH})`),
  read(match, reading) {
    if (after(reading, match.index, NOT_BEFORE_MONTH)) return null;
    const number = numberOf(match[1]!);
    if (match[2] !== undefined) {
      const days = daysOfPart(match[2]);
      return part(endOf(match), "span", (year) => daysRange(year, number, days));
    }
    // “一月一次”, “二月河”, “三月三”, “十月怀胎”
    if (
      /[一二三四五六七八九十]/.test(match[1]!) &&
      /^(?:[一两]次|河[的,。]|三|怀胎|流火|革命|兰)/.test(reading.text.slice(endOf(match), endOf(match) + 3))
    )
      return null;
    return part(endOf(match), "month", (year) => monthsRange(year, number, number));
  },
};

const QUARTERS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 首: 1 };

/** “一季度”, “第三季度末”, “前三季度”, “二、三季度” */
const quarter: Rule<Part> = {
  starts: "第一二三四首前1234",
  pattern: sticky(
    `(前)?第?([一二三四首两1234])(?:[、至-]([二三四234]))?(?:(?<=第.)个)?季度(?:${W}([初末底]))?`,
  ),
  read(match, reading) {
    if (after(reading, match.index, /[\d.连续每]$/)) return null;
    const first = QUARTERS[match[2]!] ?? numberOf(match[2]!);
    const end = endOf(match);
    if (match[1]) return part(end, "span", (year) => monthsRange(year, 1, first * 3));
    if (match[3]) {
      const last = numberOf(match[3]);
      return part(end, "span", (year) => monthsRange(year, first * 3 - 2, last * 3));
    }
    if (match[4]) {
      const at = match[4] === "初" ? first * 3 - 2 : first * 3;
      return part(end, "span", (year) => daysRange(year, at, daysOfPart(match[4]!)));
    }
    return part(end, "quarter", (year) => monthsRange(year, first * 3 - 2, first * 3));
  },
};

/** [words, first month, last month, precision] */
const YEAR_PARTS: readonly (readonly [string, number, number, Precision])[] = [
  ["上半年", 1, 6, "span"],
  ["下半年", 7, 12, "span"],
  ["年初|岁初|开年", 1, 3, "span"],
  ["年中(?![国华央外文学医小])", 6, 7, "span"],
  ["年底|年末|年尾|岁末|岁尾|年终(?!奖|岁尾)", 11, 12, "span"],
  ["暑假|暑期", 7, 8, "season"],
];
const yearPart: Rule<Part> = {
  starts: "上下年岁开暑",
  pattern: sticky(YEAR_PARTS.map(([words]) => `(${words})`).join("|")),
  read(match, reading) {
    if (after(reading, match.index, /(?:[每\d一二三四五六七八九十两百近几整多半]|全年|[往历逢周少财召])$/))
      return null;
    const [, first, last, precision] = YEAR_PARTS[match.slice(1).findIndex((words) => words !== undefined)]!;
    const certain = precision !== "season";
    return part(endOf(match), precision, (year) => monthsRange(year, first, last), certain);
  },
};

/** The first month of each. */
export const SEASONS: Readonly<Record<string, number>> = { 春: 3, 夏: 6, 秋: 9, 冬: 12 };

/** Only after a year, or with 这个 before it: alone these words are no dates. */
const season: Rule<Part> = {
  starts: "初早仲盛深晚暮金寒春夏秋冬",
  pattern: sticky(`[初早仲盛深晚暮金寒]?([春夏秋冬])(?:[天季日](?!报)|(?=[,。、;:!?"的至到,)]|$|新学期|交))`),
  read(match) {
    const first = SEASONS[match[1]!]!;
    // A winter reaches into the next year, so “2024年冬季” has another reading.
    return part(endOf(match), "season", (year) => monthsRange(year, first, first + 2), first !== 12);
  },
};

/** Only after a year: “(2024年)初”, “(去年)底” */
const yearEdge: Rule<Part> = {
  starts: "初底末",
  pattern: sticky("(初期?(?![一二三四五六七八九十级中创步审试心春夏秋冬])|底(?!线)|末期?(?![班代节梢]))"),
  read(match) {
    const [first, last] = match[0].startsWith("初") ? [1, 3] : [11, 12];
    return part(endOf(match), "span", (year) => monthsRange(year, first, last));
  },
};

/** Only after a year: “(去年)前11个月”, “(今年)前7月” */
const firstMonths: Rule<Part> = {
  starts: "前头",
  pattern: sticky(`[前头](${MONTH}|两)${W}个?${W}月`),
  read(match) {
    const last = numberOf(match[1]!);
    return part(endOf(match), "span", (year) => monthsRange(year, 1, last));
  },
};

/** Only after a year: “(去年)最后一个月”, “(2024年)最后两个月”, “(今年)第一个月” */
const edgeMonths: Rule<Part> = {
  starts: "最末第",
  pattern: sticky("(最后的?|末)([一两二三四五六1-6])个月|第[一1]个月"),
  read(match) {
    const end = endOf(match);
    if (match[2] === undefined) return part(end, "month", (year) => monthsRange(year, 1, 1));
    const count = numberOf(match[2]);
    return part(end, count === 1 ? "month" : "span", (year) => monthsRange(year, 13 - count, 12));
  },
};

/** What can stand without a year before it. */
export const PART_RULES: readonly Rule<Part>[] = [
  ...FESTIVAL_RULES,
  monthDay,
  monthRange,
  bareMonthDay,
  month,
  quarter,
  yearPart,
];

/** What can follow a year. */
export const AFTER_YEAR_RULES: readonly Rule<Part>[] = [
  ...PART_RULES,
  season,
  yearEdge,
  firstMonths,
  edgeMonths,
];
