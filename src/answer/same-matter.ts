/**
 * A follow-up stays with the matter of the turn before. Asked of the articles that turn spoke of, it need not name
 * the matter again; asked of others, these must at least be about it.
 */
import type { Article } from "../news/article.js";
import { fold } from "../news/text.js";
import type { Question } from "../search/question.js";
import type { Passage } from "../search/retriever.js";
import type { Term } from "../search/terms.js";

/** Another year, another edition, what came later: that is told in other articles. */
const ANOTHER_TIME =
  /[去今前明后]年|\d{4}年|上个?月|[这上下][一]?[届次回期年]|以前|之前|后来|最近|最新|现在|如今|目前/;

/** Whether a follow-up is to be asked of the articles spoken of before it is asked of all. */
export function staysWith({ follows, text }: Question): boolean {
  return follows && !ANOTHER_TIME.test(text);
}

/**
 * The question as it may be put to an article already known to be about the matter: by the things it names itself,
 * which tell the sentence from its neighbours; in full; and, where it only asks for start or cost, by the matter alone.
 */
export function waysToAsk(question: Question): readonly Question[] {
  const things = withTerms(question, (terms) =>
    terms.filter(({ carried, role }) => !carried && role !== "action"),
  );
  const opening = asksOnlyForStartOrCost(question)
    ? withTerms(question, (terms) => terms.filter(({ carried }) => carried))
    : null;
  return [namesThing(question) ? things : null, question, things, opening].flatMap((way) =>
    way === null ? [] : [way],
  );
}

function isTelling({ role }: Term): boolean {
  return role === "name" || role === "guess" || role === "noun" || role === "figure" || role === "turn";
}

function namesThing({ clauses }: Question): boolean {
  return clauses.every(({ terms }) => terms.some((term) => !term.carried && isTelling(term)));
}

/** What says of anything that it began, or what was spent on it; the paper prints it in many other ways. */
const START_OR_COST = /^(?:开始|起|改|变|调|实施|施行|执行|生效|花|花费|投|投入|交|收|要|用|钱)$/;

function asksOnlyForStartOrCost({ clauses }: Question): boolean {
  return clauses.every(({ terms, asks }) => {
    const own = terms.filter(({ carried }) => !carried);
    return (
      (asks === "time" || asks === "number") &&
      own.length > 0 &&
      own.length < terms.length &&
      own.every(({ text, role }) => START_OR_COST.test(text) || role === "other")
    );
  });
}

/** @returns null if a part of it would have no words left */
function withTerms(question: Question, choose: (terms: readonly Term[]) => readonly Term[]): Question | null {
  const clauses = question.clauses.map((clause) => ({ ...clause, terms: choose(clause.terms) }));
  return clauses.some(({ terms }) => terms.length === 0) ? null : { ...question, clauses };
}

/** For a follow-up that names nothing itself, the passages of articles about what was spoken of. */
export function ofSameMatter(question: Question, passages: readonly Passage[]): readonly Passage[] {
  const terms = question.clauses.flatMap((clause) => clause.terms);
  if (!question.follows || terms.some((term) => !term.carried && isTelling(term))) return passages;
  const carried = terms.filter((term) => term.carried);
  const names = carried.filter(({ role }) => role === "name");
  if (names.length === 0) return passages;
  const isAbout = ({ title, body }: Article) => {
    const text = fold(`${title}\n${body}`);
    return names.some(({ forms }) => forms.some((form) => text.includes(form)));
  };
  return passages.filter(({ article }) => isAbout(article));
}
