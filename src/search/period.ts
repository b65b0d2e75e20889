/**
 * What a question's dates look for in an index of days, and how much a near
 * miss is worth: news of the 25th is often printed on the 26th.
 */
import { addDays, type IsoDay } from "../clock.js";
import { anyYearKey, keyOfDay, monthKey, yearKey } from "../index/days.js";
import type { DateMention, DayRange } from "../news/dates.js";

export interface DayAlternative {
  readonly key: number;
  /** 0–1 */
  readonly share: number;
}

/** The day of a year that is not told; of 1,200 dated questions .4 wins one, .6 and .7 three. */
const YEAR_UNTOLD = 0.7;

type Precision = DateMention["precision"];

/** Keys in the order of their shares, the best first. */
export function dayAlternatives(range: DayRange, precision: Precision): DayAlternative[] {
  const from = keyOfDay(range.from);
  const to = keyOfDay(range.to);
  if (precision === "day" || (from === to && precision !== "vague")) {
    return [
      { key: from, share: 1 },
      { key: anyYearKey(from), share: YEAR_UNTOLD },
      { key: keyOfDay(addDays(range.from, 1)), share: 0.6 },
      { key: keyOfDay(addDays(range.from, -1)), share: 0.5 },
      { key: monthKey(from), share: 0.2 },
    ];
  }
  if (precision === "year") return [{ key: yearKey(from), share: 1 }];
  const days = daysOf(range.from, range.to);
  if (days) {
    const sure = days.map((key) => ({ key, share: 1 }));
    return [...sure, ...days.map((key) => ({ key: anyYearKey(key), share: YEAR_UNTOLD }))];
  }
  return monthsOf(from, to).map((key) => ({ key, share: 1 }));
}

/** The days of a span of up to ten days; a longer one is looked up by its months. */
function daysOf(from: IsoDay, to: IsoDay): number[] | null {
  const days: number[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (days.length === 10) return null;
    days.push(keyOfDay(day));
  }
  return days;
}

function monthsOf(from: number, to: number): number[] {
  const first = monthKey(from);
  const last = monthKey(to);
  const months: number[] = [];
  // Beyond two years the months say no more than the years do.
  for (let key = first; key <= last && months.length < 24; ) {
    months.push(key);
    key += key % 10_000 === 1200 ? 10_000 - 1100 : 100;
  }
  return months;
}
