/**
 * The days an article speaks of, as terms of the index: a question about
 * April 2022 then finds what was printed or happened in April 2022 by a look-up.
 *
 * A day is counted three times, as itself, as its month and as its year, so that
 * a question of any of these grains is one look-up.
 */
import type { IsoDay } from "../clock.js";
import { type DateMention, findDatesInFolded, findYearlessDays } from "../news/dates.js";

/**
 * `year × 10,000 + month × 100 + day`; month and day are 0 in the key of a year, day in that of a month. Year 0 is
 * any year: an article without a day of its own that speaks of “6月16日” does not tell which.
 *
 * @param texts the article's headline and body, folded
 */
export function dayKeys(texts: readonly string[], publishedOn: IsoDay | null): Set<number> {
  const keys = new Set<number>();
  if (publishedOn) addDay(keys, publishedOn);
  for (const text of texts)
    for (const mention of findDatesInFolded(text, publishedOn)) addMention(keys, mention);
  if (!publishedOn)
    for (const text of texts)
      for (const { range } of findYearlessDays(text)) keys.add(anyYearKey(keyOfDay(range.from)));
  return keys;
}

export function keyOfDay(day: IsoDay): number {
  return Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10));
}

export const anyYearKey = (day: number) => day % 10_000;
export const monthKey = (day: number) => Math.floor(day / 100) * 100;
export const yearKey = (day: number) => Math.floor(day / 10_000) * 10_000;

function addDay(keys: Set<number>, day: IsoDay): void {
  const key = keyOfDay(day);
  keys.add(key).add(monthKey(key)).add(yearKey(key));
}

/** A span counts with its first and last day: one that is open or vague says little of those between. */
function addMention(keys: Set<number>, { range, precision }: DateMention): void {
  if (precision === "vague") return;
  const from = keyOfDay(range.from);
  const to = keyOfDay(range.to);
  if (precision === "day" || precision === "span") {
    keys.add(from).add(to);
  }
  if (precision !== "year") keys.add(monthKey(from)).add(monthKey(to));
  keys.add(yearKey(from)).add(yearKey(to));
}
