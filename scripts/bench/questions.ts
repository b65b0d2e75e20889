/**
 * Questions of a benchmark, in the one form that is measured: a query, and for
 * each article needed the ids that are accepted for it.
 */
import { z } from "zod";
import { type IsoDay, parseIsoDay } from "../../src/clock.js";
import { DataError } from "../../src/errors.js";
import type { Query } from "../../src/search/retriever.js";
import { parseEvalQuestions } from "../eval-score.js";

export interface BenchQuestion {
  readonly id: string;
  readonly kind: string;
  readonly query: Omit<Query, "k">;
  readonly gold: readonly (readonly string[])[];
  readonly facts: readonly string[];
  readonly answer: string;
}

// Questions without a day of asking name none that would have to be worked out from one.
const SOME_DAY = "2023-12-31";

const Line = z
  .object({
    id: z.string(),
    question: z.string().min(1),
    /** The day of asking; “2024-12-5” as some collections write it is read too. */
    today: z.string().default(SOME_DAY),
    /** Ids of the articles needed, one each. */
    gold: z.array(z.string()).min(1).optional(),
    /** For each article needed the ids that are accepted, where a report stands in the archive more than once. */
    goldGroups: z.array(z.array(z.string()).min(1)).min(1).optional(),
    /** What an article that holds the answer says to the letter. */
    facts: z.array(z.string()).default([]),
    /** For people who look at failures. */
    answer: z.string().default(""),
    /** Kind of question, or two features that make one. */
    type: z.string().optional(),
    documents: z.string().optional(),
    temporalType: z.string().optional(),
  })
  .refine(({ gold, goldGroups }) => gold !== undefined || goldGroups !== undefined, {
    message: "needed, or goldGroups",
    path: ["gold"],
  });

/** @throws {DataError} naming the line, the field and what is wrong with it. */
export function parseQuestions(lines: readonly string[], where: string): BenchQuestion[] {
  return lines.flatMap((line, i) => (line.trim() === "" ? [] : parseQuestion(line, `${where}:${i + 1}`)));
}

function parseQuestion(line: string, where: string): BenchQuestion {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new DataError(`${where}: not JSON`, { cause });
  }
  const result = Line.safeParse(json);
  if (!result.success) {
    const { path, message } = result.error.issues[0]!;
    throw new DataError([where, path.join("."), message].filter(Boolean).join(": "));
  }
  const { id, question, type, documents, temporalType, gold = [], goldGroups, facts, answer } = result.data;
  const today = parseIsoDay(result.data.today.replace(/-(\d)(?!\d)/g, "-0$1"));
  if (!today) throw new DataError(`${where}: today: “${result.data.today}” is not a day like 2025-03-31`);
  return {
    id,
    kind: type ?? ([documents, temporalType].filter(Boolean).join(" ") || "untyped"),
    query: toQuery(question, today),
    gold: goldGroups ?? gold.map((one) => [one]),
    facts,
    answer,
  };
}

function toQuery(question: string, today: IsoDay): BenchQuestion["query"] {
  const clauses = question.split(/[？?]/).filter((clause) => clause.trim() !== "");
  return { text: question, clauses: clauses.length > 0 ? clauses : [question], today, period: null };
}

/**
 * The questions that `npm run eval` answers, as far as they can be searched for: those the articles answer, and
 * that do not hang on a conversation. Their facts allow several forms, so `answer@1` is `hit@1` here.
 *
 * @throws {DataError} naming the line, the field and what is wrong with it.
 */
export function parseEvalAsBench(text: string, where: string): BenchQuestion[] {
  return parseEvalQuestions(text, where).flatMap((one): BenchQuestion[] => {
    const { id, kind, question, articles, needAll, facts, expect } = one;
    const today = parseIsoDay(one.today ?? SOME_DAY);
    const wanted = expect === "answered" && articles.length > 0 && !one.history?.length;
    if (!wanted || !today) return [];
    const gold = needAll ? articles.map((article) => [article]) : [articles];
    const answer = facts.join("; ");
    return [{ id, kind, query: toQuery(question, today), gold, facts: [], answer }];
  });
}

/** The same half for the same id, on every machine. */
export function halfOf(id: string): "a" | "b" {
  let hash = 7;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) | 0;
  return ((hash >>> 8) & 1) === 0 ? "a" : "b";
}
