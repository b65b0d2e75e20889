/** Opens the index for a command that asks it, building it first where there is none, and says what a person should know. */
import type { AssembleOptions, Newsroom } from "../src/assemble.js";
import type { Config } from "../src/config.js";
import { messageOf } from "../src/errors.js";
import { openArchive } from "../src/serving/opening.js";
import { buildIndex, hasIndex } from "../src/wiring.js";
import { openEmbedder } from "./embedder.js";
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
  if (!(await hasIndex(indexDir))) await build({ config, indexDir, signal, tell });
  const { newsroom, warnings, close } = await openArchive({
    config,
    indexDir,
    model,
    onFailure: (what, error) =>
      tell(`the ${what} could not be used (${messageOf(error)}); words alone were used`),
  });
  signal.addEventListener("abort", () => void close(), { once: true });
  for (const warning of warnings) tell(warning);
  return newsroom;
}

async function build({ config, indexDir, signal, tell }: OpenNewsroomOptions): Promise<void> {
  const progress = createBuildProgress();
  const embedder = await openEmbedder(config, signal);
  const result = await buildIndex({
    articlesPath: config.articlesDir,
    dictionaryDir: config.dictDir,
    indexDir,
    embedder,
    progress: progress.update,
    signal,
  }).finally(() => {
    progress.stop();
    return embedder.close?.();
  });
  for (const fault of result.faults) tell(`left out: ${fault}`);
  tell(`built the index of ${result.manifest.counts.articles} articles (once; npm run index renews it)`);
}
