/**
 * Measures how fast the keyword index is built, step by step, with the segmenter's
 * cut alone beside it: the floor under any index of words.
 *
 * Usage: npx tsx scripts/bench/indexing.ts --articles FILE.jsonl [--sizes 2000,20000] [--runs 3]
 *
 * Each figure is articles per second of CPU time (user and system, so that what else the machine does
 * counts less), the best and the median of the runs. All steps are measured in turn in each run.
 */
import { dayKeys } from "../../src/index/days.js";
import { createKeywordBuilder, readKeywords, writeKeywords } from "../../src/index/keywords.js";
import { mineNames } from "../../src/index/mining.js";
import { forEachPair } from "../../src/index/pairs.js";
import { createTokenizer, type Tokenizer } from "../../src/index/tokens.js";
import type { Article } from "../../src/news/article.js";
import { findNumbers } from "../../src/news/numbers.js";
import { fold } from "../../src/news/text.js";
import { createCommand, runCommand } from "../cli.js";
import { cpuMs } from "./asking.js";
import { readArticles } from "./corpus.js";

export interface IndexingSpeed {
  readonly step: string;
  readonly articles: number;
  /** Articles per CPU-second. */
  readonly best: number;
  readonly median: number;
}

/** Steps of a build; each goes over all articles once. */
const STEPS: Readonly<Record<string, (articles: readonly Article[], tokenizer: Tokenizer) => void>> = {
  "the segmenter's cut alone": (articles, tokenizer) => each(articles, (text) => tokenizer.cut(text)),
  "our own cut": (articles, tokenizer) => each(articles, (text) => tokenizer.ends(text)),
  folding: (articles) => each(articles, () => {}),
  numbers: (articles) => each(articles, (text) => findNumbers(text)),
  pairs: (articles) => each(articles, (text) => forEachPair(text, () => {})),
  days: (articles) => {
    for (const { title, body, publishedOn } of articles) dayKeys([fold(title), fold(body)], publishedOn);
  },
  names: (articles) => void mineNames(articles),
  "the whole keyword index": (articles, tokenizer) => void indexOf(articles, tokenizer),
};

function each(articles: readonly Article[], read: (folded: string) => void): void {
  for (const { title, body } of articles) {
    read(fold(title));
    read(fold(body));
  }
}

function indexOf(articles: readonly Article[], tokenizer: Tokenizer): Buffer {
  const builder = createKeywordBuilder(tokenizer);
  for (const article of articles) builder.add(article);
  return writeKeywords(builder.finish());
}

/** @param runs of which the best and the median are told */
export async function measureIndexing(articles: readonly Article[], runs = 3): Promise<IndexingSpeed[]> {
  const tokenizer = await createTokenizer([]);
  tokenizer.ends("先读一次词典"); // reading the dictionary is no part of cutting
  const times = new Map<string, number[]>(Object.keys(STEPS).map((step) => [step, []]));
  for (let run = 0; run < runs; run++) {
    for (const [step, take] of Object.entries(STEPS)) {
      const before = process.cpuUsage();
      take(articles, tokenizer);
      times.get(step)!.push(cpuMs(before));
    }
  }
  return [...times].map(([step, taken]) => {
    const sorted = taken.sort((a, b) => a - b);
    const rate = (ms: number) => Math.round((articles.length * 1000) / ms);
    return {
      step,
      articles: articles.length,
      best: rate(sorted[0]!),
      median: rate(sorted[sorted.length >> 1]!),
    };
  });
}

/** What it takes to have the index again: wall milliseconds, and megabytes outside the heap beside the file. */
export function measureReading(
  file: Buffer,
  articles: readonly Article[],
): { readonly ms: number; readonly extraMegabytes: number } {
  const [from, before] = [performance.now(), process.memoryUsage().arrayBuffers];
  readKeywords(file, articles);
  const extra = process.memoryUsage().arrayBuffers - before;
  return { ms: performance.now() - from, extraMegabytes: extra / 2 ** 20 };
}

function toRow({ step, articles, best, median }: IndexingSpeed): string {
  return [step.padEnd(26), ...[articles, best, median].map((value) => String(value).padStart(9))].join("");
}

if (process.argv[1]?.endsWith("indexing.ts")) {
  await runCommand(async () => {
    const { articles, sizes, runs } = createCommand("indexing", "Measures how fast articles are indexed.")
      .name("npx tsx scripts/bench/indexing.ts")
      .requiredOption("--articles <file>", "JSON lines of articles, as npm run index takes them")
      .option("--sizes <numbers>", "how many of the articles, several after commas", "2000,20000")
      .option("--runs <number>", "how often each is measured", "3")
      .parse()
      .opts<{ articles: string; sizes: string; runs: string }>();
    const all = await readArticles(articles);
    console.log(`${"articles per CPU-second".padEnd(26)} articles     best   median`);
    for (const size of sizes.split(",").map(Number)) {
      const some = all.slice(0, size);
      for (const speed of await measureIndexing(some, Number(runs))) console.log(toRow(speed));
      const file = indexOf(some, await createTokenizer([]));
      const { ms, extraMegabytes } = measureReading(file, some);
      const megabytes = (file.length / 2 ** 20).toFixed(0);
      console.log(
        `file ${megabytes} MB, read in ${ms.toFixed(0)} ms, ${extraMegabytes.toFixed(1)} MB beside it\n`,
      );
    }
  });
}
