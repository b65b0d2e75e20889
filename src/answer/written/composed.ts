/**
 * What became of an answer that a model was asked to write: the sentences that
 * stood the check, those that did not and why, and what it cost.
 */
import type { Citation } from "../answer.js";
import type { TokenUsage } from "./chat-model.js";

export interface ComposedSentence {
  /** Plain, without markers. */
  readonly text: string;
  /** At least one; markers count on through the answer. */
  readonly citations: readonly Citation[];
  /** The model began a new line with it. */
  readonly newLine: boolean;
}

export interface RemovedSentence {
  readonly sentence: string;
  /** What was not borne out. For `--explain` and the log, not for readers. */
  readonly reason: string;
}

export interface Composed {
  /** `cut-short`: what is there is checked and whole, but more was to come. */
  readonly kind: "complete" | "cut-short" | "nothing";
  readonly sentences: readonly ComposedSentence[];
  readonly removed: readonly RemovedSentence[];
  /** Sentences that now cite another source than the model gave. */
  readonly mended: number;
  /** The model said that the sources do not answer the question, or a part of it. */
  readonly unanswered: boolean;
  /** Why it was cut short or came to nothing, where it was not the model's own word. */
  readonly cause: ComposeEnd | null;
  readonly usage: TokenUsage;
}

export type ComposeEnd =
  | { readonly why: "budget" | "length" | "content_filter" | "repetition" | "too long" }
  | { readonly why: "failure"; readonly error: unknown };
