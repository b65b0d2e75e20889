/**
 * Cuts a clause into the things it speaks of: “A和B，哪个更早？” asks about A and
 * about B, which may stand in different articles, and “A当天，B……” about what
 * happened on the day of A.
 */
import { fold, type Span } from "../news/text.js";

export type Grain = "day" | "month" | "year";

export interface Part {
  readonly text: string;
  /** The part whose day (month, year) this one is about. */
  readonly anchor: { readonly part: number; readonly grain: Grain } | null;
}

export interface PartOptions {
  /** Pieces that joined are the folded text. */
  cut(folded: string): readonly string[];
  /** Whether the piece at a place says what is spoken of, so that a part with it can stand alone. */
  isTelling(piece: string, at: number): boolean;
}

const BETWEEN = new Set(["和", "与", "及", "以及", "还有", "或", "跟", "、", "，", ",", "；", ";", "还是"]);
const GRAINS = new Map<string, Grain>([
  ["当天", "day"],
  ["当日", "day"],
  ["同日", "day"],
  ["当月", "month"],
  ["同月", "month"],
  ["当年", "year"],
  ["同年", "year"],
]);
const MOST = 4;

/** @returns at least one part; joined in order they hold the clause but for the words between them */
export function splitParts(clause: string, { cut, isTelling }: PartOptions): Part[] {
  const parts: (Span & { anchor: Part["anchor"] })[] = [];
  let open: { start: number; telling: boolean } = { start: 0, telling: false };
  let anchor: Part["anchor"] = null;
  let at = 0;
  const close = (end: number, next: number, anyhow = false) => {
    if ((!open.telling && !anyhow) || end - open.start < 2 || parts.length === MOST) return false;
    parts.push({ start: open.start, end, anchor });
    open = { start: next, telling: false };
    anchor = null;
    return true;
  };
  const folded = fold(clause);
  for (const piece of cut(folded)) {
    // Looked for in the text: a segmenter may cut 当天 in two.
    const grain = GRAINS.get(folded.slice(at, at + 2));
    if (BETWEEN.has(piece)) close(at, at + piece.length);
    else if (grain && close(at, at + 2, true)) anchor = { part: parts.length - 1, grain };
    else if (at >= open.start && isTelling(piece, at)) open.telling = true;
    at += piece.length;
  }
  const last = parts.at(-1);
  const rest = clause.length - open.start;
  if (open.telling || !last || (anchor && rest > 1))
    parts.push({ start: open.start, end: clause.length, anchor });
  else parts[parts.length - 1] = { ...last, end: clause.length };
  return parts.map(({ start, end, anchor }) => ({ text: clause.slice(start, end), anchor }));
}
