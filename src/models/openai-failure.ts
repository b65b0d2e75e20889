/**
 * Whatever goes wrong with a service that speaks OpenAI's protocol, as one kind
 * of error with advice for the person who runs the bot.
 */
import { APIConnectionError, APIError } from "openai";
import { ModelCallError, type ModelFailure } from "./model-call-error.js";
import { TooManyBytesError } from "./openai-client.js";

/** The variables of `.env` that an operator would mend. */
export interface Variables {
  readonly key: string;
  readonly model: string;
  readonly url: string;
  /** What helps where the service limits how often it is asked. */
  readonly slower: string;
}

const CHAT: Variables = {
  key: "OPENAI_API_KEY",
  model: "OPENAI_MODEL",
  url: "OPENAI_BASE_URL",
  slower: "a larger plan or a smaller DAILY_TOKENS helps",
};

/**
 * @param host stands in the message; what the service wrote does not.
 * @param variables default: those of the model that writes answers
 */
export function toModelCallError(error: unknown, host: string, variables = CHAT): ModelCallError {
  if (error instanceof ModelCallError) return error;
  if (findCause(error, TooManyBytesError))
    return new ModelCallError(`${host} sent more than an answer can be`, { kind: "protocol" });
  if (error instanceof APIConnectionError) return unreachable(error, host, variables);
  if (error instanceof APIError) return answered(error, host, variables);
  if (error instanceof SyntaxError)
    return new ModelCallError(`${host} sent a stream that is not JSON`, { kind: "protocol" });
  // A connection that breaks in the middle comes as a TypeError of fetch.
  if (networkCode(error) !== null || error instanceof TypeError) return unreachable(error, host, variables);
  return new ModelCallError(`the call to ${host} failed`, { kind: "protocol", cause: error });
}

function answered(error: APIError, host: string, variables: Variables): ModelCallError {
  const { status } = error;
  const code = wordOf(error.code) ?? wordOf(error.type);
  if (status === undefined) {
    return new ModelCallError(`${host} broke off with an error${code === null ? "" : ` (${code})`}`, {
      kind: code !== null && OUT_OF_MONEY.test(code) ? "payment" : "server",
    });
  }
  const kind = kindOf(status, code);
  return new ModelCallError(`${host} answered ${status}${code === null ? "" : ` (${code})`}`, {
    kind,
    status,
    retryAfterMs: readRetryAfter(error.headers),
    hint: hintFor(kind, variables),
  });
}

const OUT_OF_MONEY = /quota|balance|billing|arrear|payment|credit/i;

function kindOf(status: number, code: string | null): ModelFailure {
  if (status === 401 || status === 403) return "key";
  if (status === 402 || (status === 429 && code !== null && OUT_OF_MONEY.test(code))) return "payment";
  if (status === 429) return "rate";
  if (status >= 500 || status === 408 || status === 409) return "server";
  return "request";
}

function hintFor(kind: ModelFailure, { key, model, url, slower }: Variables): string | undefined {
  if (kind === "key") return `check ${key}, and that it may use ${model}`;
  if (kind === "payment") return `the account behind ${key} has no balance or quota left`;
  if (kind === "rate") return `the service limits how often it may be asked; ${slower}`;
  return kind === "request" ? `check ${model} and ${url} (it usually ends in /v1)` : undefined;
}

function unreachable(error: unknown, host: string, { url }: Variables): ModelCallError {
  const code = networkCode(error);
  return new ModelCallError(`${host} cannot be reached${code === null ? "" : ` (${code})`}`, {
    kind: "network",
    hint: `check ${url} and the network`,
  });
}

/** ECONNREFUSED, ENOTFOUND, UND_ERR_SOCKET … from anywhere in the chain of causes. */
function networkCode(error: unknown): string | null {
  let at = error;
  for (let depth = 0; at instanceof Error && depth < 6; depth++) {
    if ("code" in at && typeof at.code === "string" && /^[A-Z][A-Z\d_]{2,40}$/.test(at.code)) return at.code;
    const first = at instanceof AggregateError ? at.errors[0] : undefined;
    if (first instanceof Error && first !== at) {
      const inner = networkCode(first);
      if (inner !== null) return inner;
    }
    at = at.cause;
  }
  return null;
}

function findCause(error: unknown, kind: new (message?: string) => Error): boolean {
  let at = error;
  for (let depth = 0; at instanceof Error && depth < 6; depth++) {
    if (at instanceof kind) return true;
    at = (at as Error).cause;
  }
  return false;
}

/** A code is a word; anything longer may hold what must not be repeated. */
function wordOf(code: unknown): string | null {
  return typeof code === "string" && /^[a-z][\w.-]{1,50}$/i.test(code) && !/^sk-/i.test(code) ? code : null;
}

const LONGEST_REST_MS = 3_600_000;

/** Seconds or an HTTP date; `retry-after-ms` where a service gives it. An hour at most is believed. */
function readRetryAfter(headers: Headers | undefined): number | undefined {
  const inMs = Number.parseFloat(headers?.get("retry-after-ms") ?? "");
  if (Number.isFinite(inMs)) return clamp(inMs);
  const header = headers?.get("retry-after") ?? "";
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(header)) return clamp(Number(header) * 1000);
  const at = Date.parse(header);
  const sent = Date.parse(headers?.get("date") ?? "");
  return Number.isNaN(at) || Number.isNaN(sent) ? undefined : clamp(at - sent);
}

function clamp(ms: number): number {
  return Math.min(Math.max(0, ms), LONGEST_REST_MS);
}
