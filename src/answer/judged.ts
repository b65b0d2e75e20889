/**
 * What a sentence holds of a question, in figures: the share of its words, the part that has the asked form, what
 * it lacks. Whether that is an answer is decided in support.ts.
 */
import { titlesBefore } from "../news/people.js";
import type { Clause } from "../search/question.js";
import type { Term } from "../search/terms.js";
import type { TermWeigher } from "../search/weigh.js";
import { askedMembers } from "./asked-member.js";
import type { Candidate } from "./candidate/candidate.js";
import { findCandidates } from "./candidate/candidates.js";
import { isOnlySupposed } from "./contrasts.js";
import type { ArticleReading, Evidence } from "./evidence.js";

export interface Judged {
  readonly evidence: Evidence;
  readonly candidates: readonly Candidate[];
  /** The candidate that answers best, if the question has a form and the sentence such a part. */
  readonly candidate: Candidate | null;
  /** Ranks sentences against one another. */
  readonly score: number;
  /** Share of the question's weight that the evidence holds, 0–1. */
  readonly support: number;
  /** Terms the question hinges on that the article lacks. */
  readonly missing: readonly Term[];
  /** Share of the question's weight that the sentence itself holds, 0–1. */
  readonly own: number;
}

/** How strongly the form of the answer counts beside the words. */
const FORM_WEIGHT = {
  number: 0.5,
  person: 0.5,
  time: 0.5,
  place: 0.35,
  reason: 0.25,
  definition: 0.35,
  list: 0.2,
  which: 0,
  manner: 0.2,
  whether: 0.25,
  topic: 0,
} as const;
const CARRIED_WEIGHT = 0.6;
/** At this distance in characters from the nearest term a candidate counts half. */
const HALF_DISTANCE = 25;
/** “城区640元,镇村480元”: what begins behind the comma has a value of its own. */
const NEXT_PART = 12;

export function judge(clause: Clause, evidence: Evidence, weigh: TermWeigher): Judged {
  const weights = clause.terms.map((term) => weigh.weight(term) * (term.carried ? CARRIED_WEIGHT : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const share = (strengths: readonly number[]) =>
    weights.reduce((sum, weight, t) => sum + weight * strengths[t]!, 0) / total;
  const candidates = findCandidates(clause, evidence.reading, evidence.span);
  const rated = candidates.map((candidate) => ({
    candidate,
    value: candidate.fit * closeness(candidate, clause, evidence),
  }));
  const best = rated.sort((a, b) => b.value - a.value)[0];
  const members = askedMembers(clause);
  const words =
    0.5 * tellingShare(evidence, weights) + 0.35 * share(evidence.around) + 0.15 * share(evidence.anywhere);
  return {
    evidence,
    candidates,
    candidate: best?.candidate ?? null,
    score: words + FORM_WEIGHT[clause.asks] * (best?.value ?? 0) + 0.1 * evidence.prior,
    support: share(clause.terms.map((_, t) => Math.max(evidence.around[t]!, 0.7 * evidence.anywhere[t]!))),
    missing: clause.terms.filter(
      (term, t) =>
        // 第二 of 第二期 is looked for as a member, which 分三期 may tell of.
        !members.some(({ start, end }) => start <= term.start && term.end <= end) &&
        (presence(term, t, evidence) < leastPresence(term, weigh) ||
          ofReport(clause, evidence.reading).onlySupposed.has(term)),
    ),
    own: share(evidence.inside),
  };
}

/** What holds for all sentences of a report alike. */
interface OfReport {
  /** Terms that the report speaks of only as of what may come. */
  readonly onlySupposed: ReadonlySet<Term>;
  readonly contradictsOffice: boolean;
}

/** Read once for a clause: an article of thousands of sentences would be gone through as often. */
const OF_REPORTS = new WeakMap<Clause, Map<ArticleReading, OfReport>>();

export function ofReport(clause: Clause, reading: ArticleReading): OfReport {
  const known = OF_REPORTS.get(clause) ?? new Map<ArticleReading, OfReport>();
  OF_REPORTS.set(clause, known);
  const read = known.get(reading) ?? {
    onlySupposed: new Set(clause.terms.filter((term) => isOnlySupposed(term, clause.text, reading))),
    contradictsOffice: contradictsOffice(clause, reading),
  };
  known.set(reading, read);
  return read;
}

/** Share of the words the sentence holds, those most that few sentences of the article hold: they tell it from its neighbours. */
function tellingShare({ inside, rarity }: Evidence, weights: readonly number[]): number {
  let held = 0;
  let total = 0;
  for (const [t, weight] of weights.entries()) {
    held += weight * rarity[t]! * inside[t]!;
    total += weight * rarity[t]!;
  }
  return total === 0 ? 0 : held / total;
}

/** A turn of the story (取消) must be told where the answer stands; a name may stand anywhere in the article. */
function presence({ role }: Term, t: number, { around, anywhere }: Evidence): number {
  return role === "turn" ? around[t]! : anywhere[t]!;
}

/** How surely the article must hold the term for the question to be about it at all. */
function leastPresence(term: Term, weigh: TermWeigher): number {
  if (term.carried) return 0;
  if (term.role === "name" || term.role === "figure" || term.role === "turn") return 0.75;
  if (term.role === "guess") return 0.3;
  // A thing that the whole archive never mentions (学费, 门票) was not reported on.
  if (term.role === "noun" && term.text.length > 1 && !weigh.occurs(term)) return 0.3;
  return 0;
}

/** 1 beside a term of the question, falling with the distance to it; low in a sentence that holds none. */
function closeness(candidate: Candidate, clause: Clause, { reading, span }: Evidence): number {
  const sentence = reading.body.slice(span.start, span.end);
  let nearest = Number.POSITIVE_INFINITY;
  for (const term of clause.terms) {
    for (const form of term.forms) {
      for (let at = sentence.indexOf(form); at >= 0; at = sentence.indexOf(form, at + 1)) {
        const start = span.start + at;
        const gap = Math.max(start - candidate.end, candidate.start - (start + form.length), 0);
        // What lies between is read of the nearest only: a sentence may hold the form a thousand times.
        if (gap >= nearest) continue;
        const isNextPart =
          start > candidate.end &&
          candidate.end > candidate.start &&
          /[,，]/.test(sentence.slice(candidate.end - span.start, at));
        nearest = Math.min(nearest, gap + (isNextPart ? NEXT_PART : 0));
      }
    }
  }
  return nearest === Number.POSITIVE_INFINITY ? 0.3 : 1 / (1 + nearest / HALF_DISTANCE);
}

/** “副区长王晓秋”: the paper names the person, but never in that office. */
function contradictsOffice({ text }: Clause, reading: ArticleReading): boolean {
  const named = reading.people.filter(({ name }) => text.includes(name));
  return [...new Set(named.map(({ name }) => name))].some((name) => {
    const asked = titlesBefore(text, text.indexOf(name));
    const printed = named.filter((person) => person.name === name).flatMap(({ titles }) => titles);
    const holds = (title: string) => printed.some((one) => one.includes(title) || title.includes(one));
    return asked.length > 0 && printed.length > 0 && !asked.some(holds);
  });
}
