/**
 * The same work by every engine: for each pool of articles one process builds
 * and one serves, one engine after another, so that they do not disturb each other.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Corpus, poolOf, toArticleLines } from "./corpus.js";
import type { EngineInfo } from "./engines.js";
import type { Built, Job, Served } from "./job.js";
import { measure, type Outcome, type Row } from "./measures.js";
import type { RunResult } from "./run-engine.js";

export interface Contestant {
  readonly engine: EngineInfo;
  /** One of the engine's setups. */
  readonly setup: string;
  /** What makes the vectors of ours, as the command line names it. */
  readonly embedder: string;
  /** Its model, where rows differ by it; null where there is one embedder only. */
  readonly variant: string | null;
}

/** What an engine can do at one size, or why it is not known. */
export interface Result extends Contestant {
  readonly articles: number;
  readonly questions: number;
  readonly outcome:
    | { readonly kind: "measured"; readonly built: Built; readonly served: Served; readonly quality: Quality }
    | { readonly kind: "failed"; readonly reason: string };
}

export interface Quality {
  readonly all: Row;
  /** Questions that need one article, and those that need several; null where there are none. */
  readonly one: Row | null;
  readonly several: Row | null;
  readonly kinds: Readonly<Record<string, Row>>;
  /** Milliseconds a question. */
  readonly ms: { readonly p50: number; readonly p95: number; readonly p99: number };
}

/** The name of an engine in tables and plots; the setup only where it is not the best one. */
export function nameOf({ engine, setup, variant }: Contestant): string {
  const first = engine.setups[0] === setup;
  if (engine.name !== "ours") return first ? engine.label : `${engine.label} (${setup})`;
  if (!first) return "ours, keywords";
  return variant === null ? "ours" : `ours, ${variant}`;
}

export interface Comparison {
  readonly corpus: Corpus;
  readonly sizes: readonly number[];
  readonly contestants: readonly Contestant[];
  /** Empty, and the bench's alone. */
  readonly workDir: string;
  readonly dictionaryDir: string;
  /** Processor seconds for the searches of one engine at one size. */
  readonly seconds: number;
  readonly run: (job: Job, about: string) => Promise<RunResult>;
  readonly done: (result: Result) => void;
}

export async function compare(comparison: Comparison): Promise<Result[]> {
  const { corpus, sizes, contestants, workDir } = comparison;
  const results: Result[] = [];
  for (const size of sizes) {
    const pool = poolOf(corpus, size);
    const articlesPath = join(workDir, `articles-${size}.jsonl`);
    await writeFile(articlesPath, toArticleLines(pool.articles));
    for (const [i, contestant] of contestants.entries()) {
      const folder = join(workDir, `${size}-${i}`);
      await mkdir(folder);
      const outcome = await measureOne(contestant, pool, { ...comparison, folder, articlesPath });
      const { length: articles } = pool.articles;
      const result = { ...contestant, articles, questions: pool.questions.length, outcome };
      comparison.done(result);
      results.push(result);
    }
  }
  return results;
}

async function measureOne(
  contestant: Contestant,
  { articles, questions }: Corpus,
  {
    folder,
    articlesPath,
    dictionaryDir,
    seconds,
    run,
  }: Comparison & Record<"folder" | "articlesPath", string>,
): Promise<Result["outcome"]> {
  const { engine, setup, embedder } = contestant;
  const place = { folder, articlesPath, dictionaryDir, embedder };
  const job = { engine: engine.name, setup, place, queries: questions.map(({ query }) => query), seconds };
  const about = `${nameOf(contestant)} (${setup}), ${articles.length} articles`;
  const built = await run({ ...job, phase: "build" }, `${about}: building`);
  if (built.kind === "failed") return built;
  const served = await run({ ...job, phase: "serve" }, `${about}: searching`);
  if (served.kind === "failed") return served;
  if (built.kind !== "built" || served.kind !== "served") throw new Error(`${about}: figures of another job`);
  const byId = new Map(articles.map((article) => [article.id as string, article]));
  const outcomes = served.served.asked.map((which, i) => ({
    question: questions[which]!,
    found: served.served.found[i]!.flatMap((id) => byId.get(id) ?? []),
    ms: served.served.ms[i]!,
  }));
  return { kind: "measured", built: built.built, served: served.served, quality: qualityOf(outcomes) };
}

export function qualityOf(outcomes: readonly Outcome[]): Quality {
  const { kinds, ms } = measure(outcomes);
  const { all, ...others } = kinds;
  const rowOf = (wanted: (gold: number) => boolean) =>
    measure(outcomes.filter(({ question }) => wanted(question.gold.length))).kinds.all ?? null;
  return {
    all: all!,
    one: rowOf((gold) => gold === 1),
    several: rowOf((gold) => gold > 1),
    kinds: others,
    ms,
  };
}
