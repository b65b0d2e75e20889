/**
 * Which of a question's dates limit what may answer. A festival in a thing's
 * name (元宵灯会) says what it is, not when; 今天 in “今天开门吗” only says as of when.
 */
import type { IsoDay } from "../clock.js";
import { type DateMention, type DayRange, findDates } from "../news/dates.js";
import { fold } from "../news/text.js";

const FESTIVAL = "春节|元宵节?|清明节?|端午节?|七夕节?|中秋节?|重阳节?|国庆节?|元旦|五一";
const HELD =
  "灯会|庙会|音乐会|晚会|诗会|游园会|运动会|招聘会|龙舟|赛龙舟|[^的有在是去吗呢]{0,3}(?:赛|展|市集|集市|巡游|花展|婚礼|嘉年华|庆典)";
const NAMED_AFTER = new RegExp(`^(?:${FESTIVAL})(?=${HELD})`);
const FESTIVALS = new RegExp(FESTIVAL, "g");

/** Festivals as things spoken of. */
export function festivalsIn(
  folded: string,
): { readonly start: number; readonly end: number; readonly role: "noun" }[] {
  return [...folded.matchAll(FESTIVALS)].map(({ 0: { length }, index }) => {
    return { start: index, end: index + length, role: "noun" };
  });
}

const YEAR_BEFORE = /^(?:今年|去年|前年|明年|本年|\d{4}年)的?/;

/** Dates of a question, without the festivals that only name a thing; a year before such a name stays. */
export function findAskedDates(text: string, today: IsoDay | null): DateMention[] {
  const folded = fold(text);
  return findDates(text, today).flatMap((mention) => {
    const year = YEAR_BEFORE.exec(folded.slice(mention.start, mention.end))?.[0] ?? "";
    const from = mention.start + year.length;
    if (!NAMED_AFTER.test(folded.slice(from))) return [mention];
    if (year === "") return [];
    const named = mention.range.from.slice(0, 4);
    const range = { from: `${named}-01-01` as IsoDay, to: `${named}-12-31` as IsoDay };
    return [
      { ...mention, end: mention.start + year.replace("的", "").length, range, precision: "year" as const },
    ];
  });
}

const AS_OF = /^(?:今[天日晚早朝夜]|现在|这两天|眼下|当前)/;
const HOW_IT_STANDS = /吗|[没不伐][?？]?$|还|几点|有没有|是不是|是否|能不能|可不可以/;
const ASKS_WHAT_HAPPENED = /什么|哪些|多少|几[个场项家名]|新闻|报道|消息|活动|发生|最近/;

/** A reader who counts a few years back means that year. */
const FEW_YEARS_AGO = /^[一两二三1-3]年前/;

/** The one span of days a text names for certain; two would be two conditions, none is kept then. */
export function readPeriod(
  text: string,
  today: IsoDay,
): { readonly range: DayRange; readonly text: string } | null {
  const named = findAskedDates(text, today).filter(
    (mention) =>
      mention.precision !== "vague" &&
      (mention.certain || mention.yearGiven || FEW_YEARS_AGO.test(text.slice(mention.start))),
  );
  const [only] = named;
  // “明年(2026年)” names one span twice.
  if (!only || named.some(({ range }) => range.from !== only.range.from || range.to !== only.range.to))
    return null;
  const words = text.slice(only.start, only.end);
  const asOf = AS_OF.test(words) && HOW_IT_STANDS.test(text) && !ASKS_WHAT_HAPPENED.test(text);
  return asOf ? null : { range: only.range, text: words };
}
