/** A reranker as a service of the form that Jina, Cohere and their likes share: `POST …/rerank`. */
import type OpenAI from "openai";
import { z } from "zod";
import type { Reranker } from "../search/reranker.js";
import { ModelCallError } from "./model-call-error.js";
import { toModelCallError, type Variables } from "./openai-failure.js";

export interface RerankServiceParts {
  /** Only for its address, its key and its errors. */
  readonly client: OpenAI;
  readonly model: string;
}

const VARIABLES: Variables = {
  key: "RERANKER_API_KEY",
  model: "RERANKER_MODEL",
  url: "RERANKER_BASE_URL",
  slower: "a larger plan helps, or RERANKER=none",
};

const Answer = z.object({
  results: z.array(z.object({ index: z.number().int(), relevance_score: z.number() })),
});

export function createRerankService({ client, model }: RerankServiceParts): Reranker {
  const host = new URL(client.baseURL).host;
  const who = `${host}/${model}`;
  return {
    id: who,
    async score(question, passages, signal) {
      const body = {
        model,
        query: question,
        documents: passages,
        top_n: passages.length,
        return_documents: false,
      };
      let raw: unknown;
      try {
        raw = await client.post<unknown>("/rerank", { body, maxRetries: 0, ...(signal && { signal }) });
      } catch (error) {
        signal?.throwIfAborted();
        throw toModelCallError(error, host, VARIABLES);
      }
      const results = Answer.safeParse(raw).data?.results ?? [];
      const scores = new Map(results.map(({ index, relevance_score }) => [index, relevance_score]));
      if (results.length !== passages.length || passages.some((_, i) => !Number.isFinite(scores.get(i))))
        throw new ModelCallError(`${who} did not score each passage once`, { kind: "protocol" });
      return passages.map((_, i) => scores.get(i)!);
    },
  };
}
