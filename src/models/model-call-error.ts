/**
 * A call to a model that failed. Whoever catches it decides by `kind`, `retryable`
 * and `retryAfterMs`; the message names the service and never repeats what it
 * said, because services quote keys and readers' questions in their errors.
 */
import { NewsError } from "../errors.js";

export type ModelFailure =
  /** 401, 403: the key is wrong, or may not do this. */
  | "key"
  /** 402, or 429 because the account's quota is used up. */
  | "payment"
  /** 429: too many requests for now. */
  | "rate"
  /** 5xx, 408, 409, or an error object in the middle of a stream. */
  | "server"
  /** Refused, reset, no such host, TLS. */
  | "network"
  /** Our own limits of time. */
  | "timeout"
  /** An answer that is not one: HTML, no choices, an early end, broken UTF-8, far too much. */
  | "protocol"
  /** Any other 4xx: the request itself is refused (unknown model, prompt too long). */
  | "request"
  /** Not asked at all: the service was down a moment ago. */
  | "resting";

export interface ModelCallErrorOptions {
  readonly kind: ModelFailure;
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
  readonly hint?: string | undefined;
}

const PASSING: readonly ModelFailure[] = ["rate", "server", "network", "timeout", "protocol", "resting"];

export class ModelCallError extends NewsError {
  override readonly name = "ModelCallError";
  readonly kind: ModelFailure;
  /** HTTP status, if there was an answer. */
  readonly status: number | undefined;
  /** How long the service asked us to stay away. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { kind, status, retryAfterMs, cause, hint }: ModelCallErrorOptions) {
    super(message, { ...(cause !== undefined && { cause }), ...(hint !== undefined && { hint }) });
    this.kind = kind;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same request may succeed later without anyone mending anything. */
  get retryable(): boolean {
    return PASSING.includes(this.kind);
  }
}
