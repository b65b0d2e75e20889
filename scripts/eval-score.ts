/**
 * Judges an answer against what a question's author says a right one must hold.
 * Strict where a reader would be: every fact, and a citation of an article that says it.
 */
import { z } from "zod";
import type { Answer } from "../src/answer/answer.js";
import { DataError } from "../src/errors.js";
import { fold } from "../src/news/text.js";

const EvalLine = z.object({
  id: z.string(),
  kind: z.string(),
  question: z.string(),
  history: z.array(z.object({ role: z.enum(["user", "assistant"]), content: z.string() })).optional(),
  today: z.string().optional(),
  /** Statuses that are fine, joined by `|`. */
  expect: z.string(),
  /** All are needed; alternatives of one are joined by `|`. */
  facts: z.array(z.string()).default([]),
  /** Any of them is a right citation. */
  articles: z.array(z.string()).default([]),
  /** Each of `articles` must be cited. */
  needAll: z.boolean().default(false),
});
export type EvalQuestion = z.output<typeof EvalLine>;

export function parseEvalQuestions(text: string, where: string): EvalQuestion[] {
  return text.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return [];
    let row: unknown;
    try {
      row = JSON.parse(line);
    } catch (cause) {
      throw new DataError(`${where}:${i + 1}: not JSON`, { cause });
    }
    const result = EvalLine.safeParse(row);
    if (result.success) return [result.data];
    const issue = result.error.issues[0]!;
    throw new DataError(`${where}:${i + 1}: ${issue.path.join(".")}: ${issue.message}`);
  });
}

/**
 * `right`: answered as wanted. `wrong`: answered, but without the facts or a right citation, or
 * where the paper does not say. `refused-wrongly` / `refused-rightly`: no answer was given.
 */
export type Verdict = "right" | "wrong" | "refused-wrongly" | "refused-rightly";

export interface Judgement {
  readonly verdict: Verdict;
  /** Facts the answer lacks. */
  readonly lacking: readonly string[];
  readonly citationsRight: number;
  readonly citations: number;
}

export function judgeAnswer(question: EvalQuestion, answer: Answer): Judgement {
  const answerable = question.expect.split("|").includes("answered");
  if (answer.status !== "answered") {
    const verdict = answerable
      ? "refused-wrongly"
      : question.expect.split("|").includes(answer.status)
        ? "refused-rightly"
        : "wrong";
    return { verdict, lacking: [], citationsRight: 0, citations: 0 };
  }
  const said = plain(answer.citations.map(({ quote }) => quote).join("\n"));
  const lacking = question.facts.filter(
    (fact) => !fact.split("|").some((form) => said.includes(plain(form))),
  );
  const cited = new Set<string>(answer.citations.map(({ articleId }) => articleId));
  const right = question.needAll
    ? question.articles.every((id) => cited.has(id))
    : question.articles.some((id) => cited.has(id));
  return {
    verdict: answerable && lacking.length === 0 && right ? "right" : "wrong",
    lacking,
    citationsRight: answer.citations.filter(({ articleId }) => question.articles.includes(articleId)).length,
    citations: answer.citations.length,
  };
}

function plain(text: string): string {
  return fold(text).replace(/[\s*]/g, "");
}

export interface KindCount {
  readonly kind: string;
  readonly questions: number;
  readonly right: number;
  readonly wrong: number;
  readonly refusedWrongly: number;
  readonly refusedRightly: number;
}

export function countByKind(
  rows: readonly { readonly kind: string; readonly verdict: Verdict }[],
): KindCount[] {
  const kinds = [...new Set(rows.map((row) => row.kind))];
  return kinds.map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const count = (verdict: Verdict) => own.filter((row) => row.verdict === verdict).length;
    return {
      kind,
      questions: own.length,
      right: count("right"),
      wrong: count("wrong"),
      refusedWrongly: count("refused-wrongly"),
      refusedRightly: count("refused-rightly"),
    };
  });
}
