/**
 * Days as a Chinese newspaper writes them. `findDates` reads them back as the
 * same day, also without a reference.
 */
import type { IsoDay } from "../../clock.js";
import { partsOf } from "./calendar.js";

/** “2025年3月31日” */
export function renderDay(day: IsoDay): string {
  const { year, month, day: date } = partsOf(day);
  return `${year}年${month}月${date}日`;
}
