/**
 * Days and ranges as a Chinese newspaper writes them. Whatever is written here
 * `findDates` reads back as the same range, also without a reference.
 */
import type { IsoDay } from "../../clock.js";
import { type DayRange, monthsRange, partsOf } from "./calendar.js";

/** “2025年3月31日” */
export function renderDay(day: IsoDay): string {
  const { year, month, day: date } = partsOf(day);
  return `${year}年${month}月${date}日`;
}

/**
 * “2025年”, “2025年3月”, “2025年3月20日至22日”, “2024年12月至2025年2月”: as short as the range allows.
 */
export function renderRange({ from, to }: DayRange): string {
  const [first, last] = [partsOf(from), partsOf(to)];
  if (from === to) return renderDay(from);
  const wholeMonths = first.day === 1 && monthsRange(last.year, last.month, last.month)?.to === to;
  if (wholeMonths && first.month === 1 && last.month === 12) {
    return first.year === last.year ? `${first.year}年` : `${first.year}年至${last.year}年`;
  }
  const year = first.year === last.year ? "" : `${last.year}年`;
  if (wholeMonths) {
    const month = `${first.year}年${first.month}月`;
    return year === "" && first.month === last.month ? month : `${month}至${year}${last.month}月`;
  }
  const month = year === "" && first.month === last.month ? "" : `${last.month}月`;
  return `${renderDay(from)}至${year}${month}${last.day}日`;
}
