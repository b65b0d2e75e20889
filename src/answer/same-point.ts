/**
 * Whether sentences of two articles give a value for one and the same point:
 * strictly, so that they may be said to differ; or so that the newer of two
 * reports is known for the one to go by, however it is worded.
 */
import type { Span } from "../news/text.js";
import type { Clause } from "../search/question.js";
import { partAround, thingsOf } from "./candidate/beside.js";
import { askedEditions, editionOf } from "./candidate/of-edition.js";
import { asksForSide } from "./candidate/times.js";
import type { Judged } from "./judged.js";
import { type Member, membersIn } from "./series.js";
import { isAbout } from "./subject.js";
import { unitOf } from "./value.js";

/** A sentence of another article must answer this nearly as well as the best to speak of the same point. */
export const AS_GOOD = 0.7;
export const SURE_FIT = 0.5;
/** From this strength on a sentence holds a term. */
const HOLDS = 0.75;
/** A report that is about the thing need not name it beside the value. */
const AS_GOOD_OF_SUBJECT = 0.5;
const AS_FIT = 0.75;

/** Both sentences hold the same names and doings of the question, one of them beside the value, and one unit. */
export function isSamePoint(clause: Clause, a: Judged, b: Judged): boolean {
  if (clause.asks === "number" && unitOf(a, "number") !== unitOf(b, "number")) return false;
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
  const { start, end } = partAround(reading.body, span, candidate!);
  const part = reading.body.slice(start, end);
  return new Set(terms.flatMap(({ forms }, t) => (forms.some((form) => part.includes(form)) ? [t] : [])));
}

const ASKS_OF_PAST = /以前|原来|之前(?!交|报)|原先|过去|从前|此前|当初|本来|最早|历年|历届|每年/;

/** Whether the other answers what the best answers: the same kind of value, of the same things, under the same condition. */
export function tellsSamePoint(clause: Clause, one: Judged, best: Judged): boolean {
  const { asks, text, terms } = clause;
  if ((asks !== "number" && asks !== "time") || ASKS_OF_PAST.test(text)) return false;
  if (unitOf(one, asks) !== unitOf(best, asks) || one.missing.length > best.missing.length) return false;
  if (one.candidate!.fit < AS_FIT * best.candidate!.fit) return false;
  const things = thingsOf(clause);
  if (things.length === 0) return false;
  const { reading, anywhere, around } = one.evidence;
  const editions = askedEditions(clause);
  if (editions.some((asked) => !isOfEdition(asked, one))) return false;
  const held = terms.every((term, t) => {
    if (best.evidence.around[t]! < HOLDS || editions.some((asked) => isWithin(term, asked))) return true;
    if (term.role === "figure" || term.role === "turn") return around[t]! >= HOLDS;
    return !things.includes(term) || around[t]! >= HOLDS || anywhere[t]! >= HOLDS;
  });
  if (!held || (asks === "time" && unitOf(best, asks) === "day" && !tellsSameDoing(clause, one, best)))
    return false;
  return one.score >= (isAbout(things, reading) ? AS_GOOD_OF_SUBJECT : AS_GOOD) * best.score;
}

const isWithin = (one: Span, other: Span) => one.start >= other.start && one.end <= other.end;

/** The value is said to be of that edition, or of none in a report that names it. */
function isOfEdition({ sort, mark }: Member, { evidence: { reading, span }, candidate }: Judged): boolean {
  const told = editionOf(candidate!, sort, { reading, span });
  if (told !== null) return told === mark;
  return [...membersIn(reading.title), ...membersIn(reading.body)].some(
    (one) => one.sort === sort && one.mark === mark,
  );
}

/** The day a bridge was begun is not the day it was opened. */
function tellsSameDoing(
  { terms, text }: Clause,
  { evidence: one }: Judged,
  { evidence: best }: Judged,
): boolean {
  if (asksForSide(text)) return true;
  return terms.every(
    ({ role }, t) => role !== "action" || best.inside[t]! < HOLDS || one.inside[t]! >= HOLDS,
  );
}
