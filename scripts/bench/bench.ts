/**
 * How well and how fast articles are found, by ours and by the search engines people would pick instead.
 *
 * Usage: npm run bench                                          the sample archive
 *        npm run bench -- --folder DIR [--sizes 2000,20000] [--only ENGINES] [--out FILE.html] [--json]
 *        npm run bench -- --articles FILE.jsonl --questions FILE.jsonl
 *        npm run bench -- --folder DIR --embedder none,builtin,transformers,openai   what vectors add, side by side
 *
 * The forms of articles and questions stand in questions.ts and in data/README.md; the peers are installed
 * with `npm install --prefix scripts/bench/peers`.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../src/clock.js";
import { coloursFor, createProgress, type Progress, runCommand } from "../cli.js";
import { compare, nameOf, type Result } from "./compare.js";
import { readArticles, readQuestions } from "./corpus.js";
import { ENGINES } from "./engines.js";
import type { Job } from "./job.js";
import { contestantsOf, noteOnMissing, readBenchOptions, sizesOf, sourceOf } from "./options.js";
import { renderPage } from "./page.js";
import { type RunOptions, type RunResult, runEngine } from "./run-engine.js";
import {
  describeMachine,
  isInstalled,
  loadNow,
  readVersions,
  type Surroundings,
  withoutFolders,
} from "./surroundings.js";
import { COST, FOUND, FOUND_BY_NEED, GROWING, growthOf, renderTable, rowsOf } from "./table.js";

await runCommand(async (signal) => {
  const options = readBenchOptions();
  const { dim } = coloursFor(process.stderr);
  const tell = (line: string) => process.stderr.write(`${dim(line)}\n`);
  const source = await sourceOf(options);
  const note = noteOnMissing(
    options,
    ENGINES.filter((engine) => !isInstalled(engine)),
  );
  if (note !== null) tell(note);
  if (source.sample)
    tell(
      "the sample archive; more: npm run bench -- --folder DIR, with articles….jsonl and questions.jsonl in it",
    );
  const contestants = contestantsOf(options, isInstalled);
  const corpus = {
    articles: await readArticles(source.articles),
    questions: await readQuestions(source.questions),
  };
  const sizes = sizesOf(options.sizes, corpus.articles.length);
  const before = loadNow();
  const results = await inWorkDir((workDir) =>
    compare({
      corpus,
      sizes,
      contestants,
      workDir,
      dictionaryDir: source.dict ?? join(workDir, "no-dictionary"),
      seconds: options.seconds,
      run: (job, about) => runWithProgress(job, about, { signal, limitS: options.limit }),
      done: (result) => tell(toLine(result)),
    }),
  );
  const surroundings: Surroundings = {
    command: ["npm run bench --", ...process.argv.slice(2)].map(withoutFolders).join(" "),
    at: systemClock.now().toISOString().slice(0, 16).replace("T", " "),
    ...describeMachine(),
    load: [before, loadNow()],
    versions: await readVersions(ENGINES),
  };
  const { out } = options;
  if (out !== undefined) await writeFile(out, renderPage({ results, surroundings, source }));
  console.log(
    options.json ? JSON.stringify({ surroundings, results: results.map(toJson) }) : showTables(results),
  );
  if (out !== undefined) tell(`the page: ${out}`);
  return results.some(({ outcome }) => outcome.kind === "failed") ? 1 : 0;
});

async function inWorkDir<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  try {
    await mkdir(join(folder, "no-dictionary"));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The bar begins with the first search, so that loading is not taken for slowness. */
function runWithProgress(
  job: Job,
  about: string,
  { signal, limitS }: Pick<RunOptions, "signal" | "limitS">,
): Promise<RunResult> {
  let bar: Progress | undefined;
  const progress = (done: number, total: number) => {
    bar ??= createProgress(about);
    bar.update(done, total);
  };
  return runEngine(job, { signal, progress, limitS }).finally(() => bar?.stop());
}

/** One line as soon as an engine is done: a run of many minutes should not be silent. */
function toLine(result: Result): string {
  const about = `${nameOf(result)}, ${result.articles} articles`;
  if (result.outcome.kind === "failed") return `${about}: failed: ${result.outcome.reason}`;
  const { quality, built, served } = result.outcome;
  const asked =
    served.asked.length < result.questions
      ? ` (${served.asked.length} of ${result.questions} questions)`
      : "";
  return `${about}: hit@1 ${quality.all["hit@1"].toFixed(3)}, p50 ${quality.ms.p50.toFixed(2)} ms${asked}, built in ${built.cpuS.toFixed(1)} CPU-s`;
}

function showTables(results: readonly Result[]): string {
  const colours = coloursFor(process.stdout);
  const sizes = [...new Set(results.map(({ articles }) => articles))];
  const parts = sizes.flatMap((size) => {
    const here = results.filter(({ articles }) => articles === size);
    return [
      colours.bold(`${size} articles, ${here[0]!.questions} questions`),
      ...[FOUND, FOUND_BY_NEED, COST].map((figures) => renderTable(rowsOf(here, figures), figures, colours)),
    ];
  });
  const growth = growthOf(results);
  if (growth) {
    const times = GROWING.map((figure) => ({ ...figure, render: (value: number) => `×${value.toFixed(1)}` }));
    parts.push(
      colours.bold(`growth, while the articles grow ×${growth.factor.toFixed(1)}`),
      renderTable(growth.rows, times, colours),
    );
  }
  return parts.join("\n\n");
}

/** Without the found ids, which are long and say nothing by themselves. */
function toJson(result: Result) {
  const { articles, questions, setup, embedder, outcome } = result;
  const vectors = setup === result.engine.setups[0] && result.engine.name === "ours" ? { embedder } : {};
  const about = { engine: nameOf(result), setup, ...vectors, articles, questions };
  if (outcome.kind === "failed") return { ...about, failed: outcome.reason };
  const { asked, found: _, ms: __, ...served } = outcome.served;
  return { ...about, asked: asked.length, quality: outcome.quality, built: outcome.built, served };
}
