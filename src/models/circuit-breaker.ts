/**
 * Stops asking a service that is down, and notices when it is back.
 *
 * While it rests nobody waits for it: calls fail at once, and whether it is back
 * is asked by a tiny call of our own instead of with a reader's question. Calls
 * that still wait for their first word when it is found down are let go as well.
 *
 * A service that hangs cannot be told from a slow one but by waiting, and a
 * reader shall not wait for that. So each call is given as long as the last ones
 * let expect; one that takes longer is lost to its reader but heard to the end of
 * its silence, which teaches how slow the service is.
 */
import type { ChatEvent, ChatModel, ChatRequest } from "../answer/written/chat-model.js";
import { ModelCallError } from "./model-call-error.js";
import { raceAgainst, systemTimer, type Timer } from "./timer.js";

export interface BreakerOptions {
  readonly timer?: Timer;
  /** Failures in a row before it rests; a wrong key or an empty account counts at once. Default 3. */
  readonly failures?: number;
  /** Between two looks whether it is back. Default 15 s. */
  readonly restMs?: number;
  /**
   * The least a reader waits for the first word; twice the slowest of the last answers' where that is more.
   * Default 2.5 s.
   */
  readonly patienceMs?: number;
  /** Ends looks and calls that no reader waits for any more. */
  readonly signal?: AbortSignal;
  /** Told once when it goes down and once when it is back, not for each question. */
  readonly onChange?: (change: BreakerChange) => void;
}

export type BreakerChange =
  | { readonly state: "resting"; readonly error: ModelCallError }
  | { readonly state: "working"; readonly afterMs: number };

const FAILURES = 3;
const REST_MS = 15_000;
const PATIENCE_MS = 2_500;
/** First words remembered. */
const PACES = 8;
/** A service may ask for longer; longer than this is not believed, or recovery would be noticed late. */
const LONGEST_REST_MS = 45_000;
const PROBE: ChatRequest = { messages: [{ role: "user", content: "1" }], maxTokens: 16 };

export function createCircuitBreaker(model: ChatModel, options: BreakerOptions = {}): ChatModel {
  const { timer = systemTimer, signal: over } = options;
  const health = createHealth(model.id, { ...options, timer });
  let looking = false;
  const look = async () => {
    looking = true;
    try {
      for await (const event of model.stream(PROBE, over)) if (event.kind === "end") break;
      health.succeed();
    } catch (error) {
      // A probe that is refused as a request was still read by a living service.
      if (error instanceof ModelCallError && !isOutage(error)) health.succeed();
      else if (!over?.aborted) health.fail(error);
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
      yield* watch(model, { request, signal, over, health, timer });
    },
  };
}

interface Health {
  isResting(): boolean;
  /** Whether the rest has been long enough to see if the service is back. */
  mayLook(): boolean;
  /** How long a reader waits for a first word. */
  patience(): number;
  /** The first word took so long. */
  hear(ms: number): void;
  succeed(): void;
  fail(error: unknown): void;
  /** Calls that have not had a word yet. */
  readonly waiting: Set<AbortController>;
}

function createHealth(id: string, options: BreakerOptions & { readonly timer: Timer }): Health {
  const { timer, failures = FAILURES, restMs = REST_MS, patienceMs = PATIENCE_MS, onChange } = options;
  const waiting = new Set<AbortController>();
  const paces: number[] = [];
  let failed = 0;
  let restingSince: number | null = null;
  let nextLook = 0;
  return {
    waiting,
    isResting: () => restingSince !== null,
    mayLook: () => timer.now() >= nextLook,
    patience: () => Math.max(patienceMs, ...paces.map((ms) => 2 * ms)),
    hear(ms) {
      paces.push(ms);
      if (paces.length > PACES) paces.shift();
    },
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
  readonly over: AbortSignal | undefined;
  readonly health: Health;
  readonly timer: Timer;
}

async function* watch(model: ChatModel, watched: Watched): AsyncGenerator<ChatEvent> {
  const { request, signal, over, health, timer } = watched;
  const call = new AbortController();
  const either = AbortSignal.any([call.signal, signal, over].filter((one) => one !== undefined));
  const events = model.stream(request, either)[Symbol.asyncIterator]();
  const begun = timer.now();
  const late = slow(model.id);
  health.waiting.add(call);
  let kept = true;
  try {
    const first = events.next();
    void first.then(
      () => health.hear(timer.now() - begun),
      () => undefined,
    );
    const bounds = { timer, ms: health.patience(), signal: either, late: () => late };
    let next = await raceAgainst(first, bounds).catch((error: unknown) => {
      if (error === late) {
        kept = false;
        void letGo(first, call, health);
      }
      throw error;
    });
    health.waiting.delete(call);
    for (; !next.done; next = await events.next()) {
      if (next.value.kind === "end") health.succeed();
      yield next.value;
    }
  } catch (error) {
    if (!call.signal.aborted && error instanceof ModelCallError && isOutage(error)) health.fail(error);
    throw error;
  } finally {
    health.waiting.delete(call);
    if (kept) {
      call.abort();
      events.return?.(undefined).catch(() => undefined);
    }
  }
}

/** Hears the first word of a call that nobody waits for, for what it tells of the service, and hangs up. */
async function letGo(first: Promise<unknown>, call: AbortController, health: Health): Promise<void> {
  try {
    await first;
    health.succeed();
  } catch {
    // Its lateness has been counted as a failure already.
  } finally {
    call.abort();
  }
}

/** A refused request says nothing about the next one, unless the address or the model does not exist. */
function isOutage({ kind, status }: ModelCallError): boolean {
  return (kind !== "request" && kind !== "resting") || status === 404;
}

function slow(id: string): ModelCallError {
  return new ModelCallError(`${id} began no answer while its reader could wait`, {
    kind: "timeout",
    hint: "a service that is always as slow as this is waited for longer from the next question on",
  });
}

function resting(id: string, cause?: ModelCallError): ModelCallError {
  return new ModelCallError(`${id} is not asked, it was down a moment ago`, { kind: "resting", cause });
}
