/**
 * From settings to the embedder they name. What an embedder needs is loaded only where it is the one: the
 * builtin one costs nobody the start of a library.
 */
import type { EmbeddingConfig } from "../config/embedding.js";
import type { EmbedderFactory } from "../index/embedder.js";
import { createBuiltinEmbedder } from "./builtin-embedder.js";
import type { FetchOptions } from "./model-files.js";

export interface EmbedderHooks {
  /** A model is being fetched: bytes of a file that are here; a total of 0: not known. */
  readonly onDownload?: FetchOptions["onProgress"];
  /** Whether a build may spend so many tokens at the service; without it none above the limit. */
  readonly confirm?: ((tokens: number) => Promise<boolean>) | undefined;
}

/** @throws {ConfigError} if the model is not one we know how to use. */
export async function createEmbedder(
  settings: EmbeddingConfig,
  { onDownload, confirm }: EmbedderHooks = {},
): Promise<EmbedderFactory> {
  switch (settings.kind) {
    case "builtin":
      return createBuiltinEmbedder();
    case "transformers": {
      const { createTransformersEmbedder } = await import("./transformers-embedder.js");
      return createTransformersEmbedder(settings, { onProgress: onDownload });
    }
    case "openai": {
      const { createOpenAiEmbedder } = await import("./openai-embedder.js");
      const { createOpenAiClient } = await import("./openai-client.js");
      const { apiKey, baseUrl, ...rest } = settings;
      // 256 vectors of 3,072 figures written out are some 17 MB.
      const client = createOpenAiClient({ apiKey: apiKey.reveal(), baseUrl, maxBytes: 64_000_000 });
      return createOpenAiEmbedder({ ...rest, client, confirm });
    }
    default:
      return settings satisfies never;
  }
}
