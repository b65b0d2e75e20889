/**
 * ChatModel over any service that speaks OpenAI's chat completions.
 *
 * The library bounds only the wait for the headers, so first part, every next
 * part and the whole have limits of their own here; and here is the only loop
 * that tries again, which it does only while nothing has been handed on.
 */
import type OpenAI from "openai";
import { APIError } from "openai";
import type { ChatEvent, ChatModel, ChatRequest } from "../answer/written/chat-model.js";
import { ModelCallError } from "./model-call-error.js";
import { toModelCallError } from "./openai-failure.js";
import { readCompletion } from "./openai-stream.js";
import { raceAgainst, sleep, systemTimer, type Timer } from "./timer.js";

export interface ChatLimits {
  /** Until the first part of an answer, thinking included. */
  readonly firstMs: number;
  /** Between two parts. */
  readonly idleMs: number;
  /** All tries together. */
  readonly totalMs: number;
  readonly tries: number;
  /** A service that asks for a longer rest is not asked again for this answer. */
  readonly longestRestMs: number;
}

const DEFAULT_LIMITS: ChatLimits = {
  firstMs: 15_000,
  idleMs: 8_000,
  totalMs: 40_000,
  tries: 3,
  longestRestMs: 1_500,
};

export interface OpenAiChatParts {
  readonly client: OpenAI;
  readonly model: string;
  readonly limits?: Partial<ChatLimits>;
  readonly timer?: Timer;
}

/** What this service turned out not to take; learnt from its first refusal. */
interface Manners {
  newTokenLimit: boolean;
  noTemperature: boolean;
  noStreamOptions: boolean;
}

const FIRST_REST_MS = 300;
const USAGE_WITHIN_MS = 2_000;

export function createOpenAiChat({ client, model, limits, timer = systemTimer }: OpenAiChatParts): ChatModel {
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  const host = hostOf(client.baseURL);
  const manners: Manners = { newTokenLimit: false, noTemperature: false, noStreamOptions: false };
  return {
    id: `${host}/${model}`,
    async *stream(request, signal) {
      const ends = timer.now() + bounds.totalMs;
      for (let tries = 1; ; tries++) {
        let handedOn = false;
        const call = new AbortController();
        const either = signal ? AbortSignal.any([signal, call.signal]) : call.signal;
        try {
          const one = { client, model, host, bounds, timer, manners, ends, call, signal: either };
          for await (const event of attempt(request, one)) {
            handedOn = true;
            yield event;
          }
          return;
        } catch (error) {
          signal?.throwIfAborted();
          const learnt = learnManners(error, manners);
          const failure = toModelCallError(error, host);
          const rest = learnt ? 0 : restBefore(failure, tries, bounds);
          const noTime = rest === null || timer.now() + rest >= ends;
          if (handedOn || tries >= bounds.tries || noTime) throw failure;
          await sleep(timer, rest, signal ?? NEVER);
        } finally {
          call.abort();
        }
      }
    },
  };
}

const NEVER = new AbortController().signal;

interface Attempt {
  readonly client: OpenAI;
  readonly model: string;
  readonly host: string;
  readonly bounds: ChatLimits;
  readonly timer: Timer;
  readonly manners: Manners;
  readonly ends: number;
  readonly call: AbortController;
  readonly signal: AbortSignal;
}

async function* attempt(request: ChatRequest, one: Attempt): AsyncGenerator<ChatEvent> {
  const { client, host, bounds, timer, ends, call, signal } = one;
  let firstBy = timer.now() + bounds.firstMs;
  const wait = async <T>(promise: Promise<T>, phase: "first" | "next" | "usage") => {
    const now = timer.now();
    const own = phase === "usage" ? USAGE_WITHIN_MS : firstBy > 0 ? firstBy - now : bounds.idleMs;
    const late = () => tooSlow(host, firstBy > 0 ? "began no answer" : "stopped in the middle of its answer");
    const value = await raceAgainst(promise, { timer, ms: Math.min(own, ends - now), signal, late });
    if (phase !== "first") firstBy = 0;
    return value;
  };
  const options = { signal, maxRetries: 0, timeout: bounds.totalMs };
  const response = await wait(
    client.chat.completions.create(toBody(request, one), options).asResponse(),
    "first",
  );
  const mostText = 2_000 + request.maxTokens * 8;
  yield* readCompletion(response, { host, client, mostText, controller: call, wait });
}

function toBody({ messages, maxTokens }: ChatRequest, { model, manners }: Attempt) {
  return {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    stream: true as const,
    ...(manners.newTokenLimit ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
    ...(!manners.noTemperature && { temperature: 0 }),
    ...(!manners.noStreamOptions && { stream_options: { include_usage: true } }),
  };
}

/**
 * Newer models refuse `max_tokens` and `temperature`, older servers `stream_options`; each says which.
 *
 * @returns whether the same question, asked otherwise, may be taken now
 */
function learnManners(error: unknown, manners: Manners): boolean {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return false;
  const said = `${error.param ?? ""} ${error.message}`;
  const before = JSON.stringify(manners);
  if (/max_completion_tokens/.test(said) || error.param === "max_tokens") manners.newTokenLimit = true;
  if (/temperature/.test(said)) manners.noTemperature = true;
  if (/stream_options|include_usage/.test(said)) manners.noStreamOptions = true;
  return JSON.stringify(manners) !== before;
}

/** @returns milliseconds to rest before the next try; null if there should be none. */
function restBefore(failure: ModelCallError, tries: number, { longestRestMs }: ChatLimits): number | null {
  // A service that hangs would hang again, and the reader waits.
  if (!failure.retryable || failure.kind === "timeout") return null;
  const rest = failure.retryAfterMs ?? FIRST_REST_MS * 3 ** (tries - 1);
  return rest <= longestRestMs ? rest : null;
}

function tooSlow(host: string, what: string): ModelCallError {
  return new ModelCallError(`${host} ${what} in time`, {
    kind: "timeout",
    hint: "a slow model needs a larger MODEL_FIRST_TOKEN_SECONDS, or a smaller OPENAI_MODEL",
  });
}

function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : "the model's service";
}
