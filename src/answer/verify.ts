/**
 * No sentence reaches a reader before it is tied to its source.
 *
 * A sentence stands if every figure, date, name and quotation of it stands in
 * what it cites and its wording is borne out there. If it cites the wrong
 * source and another bears it out, that one is cited instead; else it goes.
 */
import type { IsoDay } from "../clock.js";
import type { Dictionary } from "../news/dictionary.js";
import { fold, type Span } from "../news/text.js";
import { type Fact, readFacts } from "./facts.js";
import { chooseQuotes } from "./quotation.js";
import { findKnownPeople, readSource, type SourceReading } from "./source-reading.js";
import type { Source } from "./sources.js";
import { findUnglossedName, isEnglish, readWording, type Wording } from "./verify-english.js";
import { CLEARLY, findFact } from "./verify-facts.js";
import { createNameTable, findForeignName, findForeignRoad, type NameTable } from "./verify-names.js";
import { findReplaced, findStranger, judgeOffice, type OfficeJudgement } from "./verify-people.js";
import { findBentQuote, hasOpenQuote } from "./verify-quotes.js";
import { findReversal, leadInLength } from "./words.js";

export interface Support {
  readonly source: Source;
  /** Spans of the body that bear the sentence out; at least one. */
  readonly quotes: readonly Span[];
}

export type Verdict =
  | { readonly kept: true; readonly support: readonly Support[]; readonly mended: boolean }
  /** `reason` is for `--explain` and the log: what was not borne out. */
  | { readonly kept: false; readonly reason: string };

export interface Verifier {
  /** @param markers as the model gave them; those that name no source are passed over */
  check(sentence: string, markers: readonly number[]): Verdict;
}

/** Share of the wording that a source the model cites must have. Retellings of the sample articles have 0.45 and more. */
const CITED = 0.3;
/** What a source must have to be cited in place of the model's, or where it cited none. */
const MENDED = 0.5;
/** Another source is cited instead if it has this much more of the wording. */
const BETTER = 0.2;
/** Each of two sources that bear a sentence out only together must have this much of it. */
const JOINT = 0.35;
/** A source beside another must bear out this much by itself, or a fact of its own. */
const BESIDE = 0.3;

export function createVerifier(sources: readonly Source[], dictionary: Dictionary): Verifier {
  const people = findKnownPeople(sources, dictionary);
  const readings = sources.map((source) => readSource(source, people));
  const names = createNameTable(dictionary);
  return {
    check(sentence, markers) {
      if (!/[\p{L}\p{N}]/u.test(sentence)) return removed("nothing is said");
      if (hasOpenQuote(sentence)) return removed("a quotation is cut off");
      const statement = {
        sentence,
        folded: fold(sentence),
        wording: readWording(sentence, dictionary),
        facts: factReader(sentence, people),
        names,
      };
      const cited = readings.filter(({ source }) => markers.includes(source.marker));
      return decide(statement, { cited, readings });
    },
  };
}

function factReader(sentence: string, people: ReadonlySet<string>): Statement["facts"] {
  const known = new Map<IsoDay | null, readonly Fact[]>();
  return (reference) => {
    const facts = known.get(reference) ?? readFacts(sentence, { reference, people });
    known.set(reference, facts);
    return facts;
  };
}

interface Statement {
  readonly sentence: string;
  readonly folded: string;
  readonly wording: Wording;
  /** Its facts, yearless dates read against the day. */
  readonly facts: (reference: IsoDay | null) => readonly Fact[];
  readonly names: NameTable;
}

interface Trial {
  readonly set: readonly SourceReading[];
  readonly share: number;
  readonly support: readonly Support[];
  readonly problem: string | null;
}

interface Choice {
  readonly cited: readonly SourceReading[];
  readonly readings: readonly SourceReading[];
}

function decide(statement: Statement, { cited, readings }: Choice): Verdict {
  const own = cited.length > 0 ? tryOut(statement, cited, CITED) : null;
  const others = readings
    .filter((one) => !(cited.length === 1 && cited[0] === one))
    .map((one) => tryOut(statement, [one], MENDED))
    .filter((trial) => trial.problem === null)
    .sort((a, b) => b.share - a.share);
  // A source that has nearly all the words and other facts is what was bent; another with fewer of them does not mend it.
  const most = Math.max(0, ...readings.map((one) => statement.wording.borneOutBy([one])));
  const best = others[0] && others[0].share >= most - BETTER ? others[0] : undefined;
  if (own?.problem === null && !(best && best.share >= own.share + BETTER)) return kept(own, false);
  if (best) return kept(best, true);
  const joint = cited.length > 0 ? withOneMore(statement, cited, readings) : null;
  if (joint) return kept(joint, true);
  return removed(own?.problem ?? bestGuess(statement, readings));
}

/** A sentence that draws two articles together and cites one of them. */
function withOneMore(
  statement: Statement,
  cited: readonly SourceReading[],
  readings: readonly SourceReading[],
): Trial | null {
  for (const other of readings) {
    if (cited.includes(other)) continue;
    const set = [...cited, other];
    if (set.some((one) => statement.wording.borneOutBy([one]) < JOINT)) continue;
    const trial = tryOut(statement, set, MENDED);
    if (trial.problem === null) return trial;
  }
  return null;
}

function bestGuess(statement: Statement, readings: readonly SourceReading[]): string {
  const trials = readings.map((one) => tryOut(statement, [one], MENDED));
  const nearest = trials.sort((a, b) => b.share - a.share)[0];
  return `cites nothing, and ${nearest?.problem ?? "there is no source"}`;
}

function kept(trial: Trial, mended: boolean): Verdict {
  return { kept: true, support: trial.support, mended };
}

function removed(reason: string): Verdict {
  return { kept: false, reason };
}

function tryOut(statement: Statement, set: readonly SourceReading[], least: number): Trial {
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

/** @returns what is missing, in words, if a fact does not stand in the set, or not in this role. */
function factsIn(
  { sentence, folded, people }: Statement,
  set: readonly SourceReading[],
): BorneOut[] | string {
  const found = new Map<
    number,
    { fact: Fact; at: Map<SourceReading, readonly Span[]>; near: number; rival: number }
  >();
  for (const reading of set) {
    // Yearless dates of a sentence are read as the article it cites reads its own.
    for (const fact of facts(reading.source.article.publishedOn)) {
      const standing = findFact(fact, folded, reading);
      const known = found.get(fact.start) ?? { fact, at: new Map(), near: 0, rival: 0 };
      if (standing.at) known.at.set(reading, standing.at);
      known.near = Math.max(known.near, standing.near);
      known.rival = Math.max(known.rival, standing.rival);
      found.set(fact.start, known);
    }
  }
  const lead = leadInLength(sentence);
  for (const { fact, at, near, rival } of found.values()) {
    const what = `${fact.kind} “${sentence.slice(fact.start, fact.end)}”`;
    if (at.size === 0) return `${what} does not stand there`;
    const office = fact.kind === "person" ? officeIn(folded, fact, [...at.keys()]) : "unknown";
    // Offices are held by several, so one that fits makes another person less likely, not impossible.
    const margin = office === "fits" ? 2 * CLEARLY : CLEARLY;
    if (typeof office !== "string") return `${what} is not the ${office.wrong} there`;
    if (rival > near + margin && fact.start >= lead) return `${what} stands there in another role`;
  }
  return [...found.values()];
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
  const everywhere = (find: (reading: SourceReading) => string | null) => {
    const found = set.map(find);
    return found.every((one) => one !== null) ? found[0]! : null;
  };
  const quote = everywhere((reading) => findBentQuote(sentence, reading));
  if (quote) return `“${quote}” is not printed there`;
  const replaced = set.map((reading) => findReplaced(folded, reading)).find((one) => one !== null);
  if (replaced && !set.some(({ compact }) => compact.includes(replaced)))
    return `name “${replaced}” stands where another is printed`;
  const stranger = everywhere((reading) => findStranger(folded, reading));
  if (stranger) return `name “${stranger}” does not stand there`;
  const road = everywhere((reading) => findForeignRoad(folded, reading));
  if (road) return `road “${road}” is not printed there`;
  const name = everywhere((reading) => findForeignName(folded, reading, names));
  if (name) return `“${name}” is not spoken of there`;
  const romanised = isEnglish(sentence) ? findUnglossedName(sentence, set) : null;
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
