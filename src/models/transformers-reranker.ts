/**
 * A cross-encoder on this machine, such as bge-reranker-base: it reads question and passage side by side. On a
 * processor that takes some 100 ms a passage, so it is bounded by time and off by default.
 */
import type { Reranker } from "../search/reranker.js";
import { ModelCallError } from "./model-call-error.js";
import {
  adviceOnFiles,
  type FetchOptions,
  fetchModel,
  type HubSettings,
  requireModel,
} from "./model-files.js";
import { createModelThread } from "./model-thread.js";

export interface TransformersRerankerSettings {
  readonly model: string;
  readonly hub: HubSettings;
  readonly threads: number;
}

/** Question and passage together; the models read no more. */
const MAX_TOKENS = 512;

export function createTransformersReranker(
  { model, hub: settings, threads }: TransformersRerankerSettings,
  options: Omit<FetchOptions, "signal"> = {},
): Reranker {
  const who = `the model ${model}`;
  const hub = { ...settings, without: "RERANKER=none" };
  const { modelsDir } = hub;
  const hint = adviceOnFiles(model, hub);
  const thread = createModelThread({
    who,
    hint,
    modelsDir,
    model,
    output: "score",
    maxTokens: MAX_TOKENS,
    threads,
  });
  return {
    id: `transformers ${model}`,
    prepare: (signal) => fetchModel(model, hub, { ...options, signal }),
    async score(question, passages, signal) {
      await requireModel(model, hub);
      const items = passages.map((passage) => ({ text: question, beside: passage }));
      const scores = (await thread.run(items, { signal })).map(([score]) => score ?? Number.NaN);
      if (scores.every(Number.isFinite)) return scores;
      throw new ModelCallError(`${who} gave a score that is not finite`, { kind: "protocol", hint });
    },
    close: () => thread.close(),
  };
}
