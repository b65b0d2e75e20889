/**
 * Whether what a sentence says holds in the days a question names: it tells of
 * those days, or of a price or rule that began earlier and was not given an end.
 */
import { addDays, daysBetween, type IsoDay } from "../clock.js";
import type { DateMention, DayRange } from "../news/dates.js";
import type { Asks } from "../search/asks.js";
import { changeDay, outdatedIn } from "./candidate/outdated.js";
import type { Evidence } from "./evidence.js";

export function holdsIn(period: DayRange, asks: Asks, evidence: Evidence): boolean {
  if (speaksOf(evidence, period)) return true;
  return (
    (asks === "number" && isInForce(evidence, period)) || (hasValue(asks) && tellsChange(evidence, period))
  );
}

const hasValue = (asks: Asks): boolean => asks === "number" || asks === "time";

/** What a change replaced held before it, what it brought holds since: either tells of the period, unless it lies too far off. */
function tellsChange({ reading, span }: Evidence, { from, to }: DayRange): boolean {
  // A day that was put off (由3日推迟到5日) comes once; a price or an hour stands.
  const stands = outdatedIn(reading, span).some(
    ({ start, end }) => !/\d[月日号]/.test(reading.body.slice(start, end)),
  );
  const day = stands ? changeDay(reading, span) : null;
  return (
    day !== null && (day <= to ? day >= addDays(from, -IN_FORCE_DAYS) : day <= addDays(to, REPLACED_DAYS))
  );
}

const IN_FORCE_DAYS = 3 * 365;
/** Longer before a change another may lie of which the paper did not tell. */
const REPLACED_DAYS = 400;

/**
 * How far from the period an article's word for it stands, in days: 0 if it speaks of its days or was printed in
 * them. A change tells what held right up to it; an earlier one only that none was known of since.
 */
export function daysFrom({ from, to }: DayRange, { reading, span }: Evidence): number {
  const inside = (day: IsoDay) => day >= from && day <= to;
  const change = changeDay(reading, span);
  if (change !== null) {
    if (change > to) return daysBetween(to, change);
    return inside(change) ? 0 : 2 * daysBetween(change, from);
  }
  const own = reading.dates.filter(({ start, end }) => start >= span.start && end <= span.end);
  if (own.some(({ precision, range }) => precision !== "vague" && inside(range.from) && inside(range.to)))
    return 0;
  const { publishedOn } = reading.article;
  if (publishedOn === null) return UNKNOWN;
  if (inside(publishedOn)) return 0;
  return publishedOn > to ? daysBetween(to, publishedOn) : 2 * daysBetween(publishedOn, from);
}

const UNKNOWN = 10_000;

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
