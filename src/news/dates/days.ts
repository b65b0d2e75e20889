/**
 * A day of the month without its month: “20日”, “20号上午”, “20-22日”.
 *
 * The same words count days (“20日内”), begin others (“日报”, “日均”) and name
 * houses (“20号”), so most of this file says when it is not a date.
 */
import { daysBetween, type IsoDay, isoDay } from "../../clock.js";
import { daysRange, partsOf } from "./calendar.js";
import {
  ARABIC_DIGITS,
  after,
  CHINESE_DIGITS,
  CLAUSE_START,
  COMING,
  DAY,
  type Draft,
  endOf,
  numberOf,
  type Reading,
  type Rule,
  settled,
  sticky,
  TO,
  W,
} from "./draft.js";

/** “20日”, “20号上午”, “20-22日”: of the month mentioned before, else the nearest to the reference. */
export const BARE_DAY_RULE: Rule<Draft> = {
  starts: ARABIC_DIGITS + CHINESE_DIGITS,
  pattern: sticky(`(${DAY})(?:${TO}(${DAY}))?${W}(日|号)`),
  read(match, reading) {
    if (!isDayOfMonth(match, reading)) return null;
    const [first, last] = [numberOf(match[1]!), numberOf(match[2] ?? match[1]!)];
    const told = firstDay(first, reading);
    if (!told || last < first) return null;
    const { year, month } = partsOf(told.day);
    const range = daysRange(year, month, [first, last]);
    const certain = told.certain && match[3] === "日";
    return range ? settled(endOf(match), last === first ? "day" : "span", range, certain) : null;
  },
};

const NOT_BEFORE_DAY =
  /(?:未来|过去|拘留|延长|放假|请假|休假|均线|[\d.\-/~续共近前每隔期满达约逾第过超连头月时这首末几数足]|[共累合]计|多于|少于|大于|[零一二三四五六七八九十百年])[ ]?$/;
// 日 begins a word here: 日报 (but not 日报道), 日均, 日元, 日本 (but not 日本市).
const DAY_WORDS =
  /^(?:[元语军企媒常子照历程志记期韩线龄游内游均化用益渐薪租]|[前后之]|夜(?![间晚里])|以(?!来)|报(?![道名告价到案警收送请考])|本(?![报市区周月场届次院台馆校网刊社轮地]))/;
const TAKES_DAY = new RegExp(`${CLAUSE_START.source}|[于在从至到]$`);
const AFTER_NUMBER =
  /^(?:上午|下午|晚|早|中午|凌晨|夜|那天|当天|之前|以前|前|起|开始|举行|举办|有|会|是|放|到|至|去|能|可以|的活动|开|截止)/;

/** Tells “20日” from twenty days and “20号” from a house number. */
function isDayOfMonth(match: RegExpExecArray, reading: Reading): boolean {
  const next = reading.text.slice(endOf(match), endOf(match) + 3);
  if (after(reading, match.index, NOT_BEFORE_DAY)) return false;
  if (match[3] === "号") {
    return /^\d/.test(match[1]!) && after(reading, match.index, CLAUSE_START) && AFTER_NUMBER.test(next);
  }
  // “三日” and “三十日” are as often numbers of days.
  const chinese = !/^\d/.test(match[1]!);
  if (chinese && (match[1]!.length === 1 || !after(reading, match.index, TAKES_DAY))) return false;
  return !DAY_WORDS.test(next);
}

interface Told {
  readonly day: IsoDay;
  readonly certain: boolean;
}

/**
 * In the month of the date before, if that stands in the same sentence or not
 * far from the reference. A text comes back to its present: a day in the week
 * before the reference is rather that one.
 */
function firstDay(number: number, reading: Reading): Told | null {
  const { known, reference, text, start } = reading;
  if (!reference) return null;
  if (after(reading, start, COMING)) return comingDay(number, reference);
  const day = nearestDayOfMonth(number, reference, false);
  const back = day && daysBetween(day, reference);
  const recent = back !== null && back >= 0 && back <= 7;
  const fits =
    known && (known.precision === "day" || known.precision === "month" || known.precision === "span");
  if (fits) {
    const sameSentence = !/[。!?;\n]/.test(text.slice(known.end, start));
    const near = Math.abs(daysBetween(reference, known.range.to)) <= 45;
    const other = sameSentence || (near && !recent) ? nearestDayOfMonth(number, known.range.to, true) : null;
    if (other) return { day: other, certain: true };
  }
  return day && { day, certain: Math.abs(back!) <= 10 };
}

/** “将于23日”: the first one from the reference on. */
function comingDay(number: number, reference: IsoDay): Told | null {
  const { year, month } = partsOf(reference);
  const day = [0, 1]
    .map((ahead) => dayInMonth(number, year, month + ahead))
    .find((at) => at && at >= reference);
  return day ? { day, certain: true } : null;
}

/** @param month may be 0 or 13 */
function dayInMonth(number: number, year: number, month: number): IsoDay | undefined {
  return isoDay(year + Math.floor((month - 1) / 12), ((month + 11) % 12) + 1, number);
}

/** @param known the base was mentioned: nearest on either side. From the reference the past is nearer. */
function nearestDayOfMonth(number: number, base: IsoDay, known: boolean): IsoDay | null {
  const { year, month } = partsOf(base);
  let best: IsoDay | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const shift of [0, -1, 1]) {
    const day = dayInMonth(number, year, month + shift);
    if (!day) continue;
    const ahead = daysBetween(base, day);
    // “3月31日签约，1日动工” goes on; “4月26日签约，2日” goes back; from the reference the past is nearer.
    const distance = known ? Math.abs(ahead) - (shift === 0 ? 10 : 0) : ahead > 0 ? ahead * 2.5 : -ahead;
    if (distance < least) [best, least] = [day, distance];
  }
  return best;
}
