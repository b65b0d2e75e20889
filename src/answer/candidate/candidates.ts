/**
 * The part of a sentence that a question asks for: the figure for 多少, the
 * person for 谁, the day for 什么时候, the place for 哪里. Found by form, so that
 * it can be marked, and so that a sentence without one does not pass for an answer.
 */
import type { Span } from "../../news/text.js";
import type { Clause } from "../../search/question.js";
import type { ArticleReading } from "../evidence.js";
import { rateByTopic } from "./beside.js";
import type { Candidate } from "./candidate.js";
import { findDecisions, findSteps } from "./decisions.js";
import { findFigures } from "./figures.js";
import { rateByEdition } from "./of-edition.js";
import { rateByTime } from "./outdated.js";
import { findPersons, needsPerson } from "./people.js";
import { asksForKindOfPlace, findPlaces } from "./places.js";
import { rateByQualifier } from "./qualifier.js";
import { findDefinitions, findReasons, findRows } from "./sayings.js";
import { rateByStage } from "./stage.js";
import { findTimes } from "./times.js";

/** @returns candidates inside the span, in reading order; empty if the sentence has none or the question has no form of its own. */
export function findCandidates(clause: Clause, reading: ArticleReading, span: Span): Candidate[] {
  switch (clause.asks) {
    case "number":
      return rateFigures(findFigures(clause, reading, span), clause, { reading, span });
    case "person":
      return findPersons(clause, reading, span);
    case "time":
      return rateByTopic(rateByTime(findTimes(clause, reading, span), clause, { reading, span }), clause, {
        reading,
        span,
      });
    case "place":
      return findPlaces(clause, reading, span);
    case "reason":
      return findReasons(reading, span);
    case "definition":
      return findDefinitions(clause, reading, span);
    case "list":
      return findRows(reading, span);
    case "manner":
      return findSteps(clause, reading, span);
    case "whether":
      return findDecisions(clause, reading, span);
    case "which":
    case "topic":
      return [];
    default:
      return clause.asks satisfies never;
  }
}

/** Of the figures that have the form asked for: those of the right time, stage, condition and thing. */
function rateFigures(
  figures: readonly Candidate[],
  clause: Clause,
  where: { readonly reading: ArticleReading; readonly span: Span },
): Candidate[] {
  const ofTime = rateByTime(rateByEdition(figures, clause, where), clause, where);
  const ofStage = rateByStage(ofTime, clause.text, where);
  return rateByTopic(rateByQualifier(ofStage, clause.text, where), clause, where);
}

/** Whether a sentence without a candidate can still answer: only where the form of the answer is certain can it not. */
export function needsCandidate(clause: Clause): boolean {
  if (clause.asks === "person") return needsPerson(clause);
  if (clause.asks === "place") return asksForKindOfPlace(clause);
  return clause.asks === "number" || clause.asks === "time";
}
