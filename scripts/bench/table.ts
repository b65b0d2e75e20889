/** The figures of a comparison as tables for a terminal, and as the rows any other table is made of. */
import type { Colors } from "picocolors/types.js";
import { renderColumns } from "../columns.js";
import { nameOf, type Quality, type Result } from "./compare.js";
import type { Row } from "./measures.js";

export interface Figure {
  readonly head: string;
  /** What it is, for a reader who meets it first. */
  readonly tells: string;
  readonly of: (measured: Measured) => number | null;
  readonly render: (value: number) => string;
  /** Which end is good; null where neither is. */
  readonly better: "more" | "less" | null;
}

export type Measured = Extract<Result["outcome"], { kind: "measured" }> & { readonly articles: number };

const share = (value: number) => value.toFixed(3);
const whole = (value: number) => value.toFixed(0);
const fine = (value: number) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

function quality(
  head: string,
  tells: string,
  column: keyof Row,
  of: keyof Quality & ("all" | "one" | "several"),
): Figure {
  return {
    head,
    tells,
    of: ({ quality: { [of]: row } }) => row?.[column] ?? null,
    render: column === "n" ? whole : share,
    better: column === "n" ? null : "more",
  };
}

export const FOUND: readonly Figure[] = [
  quality("asked", "questions asked; fewer where an engine is slow", "n", "all"),
  quality("hit@1", "share of questions with a needed article in first place", "hit@1", "all"),
  quality("hit@5", "among the first five", "hit@5", "all"),
  quality("recall@5", "share of the needed articles among the first five", "recall@5", "all"),
  quality("recall@10", "among the first ten", "recall@10", "all"),
  quality("MRR@10", "mean of 1 / place of the first needed article", "mrr@10", "all"),
  quality("all@5", "share of questions with all needed articles among the first five", "all@5", "all"),
  quality("all@10", "among the first ten", "all@10", "all"),
  quality(
    "answer@1",
    "the first article is a needed one or holds every fact of the answer",
    "answer@1",
    "all",
  ),
];

export const FOUND_BY_NEED: readonly Figure[] = [
  quality("one", "questions that need one article", "n", "one"),
  quality("hit@1", "of these", "hit@1", "one"),
  quality("recall@10", "of these", "recall@10", "one"),
  quality("answer@1", "of these", "answer@1", "one"),
  quality("several", "questions that need two or more", "n", "several"),
  quality("hit@1", "of these", "hit@1", "several"),
  quality("all@5", "of these", "all@5", "several"),
  quality("all@10", "of these", "all@10", "several"),
];

const MB = 1e6;
export const P50: Figure = {
  head: "p50 ms",
  tells: "half of the searches take no longer",
  of: ({ quality }) => quality.ms.p50,
  render: fine,
  better: "less",
};
export const MEMORY: Figure = {
  head: "memory MB",
  tells: "what the opened index takes after all searches, beyond Node and the word cutter",
  of: ({ served }) => served.memoryMb,
  render: whole,
  better: "less",
};
export const DISK: Figure = {
  head: "disk MB",
  tells: "files of the index",
  of: ({ built }) => built.bytes / MB,
  render: fine,
  better: "less",
};
export const LOAD: Figure = {
  head: "load ms",
  tells: "opening the index in a new process that has the word cutter already",
  of: ({ served }) => served.loadMs,
  render: whole,
  better: "less",
};
export const BUILD: Figure = {
  head: "build CPU-s",
  tells: "processor time of the build, all threads",
  of: ({ built }) => built.cpuS,
  render: fine,
  better: "less",
};

export const COST: readonly Figure[] = [
  P50,
  { ...P50, head: "p95 ms", tells: "19 of 20 searches", of: ({ quality }) => quality.ms.p95 },
  { ...P50, head: "p99 ms", tells: "99 of 100 searches", of: ({ quality }) => quality.ms.p99 },
  {
    ...P50,
    head: "CPU ms",
    tells: "processor time of a search, all threads; hardly changes when the machine is busy",
    of: ({ served }) => served.cpuMsPerQuestion,
  },
  {
    head: "build/CPU-s",
    tells: "articles indexed in a second of processor time",
    of: ({ built, articles }) => articles / built.cpuS,
    render: whole,
    better: "more",
  },
  DISK,
  LOAD,
  MEMORY,
];

export interface TableRow {
  readonly name: string;
  readonly ours: boolean;
  /** One a figure; null where there is none. Empty if the engine failed. */
  readonly values: readonly (number | null)[];
  readonly failed: string | null;
  /** A slow engine: its figures are of some of the questions, and no match for those of all. */
  readonly sampled: boolean;
}

export function isSampled({ outcome, questions }: Result): boolean {
  return outcome.kind === "measured" && outcome.served.asked.length < questions;
}

export function rowsOf(results: readonly Result[], figures: readonly Figure[]): TableRow[] {
  return results.map((result) => {
    const { outcome, articles } = result;
    const about = { name: nameOf(result), ours: result.engine.name === "ours", sampled: isSampled(result) };
    return outcome.kind === "failed"
      ? { ...about, values: [], failed: outcome.reason }
      : { ...about, values: figures.map((figure) => figure.of({ ...outcome, articles })), failed: null };
  });
}

/** For each figure the best value, where one end is good; a slow engine that was asked only a sample does not compete. */
export function bestOf(rows: readonly TableRow[], figures: readonly Figure[]): (number | null)[] {
  const whole = rows.filter(({ sampled }) => !sampled);
  return figures.map(({ better }, column) => {
    const values = whole.flatMap(({ values }) => values[column] ?? []);
    if (better === null || values.length === 0) return null;
    return better === "more" ? Math.max(...values) : Math.min(...values);
  });
}

/** How p50, memory and disk grow from the smallest size to the largest, as factors beside that of the articles. */
export function growthOf(
  results: readonly Result[],
): { readonly factor: number; readonly rows: TableRow[] } | null {
  const sizes = [...new Set(results.map(({ articles }) => articles))].sort((a, b) => a - b);
  const [small, large] = [sizes[0], sizes.at(-1)];
  if (small === undefined || large === undefined || small === large) return null;
  const at = (size: number) => results.filter(({ articles }) => articles === size);
  const before = rowsOf(at(small), GROWING);
  const rows = rowsOf(at(large), GROWING).flatMap((row) => {
    const earlier = before.find(({ name, failed }) => name === row.name && failed === null);
    if (!earlier || row.failed !== null) return [];
    const values = row.values.map((value, i) => {
      const old = earlier.values[i];
      return value === null || !old ? null : value / old;
    });
    return [{ ...row, values }];
  });
  return { factor: large / small, rows };
}

export const GROWING: readonly Figure[] = [P50, MEMORY, DISK, LOAD, BUILD];

export function renderTable(
  rows: readonly TableRow[],
  figures: readonly Figure[],
  { bold, dim }: Colors,
): string {
  const measured = rows.filter(({ failed }) => failed === null);
  const cells = measured.map(({ name, values }) => [
    name,
    ...values.map((value, i) => (value === null ? "–" : figures[i]!.render(value))),
  ]);
  const [head = "", ...lines] = renderColumns([["", ...figures.map((figure) => figure.head)], ...cells]);
  return [
    dim(head),
    ...lines.map((line, i) => (measured[i]!.ours ? bold(line) : line)),
    ...rows.flatMap(({ name, failed }) => (failed === null ? [] : [`${name} failed: ${failed}`])),
  ].join("\n");
}
