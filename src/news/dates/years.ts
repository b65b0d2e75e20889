/**
 * Years, and what stands behind them: “2024年”, “二零二五年三月”, “去年底”,
 * “两年前的四月”, “20世纪90年代”, “2024—2025学年”.
 */
import type { IsoDay } from "../../clock.js";
import { dayRange, monthsRange, partsOf, yearRange } from "./calendar.js";
import {
  ARABIC_DIGITS,
  after,
  CHINESE_DIGITS,
  CLAUSE_START,
  type Draft,
  endOf,
  inYear,
  NOT_BEFORE_COUNT,
  numberOf,
  type Part,
  type Reading,
  type Rule,
  readFirst,
  sticky,
  W,
  YEAR,
} from "./draft.js";
import { AFTER_YEAR_RULES, PART_RULES } from "./parts.js";

interface YearWord {
  readonly end: number;
  readonly year: number;
  readonly certain: boolean;
  readonly yearGiven: boolean;
}

/** The year with what follows it: “去年” + “4月20日”, “两年前” + “的四月”. */
function compose(word: YearWord, reading: Reading): Draft {
  const { year, yearGiven } = word;
  const part = readInside(word, reading);
  if (part) return inYear(part, year, yearGiven);
  return { end: word.end, precision: "year", certain: word.certain, within: yearRange, year, yearGiven };
}

const LINK = sticky(`${W}的?${W}`);

function readInside(word: YearWord, reading: Reading): Part | null {
  LINK.lastIndex = word.end;
  const at = word.end + (LINK.exec(reading.text)?.[0].length ?? 0);
  return readFirst(AFTER_YEAR_RULES, reading, at) ?? readSameTime(reading, at);
}

const SAME_TIME = sticky("(今天|今日|同一天|同日)|(?:这个时候|这时候|这个月|本月|此时)");

/** “三年前的今天”, “去年的这个时候” */
function readSameTime(reading: Reading, at: number): Part | null {
  SAME_TIME.lastIndex = at;
  const match = SAME_TIME.exec(reading.text);
  if (!match || !reading.reference) return null;
  const { month, day } = partsOf(reading.reference);
  const end = endOf(match);
  if (match[1]) return { end, precision: "day", certain: true, within: (year) => dayRange(year, month, day) };
  return { end, precision: "month", certain: true, within: (year) => monthsRange(year, month, month) };
}

// Before 1800 and after 2100 a number of years is as likely as a year: “1500年历史”, “2200年前”.
const DURATION = /^(?:多?年?[前来间后]|[以之]|的?历史|左右|文明|多|古)/;

const written: Rule<Draft> = {
  starts: "12一二",
  pattern: sticky(`(${YEAR})${W}(?:年(?:度(?!假))?(?:财年|学年|赛季)?|财年|学年|赛季)`),
  read(match, reading) {
    if (after(reading, match.index, /[\d.第零一二三四五六七八九十]$/)) return null;
    const year = numberOf(match[1]!);
    const end = endOf(match);
    if ((year < 1800 || year > 2100) && DURATION.test(reading.text.slice(end, end + 4))) return null;
    const certain = !/[财学赛]/.test(match[0]);
    return compose({ end, year, certain, yearGiven: true }, reading);
  },
};

/** “2024春节”, “2025上半年”, “2023一季度”: figures without 年 before a word that needs a year. */
const unmarked: Rule<Draft> = {
  starts: "12",
  pattern: sticky(`(${YEAR})(?=[^\\d\\s年月日.,/-])`),
  read(match, reading) {
    if (after(reading, match.index, /[\da-z.\-/]$/)) return null;
    const part = readFirst(PART_RULES, reading, endOf(match));
    return part && inYear(part, numberOf(match[1]!), true);
  },
};

/** “24年3月”, “98年”: the century is a guess, and alone it may be a number of years. */
const twoDigits: Rule<Draft> = {
  starts: `'${ARABIC_DIGITS}`,
  pattern: sticky(`'?(\\d{2})${W}年(?!代|级|期|龄|轻|资|薪)度?`),
  read(match, reading) {
    if (after(reading, match.index, /[\d.,/-]$|[近约共达第超前满逾有过这每]$/)) return null;
    const end = endOf(match);
    const word = {
      end,
      year: fullYear(Number(match[1]), reading.reference),
      certain: false,
      yearGiven: true,
    };
    const part = readInside(word, reading);
    if (part) return { ...part, certain: false, year: word.year, yearGiven: true };
    return isYear(match, reading, word.year) ? compose(word, reading) : null;
  },
};

const YEARS_LONG = /^(?:[来后前里中间多内以之历如磨坚风]|时[间光]|光阴|的[历坚努发时经])/;

/** Tells “24年，我们” from “24年坚守”: two digits alone are a year near the reference, or one led by 0. */
function isYear(match: RegExpExecArray, reading: Reading, year: number): boolean {
  if (YEARS_LONG.test(reading.text.slice(endOf(match), endOf(match) + 2))) return false;
  if (match[1]!.startsWith("0")) return true;
  const near = reading.reference !== null && Math.abs(partsOf(reading.reference).year - year) <= 9;
  if (!near && year > 1999) return false;
  return after(reading, match.index, CLAUSE_START) || after(reading, match.index, /[在于自从至到比]$/);
}

/** Up to ten years ahead of the reference, otherwise the century before. */
function fullYear(short: number, reference: IsoDay | null): number {
  const pivot = reference ? (partsOf(reference).year + 10) % 100 : 49;
  return short <= pivot ? 2000 + short : 1900 + short;
}

const WORDS: Readonly<Record<string, number>> = {
  大前年: -3,
  前年: -2,
  去年: -1,
  上年: -1,
  上一年: -1,
  今年: 0,
  本年: 0,
  明年: 1,
  来年: 1,
  下一年: 1,
  后年: 2,
};

const word: Rule<Draft> = {
  starts: "大前去上今本明来下后",
  pattern: sticky("(大?前年|去年|上一?年|今年|本年|明年|来年|下一年|后年)(?![龄级轻纪])度?"),
  read(match, reading) {
    // “提前年”, “证明年”, “90后年轻人”, “以上年龄”, “目前年”; “至此今年” is in order.
    const other = !/^[今本]/.test(match[0]) && after(reading, match.index, /[\d提目以之此证说表声先过失]$/);
    if (!reading.reference || other) return null;
    const year = partsOf(reading.reference).year + WORDS[match[1]!]!;
    return compose({ end: endOf(match), year, certain: true, yearGiven: false }, reading);
  },
};

/** “同年”, “次年”, “当年”: of the year mentioned before. */
const sameYear: Rule<Draft> = {
  starts: "同当次翌",
  pattern: sticky("(?:同年|当年|次年|翌年)(?![龄级轻人度])"),
  read(match, reading) {
    const { known } = reading;
    if (!known) return null;
    const next = /^[次翌]/.test(match[0]) ? 1 : 0;
    const year = partsOf(known.range.to).year + next;
    // 当年 is also said of the old days.
    const certain = !match[0].startsWith("当");
    return compose({ end: endOf(match), year, certain, yearGiven: false }, reading);
  },
};

const yearsAgo: Rule<Draft> = {
  starts: ARABIC_DIGITS + CHINESE_DIGITS,
  pattern: sticky(
    `(\\d{1,2}|[${CHINESE_DIGITS}]{1,3})${W}年(?:之|以)?前(?!后|[三两二]个?季|(?:\\d{1,2}|[一二三四五六七八九十]+)个)`,
  ),
  read(match, reading) {
    if (!reading.reference || after(reading, match.index, NOT_BEFORE_COUNT)) return null;
    const years = numberOf(match[1]!);
    if (!(years > 0)) return null;
    const year = partsOf(reading.reference).year - years;
    // Spoken of any day of that year; with a month behind it the year is meant exactly.
    return compose({ end: endOf(match), year, certain: false, yearGiven: false }, reading);
  },
};

/** “20世纪90年代”, “上世纪80年代初”, “九十年代” */
const decade: Rule<Draft> = {
  starts: `上本${ARABIC_DIGITS}${CHINESE_DIGITS}`,
  pattern: sticky(
    `(?:(上|本|\\d{2}|二十一?)个?世纪)?${W}(?:(1[89]|20)?([1-9]0)|([二三四五六七八九]十))${W}年代(初|末|中后?期?|后期)?`,
  ),
  read(match, reading) {
    if (after(reading, match.index, /[\d第]$/)) return null;
    const decades = numberOf(match[3] ?? match[4]!);
    const [century, hundreds] = [match[1], match[2]];
    if (!century && !hundreds && (!reading.reference || decades < 30)) return null;
    const base = hundreds ? Number(hundreds) * 100 : centuryOf(century);
    const first = base + decades + (/后|末/.test(match[5] ?? "") ? 5 : 0);
    const years = match[5] ? 5 : 10;
    const certain = century !== undefined || hundreds !== undefined;
    const within = (year: number) => monthsRange(year, 1, years * 12);
    return { end: endOf(match), precision: "span", certain, year: first, yearGiven: certain, within };
  },
};

function centuryOf(century: string | undefined): number {
  if (century === undefined || century === "上") return 1900;
  return century === "本" ? 2000 : (numberOf(century) - 1) * 100;
}

export const YEAR_RULES: readonly Rule<Draft>[] = [
  decade,
  written,
  yearsAgo,
  unmarked,
  twoDigits,
  word,
  sameYear,
];
