/**
 * One HTTP answer of a chat completion read as events. The library takes much
 * for an answer that is none (HTML, an early end, no choices, an error with
 * status 200), so whether there was one is decided here.
 */
import type OpenAI from "openai";
import { Stream } from "openai/streaming";
import { z } from "zod";
import type { ChatEvent, FinishReason, TokenUsage } from "../answer/written/chat-model.js";
import { ModelCallError } from "./model-call-error.js";

const Usage = z
  .object({ prompt_tokens: z.number().int().min(0), completion_tokens: z.number().int().min(0) })
  .nullish()
  .catch(null);

const Chunk = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish() }).nullish(),
        message: z.object({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: Usage,
});
type Chunk = z.output<typeof Chunk>;

export interface ReadOptions {
  readonly host: string;
  /** Characters; more than `max_tokens` can make is no answer. */
  readonly mostText: number;
  /** Whose log, switched off, the library writes broken parts to; otherwise it prints them. */
  readonly client: OpenAI;
  readonly controller: AbortController;
  /** Bounds the wait for the next part; throws when it is over. */
  readonly wait: <T>(next: Promise<T>, phase: "next" | "usage") => Promise<T>;
}

/** @throws {ModelCallError} and whatever the library throws */
export async function* readCompletion(response: Response, options: ReadOptions): AsyncGenerator<ChatEvent> {
  const type = response.headers.get("content-type") ?? "";
  const whole = /json|html|text\/plain/i.test(type) && !/event-stream|ndjson/i.test(type);
  const chunks = whole ? readWhole(response, options) : readStream(response, options);
  let finish: FinishReason | null = null;
  let usage: TokenUsage | null = null;
  let length = 0;
  for await (const chunk of chunks) {
    const text = textOf(chunk);
    length += text.length;
    checkText(text, length, options);
    if (text !== "") yield { kind: "text", text };
    if (chunk.usage) usage = toUsage(chunk.usage);
    const reason = chunk.choices?.[0]?.finish_reason;
    if (reason) finish = toFinish(reason, options.host);
    if (finish !== null && usage !== null) break;
  }
  if (finish === null) throw broken(options.host, "ended its answer without saying so");
  // A thinking model may use up all it was allowed before its first word; that is said by `length`.
  if (length === 0 && finish === "stop") throw broken(options.host, "sent an answer without text");
  yield { kind: "end", finish, usage };
}

async function* readStream(response: Response, { host, client, controller, wait }: ReadOptions) {
  const iterator = Stream.fromSSEResponse<unknown>(response, controller, client)[Symbol.asyncIterator]();
  let finished = false;
  for (;;) {
    let next: IteratorResult<unknown>;
    try {
      next = await wait(iterator.next(), finished ? "usage" : "next");
    } catch (error) {
      // Why it stopped is known; only the bill is missing.
      if (finished) return;
      throw error;
    }
    if (next.done) return;
    const chunk = parseChunk(next.value, host);
    finished ||= chunk.choices?.some((choice) => choice.finish_reason) ?? false;
    yield chunk;
  }
}

/** Some services answer a request for a stream with one JSON object; others with a web page. */
async function* readWhole(response: Response, { host, wait }: ReadOptions) {
  const text = await wait(response.text(), "next");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw broken(host, "sent a page instead of an answer");
  }
  yield parseChunk(value, host);
}

function parseChunk(value: unknown, host: string): Chunk {
  if (typeof value === "object" && value !== null && "error" in value && value.error)
    throw new ModelCallError(`${host} sent an error instead of an answer`, { kind: "server" });
  const chunk = Chunk.safeParse(value);
  if (!chunk.success) throw broken(host, "sent a part of an answer in an unknown form");
  return chunk.data;
}

function textOf({ choices }: Chunk): string {
  const choice = choices?.[0];
  return choice?.delta?.content ?? choice?.message?.content ?? "";
}

function checkText(text: string, length: number, { host, mostText }: ReadOptions): void {
  if (text.includes("\uFFFD")) throw broken(host, "sent text that is not UTF-8");
  if (length > mostText) throw broken(host, "wrote far more than it was allowed to");
}

/** A reason nobody knows is no promise that the text is whole. */
function toFinish(reason: string, host: string): FinishReason {
  if (/^(?:stop|eos|eos_token|end_turn|stop_sequence)$/i.test(reason)) return "stop";
  if (/filter|sensitive|safety|moderation/i.test(reason)) return "content_filter";
  if (/insufficient|error|abort/i.test(reason))
    throw new ModelCallError(`${host} gave up in the middle of its answer`, { kind: "server" });
  return "length";
}

function toUsage(usage: NonNullable<z.output<typeof Usage>>): TokenUsage {
  return { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens, estimated: false };
}

function broken(host: string, what: string): ModelCallError {
  return new ModelCallError(`${host} ${what}`, {
    kind: "protocol",
    hint: "check OPENAI_BASE_URL (it usually ends in /v1) and OPENAI_MODEL",
  });
}
