/**
 * Articles → a searchable index, whole or not at all.
 *
 * Usage: npm run index -- [--articles data/articles|FILE.jsonl] [--index data/index] [--full] [--json]
 */
import { readConfig } from "../src/config.js";
import { type BuiltIndex, buildIndex } from "../src/wiring.js";
import { createCommand, runCommand } from "./cli.js";
import { createBuildProgress } from "./progress.js";

await runCommand(async (signal) => {
  const config = readConfig();
  const command = createCommand("index", "Builds the search index from the articles.")
    .option("--articles <path>", "folder of Markdown articles, or a file of JSON lines", config.articlesDir)
    .option("--index <folder>", "where the index is kept", config.indexDir)
    .option("--full", "build even if nothing has changed", false)
    .option("--json", "print the result as JSON", false)
    .parse();
  const { articles, index, full, json } = command.opts<{
    articles: string;
    index: string;
    full: boolean;
    json: boolean;
  }>();
  const begun = performance.now();
  const progress = createBuildProgress();
  const result = await buildIndex({
    articlesPath: articles,
    indexDir: index,
    dictionaryDir: config.dictDir,
    full,
    progress: progress.update,
    signal,
  }).finally(progress.stop);
  for (const fault of result.faults) console.error(`left out: ${fault}`);
  console.log((json ? renderJson : renderLine)(result, performance.now() - begun));
  return result.faults.length > 0 ? 1 : 0;
});

function renderLine({ manifest, built }: BuiltIndex, ms: number): string {
  const { counts, vectors, tokenizer, id } = manifest;
  const size = `${counts.articles} articles, ${counts.chunks} chunks`;
  if (!built) return `nothing has changed: generation ${id} (${size}) stays; --full builds anyway`;
  const parts = `words by ${tokenizer.split("+")[0]}, vectors by ${vectors.kind}`;
  return `${size} → generation ${id} in ${(ms / 1000).toFixed(1)} s (${parts})`;
}

function renderJson({ manifest, built, faults }: BuiltIndex, ms: number): string {
  const { id, counts, vectors, tokenizer, embedder, createdAt } = manifest;
  return JSON.stringify({
    generation: id,
    built,
    createdAt,
    counts,
    tokenizer,
    embedder: embedder.id,
    vectors: vectors.kind,
    faults,
    ms: Math.round(ms),
  });
}
