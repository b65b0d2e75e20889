/**
 * Whether what a sentence says holds in the days a question names: it tells of
 * those days, or of a price or rule that began earlier and was not given an end.
 */
import { addDays } from "../clock.js";
import type { DateMention, DayRange } from "../news/dates.js";
import type { Asks } from "../search/asks.js";
import type { Evidence } from "./evidence.js";

export function holdsIn(period: DayRange, asks: Asks, evidence: Evidence): boolean {
  return speaksOf(evidence, period) || (asks === "number" && isInForce(evidence, period));
}

/** “自6月1日起每户200元” on a day after it, asked for a figure. */
function isInForce({ reading: { dates, body }, span }: Evidence, { to }: DayRange): boolean {
  const begun = dates.find(
    ({ start, end, precision }) => start >= span.start && end <= span.end && precision === "day",
  );
  return (
    begun !== undefined && begun.range.from <= to && OPEN_START.test(body.slice(begun.end, begun.end + 4))
  );
}

const OPEN_START = /^(?:零时)?起(?![至到点步床飞])/;

/** Days an article may appear after what it reports, or before what it announces. */
const REPORTED_WITHIN_DAYS = 10;
/** Only what announces something speaks of days after it was printed. */
const SPEAKS_OF_AHEAD = /将(?!军)|拟|即[将日]|计划|预计|准备|原定|邀请|欢迎|[本下]周|明[天日]|日起|起至/;

/**
 * Whether the evidence speaks of the period: names a day of it in the sentence or beside it, or appeared
 * about that time. A sentence that names other days speaks of those.
 */
function speaksOf({ reading, position, span }: Evidence, period: DayRange): boolean {
  const from = reading.sentences[Math.max(0, position - 2)]!.start;
  const to = (reading.sentences[position + 1] ?? reading.sentences[position]!).end;
  const dates = reading.dates.filter((date) => date.precision !== "vague");
  if (dates.some((date) => date.start >= from && date.end <= to && isOf(date, period))) return true;
  const own = dates.filter((date) => date.start >= span.start && date.end <= span.end);
  if (own.some(({ precision, range }) => precision === "day" || (precision === "span" && isShort(range))))
    return false;
  const { publishedOn } = reading.article;
  const isAhead = SPEAKS_OF_AHEAD.test(reading.body.slice(span.start, span.end));
  return (
    publishedOn !== null &&
    publishedOn >= (isAhead ? addDays(period.from, -REPORTED_WITHIN_DAYS) : period.from) &&
    publishedOn <= addDays(period.to, REPORTED_WITHIN_DAYS)
  );
}

/** Days of something held; a longer span (上半年) is background. */
const isShort = ({ from, to }: DayRange): boolean => to <= addDays(from, 62);

/** A date inside the period, or a month or shorter span around it: “2012年至2022年” does not speak of 2022. */
function isOf({ range }: DateMention, period: DayRange): boolean {
  const inside = range.from >= period.from && range.to <= period.to;
  const around = range.from <= period.from && range.to >= period.to && range.to <= addDays(range.from, 31);
  return inside || around;
}
