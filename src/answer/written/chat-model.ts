/**
 * What we need of a language model, and no more: a conversation in, text as it
 * is written out, and at the end why it stopped and what it cost. Adapters live
 * in `models/`; the checks behind this port trust nothing that comes through it.
 */

export interface Message {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface ChatRequest {
  readonly messages: readonly Message[];
  /** Always set: what an answer may cost is decided before it is asked for. */
  readonly maxTokens: number;
}

/** `stop` is the only one after which the text is whole. */
export type FinishReason = "stop" | "length" | "content_filter";

export interface TokenUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Counted by us from the characters, because the service did not say. */
  readonly estimated: boolean;
}

export type ChatEvent =
  | { readonly kind: "text"; readonly text: string }
  /** Always the last, exactly once. `usage` is null if the service gave none. */
  | { readonly kind: "end"; readonly finish: FinishReason; readonly usage: TokenUsage | null };

export interface ChatModel {
  /** Names service and model, for logs and metrics: `api.example.com/model-name`. */
  readonly id: string;
  /**
   * The stream ends with an `end` event or throws; it never just stops.
   *
   * @throws {ModelCallError} when the service fails or is too slow; the signal's reason when it aborts.
   */
  stream(request: ChatRequest, signal?: AbortSignal): AsyncIterable<ChatEvent>;
}
