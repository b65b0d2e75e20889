/**
 * Measures what a model of the size of bge-small-zh costs here: 4 layers, 512 wide, 8 bit, random weights that
 * are written into a folder of their own and deleted again. Nothing is fetched.
 *
 * Usage: npx tsx scripts/bench/embedding.ts [--lengths 128,256,512] [--batches 1,8] [--threads 1,2] [--texts 24]
 *
 * First the library by itself, a batch at a time, in this process; then our thread, one text at a time, with how
 * long the event loop was kept waiting. Sentences per second of the clock and of the processor: on a machine that
 * has other things to do only the second means anything.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { AutoModel, AutoTokenizer, env, LogLevel } from "@xenova/transformers";
import { InvalidArgumentError } from "commander";
import { createModelThread } from "../../src/models/model-thread.js";
import { createCommand, runCommand } from "../cli.js";
import { BGE_SMALL, writeRandomModel } from "./random-model/write.js";

interface Options {
  readonly lengths: readonly number[];
  readonly batches: readonly number[];
  readonly threads: readonly number[];
  readonly texts: number;
}

const MODEL = "random/bge-small";

await runCommand(async () => {
  const options = readOptions();
  const modelsDir = await mkdtemp(join(tmpdir(), "embedding-"));
  try {
    await writeRandomModel(modelsDir, MODEL, BGE_SMALL);
    console.log("                      tokens  batch  threads   1/s   1/CPU-s      MB");
    for (const threads of options.threads) {
      await timeLibrary(modelsDir, threads, options);
      await timeThread(modelsDir, threads, options);
    }
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
      console.log(row("library, in this thread", { length, batch, threads }, figures));
    }
  await network.dispose();
}

async function timeThread(modelsDir: string, threads: number, { lengths, texts }: Options) {
  const thread = createModelThread({
    who: MODEL,
    modelsDir,
    model: MODEL,
    output: "cls",
    maxTokens: 512,
    threads,
  });
  const lag = monitorEventLoopDelay({ resolution: 1 });
  for (const length of lengths) {
    await thread.run([{ text: textOf(length) }]);
    lag.enable();
    const figures = await timed(texts, async () => {
      await thread.run(Array.from({ length: texts }, () => ({ text: textOf(length) })));
    });
    lag.disable();
    console.log(row("ours, in its thread", { length, batch: 1, threads }, figures));
  }
  const ms = (value: number) => (value / 1e6).toFixed(1);
  console.log(`the event loop waited: p50 ${ms(lag.percentile(50))} ms, p99 ${ms(lag.percentile(99))} ms`);
  await thread.close();
}

interface Figures {
  readonly perSecond: number;
  readonly perCpuSecond: number;
}

async function timed(count: number, run: () => Promise<void>): Promise<Figures> {
  const [cpu, from] = [process.cpuUsage(), performance.now()];
  await run();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - from) / 1000;
  return { perSecond: count / seconds, perCpuSecond: (count * 1e6) / (user + system) };
}

function row(
  name: string,
  { length, batch, threads }: { readonly length: number; readonly batch: number; readonly threads: number },
  { perSecond, perCpuSecond }: Figures,
): string {
  const memory = Math.round(process.memoryUsage().rss / 1e6);
  const cells = [length, batch, threads, perSecond.toFixed(1), perCpuSecond.toFixed(1), memory];
  return name.padEnd(24) + cells.map((cell, i) => String(cell).padStart([4, 7, 9, 8, 8, 8][i]!)).join("");
}
