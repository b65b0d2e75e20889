/**
 * The end of what the same sentence begins: “7月5日起开展，8月31日结束”, “5月8日开市，营业到9月30日”.
 *
 * What begins and is not said to end is open; so an end told a clause on, in whatever order, must not be lost.
 */
import type { IsoDay } from "../../clock.js";
import type { FoundEvent } from "./found.js";
import { lastClause } from "./names.js";
import { comingDay, type DatedSentence, type EventDate } from "./sentence.js";
import { APPLY } from "./words.js";

/** An end farther from its beginning is of another thing. */
const FARTHEST = 60;
const TIME = "(?:零时|[上下]午|晚上?|傍晚|\\d{1,2}(?::\\d{2}|[时点](?:\\d{1,2}分)?))?";
const ENDS = new RegExp(
  `^${TIME}(?:正式|圆满|全部|统一)?(?:结束|闭幕|落幕|收官|谢幕|收[市摊灯]|闭[市园营馆]|撤展|结[营课业]|为止|止(?![付损跌水步血])|截止|停止(?!报名))`,
);
const UNTIL = /(?:一直|持续|延续|展[出览]?|开放|营业|办|展期|会期|期限)?(?:延?至|到)$/;
/** What is done until then is another thing than what began. */
const OF_OTHER_THINGS = new RegExp(`${APPLY}|截[至止]|达到?$|增[至加]|提前|推迟|领物`);

/** @returns the mention with the end its sentence tells, or as it was */
export function withEnd(one: FoundEvent, sentence: DatedSentence): FoundEvent {
  if (one.sense !== "opening" || one.range.from !== one.range.to) return one;
  const begun = sentence.dates.find(({ range }) => range.to === one.range.from);
  const to = begun && endOf(begun, sentence);
  return to ? { ...one, range: { from: one.range.from, to }, sense: "exact" } : one;
}

function endOf(begun: EventDate, { text, dates, publishedOn }: DatedSentence): IsoDay | null {
  for (const date of dates) {
    if (date === begun || !date.exact || date.range.from !== date.range.to) continue;
    const apart = Math.max(date.start - begun.end, begun.start - date.end);
    if (apart > FARTHEST || !tellsEnd(text, date)) continue;
    const last = comingDay(date, publishedOn);
    if (last !== null && last > begun.range.from) return last;
  }
  return null;
}

function tellsEnd(text: string, { start, end }: EventDate): boolean {
  const clause = lastClause(text.slice(0, start));
  if (OF_OTHER_THINGS.test(clause)) return false;
  return UNTIL.test(clause) || ENDS.test(text.slice(end));
}
