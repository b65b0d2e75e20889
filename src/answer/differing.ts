/**
 * When several articles answer one point with different values — opening hours
 * were altered, a fee went up, a count grew — the reader gets each with its day,
 * the newest first; asked about a time, that of the time first. Nothing is
 * blended; two figures that only share a name are no two answers.
 */
import type { Clause } from "../search/question.js";
import { partAround } from "./candidate/beside.js";
import { outdatedIn } from "./candidate/outdated.js";
import { daysFrom } from "./holds-in.js";
import type { Judged } from "./judged.js";
import { AS_GOOD, isSamePoint, SURE_FIT, tellsSamePoint } from "./same-point.js";
import { sharesOne, textOf, valuesOf } from "./value.js";

/** Share of the question's weight it must hold beside the best sentence's own. */
const AS_MUCH = 0.85;
const MOST = 3;
const HAS_VALUE: ReadonlySet<Clause["asks"]> = new Set(["number", "time", "person", "place"] as const);

export interface Differing {
  /** At least two: asked about no time newest first, articles without a day last. */
  readonly told: readonly Judged[];
  /** They tell of one thing at different times: a change, no contradiction. */
  readonly changed: boolean;
}

/** @param supported best first; @returns null if all agree */
export function findDiffering(clause: Clause, supported: readonly Judged[]): Differing | null {
  const [best] = supported;
  if (!best || !HAS_VALUE.has(clause.asks) || !isSure(best)) return null;
  const chosen = [best];
  let strict = 1;
  for (const group of byArticle(
    supported.filter(({ evidence }) => evidence.reading !== best.evidence.reading),
  )) {
    const isContrary = (one: Judged) => chosen.every((other) => contradicts(clause, one, other));
    const fitting = group.filter(
      (one) => isSure(one) && (isContrary(one) || tellsSamePoint(clause, one, best)),
    );
    const [one] = nearestFirst(best, fitting);
    if (!one) continue;
    if (isContrary(one)) strict += 1;
    chosen.push(one);
  }
  if (chosen.length === 1) return null;
  const told = eachValueOnce(clause, inOrder(clause, chosen)).slice(0, MOST);
  if (told.length === 1) return told[0] === best ? null : { told, changed: true };
  const changed = strict < told.length || replaces(clause, told[0]!, told[1]!);
  return { told, changed };
}

function byArticle(judged: readonly Judged[]): Iterable<readonly Judged[]> {
  const groups = new Map<Judged["evidence"]["reading"], Judged[]>();
  for (const one of judged) {
    const group = groups.get(one.evidence.reading);
    if (group) group.push(one);
    else groups.set(one.evidence.reading, [one]);
  }
  return groups.values();
}

/** Of the sentences of one report the one whose value stands with the same words as the best's: 涉及 in “涉及321户”. */
function nearestFirst(best: Judged, told: readonly Judged[]): Judged[] {
  const words = pairsBeside(best);
  const shared = (one: Judged) => [...pairsBeside(one)].filter((pair) => words.has(pair)).length;
  return [...told].sort((a, b) => shared(b) - shared(a) || b.score - a.score);
}

/** Pairs of characters around the value. */
function pairsBeside({ evidence: { reading, span }, candidate }: Judged): Set<string> {
  const { start, end } = partAround(reading.body, span, candidate!);
  const said = reading.body.slice(start, end).replace(/[\d.]+/g, " ");
  return new Set(Array.from({ length: Math.max(said.length - 1, 0) }, (_, i) => said.slice(i, i + 2)));
}

const dayOf = ({ evidence }: Judged): string => evidence.reading.article.publishedOn ?? "";

function inOrder({ period }: Clause, told: readonly Judged[]): Judged[] {
  const byDay = [...told].sort((a, b) => dayOf(b).localeCompare(dayOf(a)));
  if (period === null) return byDay;
  return byDay.sort((a, b) => daysFrom(period.range, a.evidence) - daysFrom(period.range, b.evidence));
}

/** Of two that give one value the first is enough, but for the better worded of the same year. */
function eachValueOnce(clause: Clause, told: readonly Judged[]): Judged[] {
  const kept: Judged[] = [];
  for (const one of told) {
    const at = kept.findIndex((other) => !differs(clause, one, other) && !replaces(clause, other, one));
    if (at < 0) kept.push(one);
    else if (at === kept.length - 1 && one.score > kept[at]!.score) kept[at] = one;
  }
  return kept;
}

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

function differs({ asks }: Clause, a: Judged, b: Judged): boolean {
  if (asks === "number" || asks === "time") {
    const [own, other] = [valuesOf(asks, a, a.candidate!), valuesOf(asks, b, b.candidate!)];
    // What cannot be read cannot be said to differ.
    return own.size > 0 && other.size > 0 && !sharesOne(own, other);
  }
  const [own, other] = [textOf(a), textOf(b)];
  return !own.includes(other) && !other.includes(own);
}
