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
  const date = new Date(Date.UTC(year, month - 1, day));
  // The range keeps four digits and catches 31 April, which Date would turn into 1 May.
  const real = year >= 1000 && year <= 9999 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? (date.toISOString().slice(0, 10) as IsoDay) : undefined;
}

/** @param days may be negative */
export function addDays(day: IsoDay, days: number): IsoDay {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10) as IsoDay;
}

/** Days from `a` to `b`; negative if `b` is earlier. */
export function daysBetween(a: IsoDay, b: IsoDay): number {
  return Math.round((Date.parse(b) - Date.parse(a)) / DAY_MS);
}
