/**
 * New generations under constant questions, with nodejieba and the sample articles
 * beside the numbered ones: what failed, what was mixed, what memory is kept, and
 * how long a new one takes to answer.
 *
 *   npx tsx test/endurance/reload.ts [--swaps 50] [--askers 4] [--rest 80]
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { watchLoop } from "../../scripts/bench/event-loop.js";
import { createLog } from "../../src/log.js";
import { readArchive } from "../../src/news/archive.js";
import { serveIndex } from "../../src/serving/serve-index.js";
import type { Serving } from "../../src/serving/serving.js";
import { buildNumbered, NEWEST, numberedArticles, QUESTIONS } from "../fakes/numbered-archive.js";
import { ROOT } from "../source-files.js";
import { readTree, servingPids } from "./process-tree.js";
import { runReload } from "./reload-run.js";

const { values } = parseArgs({
  options: {
    swaps: { type: "string", default: "50" },
    askers: { type: "string", default: "4" },
    rest: { type: "string", default: "80" },
    build: { type: "string" },
  },
});
const [swaps, askers, restMs] = [Number(values.swaps), Number(values.askers), Number(values.rest)];
/** Within which the memory of all processes together must stay. */
const MOST_GROWTH = 0.1;
const ANSWERS_WITHIN_MS = 5_000;
/** Of the bot's own doing: whoever presses a button waits no longer than that for the loop. */
const LOOP_WITHIN_MS = 50;

/** Memory once only one process serves and everything it loads at first use is there. */
async function settledMegabytes(serving: Serving): Promise<number> {
  for (let i = 0; i < 200; i++) await serving.newsroom().ask(QUESTIONS[i % 4]!, { today: NEWEST });
  while (servingPids(process.pid).length > 1) await delay(100);
  return readTree(process.pid).megabytes;
}

function toTenths(value: number): number {
  return Math.round(value * 10) / 10;
}

async function build(indexDir: string): Promise<void> {
  const { articles } = await readArchive(join(ROOT, "data/articles"));
  for (const number of [1, 2, 3]) {
    const options = { articles: [...numberedArticles(number), ...articles], segmenter: "auto" } as const;
    console.log(await buildNumbered(indexDir, number, options));
  }
}

if (values.build !== undefined) {
  await build(values.build);
  process.exit();
}
const indexDir = await mkdtemp(join(tmpdir(), "reload-"));
// In a process of its own: what the building leaves behind is not to be measured.
const builder = ["--import", "tsx", import.meta.filename, "--build", indexDir];
const built = execFileSync(process.execPath, builder, { cwd: ROOT, encoding: "utf8" });
const [first, second, third] = built
  .trim()
  .split("\n")
  .map((id, i) => ({ id, number: i + 1 }));
const serving = await serveIndex({
  indexDir,
  staleAfterDays: 100_000,
  log: createLog({ level: "warn" }),
  signal: new AbortController().signal,
  env: { ...process.env, OPENAI_API_KEY: "", OPENAI_MODEL: "" },
});
const before = await settledMegabytes(serving);
const { value: report, waits } = await watchLoop(() =>
  runReload({
    serving,
    indexDir,
    generations: [third!, first!, second!],
    swaps,
    askers,
    rest: () => delay(restMs),
    onSwap: (done) => done % 10 === 0 && console.error(`${done} of ${swaps}`),
  }),
);
const after = await settledMegabytes(serving);
await serving.close();
await rm(indexDir, { recursive: true });

const { tookMs, ...counts } = report;
const sorted = [...tookMs].sort((a, b) => a - b);
const growth = (after - before) / before;
console.table({
  ...counts,
  "memory before, MB": Math.round(before),
  "memory after, MB": Math.round(after),
  "growth, %": toTenths(growth * 100),
  "event loop p99, ms": toTenths(waits.p99),
  "event loop longest, ms": toTenths(waits.max),
  // What is left of the longest when the time without a core is taken away: our own doing. Empty where Linux does not count it.
  "event loop longest by itself, ms": waits.own === null ? "" : toTenths(waits.own),
  "new one answers, median ms": Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
  "new one answers, slowest ms": Math.round(sorted.at(-1) ?? 0),
  "processes left": servingPids(process.pid).length,
  "machine load": toTenths(loadavg()[0]!),
});
const fine =
  report.failed + report.mixed === 0 && growth <= MOST_GROWTH && (waits.own ?? 0) <= LOOP_WITHIN_MS;
process.exitCode = fine && (sorted.at(-1) ?? 0) <= ANSWERS_WITHIN_MS ? 0 : 1;
