/** What finds articles by their sense, and what looks a second time: from the variables to what each of them needs. */
import type { Secret } from "./values.js";
import type { Values } from "./variables.js";

/** Where models are fetched from, and to. */
export interface HubConfig {
  readonly modelsDir: string;
  /** Address of the hub or a mirror, without a slash at its end. */
  readonly endpoint: string;
  /** Asks no network for models. */
  readonly offline: boolean;
}

export type EmbeddingConfig =
  | { readonly kind: "builtin" }
  | {
      readonly kind: "transformers";
      readonly model: string;
      readonly hub: HubConfig;
      /** Cores for one text. */
      readonly threads: number;
      /** How long a question waits for its vector. */
      readonly queryMs: number;
    }
  | {
      readonly kind: "openai";
      readonly model: string;
      readonly baseUrl: string;
      readonly apiKey: Secret;
      /** `null`: the model's own. */
      readonly dimension: number | null;
      /** A build that takes more tokens asks first. */
      readonly askAboveTokens: number;
      readonly queryMs: number;
    };

export type RerankerConfig =
  | { readonly kind: "none" }
  | {
      readonly kind: "transformers";
      readonly model: string;
      readonly hub: HubConfig;
      readonly threads: number;
      /** How long an answer waits for it. */
      readonly withinMs: number;
    }
  | {
      readonly kind: "service";
      readonly model: string;
      readonly baseUrl: string;
      readonly apiKey: Secret;
      readonly withinMs: number;
    };

function toHubConfig(env: Values): HubConfig {
  return { modelsDir: env.MODELS_DIR, endpoint: env.HF_ENDPOINT, offline: env.HF_HUB_OFFLINE };
}

export function toEmbeddingConfig(env: Values): EmbeddingConfig {
  const queryMs = env.EMBEDDING_QUERY_MILLISECONDS;
  if (env.EMBEDDER === "transformers") {
    const model = env.EMBEDDING_MODEL ?? "Xenova/bge-small-zh-v1.5";
    return { kind: "transformers", model, hub: toHubConfig(env), threads: env.MODEL_THREADS, queryMs };
  }
  const { EMBEDDING_MODEL: model } = env;
  // The key of one service is not shown to another.
  const shared = env.EMBEDDING_BASE_URL === undefined ? env.OPENAI_API_KEY : undefined;
  const apiKey = env.EMBEDDING_API_KEY ?? shared;
  if (env.EMBEDDER === "builtin" || model === undefined || apiKey === undefined) return { kind: "builtin" };
  return {
    kind: "openai",
    model,
    baseUrl: env.EMBEDDING_BASE_URL ?? env.OPENAI_BASE_URL,
    apiKey,
    dimension: env.EMBEDDING_DIMENSION ?? null,
    askAboveTokens: env.EMBEDDING_ASK_ABOVE_TOKENS,
    queryMs,
  };
}

export function toRerankerConfig(env: Values): RerankerConfig {
  const withinMs = env.RERANKER_MILLISECONDS;
  const { RERANKER_MODEL: model, RERANKER_BASE_URL: baseUrl, RERANKER_API_KEY: apiKey } = env;
  if (env.RERANKER === "transformers") {
    const threads = env.MODEL_THREADS;
    const hub = toHubConfig(env);
    return { kind: "transformers", model: model ?? "Xenova/bge-reranker-base", hub, threads, withinMs };
  }
  if (env.RERANKER === "none" || !model || !baseUrl || !apiKey) return { kind: "none" };
  return { kind: "service", model, baseUrl, apiKey, withinMs };
}
