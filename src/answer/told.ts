/**
 * An answer worked out by code from what was read at indexing (who held the
 * office, what is on, which articles there are): lines of ours, each resting on
 * quotations.
 */
import type { Headline } from "./answer.js";
import type { Quote } from "./extract.js";

export interface ToldLine {
  /** In the reader's language, complete, without markers; `**` for emphasis. Empty: the quotations speak for themselves. */
  readonly text: string;
  /** What it rests on; none for a line about the archive itself (“收录到……”). */
  readonly quotes: readonly Quote[];
}

/** At least one line has a quotation. */
export type Told = readonly ToldLine[];

/** What code found out. `nothing`: the archive was looked through, and holds none of what was asked for. */
export type Finding =
  | { readonly kind: "told"; readonly told: Told }
  | { readonly kind: "nothing"; readonly text: string; readonly nearest: readonly Headline[] };
