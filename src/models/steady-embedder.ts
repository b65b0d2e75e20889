/**
 * From a model that embeds to the embedder of an index: the same care for a model on this machine and for a
 * service. What it gives is held against the canaries of the index, a question waits only so long, and a model
 * that has just failed is left alone for a while, because words find most things without it.
 */
import type {
  EmbedAs,
  Embedder,
  EmbedderFactory,
  FitOptions,
  FittedEmbedder,
  UnitVector,
} from "../index/embedder.js";
import {
  CANARIES,
  type CanaryState,
  checkCanaries,
  isSame,
  readCanaryState,
  stateFrom,
  writeCanaryState,
} from "./canary.js";
import { ModelCallError } from "./model-call-error.js";
import { raceAgainst, type Timer } from "./timer.js";

export interface EmbeddingModel {
  /** Stands in messages. */
  readonly who: string;
  /** All that shapes its vectors; stands in the manifest. */
  readonly name: string;
  /** Texts a call takes best. */
  readonly batch?: number;
  /** A service may change between any two calls, and hang; what runs here does not change while it runs. */
  readonly remote: boolean;
  /** One checked vector a text, in order; no text is blank. */
  embed(texts: readonly string[], as: EmbedAs, signal?: AbortSignal): Promise<readonly UnitVector[]>;
  /** Before a build: fetches what is not here. */
  prepare?(signal: AbortSignal | undefined): Promise<void>;
  /** Before a build embeds these: asks, where that costs much. @throws if it may not. */
  approve?(texts: readonly string[]): Promise<void>;
  close?(): Promise<void>;
}

export interface SteadyOptions {
  readonly timer: Timer;
  /** How long a question waits for its vector. */
  readonly queryMs: number;
}

/** After a failure questions are answered by words alone for so long. */
const REST_MS = 15_000;
/** A service is held against the canaries so often while it answers questions. */
const RECHECK_MS = 3_600_000;

export function createSteadyEmbedder(model: EmbeddingModel, options: SteadyOptions): EmbedderFactory {
  return {
    name: model.name,
    async fit(texts, { signal, previous, missing }: FitOptions) {
      await model.prepare?.(signal);
      // One at a time: a service that mixes up what it is given together shows it in the first batch.
      const canaries = [];
      for (const text of CANARIES) canaries.push(...(await model.embed([text], "passage", signal)));
      const fresh = stateFrom(model.name, canaries, model.who);
      const kept = previous && readPrevious(previous, model.name);
      const state = kept && isSame(kept, canaries) ? kept : fresh;
      await model.approve?.((missing?.(state.id) ?? texts).filter((text) => text.trim() !== ""));
      return embedderOf(state, { model, ...options, checked: true });
    },
    async restore(state) {
      return embedderOf(readCanaryState(state, model.name), { model, ...options, checked: false });
    },
    close: async () => model.close?.(),
  };
}

/** What another embedder left behind is no hindrance: its vectors are simply not taken over. */
function readPrevious(state: Buffer, name: string): CanaryState | null {
  try {
    return readCanaryState(state, name);
  } catch {
    return null;
  }
}

interface Parts extends SteadyOptions {
  readonly model: EmbeddingModel;
  /** Whether the model has just been held against the canaries. */
  readonly checked: boolean;
}

function embedderOf(kept: CanaryState, { model, timer, queryMs, checked }: Parts): FittedEmbedder {
  let dueAt = checked ? timer.now() + RECHECK_MS : Number.NEGATIVE_INFINITY;
  let restsUntil = Number.NEGATIVE_INFINITY;

  const ask = async (texts: readonly string[], as: EmbedAs, signal?: AbortSignal) => {
    // Around every batch of a build: a service that mixes up or exchanges vectors shows it here.
    if (model.remote && as === "passage") return framed(texts, kept, { model, signal });
    const due = model.remote ? timer.now() >= dueAt : dueAt === Number.NEGATIVE_INFINITY;
    const [vectors, canaries] = await Promise.all([
      model.embed(texts, as, signal),
      due ? model.embed(CANARIES, "passage", signal) : null,
    ]);
    if (canaries) {
      checkCanaries(kept, canaries, { who: model.who, building: false });
      dueAt = timer.now() + RECHECK_MS;
    }
    checkDimension(vectors, kept, model.who);
    return vectors;
  };
  const inTime = async (texts: readonly string[], signal: AbortSignal | undefined) => {
    if (timer.now() < restsUntil) throw resting(model.who);
    const over = new AbortController();
    const either = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
    try {
      const late = () => tooLate(model.who, queryMs);
      return await raceAgainst(ask(texts, "query", either), { timer, ms: queryMs, signal: either, late });
    } catch (error) {
      signal?.throwIfAborted();
      // What runs here and is late is still loading: the next question may find it ready.
      const loading = !model.remote && error instanceof ModelCallError && error.kind === "timeout";
      if (!loading) restsUntil = timer.now() + REST_MS;
      throw error;
    } finally {
      over.abort();
    }
  };
  return {
    id: kept.id,
    dimension: kept.dimension,
    ...(model.batch !== undefined && { batch: model.batch }),
    state: () => writeCanaryState(kept),
    async embed(texts, as, signal) {
      const told = texts.flatMap((text, at) => (text.trim() === "" ? [] : [{ text, at }]));
      if (told.length === 0) return texts.map(() => null);
      const asked = told.map(({ text }) => text);
      const vectors = as === "query" ? await inTime(asked, signal) : await ask(asked, as, signal);
      const places = new Map(told.map(({ at }, i) => [at, vectors[i]!]));
      return texts.map((_, at) => places.get(at) ?? null);
    },
  };
}

async function framed(
  texts: readonly string[],
  kept: CanaryState,
  { model, signal }: { readonly model: EmbeddingModel; readonly signal: AbortSignal | undefined },
): Promise<readonly UnitVector[]> {
  const all = await model.embed([CANARIES[0], ...texts, CANARIES[1]], "passage", signal);
  checkCanaries(kept, [all[0]!, all.at(-1)!], { who: model.who, building: true });
  checkDimension(all, kept, model.who);
  return all.slice(1, -1);
}

function checkDimension(
  vectors: readonly UnitVector[],
  { dimension }: Embedder | CanaryState,
  who: string,
): void {
  const other = vectors.find(({ length }) => length !== dimension);
  if (!other) return;
  throw new ModelCallError(`${who} gave a vector of ${other.length} components, the index has ${dimension}`, {
    kind: "protocol",
    hint: "npm run index -- --full builds with what it gives now",
  });
}

function tooLate(who: string, ms: number): ModelCallError {
  return new ModelCallError(`${who} gave no vector within ${ms} ms`, {
    kind: "timeout",
    hint: "EMBEDDING_QUERY_MILLISECONDS says how long a question waits for it",
  });
}

function resting(who: string): ModelCallError {
  return new ModelCallError(`${who} is not asked, it failed a moment ago`, { kind: "resting" });
}
