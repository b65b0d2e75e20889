/** What a mention says, and what the readers of one sentence hand on: a mention that does not know where it stands. */
import type { IsoDay } from "../../clock.js";
import type { DayRange } from "../dates.js";
import type { Span } from "../text.js";

export interface FoundEvent {
  /** `event`: something one can go to or that takes place; `deadline`: to be done by its last day; `rule`: in force. */
  readonly kind: "event" | "deadline" | "rule";
  /** What it is called, folded, if the sentence names it. */
  readonly name: string | null;
  /** An open end is 9999-12-31. An event called off has the day it was planned for, else that of the report. */
  readonly range: DayRange;
  /**
   * `exact`: on all days of the range; `within`: on some day or days of it (“八月底”); `opening`: begins then, and
   * its end is not told.
   */
  readonly sense: "exact" | "within" | "opening";
  /** What the sentence says of earlier plans. `cancelled` and `postponed` (no new day) take place on no day. */
  readonly change: "cancelled" | "postponed" | "moved" | "extended" | null;
}

/** The span is that of the sentence in the article's body. */
export interface EventMention extends FoundEvent, Span {}

export const OPEN_END = "9999-12-31" as IsoDay;

/** From the day it was told to its last day; the last day alone where it was told later or on no day. */
export function untilDay(to: IsoDay, publishedOn: IsoDay | null): DayRange {
  return { from: publishedOn && publishedOn < to ? publishedOn : to, to };
}
