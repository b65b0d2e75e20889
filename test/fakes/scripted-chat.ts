/** Chat models without a service: one that says given texts in turn, one that fails. */
import type { ChatEvent, ChatModel, ChatRequest, FinishReason } from "../../src/answer/written/chat-model.js";

export interface ScriptedChat extends ChatModel {
  readonly requests: readonly ChatRequest[];
}

export interface ScriptOptions {
  readonly finish?: FinishReason;
  /** Thrown after the text in place of an end. */
  readonly fails?: Error;
  /** Characters a piece; the cuts must not matter. */
  readonly size?: number;
}

/** Says the given texts in turn and keeps every request; a surplus call fails. */
export function scriptedChat(
  texts: readonly string[],
  { finish = "stop", fails, size = 5 }: ScriptOptions = {},
): ScriptedChat {
  const requests: ChatRequest[] = [];
  return {
    id: "scripted",
    requests,
    async *stream(request, signal): AsyncGenerator<ChatEvent> {
      requests.push(request);
      const text = texts[requests.length - 1];
      if (text === undefined) throw new Error(`scriptedChat: unexpected call ${requests.length}`);
      for (let at = 0; at < text.length; at += size) {
        signal?.throwIfAborted();
        yield { kind: "text", text: text.slice(at, at + size) };
      }
      if (fails) throw fails;
      yield { kind: "end", finish, usage: { promptTokens: 100, completionTokens: 20, estimated: false } };
    },
  };
}
