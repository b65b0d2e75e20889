/**
 * A sentence that may put something on days: its text in matching form and the
 * dates in it that can be such days.
 *
 * A wrong day is worse than none, so a date that was guessed, the date of the
 * report itself, and one that says no more than the year are left out.
 */
import { daysBetween, type IsoDay, isoDay } from "../../clock.js";
import { partsOf } from "../dates/calendar.js";
import type { DateMention } from "../dates.js";
import { EVENT_NOUN, REPORTING } from "./words.js";

export interface DatedSentence {
  /** Folded. */
  readonly text: string;
  /** Offsets are those of `text`; in order. At least one. */
  readonly dates: readonly EventDate[];
  readonly publishedOn: IsoDay | null;
}

export interface EventDate extends DateMention {
  /** The days are told one by one; “八月底” only says between which days. */
  readonly exact: boolean;
}

const NAMES_DAYS = /[日号天]|周[一二三四五六日末]|星期|礼拜|节|午|秋|五一|元旦|春节|假|\d[-/.]\d/;
/** “3月20日，记者从区里获悉”: within so many characters. */
const REPORTED_WITHIN = 14;
const REPORTED = new RegExp(`${REPORTING}|正文`);

/** @param dates of the sentence, offsets within it */
export function eventDates(text: string, dates: readonly DateMention[]): EventDate[] {
  const kept = dates.flatMap((date) => {
    const { precision, start, end } = date;
    if (precision === "vague" || precision === "year" || precision === "quarter") return [];
    const printed = text.slice(start, end);
    const exact = precision === "day" || (precision !== "month" && NAMES_DAYS.test(printed));
    // A guessed day may still be the coming one of a deadline; a guessed season is nothing.
    // So may the days between two that are written out.
    const written = precision === "span" && WRITTEN_DAY.test(printed);
    if (!date.certain && precision !== "day" && !written) return [];
    // “自6月以来” ends with the day of publication, which is no end.
    if (/(?:以来|至今|迄今)$/.test(printed)) return [];
    if (isDateline(text, date) || inTitle(text, date)) return [];
    return [{ ...date, exact }];
  });
  return withoutNames(text, kept);
}

const WRITTEN_DAY = /[\d一二三四五六七八九十][日号]|\d[-/.]\d/;
const NOT_A_FESTIVAL = /\d|[今昨明后前当同次]|[日号天周]|星期|期间|假|初/;
const IN_A_NAME = new RegExp(`^[^,;:"()将在于由从起至到举开办召是的]{0,12}?(?:${EVENT_NOUN})`);

/** “重阳节来临之际”: about then. */
const NEARS = /^节?[^,;]{0,2}(?:来临|到来|临近|将至|之际|前夕)/;
/** “端午”, “中秋”: what follows it may be taken into the date (“元宵灯会”). */
const SHORTEST_FESTIVAL = 2;

/** “6月8日至10日，端午市集”, “10月6日中秋夜”: beside a day that is written a festival names a thing, or the same day again. */
function withoutNames(text: string, dates: readonly EventDate[]): EventDate[] {
  const written = dates.filter(({ exact, start, end }) => exact && WRITTEN_DAY.test(text.slice(start, end)));
  return dates.filter((date) => {
    if (written.length === 0 || written.includes(date)) return true;
    const printed = text.slice(date.start, date.end);
    if (NOT_A_FESTIVAL.test(printed)) return true;
    const repeats = written.some(({ end }) => /^[是(]?$/.test(text.slice(end, date.start)));
    const nears = NEARS.test(text.slice(date.end));
    return (
      !repeats && !nears && !IN_A_NAME.test(text.slice(date.start + SHORTEST_FESTIVAL).replace(/^节/, ""))
    );
  });
}

function isDateline(text: string, { start, end }: DateMention): boolean {
  const behind = text.slice(end, end + REPORTED_WITHIN);
  // A printed time of day after figures is that of the page: “2025-03-31 10:20”.
  if (/\d[-/.]\d/.test(text.slice(start, end)) && /^[\sT]*\d{1,2}:\d{2}/.test(behind)) return true;
  const clause = /^[^,]*,?[^,]*/.exec(behind)![0];
  return REPORTED.test(clause);
}

/** So far ahead a day without its year is still meant of the coming one. */
const AHEAD_DAYS = 300;

/** The last day of what lies ahead by its words (“报名截止9月30日”): of a guessed year the coming one. */
export function comingDay(
  { range, certain, yearGiven }: EventDate,
  publishedOn: IsoDay | null,
): IsoDay | null {
  if (certain || yearGiven) return range.to;
  if (publishedOn === null) return null;
  const { year, month, day } = partsOf(range.to);
  const coming = range.to >= publishedOn ? range.to : isoDay(year + 1, month, day);
  return coming !== undefined && daysBetween(publishedOn, coming) <= AHEAD_DAYS ? coming : null;
}

/** “新歌《明天见》”, “开展"八一"慰问” */
function inTitle(text: string, { start, end }: DateMention): boolean {
  if (text[start - 1] === '"' && text[end] === '"') return true;
  return text.lastIndexOf("《", start) > text.lastIndexOf("》", start) && text.indexOf("》", end) >= 0;
}
