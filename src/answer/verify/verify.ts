/**
 * No sentence reaches a reader before it is tied to its source.
 *
 * A sentence stands if every figure, date, name and quotation of it stands in
 * what it cites and its wording is borne out there. If it cites the wrong
 * source and another bears it out, that one is cited instead; else it goes.
 */
import type { IsoDay } from "../../clock.js";
import type { Dictionary } from "../../news/dictionary.js";
import { fold } from "../../news/text.js";
import type { Source } from "../written/sources.js";
import { readWording } from "./english.js";
import { type Fact, readFacts } from "./facts.js";
import { createNameTable } from "./names.js";
import { hasOpenQuote, quotedSpans } from "./quotes.js";
import { findKnownPeople, readSource, type SourceReading } from "./source-reading.js";
import { type Statement, type Support, type Trial, tryOut } from "./trial.js";

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
  const quoted = quotedSpans(sentence);
  const isQuoted = (fact: Fact) => quoted.some(({ start, end }) => start <= fact.start && fact.end <= end);
  return (reference) => {
    const facts =
      known.get(reference) ?? readFacts(sentence, { reference, people }).filter((one) => !isQuoted(one));
    known.set(reference, facts);
    return facts;
  };
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
