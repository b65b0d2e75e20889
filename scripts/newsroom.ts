/** Opens the index for a command that asks it, building it first where there is none, and says what a person should know. */
import { type AssembleOptions, assembleNewsroom, type Newsroom } from "../src/assemble.js";
import type { Config } from "../src/config.js";
import { buildIndex, changesSince, hasIndex, openIndex } from "../src/wiring.js";
import { createBuildProgress } from "./progress.js";

export interface OpenNewsroomOptions {
  readonly config: Config;
  readonly indexDir: string;
  readonly signal: AbortSignal;
  /** One line to the person, on standard error. */
  readonly tell: (line: string) => void;
  /** Writes the answers; without it they are quotations. */
  readonly model?: AssembleOptions["model"];
}

export async function openNewsroom({
  config,
  indexDir,
  signal,
  tell,
  model = null,
}: OpenNewsroomOptions): Promise<Newsroom> {
  const dictionaryDir = config.dictDir;
  if (!(await hasIndex(indexDir))) await build({ config, indexDir, signal, tell });
  const generation = await openIndex(indexDir);
  for (const warning of generation.warnings) tell(warning);
  const changed = await changesSince(generation, { indexDir, dictionaryDir });
  if (changed.length > 0) {
    tell(
      `the ${changed.join(" and the ")} changed since this index was built; npm run index brings it up to date`,
    );
  }
  return assembleNewsroom(generation, {
    stopwatch: () => performance.now(),
    model,
    onEmbedderFailure: () => tell("the vectors could not be searched; words alone were used"),
  });
}

async function build({ config, indexDir, signal, tell }: OpenNewsroomOptions): Promise<void> {
  const progress = createBuildProgress();
  const result = await buildIndex({
    articlesPath: config.articlesDir,
    dictionaryDir: config.dictDir,
    indexDir,
    progress: progress.update,
    signal,
  }).finally(progress.stop);
  for (const fault of result.faults) tell(`left out: ${fault}`);
  tell(`built the index of ${result.manifest.counts.articles} articles (once; npm run index renews it)`);
}
