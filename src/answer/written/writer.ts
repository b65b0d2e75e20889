/**
 * What a model does for one question: it puts a follow-up into words that stand
 * alone, and writes the answer. Both cost tokens of the reader's and the day's.
 *
 * Whatever fails here is no failure of the answer. It is noted and told to the
 * operator, and the paper is quoted instead.
 */
import type { IsoDay } from "../../clock.js";
import type { Dictionary } from "../../news/dictionary.js";
import type { Turn } from "../../search/follow-up.js";
import type { Passage } from "../../search/retriever.js";
import type { Language } from "../phrases.js";
import type { Reservation, TokenBudget } from "./budget.js";
import type { ChatModel, TokenUsage } from "./chat-model.js";
import { composeAnswer } from "./compose.js";
import type { Composed, ComposedSentence, ComposeEnd, RemovedSentence } from "./composed.js";
import { rewriteFollowUp } from "./rewrite.js";

export interface AnswererModel {
  readonly chat: ChatModel;
  readonly budget: TokenBudget;
  /** The day it is, by which the caps count, whatever day a question is asked for. */
  readonly day: () => IsoDay;
  /** A signal that aborts after so many milliseconds. */
  readonly deadline: (ms: number) => AbortSignal;
  readonly dictionary: Dictionary;
  readonly limits?: { readonly promptTokens?: number; readonly answerTokens?: number };
  /** Told each time what kept a written answer away; the operator wants to hear it once. */
  readonly onFailure?: (error: unknown) => void;
}

/** What became of asking the model, for `--explain`, the log and JSON. */
export interface WriterTrace {
  /** Of all calls for this question. */
  readonly usage: TokenUsage;
  readonly removed: readonly RemovedSentence[];
  readonly mended: number;
  /** Why there is no answer of its own, or not all of it, where that was not the model's word. */
  readonly cause: ComposeEnd | null;
  /** The follow-up as the model put it. */
  readonly rewritten: string | null;
}

export interface Writer {
  /** @returns null: use the rules. @throws the signal's reason if it aborts */
  rewrite(question: string, history: readonly Turn[]): Promise<string | null>;
  /** @returns null: quote the paper. @throws the signal's reason if it aborts */
  compose(request: WriteRequest): Promise<Composed | null>;
  /** @returns null if the model was not asked */
  trace(): WriterTrace | null;
}

export interface WriteRequest {
  readonly question: string;
  readonly language: Language;
  readonly passages: readonly Passage[];
  readonly onSentence?: (sentence: ComposedSentence) => void;
}

export interface WriterOptions {
  readonly today: IsoDay;
  readonly reader: string;
  readonly signal: AbortSignal | undefined;
}

/** The reader has not seen anything yet, and the rules do it in a millisecond. */
const REWRITE_WITHIN_MS = 4_000;

export function createWriter(model: AnswererModel, { today, reader, signal }: WriterOptions): Writer {
  const { chat: chatModel, dictionary, limits, onFailure } = model;
  const reserve = bindBudget(model, reader);
  const bills: TokenUsage[] = [];
  let rewritten: string | null = null;
  let composed: Composed | null = null;
  let failure: ComposeEnd | null = null;
  const fail = (error: unknown) => {
    failure = { why: "failure", error };
    onFailure?.(error);
  };
  return {
    async rewrite(question, history) {
      const within = model.deadline(REWRITE_WITHIN_MS);
      try {
        const result = await rewriteFollowUp({
          question,
          history,
          chatModel,
          today,
          signal,
          within,
          reserve,
        });
        bills.push(result.usage);
        if (result.error !== null) fail(result.error);
        rewritten = result.question;
      } catch (error) {
        signal?.throwIfAborted();
        fail(error);
      }
      return rewritten;
    },
    async compose(request) {
      // A reader who has waited for a service that failed does not wait for it twice.
      if (failure !== null) return null;
      try {
        composed = await composeAnswer({
          ...request,
          chatModel,
          today,
          signal,
          dictionary,
          reserve,
          ...(limits && { limits }),
        });
        bills.push(composed.usage);
        if (composed.cause?.why === "failure") onFailure?.(composed.cause.error);
      } catch (error) {
        signal?.throwIfAborted();
        fail(error);
      }
      return composed;
    },
    trace() {
      if (bills.length === 0 && failure === null) return null;
      const { removed = [], mended = 0, cause = null } = composed ?? {};
      return { usage: sumUsage(bills), removed, mended, cause: failure ?? cause, rewritten };
    },
  };
}

/** What could not be settled stays spent; the answer it was for is not lost over it. */
function bindBudget({ budget, day, onFailure }: AnswererModel, who: string) {
  return async (tokens: number): Promise<Reservation | null> => {
    const reservation = await budget.reserve({ who, day: day(), tokens });
    return reservation && { settle: (used) => reservation.settle(used).catch((error) => onFailure?.(error)) };
  };
}

function sumUsage(bills: readonly TokenUsage[]): TokenUsage {
  return {
    promptTokens: bills.reduce((sum, { promptTokens }) => sum + promptTokens, 0),
    completionTokens: bills.reduce((sum, { completionTokens }) => sum + completionTokens, 0),
    estimated: bills.some(({ estimated }) => estimated),
  };
}
