/**
 * What the readers of dates share: a date as far as its words tell it.
 *
 * “4月20日” is a day in whatever year; the year comes from the reference, from
 * the other end of a span or from the sentence, and only then is it a range.
 */
import type { IsoDay } from "../../clock.js";
import { readNumeral } from "../numerals.js";
import type { Span } from "../text.js";
import { type DayRange, partsOf } from "./calendar.js";

export type Precision = "day" | "month" | "quarter" | "season" | "year" | "span" | "vague";

/** What lies inside a year: “3月”, “上半年”, “端午”. */
export interface Part {
  readonly end: number;
  readonly precision: Precision;
  readonly certain: boolean;
  readonly within: (year: number) => DayRange | undefined;
}

export interface Draft extends Part {
  /** null: not told, to be settled. */
  readonly year: number | null;
  /** Whether the year is written there, in figures. */
  readonly yearGiven: boolean;
}

export interface DateMention extends Span {
  readonly range: DayRange;
  /** `vague` is “近日” and its like: the range is a convention. */
  readonly precision: Precision;
  /** False where another reading is nearly as likely: a guessed year, “三年前”, a bare weekday. */
  readonly certain: boolean;
  /** The year is written there in figures. */
  readonly yearGiven: boolean;
}

/** The last mention before that was not vague. */
export type Known = Omit<DateMention, "start">;

export interface Reading {
  /** Folded. */
  readonly text: string;
  readonly start: number;
  readonly reference: IsoDay | null;
  readonly known: Known | null;
}

export interface Rule<T> {
  /** Every character a match can begin with. */
  readonly starts: string;
  /** Sticky. */
  readonly pattern: RegExp;
  read(match: RegExpExecArray, reading: Reading): T | null;
}

export const ARABIC_DIGITS = "0123456789";
export const CHINESE_DIGITS = "零一二三四五六七八九十两廿卅";

/**
 * White space inside a date: “4 月 20 日”, also over one line end. One space is read in one way only: with two,
 * the ways to read a row of days double with each day.
 */
export const W = "(?:[ \\t]?\\n[ \\t]?|[ \\t]{0,2})";
export const MONTH = "(?:1[0-2]|0?[1-9](?!\\d)|十[一二]?|[一二三四五六七八九])";
/** “二十” before “二”, “十五” before “十”: the longest first. */
export const DAY =
  "(?:3[01]|[12]\\d|0?[1-9](?!\\d)|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?|初?[一二三四五六七八九]|初十)";
/** 1000 to 2199, in figures or digit by digit in Chinese. */
export const YEAR = "(?:1\\d{3}|2[01]\\d{2}|[一二][零一二三四五六七八九]{3})";
export const TO = "[ ]?(?:-{1,2}|~{1,2}|至|到)[ ]?";

/** @param source of a pattern that matches only where it is tried */
export function sticky(source: string): RegExp {
  return new RegExp(source, "y");
}

/** @returns the first thing the rules read at `at` */
export function readFirst<T>(rules: readonly Rule<T>[], reading: Reading, at: number): T | null {
  const char = reading.text[at] ?? "\n";
  for (const rule of rules) {
    const read = rule.starts.includes(char) ? readWith(rule, reading, at) : null;
    if (read) return read;
  }
  return null;
}

/** What one rule reads at `at`, whatever character stands there. */
export function readWith<T>(rule: Rule<T>, reading: Reading, at: number): T | null {
  rule.pattern.lastIndex = at;
  const match = rule.pattern.exec(reading.text);
  return match && rule.read(match, reading);
}

export function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}

/** @param numeral one that a pattern has let through, e.g. “十二”, “初五” or “07” */
export function numberOf(numeral: string): number {
  return readNumeral(numeral.replace("初", "")) ?? Number.NaN;
}

/** The part of a year written out, as it is made a hundred thousand times: a spread takes a microsecond. */
export function inYear(part: Part, year: number | null, yearGiven: boolean): Draft {
  const { end, precision, certain, within } = part;
  return { end, precision, certain, within, year, yearGiven };
}

/** A draft whose days are known: 昨天, 上周. */
export function settled(end: number, precision: Precision, range: DayRange, certain = true): Draft {
  return { end, precision, certain, year: partsOf(range.from).year, yearGiven: false, within: () => range };
}

export function oneDay(end: number, day: IsoDay, certain = true): Draft {
  return settled(end, "day", { from: day, to: day }, certain);
}

/** Whether what comes before `at` ends in `pattern` (which should end in `$`); looks back 6 characters. */
export function after(reading: Reading, at: number, pattern: RegExp): boolean {
  return pattern.test(reading.text.slice(Math.max(0, at - 6), at));
}

/** Before the number of “三天前”: a longer number (“二十三天前”), “两到三天前”, “每三天前”, “第三年前”. */
export const NOT_BEFORE_COUNT =
  /[\d.第百千万几数多近连续前每月年零一二三四五六七八九十-]$|[\d零一二两三四五六七八九十][至到]$/;

/** Words that announce what follows: “将于”, “预计”. */
export const COMING = /(?:将[于在]?|拟[于在]?|(?:预计|计划|定|有望)将?[于在到]?)$/;

/** Nothing, a line's start or a mark stands before: a clause begins here. */
export const CLAUSE_START = /(?:^|[\s,。;:!?、"'()<>《》【】[\]·])$/;
