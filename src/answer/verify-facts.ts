/**
 * Whether a figure, date, time or person of a sentence stands in a source, and
 * stands there in the same role: the 20 of “20家企业” is not borne out by a
 * “20日”, nor by another row's 20 where the source has a 30 in these words.
 */
import type { Span } from "../news/text.js";
import type { Fact } from "./facts.js";
import type { SourceReading } from "./source-reading.js";
import { wordPairs } from "./words.js";

export type Standing =
  /** In the body at these places; empty for the headline or date line. */
  | { readonly stands: true; readonly at: readonly Span[] }
  | { readonly stands: false; readonly why: "absent" | "other role" };

const ABSENT: Standing = { stands: false, why: "absent" };

/** @param sentence folded; the fact's offsets are its own */
export function findFact(fact: Fact, sentence: string, reading: SourceReading): Standing {
  if (fact.kind === "code") return findCode(fact.form, reading);
  const alike = reading.facts.filter((other) => sameKind(fact, other));
  const same = alike.filter((other) => isSame(fact, other));
  if (same.length === 0) {
    if (fact.kind === "person" && reading.compact.includes(fact.name)) return { stands: true, at: placesOf(fact.name, reading) };
    return reading.lineFacts.some((other) => sameKind(fact, other) && isSame(fact, other)) ? { stands: true, at: [] } : ABSENT;
  }
  const own = contextOf(sentence, fact);
  const near = (other: Span) => likeness(own, contextOf(reading.body, other));
  const best = Math.max(...same.map(near));
  const rivals = alike.filter((other) => !isSame(fact, other) && isRival(fact, other));
  if (rivals.some((other) => near(other) > best + CLEARLY)) return { stands: false, why: "other role" };
  return { stands: true, at: same.filter((other) => near(other) >= best - CLEARLY) };
}

/** A rival's surroundings must be this much more like the sentence's, on a scale of 1. */
const CLEARLY = 0.3;
const LEFT = 12;
const RIGHT = 9;

function findCode(form: string, reading: SourceReading): Standing {
  const bounded = new RegExp(`(?<![a-z\\d.])${escapeForm(form)}(?![a-z\\d]|\\.\\d)`, "g");
  const at = [...reading.body.matchAll(bounded)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter((span) => reading.sentences.some((one) => one.start <= span.start && span.end <= one.end));
  if (at.length > 0) return { stands: true, at };
  return bounded.test(reading.compact) ? { stands: true, at: [] } : ABSENT;
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

function sameKind(fact: Fact, other: Fact): boolean {
  // “3月” may be read as a month in one text and as a number in another.
  return fact.kind === other.kind;
}

function isSame(fact: Fact, other: Fact): boolean {
  if (fact.kind === "number" && other.kind === "number")
    return fact.value === other.value && (fact.unit === "%") === (other.unit === "%") && unitsAgree(fact.unit, other.unit);
  if (fact.kind === "date" && other.kind === "date") return dateIsBorneOut(fact.mention, other.mention);
  if (fact.kind === "time" && other.kind === "time") return fact.minutes % 720 === other.minutes % 720;
  if (fact.kind === "phone" && other.kind === "phone") return fact.digits === other.digits;
  return fact.kind === "person" && other.kind === "person" && fact.name === other.name;
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
  const isEnd = a.from === a.to && (a.from === b.from || a.from === b.to);
  const startsOrEnds = a.from === b.from || a.to === b.to;
  return printed.precision === "span" && (isEnd || (said.precision !== "day" && startsOrEnds));
}

/** Whether two facts could be taken for one another. */
function isRival(fact: Fact, other: Fact): boolean {
  if (fact.kind === "number" && other.kind === "number")
    return fact.unit === other.unit || (fact.unit !== null && other.unit !== null && isCount(fact.unit) && isCount(other.unit));
  if (fact.kind === "date" && other.kind === "date") return fact.mention.precision === other.mention.precision;
  return true;
}

interface Context {
  readonly left: ReadonlySet<string>;
  readonly right: ReadonlySet<string>;
}

/** The characters beside a fact, within its sentence. */
function contextOf(text: string, { start, end }: Span): Context {
  const before = text.slice(Math.max(0, start - LEFT), start).split(/[。！？!?；;\n]/).at(-1)!;
  const behind = text.slice(end, end + RIGHT).split(/[。！？!?；;\n]/)[0]!;
  return { left: wordPairs(before), right: wordPairs(behind) };
}

function likeness(own: Context, other: Context): number {
  const sides = [
    [own.left, other.left],
    [own.right, other.right],
  ] as const;
  let shared = 0;
  let all = 0;
  for (const [mine, theirs] of sides) {
    for (const pair of mine) if (theirs.has(pair)) shared += 1;
    all += mine.size;
  }
  return all === 0 ? 0 : shared / all;
}
