/**
 * What is answered by looking it up instead of by likeness: who holds an office,
 * what is on, which articles there are. Each says null to a question that is
 * not its own, and the search answers.
 */
import type { Register } from "../news/register.js";
import type { Question } from "../search/question.js";
import type { Catalogue } from "./catalogue/articles.js";
import { answerFromCatalogue, asksForReports } from "./catalogue/catalogue.js";
import { answerPhase } from "./events/phase.js";
import { answerStanding } from "./events/standing.js";
import { answerEvents } from "./events.js";
import { toHeadline } from "./headline.js";
import { findOnlyDeputies } from "./offices/deputies.js";
import { answerOffice } from "./offices.js";
import type { Finding } from "./told.js";

export interface Records extends Catalogue {
  readonly register: Register;
}

export function lookUp(question: Question, records: Records): Finding | null {
  const told = answerOffice(question, records);
  if (told !== null) return { kind: "told", told };
  const deputies = findOnlyDeputies(question, records);
  if (deputies) return { kind: "nothing", text: deputies.text, nearest: deputies.articles.map(toHeadline) };
  const standing = answerStanding(question, records);
  if (standing !== null) return { kind: "told", told: standing };
  const reports = asksForReports(question) ? answerFromCatalogue(question, records) : null;
  if (reports !== null) return reports;
  const phase = answerPhase(question, records);
  return phase ?? lookUpEvents(question, records) ?? answerFromCatalogue(question, records);
}

function lookUpEvents(question: Question, records: Records): Finding | null {
  const answer = answerEvents(question, records);
  if (answer === null || answer.kind === "told") return answer;
  const { text, nearest } = answer;
  return nearest === null
    ? { kind: "nothing", text, nearest: [] }
    : { kind: "nothing", text, nearest: nearest.quotes.map(({ article }) => toHeadline(article)) };
}
