/** A chat model from its settings: the library's client, the one retry loop over it, the breaker around both. */
import type { ChatModel } from "../answer/written/chat-model.js";
import { type BreakerOptions, createCircuitBreaker } from "./circuit-breaker.js";
import { type ChatLimits, createOpenAiChat } from "./openai-chat.js";
import { createOpenAiClient } from "./openai-client.js";

export interface OpenAiModelSettings {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model: string;
  readonly limits: Pick<ChatLimits, "firstMs" | "idleMs" | "totalMs">;
}

export function createOpenAiModel(settings: OpenAiModelSettings, options: BreakerOptions = {}): ChatModel {
  const { apiKey, baseUrl, model, limits } = settings;
  const client = createOpenAiClient({ apiKey, baseUrl });
  const { timer } = options;
  return createCircuitBreaker(createOpenAiChat({ client, model, limits, ...(timer && { timer }) }), options);
}
