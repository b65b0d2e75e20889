/**
 * When several articles answer one point with different values — opening hours
 * were altered, a fee went up — the reader gets each with its day, the newest
 * first. Nothing is blended; but two figures that only share a name are no two
 * answers, so the same words must stand beside both.
 */
import type { DateMention, DayRange } from "../news/dates.js";
import type { Span } from "../news/text.js";
import type { Clause } from "../search/question.js";
import { outdatedIn } from "./candidate/outdated.js";
import type { Judged } from "./support.js";

/** A sentence of another article must answer this nearly as well as the best to speak of the same point. */
const AS_GOOD = 0.7;
/** Share of the question's weight it must hold beside the best sentence's own. */
const AS_MUCH = 0.85;
const SURE_FIT = 0.5;
const MOST = 3;
/** From this strength on a sentence holds a term. */
const HOLDS = 0.75;
const HAS_VALUE: ReadonlySet<Clause["asks"]> = new Set(["number", "time", "person", "place"] as const);

export interface Differing {
  /** At least two, newest first, articles without a day last. */
  readonly told: readonly Judged[];
  /** The newest says itself what held before: a change, no contradiction. */
  readonly changed: boolean;
}

/** @param supported best first; @returns null if all agree */
export function findDiffering(clause: Clause, supported: readonly Judged[]): Differing | null {
  const [best] = supported;
  if (!best || !HAS_VALUE.has(clause.asks) || !isSure(best)) return null;
  const chosen = [best];
  for (const one of supported.slice(1)) {
    if (chosen.length === MOST) break;
    const isOther = chosen.every(({ evidence }) => evidence.reading !== one.evidence.reading);
    if (isOther && isSure(one) && chosen.every((other) => contradicts(clause, one, other))) chosen.push(one);
  }
  if (chosen.length === 1) return null;
  const told = chosen.sort((a, b) => dayOf(b).localeCompare(dayOf(a)));
  return { told, changed: replaces(clause, told[0]!, told[1]!) };
}

const dayOf = ({ evidence }: Judged): string => evidence.reading.article.publishedOn ?? "";

function isSure({ candidate }: Judged): boolean {
  return candidate !== null && candidate.end > candidate.start && candidate.fit >= SURE_FIT;
}

function contradicts(clause: Clause, one: Judged, other: Judged): boolean {
  if (replaces(clause, one, other) || replaces(clause, other, one)) return true;
  return differs(clause, one, other) && speaksAsMuch(one, other) && isSamePoint(clause, one, other);
}

/** “由每晚8元调整为每晚10元” over “每晚8元”: the later sentence itself names the earlier one's value as past. */
function replaces({ asks }: Clause, later: Judged, earlier: Judged): boolean {
  if ((asks !== "number" && asks !== "time") || dayOf(later) <= dayOf(earlier)) return false;
  const past = outdatedIn(later.evidence.reading, later.evidence.span);
  // “早上7时至9时，晚上18时至20时”: which of its values was replaced is for the later one to say.
  const fitting = earlier.candidates.filter(({ fit }) => fit >= SURE_FIT);
  const before = new Set(fitting.flatMap((one) => [...valuesOf(asks, earlier, one)]));
  return past.some((span) => sharesOne(before, valuesOf(asks, later, span)));
}

function speaksAsMuch(one: Judged, best: Judged): boolean {
  return (
    one.score >= AS_GOOD * best.score &&
    one.own >= AS_MUCH * best.own &&
    one.support >= AS_MUCH * best.support &&
    one.missing.length <= best.missing.length
  );
}

/** Both sentences hold the same names and doings of the question, one of them beside the value, and one unit. */
function isSamePoint(clause: Clause, a: Judged, b: Judged): boolean {
  if (clause.asks === "number" && unitOf(a) !== unitOf(b)) return false;
  const same = clause.terms.every(({ carried, role }, t) => {
    if (carried && role !== "name") return true;
    return a.evidence.inside[t]! >= HOLDS === b.evidence.inside[t]! >= HOLDS;
  });
  if (!same) return false;
  const [first, second] = [besideValue(clause, a), besideValue(clause, b)];
  const plain = clause.terms.some(({ role }) => role !== "name" && role !== "figure");
  return clause.terms.some(
    ({ role }, t) => first.has(t) && second.has(t) && (!plain || (role !== "name" && role !== "figure")),
  );
}

/** Terms in the part of the sentence, between commas, that holds the value. */
function besideValue({ terms }: Clause, { evidence: { reading, span }, candidate }: Judged): Set<number> {
  const before = reading.body.slice(span.start, candidate!.start);
  const from = Math.max(...[...",，;；"].map((mark) => before.lastIndexOf(mark))) + 1;
  const after = reading.body.slice(candidate!.end, span.end);
  const part =
    before.slice(from) +
    reading.body.slice(candidate!.start, candidate!.end) +
    after.replace(/[,，;；。].*$/s, "");
  return new Set(terms.flatMap(({ forms }, t) => (forms.some((form) => part.includes(form)) ? [t] : [])));
}

/** 万元 and 元 are one unit; 公里 and 米 say that other things were measured. */
function unitOf(one: Judged): string {
  return textOf(one).replace(/[\d.,，〇零一二两三四五六七八九十百千万亿多余约近\s]+/g, "");
}

function differs({ asks }: Clause, a: Judged, b: Judged): boolean {
  if (asks === "number" || asks === "time") {
    const [own, other] = [valuesOf(asks, a, a.candidate!), valuesOf(asks, b, b.candidate!)];
    // What cannot be read cannot be said to differ.
    return own.size > 0 && other.size > 0 && !sharesOne(own, other);
  }
  const [own, other] = [textOf(a), textOf(b)];
  return !own.includes(other) && !other.includes(own);
}

const TIME_OF_DAY = /\d{1,2}(?:[:：]\d{2}|[点时](?:\d{1,2}分|半)?)/g;

/** What a stretch stands for: figures in plain form, days worked out, a time of day (8点) as it is printed. */
function valuesOf(asks: "number" | "time", { evidence: { reading } }: Judged, span: Span): Set<string> {
  const inside = ({ start, end }: Span) => start < span.end && span.start < end;
  if (asks === "number") return new Set(reading.numbers.filter(inside).map(({ value }) => String(value)));
  const days = reading.dates.filter(inside).map(({ range }: DateMention) => sayRange(range));
  if (days.length > 0) return new Set(days);
  const text = reading.body.slice(span.start, span.end).trim();
  return new Set(text.match(TIME_OF_DAY) ?? [text]);
}

const sayRange = ({ from, to }: DayRange): string => `${from}/${to}`;

function sharesOne(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((one) => b.has(one));
}

function textOf({ evidence: { reading }, candidate }: Judged): string {
  return reading.body.slice(candidate!.start, candidate!.end).trim();
}
