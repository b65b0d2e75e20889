/**
 * Vectors from any service that speaks OpenAI's embeddings. The library is used for the call alone: left to
 * itself it asks for base64 and decodes whatever comes, also the plain figures that many services send.
 */
import type OpenAI from "openai";
import { APIError } from "openai";
import { z } from "zod";
import { NewsError } from "../errors.js";
import type { EmbedderFactory } from "../index/embedder.js";
import { ModelCallError } from "./model-call-error.js";
import { toModelCallError, type Variables } from "./openai-failure.js";
import { createSteadyEmbedder } from "./steady-embedder.js";
import { raceAgainst, sleep, systemTimer, type Timer } from "./timer.js";
import { cutToTokens, estimateTokens } from "./token-estimate.js";
import { checkVectors } from "./vector-check.js";

export interface OpenAiEmbedderParts {
  readonly client: OpenAI;
  readonly model: string;
  /** `null`: the model's own. */
  readonly dimension: number | null;
  readonly queryMs: number;
  /** A build that takes more tokens asks first. */
  readonly askAboveTokens: number;
  /** Whether a build may spend so many tokens; without it none above the limit. */
  readonly confirm?: ((tokens: number) => Promise<boolean>) | undefined;
  readonly timer?: Timer;
}

/** OpenAI's own limits; its estimate of tokens may be a little above ours. */
const MOST_INPUTS = 2_048;
const MOST_TOKENS = 250_000;
/** Of one text. */
const LONGEST = 7_500;
/** A text that is refused for its length is not cut shorter than that: then something else is wrong. */
const SHORTEST = 60;
const TRIES = 5;
const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 60_000;
const CALL_WITHIN_MS = 60_000;
/** Large enough that a build does not wait on the way to the service, small enough for one answer: some 5 MB. */
const BATCH = 256;

const EMBEDDING_VARIABLES: Variables = {
  key: "EMBEDDING_API_KEY or OPENAI_API_KEY",
  model: "EMBEDDING_MODEL",
  url: "EMBEDDING_BASE_URL or OPENAI_BASE_URL",
  slower: "a larger plan helps, or EMBEDDER=builtin",
};

const Answer = z.object({
  data: z.array(
    z.object({
      index: z.number().int().optional(),
      // JSON has no NaN: who has one writes null.
      embedding: z.union([
        z.array(
          z
            .number()
            .nullable()
            .transform((value) => value ?? Number.NaN),
        ),
        z.string(),
      ]),
    }),
  ),
});

export function createOpenAiEmbedder(parts: OpenAiEmbedderParts): EmbedderFactory {
  const { client, model, dimension, queryMs, askAboveTokens, confirm, timer = systemTimer } = parts;
  const { host, origin, pathname } = new URL(client.baseURL);
  const service: Service = {
    client,
    model,
    dimension,
    host,
    timer,
    who: `${host}/${model}`,
    most: MOST_INPUTS,
    plain: true,
    reached: false,
  };
  const embedding = {
    who: service.who,
    // Without what an address may hold of a key: the name stands in the manifest.
    name: `openai ${`${origin}${pathname}`.replace(/\/+$/, "")} ${model} (${dimension ?? "its own"} dimensions)`,
    remote: true,
    batch: BATCH,
    async embed(
      texts: readonly string[],
      as: "passage" | "query",
      signal: AbortSignal = new AbortController().signal,
    ) {
      const cut = texts.map((text) => cutToTokens(text, LONGEST));
      const vectors = [];
      // A reader waits for one try; a build has time.
      const tries = as === "query" ? 1 : TRIES;
      for (const batch of batchesOf(cut, service))
        vectors.push(...(await embedBatch(batch, service, { tries, signal })));
      const hint = dimension === null ? undefined : "EMBEDDING_DIMENSION says how long its vectors are to be";
      return checkVectors(vectors, { who: service.who, hint, count: texts.length, dimension });
    },
    async approve(texts: readonly string[]) {
      const tokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
      if (tokens <= askAboveTokens || (await confirm?.(tokens))) return;
      const cost = `${service.who} would take about ${tokens.toLocaleString("en")} tokens for ${texts.length} passages`;
      if (confirm)
        throw new NewsError(`nothing was embedded: ${cost}, and the answer was no`, {
          hint: "EMBEDDER=builtin and EMBEDDER=transformers cost nothing",
        });
      throw new NewsError(`${cost}, more than it may without asking`, {
        hint: `run npm run index at a terminal, where it asks, or set EMBEDDING_ASK_ABOVE_TOKENS=${tokens}`,
      });
    },
  };
  return createSteadyEmbedder(embedding, { timer, queryMs });
}

interface Service {
  readonly client: OpenAI;
  readonly model: string;
  readonly dimension: number | null;
  readonly host: string;
  readonly who: string;
  readonly timer: Timer;
  /** Inputs of one call; some services take only 10 or 32, and say so by refusing more. */
  most: number;
  /** Whether plain figures are asked for; some services refuse the very question. */
  plain: boolean;
  /** Whether it has ever answered, if only with a refusal. */
  reached: boolean;
}

function* batchesOf(texts: readonly string[], service: Service): Generator<readonly string[]> {
  let batch: string[] = [];
  let tokens = 0;
  for (const text of texts) {
    const more = estimateTokens(text);
    if (batch.length >= service.most || (batch.length > 0 && tokens + more > MOST_TOKENS)) {
      yield batch;
      batch = [];
      tokens = 0;
    }
    batch.push(text);
    tokens += more;
  }
  if (batch.length > 0) yield batch;
}

async function embedBatch(
  texts: readonly string[],
  service: Service,
  { tries, signal }: { readonly tries: number; readonly signal: AbortSignal },
): Promise<ArrayLike<number>[]> {
  const { timer, host } = service;
  for (let tried = 1; ; tried++) {
    try {
      return await call(texts, service, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (service.plain && refusesPlain(error)) {
        service.plain = false;
        tried -= 1;
        continue;
      }
      const failure = toModelCallError(error, host, EMBEDDING_VARIABLES);
      if (refusesSize(failure) && texts.length > 1) {
        service.most = Math.ceil(texts.length / 2);
        const halves = [texts.slice(0, service.most), texts.slice(service.most)];
        const vectors = [];
        for (const half of halves) vectors.push(...(await embedBatch(half, service, { tries, signal })));
        return vectors;
      }
      const [text = ""] = texts;
      const shorter = Math.floor(estimateTokens(text) / 2);
      // Its beginning says what a passage is about; without it one long passage would stop a whole build.
      if (refusesSize(failure) && refusesLength(error) && shorter >= SHORTEST)
        return embedBatch([cutToTokens(text, shorter)], service, { tries, signal });
      const rest = failure.retryAfterMs ?? FIRST_REST_MS * 2 ** (tried - 1);
      service.reached ||= failure.kind !== "network";
      // Nobody at the address that is set: it will be no other in eight seconds.
      if (!service.reached || !failure.retryable || tried >= tries || rest > LONGEST_REST_MS) throw failure;
      await sleep(timer, rest, signal);
    }
  }
}

async function call(
  texts: readonly string[],
  service: Service,
  signal: AbortSignal,
): Promise<ArrayLike<number>[]> {
  const { client, model, dimension, who, timer, plain } = service;
  const body = {
    model,
    input: texts,
    ...(plain && { encoding_format: "float" }),
    ...(dimension !== null && { dimensions: dimension }),
  };
  const late = () => new ModelCallError(`${who} gave no vectors in time`, { kind: "timeout" });
  // The library never takes its listener off a signal: hundreds of calls share that of a build.
  const own = AbortSignal.any([signal]);
  const answer = client.post<unknown>("/embeddings", { body, signal: own, maxRetries: 0 });
  const raw = await raceAgainst(answer, { timer, ms: CALL_WITHIN_MS, signal, late });
  service.reached = true;
  const { data: found } = Answer.safeParse(raw);
  if (!found) {
    const hint = `check ${EMBEDDING_VARIABLES.url} (it usually ends in /v1)`;
    throw new ModelCallError(`${who} gave no vectors`, { kind: "protocol", hint });
  }
  return inOrder(found.data, who, texts.length);
}

/** By their numbers where they have some: each of 0, 1, 2 … once. */
function inOrder(data: z.output<typeof Answer>["data"], who: string, count: number): ArrayLike<number>[] {
  const numbered = data.every(({ index }) => index !== undefined);
  if (!numbered) return data.map(({ embedding }) => figures(embedding));
  const places = new Map(data.map(({ index, embedding }) => [index, embedding]));
  const missing = Array.from({ length: count }, (_, i) => i).find((i) => !places.has(i));
  if (data.length !== count || places.size !== count || missing !== undefined)
    throw new ModelCallError(
      `${who} gave ${data.length} vectors for ${count} texts, or numbered them wrongly`,
      {
        kind: "protocol",
      },
    );
  return Array.from({ length: count }, (_, i) => figures(places.get(i)!));
}

/** “maximum context length”, “must have less than 512 tokens”, “input is too long”: each service says it otherwise. */
function refusesLength(error: unknown): boolean {
  return (
    error instanceof APIError &&
    /token|length|too[ _]l(?:ong|arge)/i.test(`${error.code ?? ""} ${error.message}`)
  );
}

/** Base64 is 32-bit floats, low byte first. */
function figures(embedding: readonly number[] | string): ArrayLike<number> {
  if (typeof embedding !== "string") return embedding;
  const bytes = Buffer.from(embedding, "base64");
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => bytes.readFloatLE(i * 4));
}

/** Also where something else is wrong with the request: then a single text is refused as well, and that is told. */
function refusesSize({ kind, status }: ModelCallError): boolean {
  return kind === "request" && (status === 400 || status === 413 || status === 422);
}

function refusesPlain(error: unknown): boolean {
  const refused = error instanceof APIError && (error.status === 400 || error.status === 422);
  return refused && /encoding_format/.test(`${error.param ?? ""} ${error.message}`);
}
