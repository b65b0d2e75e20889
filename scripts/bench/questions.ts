/**
 * Questions of a benchmark, in the one form that is measured: a query, and for
 * each article needed the ids that are accepted for it.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { isoDay } from "../../src/clock.js";
import type { Query } from "../../src/search/retriever.js";

export interface BenchQuestion {
  readonly id: string;
  readonly kind: string;
  readonly query: Omit<Query, "k">;
  readonly gold: readonly (readonly string[])[];
  readonly facts: readonly string[];
  readonly answer: string;
}

const Line = z.object({
  id: z.string(),
  question: z.string(),
  answer: z.string().default(""),
  today: z.string().optional(),
  type: z.string().optional(),
  documents: z.string().optional(),
  temporalType: z.string().optional(),
  gold: z.array(z.string()).optional(),
  goldGroups: z.array(z.array(z.string())).optional(),
  facts: z.array(z.string()).default([]),
});

// Questions without a day of asking name none that would have to be worked out from one.
const SOME_DAY = "2023-12-31";

export function readQuestions(file: string): BenchQuestion[] {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => {
    const row = Line.parse(JSON.parse(line));
    const [year, month, day] = (row.today ?? SOME_DAY).split("-").map(Number);
    const clauses = row.question.split(/[？?]/).filter((clause) => clause.trim() !== "");
    return {
      id: row.id,
      kind: row.type ?? `${row.documents} ${row.temporalType}`,
      query: {
        text: row.question,
        clauses: clauses.length > 0 ? clauses : [row.question],
        today: isoDay(year!, month!, day!)!,
        period: null,
      },
      gold: row.goldGroups ?? row.gold!.map((id) => [id]),
      facts: row.facts,
      answer: row.answer,
    };
  });
}

/** The same half for the same id, on every machine. */
export function halfOf(id: string): "a" | "b" {
  let hash = 7;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) | 0;
  return ((hash >>> 8) & 1) === 0 ? "a" : "b";
}
