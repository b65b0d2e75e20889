/**
 * Stops asking a service that is down, and notices when it is back.
 *
 * While it rests nobody waits for it: calls fail at once, and whether it is back
 * is asked by a tiny call of our own instead of with a reader's question. Calls
 * that still wait for their first word when it is found down are let go as well.
 */
import type { ChatEvent, ChatModel, ChatRequest } from "../answer/chat-model.js";
import { ModelCallError } from "./model-call-error.js";
import { systemTimer, type Timer } from "./timer.js";

export interface BreakerOptions {
  readonly timer?: Timer;
  /** Failures in a row before it rests; a wrong key or an empty account counts at once. Default 3. */
  readonly failures?: number;
  /** Between two looks whether it is back. Default 15 s. */
  readonly restMs?: number;
  /** Told once when it goes down and once when it is back, not for each question. */
  readonly onChange?: (change: BreakerChange) => void;
}

export type BreakerChange =
  | { readonly state: "resting"; readonly error: ModelCallError }
  | { readonly state: "working"; readonly afterMs: number };

const FAILURES = 3;
const REST_MS = 15_000;
/** A service may ask for longer; longer than this is not believed, or recovery would be noticed late. */
const LONGEST_REST_MS = 45_000;
const PROBE: ChatRequest = { messages: [{ role: "user", content: "1" }], maxTokens: 16 };

export function createCircuitBreaker(model: ChatModel, options: BreakerOptions = {}): ChatModel {
  const health = createHealth(model.id, options);
  let looking = false;
  const look = async () => {
    looking = true;
    try {
      for await (const event of model.stream(PROBE)) if (event.kind === "end") break;
      health.succeed();
    } catch (error) {
      // A probe that is refused as a request was still read by a living service.
      if (error instanceof ModelCallError && !isOutage(error)) health.succeed();
      else health.fail(error);
    } finally {
      looking = false;
    }
  };
  return {
    id: model.id,
    async *stream(request, signal) {
      if (health.isResting()) {
        if (!looking && health.mayLook()) void look();
        throw resting(model.id);
      }
      yield* watch(model, { request, signal, health });
    },
  };
}

interface Health {
  isResting(): boolean;
  /** Whether the rest has been long enough to see if the service is back. */
  mayLook(): boolean;
  succeed(): void;
  fail(error: unknown): void;
  /** Calls that have not had a word yet. */
  readonly waiting: Set<AbortController>;
}

function createHealth(id: string, options: BreakerOptions): Health {
  const { timer = systemTimer, failures = FAILURES, restMs = REST_MS, onChange } = options;
  const waiting = new Set<AbortController>();
  let failed = 0;
  let restingSince: number | null = null;
  let nextLook = 0;
  return {
    waiting,
    isResting: () => restingSince !== null,
    mayLook: () => timer.now() >= nextLook,
    succeed() {
      failed = 0;
      if (restingSince === null) return;
      const afterMs = timer.now() - restingSince;
      restingSince = null;
      onChange?.({ state: "working", afterMs });
    },
    fail(cause) {
      const error =
        cause instanceof ModelCallError
          ? cause
          : new ModelCallError(`${id} failed`, { kind: "server", cause });
      failed += 1;
      nextLook = timer.now() + Math.min(Math.max(restMs, error.retryAfterMs ?? 0), LONGEST_REST_MS);
      if (restingSince !== null || (failed < failures && !isHopeless(error))) return;
      restingSince = timer.now();
      onChange?.({ state: "resting", error });
      for (const call of waiting) call.abort(resting(id, error));
    },
  };
}

/** Asking again at once would change nothing. */
function isHopeless({ kind, retryAfterMs }: ModelCallError): boolean {
  return kind === "key" || kind === "payment" || kind === "request" || retryAfterMs !== undefined;
}

interface Watched {
  readonly request: ChatRequest;
  readonly signal: AbortSignal | undefined;
  readonly health: Health;
}

async function* watch(model: ChatModel, { request, signal, health }: Watched): AsyncGenerator<ChatEvent> {
  const call = new AbortController();
  health.waiting.add(call);
  try {
    const either = signal ? AbortSignal.any([signal, call.signal]) : call.signal;
    for await (const event of model.stream(request, either)) {
      health.waiting.delete(call);
      if (event.kind === "end") health.succeed();
      yield event;
    }
  } catch (error) {
    if (!call.signal.aborted && error instanceof ModelCallError && isOutage(error)) health.fail(error);
    throw error;
  } finally {
    health.waiting.delete(call);
  }
}

/** A refused request says nothing about the next one, unless the address or the model does not exist. */
function isOutage({ kind, status }: ModelCallError): boolean {
  return (kind !== "request" && kind !== "resting") || status === 404;
}

function resting(id: string, cause?: ModelCallError): ModelCallError {
  return new ModelCallError(`${id} is not asked, it was down a moment ago`, { kind: "resting", cause });
}
