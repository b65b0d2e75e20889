/**
 * “今年” in an article of 2024 is 2024, and stays it when it is retold in 2026.
 * Words that mean another time to today's reader than in their paper are
 * replaced by the time itself.
 */
import type { IsoDay } from "../../clock.js";
import { renderDay } from "../../news/dates/render.js";
import { type DateMention, findDates } from "../../news/dates.js";
import { fold } from "../../news/text.js";

const RELATIVE = /^(?:今|去|明|前|后|本|上|下|当|昨|这|同)(?:年|月|日|天|周|个月|季度|星期|年底|年初)?/;
const QUOTED = /「[^」]*」|『[^』]*』|“[^”]*”|"[^"]*"|《[^》]*》/g;

export interface AbsoluteOptions {
  readonly today: IsoDay;
  readonly publishedOn: IsoDay | null;
}

/** @param text a Chinese sentence retelling an article of `publishedOn`; quotations stay as they are */
export function toAbsoluteDates(text: string, { today, publishedOn }: AbsoluteOptions): string {
  if (publishedOn === null) return text;
  const quoted = [...text.matchAll(QUOTED)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
  const now = findDates(text, today);
  let result = "";
  let at = 0;
  for (const mention of findDates(text, publishedOn)) {
    const same = now.find((other) => other.start === mention.start);
    const unmoved = same && same.range.from === mention.range.from && same.range.to === mention.range.to;
    const inQuote = quoted.some(({ start, end }) => start <= mention.start && mention.end <= end);
    const absolute = unmoved || inQuote ? null : toAbsolute(mention, text.slice(mention.start, mention.end));
    if (absolute === null) continue;
    result += text.slice(at, mention.start) + absolute;
    at = mention.end;
  }
  return result + text.slice(at);
}

/** @returns null where the words are clear enough, or too vague to be put in figures. */
function toAbsolute({ range, precision, yearGiven }: DateMention, words: string): string | null {
  if (yearGiven) return null;
  const folded = fold(words);
  const [year, month] = range.from.split("-").map(Number);
  // A date without its year, and one whose year alone is relative (“今年1月”).
  const relative = RELATIVE.test(folded);
  if (!relative && !/^\d{1,2}月/.test(folded)) return null;
  switch (precision) {
    case "day":
      return range.from === range.to ? renderDay(range.from) : null;
    case "month":
      return `${year}年${month}月`;
    case "year":
      return /[底末初以来前后]/.test(folded) ? null : `${year}年`;
    default:
      return null;
  }
}
