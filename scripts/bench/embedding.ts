/**
 * Measures what a model of the size of bge-small-zh costs here: 4 layers, 512 wide, 8 bit, random weights that
 * are written into a folder of their own and deleted again. Nothing is fetched.
 *
 * Usage: npx tsx scripts/bench/embedding.ts [--lengths 128,256,512] [--batches 1,8] [--threads 1,2] [--texts 24]
 *          [--articles data/articles]
 *
 * First what an idle event loop waits, which is the machine's own doing. Then ours, in a thread of its own, seen from
 * this one, which is where the bot answers; the library by itself, in this thread; and the builtin embedder: a
 * question is embedded in this thread by the bot as well, the articles are fitted and embedded only by a build.
 * Sentences per second of the clock and of the processor: on a machine that has other things to do only the second
 * means anything. Waits are milliseconds: 99 of 100, the longest, the longest gap in a chain of timers, and what is
 * left of a gap without the time in which this thread got no core: only the last is our own doing. What each row
 * means stands in README.md beside this file.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AutoModel, AutoTokenizer, env, LogLevel } from "@xenova/transformers";
import { InvalidArgumentError } from "commander";
import { projectRoot } from "../../src/config.js";
import { chunkBody } from "../../src/index/chunk.js";
import { embeddingTerms, passageText } from "../../src/index/generation-files.js";
import { createTokenizer } from "../../src/index/tokens.js";
import { createBuiltinEmbedder } from "../../src/models/builtin-embedder.js";
import { createModelThread } from "../../src/models/model-thread.js";
import { createCommand, runCommand } from "../cli.js";
import { cpuMs } from "./asking.js";
import { readArticles } from "./corpus.js";
import { type Waits, watchLoop } from "./event-loop.js";
import { BGE_SMALL, writeRandomModel } from "./random-model/write.js";

interface Options {
  readonly lengths: readonly number[];
  readonly batches: readonly number[];
  readonly threads: readonly number[];
  readonly texts: number;
  readonly articles: string;
}

const MODEL = "random/bge-small";
const IDLE_MS = 2_000;
const HEADS = ["tokens", "batch", "threads", "1/s", "1/CPU-s", "MB", "p99", "longest", "gap", "own"];
const WIDTHS = [7, 7, 9, 9, 9, 7, 8, 9, 8, 8];
/** Texts a build embeds at a time. */
const BUILD_BATCH = 64;
const QUESTION = "老人食堂什么时候开门？怎么去？";
const QUESTIONS = 200;

await runCommand(async () => {
  const options = readOptions();
  const modelsDir = await mkdtemp(join(tmpdir(), "embedding-"));
  try {
    await writeRandomModel(modelsDir, MODEL, BGE_SMALL);
    console.log(`${"".padEnd(26)}${HEADS.map((head, i) => head.padStart(WIDTHS[i]!)).join("")}`);
    show("idle", {}, await timed(1, () => new Promise((resolve) => setTimeout(resolve, IDLE_MS))));
    // Ours goes first: what the library leaves behind in this thread is swept up for 50 ms while others are measured.
    for (const threads of options.threads) await timeThread(modelsDir, threads, options);
    for (const threads of options.threads) await timeLibrary(modelsDir, threads, options);
    await timeBuiltin(options);
  } finally {
    await rm(modelsDir, { recursive: true, force: true });
  }
});

function readOptions(): Options {
  return createCommand("embedding", "Measures what a model of the size of bge-small-zh costs here.")
    .name("npx tsx scripts/bench/embedding.ts")
    .option("--lengths <numbers>", "tokens of a text, at most 512", toNumbers, [128, 256, 512])
    .option("--batches <numbers>", "texts at a time, for the library by itself", toNumbers, [1, 8])
    .option("--threads <numbers>", "cores for one call", toNumbers, [1, 2])
    .option(
      "--articles <path>",
      "what the builtin embedder is fitted on",
      join(projectRoot(), "data", "articles"),
    )
    .option("--texts <number>", "texts of each measurement", (text) => toNumbers(text)[0]!, 24)
    .parse()
    .opts<Options>();
}

function toNumbers(text: string): number[] {
  const values = text.split(",").map(Number);
  if (!values.every((value) => Number.isInteger(value) && value >= 1 && value <= 4096))
    throw new InvalidArgumentError("whole numbers divided by commas are needed");
  return values;
}

/** Of so many tokens, the two around them counted. */
function textOf(tokens: number): string {
  return Array.from({ length: tokens - 2 }, (_, i) =>
    String.fromCodePoint(0x4e00 + ((i * 37) % 20_000)),
  ).join("");
}

async function timeLibrary(modelsDir: string, threads: number, { lengths, batches, texts }: Options) {
  env.allowRemoteModels = false;
  env.localModelPath = modelsDir;
  env.logLevel = LogLevel.ERROR;
  const tokenizer = await AutoTokenizer.from_pretrained(MODEL, { local_files_only: true });
  const network = await AutoModel.from_pretrained(MODEL, {
    dtype: "q8",
    local_files_only: true,
    session_options: { intraOpNumThreads: threads },
  });
  for (const length of lengths)
    for (const batch of batches) {
      const run = () => network(tokenizer(Array<string>(batch).fill(textOf(length)), { padding: true }));
      await run();
      const figures = await timed(Math.max(batch, texts), async () => {
        for (let done = 0; done < texts; done += batch) await run();
      });
      show("library, in this thread", { length, batch, threads }, figures);
    }
  await network.dispose();
}

async function timeThread(modelsDir: string, threads: number, { lengths, batches, texts }: Options) {
  const thread = createModelThread({
    who: MODEL,
    hint: "the bench wrote it itself",
    modelsDir,
    model: MODEL,
    output: "cls",
    maxTokens: 512,
    threads,
  });
  const run = (length: number, count: number) =>
    thread.run(Array.from({ length: count }, () => ({ text: textOf(length) })));
  show("ours, opening the model", { threads }, await timed(1, () => run(16, 1)));
  for (const length of lengths)
    for (const batch of batches) {
      await run(length, 1);
      const figures = await timed(Math.max(batch, texts), async () => {
        for (let done = 0; done < texts; done += batch) await run(length, batch);
      });
      show("ours, in its thread", { length, batch, threads }, figures);
    }
  await thread.close();
}

async function timeBuiltin({ articles: path }: Options) {
  const articles = await readArticles(path);
  const texts = articles.flatMap((article, i) =>
    chunkBody(article.body).map((span) => passageText(article, { ...span, article: i })),
  );
  const termsOf = embeddingTerms(await createTokenizer([]));
  // The word cutter's dictionary is read at the first word: 0.8 s, once in a process, whatever embeds.
  termsOf(QUESTION);
  const fitted = await timed(texts.length, () => createBuiltinEmbedder().fit(texts, { termsOf }));
  show("builtin, fitting", {}, fitted);
  const embedder = fitted.value;
  const embedding = await timed(texts.length, async () => {
    for (let from = 0; from < texts.length; from += BUILD_BATCH) {
      await embedder.embed(texts.slice(from, from + BUILD_BATCH), "passage");
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  show("builtin, passages", { batch: BUILD_BATCH }, embedding);
  const asking = await timed(QUESTIONS, async () => {
    for (let i = 0; i < QUESTIONS; i++) {
      await embedder.embed([QUESTION], "query");
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
  show("builtin, questions", { batch: 1 }, asking);
}

interface Figures<T> {
  readonly value: T;
  readonly perSecond: number;
  readonly perCpuSecond: number;
  readonly waits: Waits;
}

async function timed<T>(count: number, run: () => Promise<T>): Promise<Figures<T>> {
  const [cpu, from] = [process.cpuUsage(), performance.now()];
  const { value, waits } = await watchLoop(run);
  const seconds = (performance.now() - from) / 1000;
  return { value, perSecond: count / seconds, perCpuSecond: (count * 1000) / cpuMs(cpu), waits };
}

interface Setting {
  readonly length?: number;
  readonly batch?: number;
  readonly threads?: number;
}

function show(name: string, { length, batch, threads }: Setting, figures: Figures<unknown>): void {
  const { perSecond, perCpuSecond, waits } = figures;
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  const ms = [waits.p99, waits.max, waits.gap, waits.own].map((value) => value?.toFixed(1) ?? "–");
  const cells = [length, batch, threads, perSecond.toFixed(1), perCpuSecond.toFixed(1), memory, ...ms];
  const line = cells.map((cell, i) => String(cell ?? "").padStart(WIDTHS[i]!)).join("");
  console.log(`${name.padEnd(26)}${line}`);
}
