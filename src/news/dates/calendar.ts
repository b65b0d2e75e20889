/**
 * Ranges of days: months, years, weeks, and the arithmetic between them.
 *
 * Everything is counted in UTC over ISO days, so no time zone can shift a day.
 */
import { addDays, type IsoDay, isoDay } from "../../clock.js";

/** Both days are inside. */
export interface DayRange {
  readonly from: IsoDay;
  readonly to: IsoDay;
}

export interface DayParts {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  readonly day: number;
}

export function partsOf(day: IsoDay): DayParts {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: IsoDay): number {
  return new Date(day).getUTCDay() || 7;
}

/** The Monday to Sunday that `day` lies in. */
export function weekOf(day: IsoDay): DayRange {
  const from = addDays(day, 1 - weekdayOf(day));
  return { from, to: addDays(from, 6) };
}

export function dayRange(year: number, month: number, day: number): DayRange | undefined {
  const at = isoDay(year, month, day);
  return at && { from: at, to: at };
}

export function yearRange(year: number): DayRange | undefined {
  return monthsRange(year, 1, 12);
}

/**
 * From the first day of month `first` to the last of month `last`.
 *
 * @param last beyond 12 runs into the next year; both may be below 1 for the year before
 */
export function monthsRange(year: number, first: number, last: number): DayRange | undefined {
  const from = firstOfMonth(year, first);
  const next = firstOfMonth(year, last + 1);
  return from && next && { from, to: addDays(next, -1) };
}

/** @param last beyond the month's end means its end @returns undefined if there is no such first day */
export function daysRange(
  year: number,
  month: number,
  days: readonly [number, number],
): DayRange | undefined {
  const from = isoDay(year, month, days[0]);
  const to = isoDay(year, month, days[1]) ?? monthsRange(year, month, month)?.to;
  return from && to && from <= to ? { from, to } : undefined;
}

function firstOfMonth(year: number, month: number): IsoDay | undefined {
  return isoDay(year + Math.floor((month - 1) / 12), ((((month - 1) % 12) + 12) % 12) + 1, 1);
}

/** The same day some months on; the month's last day where there is no such day. */
export function addMonths(day: IsoDay, months: number): IsoDay {
  const { year, month, day: date } = partsOf(day);
  const whole = monthsRange(year, month + months, month + months);
  // Only outside the years 1000 to 9999 is there no such month.
  if (!whole) return day;
  const { year: y, month: m } = partsOf(whole.from);
  return isoDay(y, m, date) ?? whole.to;
}
