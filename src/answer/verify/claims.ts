/**
 * Whether a figure, date, time or person of a sentence stands in a source, and
 * stands there in the same role: the 20 of “20家企业” is not borne out by a
 * “20日”, nor by another row's 20 where the source has a 30 in these words.
 */
import type { Span } from "../../news/text.js";
import type { Fact } from "./facts.js";
import type { SourceReading } from "./source-reading.js";
import { coverage, wordPairs } from "./words.js";

export interface Standing {
  /** Where it stands in the body; empty for the headline or date line. null: nowhere. */
  readonly at: readonly Span[] | null;
  /** How much of what surrounds it in the sentence surrounds it there too, 0–1. */
  readonly near: number;
  /** The same for the likeliest other fact of its kind: above `near`, the source says something else. */
  readonly rival: number;
  /** How often it is printed there. */
  readonly times: number;
}

const ABSENT: Standing = { at: null, near: 0, rival: 0, times: 0 };
/** A rival's surroundings must be this much more like the sentence's. */
export const CLEARLY = 0.3;

/** A numeral without a measure word, as in “七方”, must stand in like surroundings to count as the figure. */
const LOOSELY = 0.25;

function isLoose(fact: Fact): boolean {
  return fact.kind === "number" && fact.loose === true;
}

/** @param sentence folded; the fact's offsets are its own */
export function findFact(fact: Fact, sentence: string, reading: SourceReading): Standing {
  if (fact.kind === "code") return findCode(fact.form, reading);
  const own = contextOf(sentence, fact);
  const like = (other: Span) => coverage(own, contextOf(reading.body, other));
  const alike = reading.facts.filter((other) => other.kind === fact.kind);
  const rival = Math.max(
    0,
    ...alike.filter((other) => !isSame(fact, other) && isRival(fact, other)).map(like),
  );
  const inLines = reading.lineFacts.filter((other) => isSame(fact, other)).length;
  const times = alike.filter((other) => isSame(fact, other)).length + inLines;
  const same = alike.filter((other) => isSame(fact, other) && (!isLoose(other) || like(other) >= LOOSELY));
  if (same.length > 0) {
    const near = Math.max(...same.map(like));
    return { at: same.filter((other) => like(other) >= near - CLEARLY), near, rival, times };
  }
  if (fact.kind === "person" && reading.compact.includes(fact.name))
    return { at: placesOf(fact.name, reading), near: 0, rival, times };
  return { at: inLines > 0 ? [] : null, near: 0, rival, times };
}

const LEFT = 14;
const RIGHT = 12;

function findCode(form: string, reading: SourceReading): Standing {
  const bounded = new RegExp(`(?<![a-z\\d.])${escapeForm(form)}(?![a-z\\d]|\\.\\d)`, "g");
  const at = [...reading.body.matchAll(bounded)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter((span) => reading.sentences.some((one) => one.start <= span.start && span.end <= one.end));
  if (at.length > 0) return { at, near: 1, rival: 0, times: at.length };
  return bounded.test(reading.compact) ? { at: [], near: 1, rival: 0, times: 1 } : ABSENT;
}

function escapeForm(form: string): string {
  return form.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

function placesOf(form: string, { body, sentences }: SourceReading): Span[] {
  const places: Span[] = [];
  for (const { start, end } of sentences) {
    for (let at = body.indexOf(form, start); at >= 0 && at < end; at = body.indexOf(form, at + form.length))
      places.push({ start: at, end: at + form.length });
  }
  return places;
}

function isSame(fact: Fact, other: Fact): boolean {
  if (fact.kind === "number" && other.kind === "number")
    return (
      fact.value === other.value &&
      (fact.unit === "%") === (other.unit === "%") &&
      unitsAgree(fact.unit, other.unit)
    );
  if (fact.kind === "date" && other.kind === "date") return dateIsBorneOut(fact.mention, other.mention);
  if (fact.kind === "time" && other.kind === "time") return fact.minutes % 720 === other.minutes % 720;
  if (fact.kind === "phone" && other.kind === "phone") return fact.digits === other.digits;
  return fact.kind === "person" && other.kind === "person" && fact.name === other.name;
}

/** Whether a sentence gives the same figure for two things. */
export function isSameFigure(fact: Fact, other: Fact): boolean {
  return fact.kind === "number" && isSame(fact, other) && other.kind === "number" && fact.unit === other.unit;
}

function unitsAgree(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b || (isCount(a) && isCount(b));
}

function isCount(unit: string): boolean {
  return unit === "count" || unit === "person";
}

type Dated = Extract<Fact, { kind: "date" }>["mention"];

/** The same days, or fewer words about them: “2025年1月” of 22 January 2025, either end of a span. */
function dateIsBorneOut(said: Dated, printed: Dated): boolean {
  const [a, b] = [said.range, printed.range];
  if (a.from === b.from && a.to === b.to) return true;
  if (printed.precision === "vague") return false;
  const coarser = said.precision === "year" || said.precision === "month" || said.precision === "quarter";
  if (coarser && a.from <= b.from && b.to <= a.to) return true;
  if (printed.precision !== "span" || said.precision === "span") return false;
  // Either end of a span: its first or last day, month or year.
  return said.precision === "day" ? a.from === b.from || a.from === b.to : a.from === b.from || a.to === b.to;
}

/** Whether two facts could be taken for one another. */
function isRival(fact: Fact, other: Fact): boolean {
  if (fact.kind === "number" && other.kind === "number")
    return (
      fact.unit === other.unit ||
      (fact.unit !== null && other.unit !== null && isCount(fact.unit) && isCount(other.unit))
    );
  if (fact.kind === "date" && other.kind === "date")
    return fact.mention.precision === other.mention.precision;
  return true;
}

/** The words beside a fact, within its sentence. */
function contextOf(text: string, { start, end }: Span): ReadonlySet<string> {
  const before = text
    .slice(Math.max(0, start - LEFT), start)
    .split(/[。！？!?；;\n]/)
    .at(-1)!;
  const behind = text.slice(end, end + RIGHT).split(/[。！？!?；;\n]/)[0]!;
  return wordPairs(`${before}|${behind}`);
}
