/** What the judged answers come to. */
import type { Answer } from "../src/answer/answer.js";
import type { Trace } from "../src/answer/answerer.js";
import { countByKind, type EvalQuestion, type Judgement, type Verdict } from "./eval-score.js";

export interface Judged {
  readonly question: EvalQuestion;
  readonly answer: Answer;
  readonly trace: Trace;
  readonly judgement: Judgement;
}

export interface Figures {
  readonly questions: number;
  readonly answerable: { readonly questions: number; readonly right: number; readonly refused: number };
  readonly others: { readonly questions: number; readonly refused: number };
  readonly citations: { readonly given: number; readonly right: number };
  readonly msPerQuestion: number;
  readonly kinds: ReturnType<typeof countByKind>;
}

export function sumUp(judged: readonly Judged[], ms: number): Figures {
  const isAnswerable = ({ question }: Judged) => question.expect.split("|").includes("answered");
  const answerable = judged.filter(isAnswerable);
  const others = judged.filter((one) => !isAnswerable(one));
  const count = (rows: readonly Judged[], verdict: Verdict) =>
    rows.filter(({ judgement }) => judgement.verdict === verdict).length;
  return {
    questions: judged.length,
    answerable: {
      questions: answerable.length,
      right: count(answerable, "right"),
      refused: count(answerable, "refused-wrongly"),
    },
    others: { questions: others.length, refused: count(others, "refused-rightly") },
    citations: {
      given: answerable.reduce((sum, { judgement }) => sum + judgement.citations, 0),
      right: answerable.reduce((sum, { judgement }) => sum + judgement.citationsRight, 0),
    },
    msPerQuestion: Math.round((ms / Math.max(judged.length, 1)) * 100) / 100,
    kinds: countByKind(
      judged.map(({ question, judgement }) => ({ kind: question.kind, verdict: judgement.verdict })),
    ),
  };
}
