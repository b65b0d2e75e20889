/**
 * A query taken apart into the things it asks for, each with its evidence and
 * the days it is about.
 */
import type { IsoDay } from "../clock.js";
import { findWord } from "../index/vocabulary.js";
import { renderDay } from "../news/dates/render.js";
import { type DateMention, type DayRange, findDates } from "../news/dates.js";
import { onlyAsks } from "./asks.js";
import { type AskedDay, daySlots, type Evidence, type EvidenceParts, readEvidence } from "./evidence.js";
import { type Grain, splitParts } from "./parts.js";

export interface Asked {
  readonly evidence: Evidence;
  /** Another of the list, on whose day (month, year) this one's matter happened. */
  readonly anchor: { readonly at: number; readonly grain: Grain } | null;
}

export function readAsked(
  query: { readonly clauses: readonly string[]; readonly today: IsoDay; readonly period: DayRange | null },
  parts: EvidenceParts,
): Asked[] {
  const { words, keywords, tokenizer } = parts;
  const least = parts.weights.telling * words.idf(-1);
  const asked: Asked[] = [];
  for (const clause of query.clauses) {
    const dates = findDates(clause, query.today).filter(isDay);
    const isTelling = (piece: string, at: number) =>
      !onlyAsks(piece) &&
      !dates.some(({ start, end }) => at >= start && at < end) &&
      words.idf(findWord(keywords.words.table, piece)) >= least;
    const options = { today: query.today, otherwise: leadingDay(dates, query.period) };
    const first = asked.length;
    for (const { text, anchor } of splitParts(clause, { cut: tokenizer.cut, isTelling })) {
      asked.push({
        evidence: readEvidence(text, options, parts),
        anchor: anchor && { at: first + anchor.part, grain: anchor.grain },
      });
    }
  }
  return asked;
}

/** A day at the head of a clause (“2024年6月，A和B……”) holds for all of it; else the query's period. */
function leadingDay(dates: readonly DateMention[], period: DayRange | null): AskedDay[] {
  const [first] = dates;
  if (first && first.start <= 1) return [first];
  return period ? [{ range: period, precision: "span" }] : [];
}

function isDay({ precision }: DateMention): boolean {
  return precision !== "vague";
}

/**
 * What is asked, once it is known when it happened: both sides of “A当天，B” get
 * that day, and the day itself is asked for too.
 */
export function withDay(
  asked: readonly Asked[],
  dayOf: (parts: readonly number[]) => IsoDay | null,
  parts: EvidenceParts,
): Evidence[] {
  const evidence = asked.map((one) => one.evidence);
  asked.forEach(({ anchor }, at) => {
    const day = anchor && dayOf([anchor.at, at]);
    if (!anchor || !day) return;
    const slots = daySlots([{ range: around(day, anchor.grain), precision: anchor.grain }], parts);
    for (const part of [anchor.at, at]) {
      evidence[part] = { ...evidence[part]!, days: [...evidence[part]!.days, ...slots] };
    }
    if (anchor.grain !== "day") return;
    const { worth } = evidence[at]!;
    evidence.push({ ...readEvidence(renderDay(day), { today: day, otherwise: [] }, parts), worth });
  });
  return evidence;
}

function around(day: IsoDay, grain: Grain): DayRange {
  const [year, month] = [day.slice(0, 4), day.slice(0, 7)];
  if (grain === "month") return { from: `${month}-01` as IsoDay, to: `${month}-28` as IsoDay };
  if (grain === "year") return { from: `${year}-01-01` as IsoDay, to: `${year}-12-31` as IsoDay };
  return { from: day, to: day };
}
