/**
 * “新桥实际长418米” in the report “北沙桥通车了”: after the first sentence a report
 * no longer names what it is about. A value of a kind that cannot be mistaken is
 * then of the article's subject.
 */
import type { Clause } from "../search/question.js";
import type { Term } from "../search/terms.js";
import { thingsOf } from "./candidate/beside.js";
import type { Candidate } from "./candidate/candidate.js";
import { asksForSide } from "./candidate/times.js";
import type { ArticleReading } from "./evidence.js";

const SURE_KIND = 0.95;

/** The first sentence, and one more because a byline may stand before it. */
const LEAD = 1;

/** Whether headline or first sentence name the thing. */
export function isSubject({ forms, parts }: Term, { title, body, sentences }: ArticleReading): boolean {
  const head = `${title} ${body.slice(0, sentences[Math.min(LEAD, sentences.length - 1)]?.end ?? 0)}`;
  if (parts.length > 0 && parts.every((part) => head.includes(part))) return true;
  return forms.some((form) => form.length > 1 && head.includes(form));
}

/** Whether the value must be of the thing asked about, though its sentence names none of it. */
export function isValueOfSubject(
  clause: Clause,
  reading: ArticleReading,
  candidate: Candidate | null,
): boolean {
  if (candidate === null || candidate.fit < SURE_KIND) return false;
  if (clause.asks === "time" && !asksForSide(clause.text)) return false;
  if (clause.asks !== "time" && clause.asks !== "number") return false;
  const things = thingsOf(clause);
  return isAbout(things, reading);
}

/** The report is about one of the things and mentions the others. */
export function isAbout(things: readonly Term[], reading: ArticleReading): boolean {
  const held = ({ forms }: Term) => forms.some((form) => form.length > 1 && reading.body.includes(form));
  const subjects = things.filter((thing) => isSubject(thing, reading));
  return subjects.length > 0 && things.every((thing) => subjects.includes(thing) || held(thing));
}
