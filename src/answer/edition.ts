/**
 * A thing that comes round every year (庙会, 暑托班) is written of every year. Asked
 * for without a year it is the newest edition the paper told of.
 */
import { daysBetween } from "../clock.js";
import type { DateMention } from "../news/dates.js";
import type { Clause } from "../search/question.js";
import type { Judged } from "./judged.js";

/** Editions of one thing fall on about the same days of their years; festivals by the moon move a month. */
const MOVES_DAYS = 45;
const YEAR_DAYS = 365;
const LEAST_APART_DAYS = 250;
const HOLDS = 0.75;
const ASKS_OF_MANY =
  /历[届年]|每[年届]|往年|以前|过去|之前|前[几两]|第.{1,3}届|上一?届|首[届次]|第一[届次]|最早/;

/** @param supported best first; @returns without what tells of an earlier edition of what a newer one tells as well */
export function newestEdition(clause: Clause, supported: readonly Judged[]): readonly Judged[] {
  if (clause.period !== null || ASKS_OF_MANY.test(clause.text) || !areYearsApart(supported)) return supported;
  const bestOf = (one: Judged) =>
    supported.find(({ evidence }) => evidence.reading === one.evidence.reading)!;
  const isPast = (one: Judged) =>
    supported.some((newer) => isLaterEdition(newer, one) && tellsAsMuch(clause, newer, bestOf(one)));
  const past = new Set(supported.filter(isPast).map(({ evidence }) => evidence.reading));
  return supported.filter(({ evidence }) => !past.has(evidence.reading));
}

/** Most of what is found is of one year: its sentences need not be held side by side. */
function areYearsApart(supported: readonly Judged[]): boolean {
  const days = [...new Set(supported.flatMap(({ evidence }) => evidence.reading.article.publishedOn ?? []))];
  const [first, last] = [days.sort()[0], days.at(-1)];
  return first !== undefined && daysBetween(first, last!) >= LEAST_APART_DAYS;
}

function tellsAsMuch({ terms }: Clause, newer: Judged, older: Judged): boolean {
  return terms.every((_, t) => older.evidence.inside[t]! < HOLDS || newer.evidence.around[t]! >= HOLDS);
}

function isLaterEdition(newer: Judged, older: Judged): boolean {
  const late = newer.evidence.reading.article.publishedOn;
  const early = older.evidence.reading.article.publishedOn;
  if (late === null || early === null || daysBetween(early, late) < LEAST_APART_DAYS) return false;
  const [lateDays, earlyDays] = [daysOf(newer), daysOf(older)];
  return lateDays.some((a) => earlyDays.some((b) => comesRound(b, a)));
}

/** Days of the calendar named in the sentence; a weekday (周一闭馆) comes round anyway, and a rule's first day (5月1日起) once. */
function daysOf({ evidence: { reading, span } }: Judged): DateMention[] {
  return reading.dates.filter(
    ({ start, end, precision }) =>
      start >= span.start &&
      end <= span.end &&
      (precision === "day" || precision === "span") &&
      /[月节]/.test(reading.body.slice(start, end)) &&
      !/^起(?![至到])/.test(reading.body.slice(end, end + 2)),
  );
}

function comesRound(earlier: DateMention, later: DateMention): boolean {
  const apart = daysBetween(earlier.range.from, later.range.from);
  const years = Math.round(apart / YEAR_DAYS);
  return years >= 1 && Math.abs(apart - years * YEAR_DAYS) <= MOVES_DAYS;
}
