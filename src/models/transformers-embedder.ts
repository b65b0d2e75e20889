/**
 * A trained model on this machine: fetched once by a build, then read from files. Questions are only ever
 * answered with a model that is already here.
 */
import type { EmbedderFactory } from "../index/embedder.js";
import { type ModelProfile, profileOf } from "./embedding-models.js";
import {
  adviceOnFiles,
  type FetchOptions,
  fetchModel,
  type HubSettings,
  requireModel,
} from "./model-files.js";
import { createModelThread } from "./model-thread.js";
import { createSteadyEmbedder } from "./steady-embedder.js";
import { systemTimer } from "./timer.js";
import { checkVectors } from "./vector-check.js";

export interface TransformersSettings {
  /** `owner/name`, as the hub has it. */
  readonly model: string;
  readonly hub: HubSettings;
  readonly threads: number;
  readonly queryMs: number;
  /** Default: what the table says of the model. */
  readonly profile?: ModelProfile;
}

/** @throws {ConfigError} if the model is not known. */
export function createTransformersEmbedder(
  { model, hub, threads, queryMs, profile = profileOf(model) }: TransformersSettings,
  options: Omit<FetchOptions, "signal"> = {},
): EmbedderFactory {
  const who = `the model ${model}`;
  const { pooling, dimension, maxTokens } = profile;
  const { modelsDir } = hub;
  const hint = adviceOnFiles(model, hub);
  const thread = createModelThread({ who, hint, modelsDir, model, output: pooling, maxTokens, threads });
  let here = false;
  const embedding = {
    who,
    name: nameOf(model, profile),
    remote: false,
    async prepare(signal: AbortSignal | undefined) {
      await fetchModel(model, hub, { ...options, signal });
    },
    async embed(texts: readonly string[], as: "passage" | "query", signal?: AbortSignal) {
      if (!here) await requireModel(model, hub);
      here = true;
      const prefix = as === "query" ? profile.queryPrefix : profile.passagePrefix;
      const items = texts.map((text) => ({ text: prefix + text }));
      const vectors = await thread.run(items, { signal, urgent: as === "query" });
      return checkVectors(vectors, { who, hint, count: texts.length, dimension });
    },
    close: () => thread.close(),
  };
  return createSteadyEmbedder(embedding, { timer: options.timer ?? systemTimer, queryMs });
}

/**
 * All that shapes a vector: an index is opened only by what built it. Not the versions of the libraries: they
 * change with every patch, which would embed an archive anew for hours, and what they change is seen by the
 * canaries (another onnxruntime differs in the third digit, which is far within what they allow).
 */
function nameOf(model: string, profile: ModelProfile): string {
  const { pooling, dimension, maxTokens, queryPrefix, passagePrefix } = profile;
  const shape = `${pooling}, ${dimension} dimensions, ${maxTokens} tokens`;
  return `transformers ${model} (q8, ${shape}, “${queryPrefix}”, “${passagePrefix}”)`;
}
