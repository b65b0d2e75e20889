/**
 * From settings to an opened index that answers, with what the operator should
 * know of it. The same for the process that serves the bot and for the commands,
 * so that both open an index in one way.
 */
import { type AssembleOptions, assembleNewsroom, type Newsroom } from "../assemble.js";
import type { Config } from "../config.js";
import { createEmbedder } from "../models/embedders.js";
import { ModelCallError } from "../models/model-call-error.js";
import { createReranker } from "../models/rerankers.js";
import { changesSince, openIndex } from "../wiring.js";

export interface OpeningOptions extends Pick<AssembleOptions, "model"> {
  readonly config: Config;
  readonly indexDir: string;
  /** A question was answered without its vector, or without the second look. */
  readonly onFailure: (what: "vectors" | "reranker", error: unknown) => void;
}

export interface Opened {
  readonly newsroom: Newsroom;
  readonly warnings: readonly string[];
  /** Ends the models that run beside it. */
  close(): Promise<void>;
}

/** @throws {IndexFileError} if there is no index that can serve. */
export async function openArchive({ config, indexDir, model, onFailure }: OpeningOptions): Promise<Opened> {
  const embedder = await createEmbedder(config.embedding);
  const reranker = await createReranker(config.reranker);
  const generation = await openIndex(indexDir, embedder);
  const changed = await changesSince(generation, { indexDir, dictionaryDir: config.dictDir });
  const stale =
    changed.length === 0
      ? []
      : [
          `the ${changed.join(" and the ")} changed since this index was built; npm run index brings it up to date`,
        ];
  const { reranker: settings } = config;
  let restsUntil = 0;
  const newsroom = assembleNewsroom(generation, {
    ...(model !== undefined && { model }),
    stopwatch: () => performance.now(),
    staleAfterDays: config.staleAfterDays,
    onEmbedderFailure: (error) => isResting(error) || onFailure("vectors", error),
    reranking:
      reranker === null || settings.kind === "none"
        ? null
        : {
            reranker,
            deadline: () => AbortSignal.timeout(settings.withinMs),
            isResting: () => performance.now() < restsUntil,
            onFailure: (error) => {
              restsUntil = performance.now() + REST_MS;
              onFailure("reranker", error);
            },
          },
  });
  const close = async () => {
    await Promise.all([embedder.close?.(), reranker?.close?.()]);
  };
  return { newsroom, warnings: [...generation.warnings, ...stale], close };
}

/** After a failure nobody waits for it so long. */
const REST_MS = 15_000;

/** Not asked at all, because it failed a moment ago: that was told then. */
function isResting(error: unknown): boolean {
  return error instanceof ModelCallError && error.kind === "resting";
}
