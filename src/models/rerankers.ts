/** From settings to the reranker they name, or none: it is off unless someone sets it. */
import type { RerankerConfig } from "../config/embedding.js";
import type { Reranker } from "../search/reranker.js";
import type { FetchOptions } from "./model-files.js";

/** Fetches the reranker's model when an index is built: a question never causes a download. */
export async function prepareReranker(
  settings: RerankerConfig,
  { onDownload, signal }: { onDownload?: FetchOptions["onProgress"]; signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const reranker = await createReranker(settings, onDownload);
  try {
    await reranker?.prepare?.(signal);
  } finally {
    await reranker?.close?.();
  }
}

export async function createReranker(
  settings: RerankerConfig,
  onDownload?: FetchOptions["onProgress"],
): Promise<Reranker | null> {
  switch (settings.kind) {
    case "none":
      return null;
    case "transformers": {
      const { createTransformersReranker } = await import("./transformers-reranker.js");
      return createTransformersReranker(settings, { onProgress: onDownload });
    }
    case "service": {
      const { createRerankService } = await import("./rerank-service.js");
      const { createOpenAiClient } = await import("./openai-client.js");
      const { apiKey, baseUrl, model } = settings;
      return createRerankService({ client: createOpenAiClient({ apiKey: apiKey.reveal(), baseUrl }), model });
    }
    default:
      return settings satisfies never;
  }
}
