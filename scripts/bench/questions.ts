/**
 * Questions of a benchmark, in the one form that is measured: a query, and for
 * each article needed the ids that are accepted for it.
 */
import { z } from "zod";
import { parseIsoDay } from "../../src/clock.js";
import { DataError } from "../../src/errors.js";
import type { Query } from "../../src/search/retriever.js";

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
    /** The day of asking. */
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
  const today = parseIsoDay(result.data.today);
  if (!today) throw new DataError(`${where}: today: “${result.data.today}” is not a day like 2025-03-31`);
  const clauses = question.split(/[？?]/).filter((clause) => clause.trim() !== "");
  return {
    id,
    kind: type ?? ([documents, temporalType].filter(Boolean).join(" ") || "untyped"),
    query: { text: question, clauses: clauses.length > 0 ? clauses : [question], today, period: null },
    gold: goldGroups ?? gold.map((one) => [one]),
    facts,
    answer,
  };
}

/** The same half for the same id, on every machine. */
export function halfOf(id: string): "a" | "b" {
  let hash = 7;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) | 0;
  return ((hash >>> 8) & 1) === 0 ? "a" : "b";
}
