/**
 * One sentence against one set of sources: do its facts, names, quotations and
 * words stand there, and which printed sentences bear it out.
 */
import type { IsoDay } from "../../clock.js";
import type { Span } from "../../news/text.js";
import type { Source } from "../written/sources.js";
import { CLEARLY, findFact, isSameFigure } from "./claims.js";
import { findUnglossedName, isEnglish, type Wording } from "./english.js";
import type { Fact } from "./facts.js";
import { findForeignName, findForeignRoad, type NameTable } from "./names.js";
import { findReplaced, findStranger, judgeOffice, type OfficeJudgement } from "./people.js";
import { chooseQuotes } from "./quotation.js";
import { findBentQuote } from "./quotes.js";
import type { SourceReading } from "./source-reading.js";
import { findReversal, leadInLength } from "./words.js";

export interface Support {
  readonly source: Source;
  /** Spans of the body that bear the sentence out; at least one. */
  readonly quotes: readonly Span[];
}

export interface Statement {
  readonly sentence: string;
  readonly folded: string;
  readonly wording: Wording;
  /** Its facts, yearless dates read against the day. */
  readonly facts: (reference: IsoDay | null) => readonly Fact[];
  readonly names: NameTable;
}

export interface Trial {
  readonly set: readonly SourceReading[];
  readonly share: number;
  readonly support: readonly Support[];
  readonly problem: string | null;
}

/** A source beside another must bear out this much by itself, or a fact of its own. */
const BESIDE = 0.3;

/** @param least share of the wording that the set must have */
export function tryOut(statement: Statement, set: readonly SourceReading[], least: number): Trial {
  const share = statement.wording.borneOutBy(set);
  const failed = (problem: string): Trial => ({ set, share, support: [], problem });
  const borneOut = factsIn(statement, set);
  if (typeof borneOut === "string") return failed(borneOut);
  const problem = findNameProblem(statement, set);
  if (problem) return failed(problem);
  if (share < least) return failed(`only ${Math.round(share * 100)} % of its wording stands there`);
  const support = collectSupport(statement, borneOut, set);
  if (support.length === 0) return failed("no sentence there bears it out");
  const quoted = support.map(({ source, quotes }) =>
    quotes.map(({ start, end }) => source.article.body.slice(start, end)),
  );
  const reversal = isEnglish(statement.sentence)
    ? null
    : findReversal(statement.sentence, quoted.flat().join("\n"));
  if (reversal !== null) return failed(`“${reversal}” turns what stands there round`);
  return { set, share, support, problem: null };
}

interface BorneOut {
  readonly fact: Fact;
  /** For each source of the set that has the fact: where. */
  readonly at: ReadonlyMap<SourceReading, readonly Span[]>;
}

/** What the sources of a set say of one fact together. */
interface Found extends BorneOut {
  readonly at: Map<SourceReading, readonly Span[]>;
  near: number;
  rival: number;
  times: number;
}

/** @returns what is missing, in words, if a fact does not stand in the set, or not in this role. */
function factsIn({ sentence, folded, facts }: Statement, set: readonly SourceReading[]): BorneOut[] | string {
  const found = new Map<number, Found>();
  for (const reading of set) {
    // Yearless dates of a sentence are read as the article it cites reads its own.
    for (const fact of facts(reading.source.article.publishedOn)) {
      const standing = findFact(fact, folded, reading);
      const known = found.get(fact.start) ?? { fact, at: new Map(), near: 0, rival: 0, times: 0 };
      if (standing.at) known.at.set(reading, standing.at);
      known.near = Math.max(known.near, standing.near);
      known.rival = Math.max(known.rival, standing.rival);
      known.times += standing.times;
      found.set(fact.start, known);
    }
  }
  const lead = leadInLength(sentence);
  for (const one of found.values()) {
    const { fact, at, near, rival } = one;
    const what = `${fact.kind} “${sentence.slice(fact.start, fact.end)}”`;
    if (at.size === 0) return `${what} does not stand there`;
    const office = fact.kind === "person" ? officeIn(folded, fact, [...at.keys()]) : "unknown";
    // Offices are held by several, so one that fits makes another person less likely, not impossible.
    const margin = office === "fits" ? 2 * CLEARLY : CLEARLY;
    if (typeof office !== "string") return `${what} is not the ${office.wrong} there`;
    if (rival > near + margin && fact.start >= lead) return `${what} stands there in another role`;
    if (fact.start >= lead && isSaidOftener(one, [...found.values()]))
      return `${what} does not stand there that often`;
  }
  return [...found.values()];
}

/** A figure given for two things where the sources print it once: one of the two is wrong. */
function isSaidOftener({ fact, times }: Found, found: readonly Found[]): boolean {
  return found.filter((other) => isSameFigure(fact, other.fact)).length > times;
}

type Person = Extract<Fact, { kind: "person" }>;

/** One source that has the person in this office is enough; one that has another in it speaks against it. */
function officeIn(folded: string, person: Person, set: readonly SourceReading[]): OfficeJudgement {
  const judged = set.map((reading) => judgeOffice(folded, person, reading));
  return judged.find((one) => one === "fits") ?? judged.find((one) => one !== "unknown") ?? "unknown";
}

function findNameProblem(
  { sentence, folded, names }: Statement,
  set: readonly SourceReading[],
): string | null {
  const together = { compact: set.map(({ compact }) => compact).join("\n") };
  const quote = findBentQuote(sentence, together);
  if (quote) return `“${quote}” is not printed there`;
  const replaced = set.map((reading) => findReplaced(folded, reading)).find((one) => one !== null);
  if (replaced && !together.compact.includes(replaced))
    return `name “${replaced}” stands where another is printed`;
  const stranger = findStranger(folded, together);
  if (stranger) return `name “${stranger}” does not stand there`;
  const road = findForeignRoad(folded, together);
  if (road) return `road “${road}” is not printed there`;
  const name = findForeignName(folded, together, names);
  if (name) return `“${name}” is not spoken of there`;
  const romanised = isEnglish(sentence) ? findUnglossedName(sentence, together) : null;
  return romanised ? `name “${romanised}” without its characters` : null;
}

/** Each source of the set with its quotes; those that add nothing are left out. */
function collectSupport(
  { wording }: Statement,
  borneOut: readonly BorneOut[],
  set: readonly SourceReading[],
): Support[] {
  const support = set.map((reading) => {
    const facts = borneOut.flatMap(({ at }) => at.get(reading) ?? []).length;
    const alone = borneOut.filter(({ at }) => at.size === 1 && at.has(reading)).length;
    const share = wording.borneOutBy([reading]);
    const places = borneOut.flatMap(({ at }) => (at.has(reading) ? [at.get(reading)!] : []));
    const quotes = chooseQuotes(reading, { facts: places, pairs: wording.pairs });
    return { source: reading.source, quotes, needed: alone > 0 || share >= BESIDE, weight: share + facts };
  });
  const quotable = support.filter(({ quotes }) => quotes.length > 0);
  const needed = quotable.filter((one) => one.needed);
  const chosen = needed.length > 0 ? needed : quotable.sort((a, b) => b.weight - a.weight).slice(0, 1);
  return chosen.map(({ source, quotes }) => ({ source, quotes }));
}
