/**
 * When several articles answer one point with different values — an office
 * changed hands, opening hours were altered, a count went up — the reader gets
 * each with its day, the newest first. Nothing is blended or left out.
 */
import type { Span } from "../news/text.js";
import type { Clause } from "../search/question.js";
import type { Judged } from "./support.js";

/** A sentence of another article must answer this nearly as well as the best to speak of the same point. */
const AS_GOOD = 0.7;
/** Share of the question's weight it must hold beside the best sentence's own. */
const AS_MUCH = 0.85;
const SURE_FIT = 0.5;
const MOST = 3;
const HAS_VALUE: ReadonlySet<Clause["asks"]> = new Set(["number", "time", "person", "place"] as const);

/**
 * @param supported best first
 * @returns the best and what differs from it, newest first, articles without a day last; empty if all agree
 */
export function findDiffering(clause: Clause, supported: readonly Judged[]): Judged[] {
  const [best] = supported;
  if (!best || !HAS_VALUE.has(clause.asks) || !isSure(best)) return [];
  const chosen = [best];
  for (const one of supported.slice(1)) {
    if (chosen.length === MOST) break;
    const isOther = chosen.every(({ evidence }) => evidence.reading !== one.evidence.reading);
    if (
      isOther &&
      isSure(one) &&
      speaksAsMuch(one, best) &&
      chosen.every((other) => differs(clause, one, other))
    )
      chosen.push(one);
  }
  return chosen.length === 1 ? [] : chosen.sort((a, b) => dayOf(b).localeCompare(dayOf(a)));
}

const dayOf = ({ evidence }: Judged): string => evidence.reading.article.publishedOn ?? "";

function isSure({ candidate }: Judged): boolean {
  return candidate !== null && candidate.end > candidate.start && candidate.fit >= SURE_FIT;
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
  if (asks === "number" || asks === "time") return !shareOne(valuesOf(asks, a), valuesOf(asks, b));
  const [own, other] = [textOf(a), textOf(b)];
  return !own.includes(other) && !other.includes(own);
}

/** What the candidate stands for: figures in plain form, days worked out, a time of day (8点) as it is printed. */
function valuesOf(asks: "number" | "time", one: Judged): Set<string> {
  const { evidence, candidate } = one;
  const inside = ({ start, end }: Span) => start < candidate!.end && candidate!.start < end;
  if (asks === "number")
    return new Set(evidence.reading.numbers.filter(inside).map(({ value }) => String(value)));
  const days = evidence.reading.dates.filter(inside).map(({ range }) => `${range.from}/${range.to}`);
  return new Set(days.length > 0 ? days : [textOf(one)]);
}

/** Also true where either is empty: what cannot be read cannot be said to differ. */
function shareOne(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === 0 || b.size === 0 || [...a].some((one) => b.has(one));
}

function textOf({ evidence: { reading }, candidate }: Judged): string {
  return reading.body.slice(candidate!.start, candidate!.end).trim();
}
