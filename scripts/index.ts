/**
 * Articles → a searchable index, whole or not at all.
 *
 * Usage: npm run index -- [--articles data/articles|FILE.jsonl] [--index data/index] [--full] [--json]
 *        npm run index -- --check [--index data/index] [--json]
 */
import { readConfig } from "../src/config.js";
import type { CheckReport } from "../src/index/check.js";
import { type BuiltIndex, buildIndex, checkIndex } from "../src/wiring.js";
import { createCommand, runCommand } from "./cli.js";
import { openEmbedder } from "./embedder.js";
import { createBuildProgress } from "./progress.js";

interface Options {
  readonly articles: string;
  readonly index: string;
  readonly full: boolean;
  readonly check: boolean;
  readonly json: boolean;
}

await runCommand(async (signal) => {
  const config = readConfig();
  const command = createCommand("index", "Builds the search index from the articles.")
    .option("--articles <path>", "folder of Markdown articles, or a file of JSON lines", config.articlesDir)
    .option("--index <folder>", "where the index is kept", config.indexDir)
    .option("--full", "build even if nothing has changed, and fit the embedder anew", false)
    .option("--check", "build nothing, look over what is there", false)
    .option("--json", "print the result as JSON", false)
    .parse();
  const options = command.opts<Options>();
  if (options.check) return check(options);
  const begun = performance.now();
  const progress = createBuildProgress();
  const embedder = await openEmbedder(config, signal);
  const result = await buildIndex({
    articlesPath: options.articles,
    indexDir: options.index,
    dictionaryDir: config.dictDir,
    full: options.full,
    embedder,
    progress: progress.update,
    signal,
  }).finally(() => {
    progress.stop();
    return embedder.close?.();
  });
  for (const fault of result.faults) console.error(`left out: ${fault}`);
  console.log((options.json ? renderJson : renderLine)(result, performance.now() - begun));
  return result.faults.length > 0 ? 1 : 0;
});

function renderLine({ manifest, built, embedded, cached }: BuiltIndex, ms: number): string {
  const { counts, vectors, tokenizer, id } = manifest;
  const size = `${counts.articles} articles, ${counts.chunks} chunks`;
  if (!built) return `nothing has changed: generation ${id} (${size}) stays; --full builds anyway`;
  const parts = `words by ${tokenizer.split("+")[0]}, vectors by ${vectors.kind}`;
  const took = `${embedded} chunks embedded, ${cached} from the cache`;
  return `${size} (${took}) → generation ${id} in ${(ms / 1000).toFixed(1)} s (${parts})`;
}

function renderJson({ manifest, built, embedded, cached, faults }: BuiltIndex, ms: number): string {
  const { id, counts, vectors, tokenizer, embedder, createdAt } = manifest;
  return JSON.stringify({
    generation: id,
    built,
    embedded,
    cached,
    createdAt,
    counts,
    tokenizer,
    embedder: embedder.id,
    vectors: vectors.kind,
    faults,
    ms: Math.round(ms),
  });
}

async function check({ index, json }: Options): Promise<number> {
  const reports = await checkIndex(index);
  const whole = reports.every(({ faults }) => faults.length === 0);
  console.log(json ? JSON.stringify({ whole, generations: reports }) : reports.map(renderReport).join("\n"));
  if (!whole) console.error("to mend it: npm run index -- --full");
  return whole ? 0 : 1;
}

function renderReport({ id, checked, faults }: CheckReport): string {
  if (faults.length === 0) return `${id}: whole (${checked.join(", ")})`;
  return [`${id}: damaged`, ...faults.map((fault) => `  ${fault}`)].join("\n");
}
