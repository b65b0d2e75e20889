/**
 * Days as the paper counts them. A newspaper's day is a Beijing day, whatever
 * zone the machine stands in, and “today” is always handed in: nothing between
 * the question and the answer reads the clock.
 */

/** A calendar day `YYYY-MM-DD` that exists. Compares as a string. */
export type IsoDay = string & { readonly brand: "IsoDay" };

export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

// China has had no summer time since 1991, so a fixed offset is right for every issue of the paper.
const BEIJING_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The day it is in Beijing. */
export function beijingDay(at: Date): IsoDay {
  return new Date(at.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 10) as IsoDay;
}

/** @returns the day, or undefined if there is no such day (2025-02-30) or the form is another. */
export function parseIsoDay(text: string): IsoDay | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return parts ? isoDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined;
}

/** @param month 1–12 @returns undefined if there is no such day. */
export function isoDay(year: number, month: number, day: number): IsoDay | undefined {
  const real = year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1;
  return real && day <= daysIn(year, month) ? written(year, month, day) : undefined;
}

/** @param days may be negative */
export function addDays(day: IsoDay, days: number): IsoDay {
  const date = new Date((dayNumber(day) + days) * DAY_MS);
  return written(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** Days from `a` to `b`; negative if `b` is earlier. */
export function daysBetween(a: IsoDay, b: IsoDay): number {
  return dayNumber(b) - dayNumber(a);
}

// Dates are read by the hundred thousand when an index is built: `Date` makes and parses its strings ten times as
// slowly as the few sums here.
const TWO_DIGITS = Array.from({ length: 32 }, (_, number) => String(number).padStart(2, "0"));

function written(year: number, month: number, day: number): IsoDay {
  const four = year < 1000 ? String(year).padStart(4, "0") : year;
  return `${four}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}` as IsoDay;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01. */
function dayNumber(day: IsoDay): number {
  const digits = (from: number, to: number) => {
    let value = 0;
    for (let i = from; i < to; i++) value = value * 10 + day.charCodeAt(i) - 48;
    return value;
  };
  return Date.UTC(digits(0, 4), digits(5, 7) - 1, digits(8, 10)) / DAY_MS;
}
