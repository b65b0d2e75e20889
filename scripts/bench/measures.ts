/**
 * hit@k: a gold article among the first k. recall@k: share of the needed
 * articles among the first k. all@k: all of them. MRR@10 over the first gold
 * one. answer@1: the first article is gold or holds every fact of the answer.
 */
import type { Article } from "../../src/news/article.js";
import type { BenchQuestion } from "./questions.js";

export interface Outcome {
  readonly question: BenchQuestion;
  /** Best first, each article once. */
  readonly found: readonly Article[];
  readonly ms: number;
}

export const COLUMNS = [
  "n",
  "hit@1",
  "hit@5",
  "recall@5",
  "recall@10",
  "mrr@10",
  "all@5",
  "all@10",
  "answer@1",
] as const;
export type Row = Record<(typeof COLUMNS)[number], number>;

export interface Measured {
  readonly kinds: Readonly<Record<string, Row>>;
  readonly ms: { readonly p50: number; readonly p95: number; readonly p99: number };
}

export function measure(outcomes: readonly Outcome[]): Measured {
  const kinds = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    for (const kind of ["all", outcome.question.kind]) kinds.set(kind, [...(kinds.get(kind) ?? []), outcome]);
  }
  const times = outcomes.map(({ ms }) => ms).sort((a, b) => a - b);
  const quantile = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? 0;
  return {
    kinds: Object.fromEntries([...kinds].sort().map(([kind, list]) => [kind, meanOf(list.map(rowOf))])),
    ms: { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) },
  };
}

function rowOf({ question, found }: Outcome): Row {
  const ranks = question.gold.map((group) => {
    const at = found.findIndex(({ id }) => group.includes(id));
    return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
  });
  const within = (k: number) => ranks.filter((rank) => rank <= k).length;
  const first = Math.min(...ranks);
  const holdsFacts =
    question.facts.length > 0 && question.facts.every((fact) => found[0]?.body.includes(fact));
  return {
    n: 1,
    "hit@1": Number(first <= 1),
    "hit@5": Number(first <= 5),
    "recall@5": within(5) / ranks.length,
    "recall@10": within(10) / ranks.length,
    "mrr@10": first <= 10 ? 1 / first : 0,
    "all@5": Number(within(5) === ranks.length),
    "all@10": Number(within(10) === ranks.length),
    "answer@1": Number(first <= 1 || holdsFacts),
  };
}

function meanOf(rows: readonly Row[]): Row {
  const mean = Object.fromEntries(
    COLUMNS.map((column) => [column, rows.reduce((sum, row) => sum + row[column], 0) / rows.length]),
  );
  return { ...(mean as Row), n: rows.length };
}

export function toTable({ kinds, ms }: Measured): string {
  const width = Math.max(...Object.keys(kinds).map((kind) => kind.length)) + 2;
  const head = "".padEnd(width) + COLUMNS.map((column) => column.padStart(10)).join("");
  const lines = Object.entries(kinds).map(
    ([kind, row]) =>
      kind.padEnd(width) +
      COLUMNS.map((column) => (column === "n" ? String(row.n) : row[column].toFixed(3)).padStart(10)).join(
        "",
      ),
  );
  const times = `ms: p50 ${ms.p50.toFixed(2)}  p95 ${ms.p95.toFixed(2)}  p99 ${ms.p99.toFixed(2)}`;
  return [head, ...lines, times].join("\n");
}

/** For comparing runs: per kind hit@1, recall@10 and all@5, in per mille. */
export function toLine(name: string, { kinds, ms }: Measured): string {
  const mille = (share: number) => String(Math.round(share * 1000)).padStart(4);
  const cells = Object.entries(kinds).map(
    ([kind, row]) => `${kind}${mille(row["hit@1"])}${mille(row["recall@10"])}${mille(row["all@5"])}`,
  );
  return `${name.padEnd(18)} ${cells.join(" | ")} | ms ${ms.p50.toFixed(2)} ${ms.p99.toFixed(2)}`;
}
